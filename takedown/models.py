"""Removals with their grounds, and what sellers are told; and the names of the room's other tables."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from complaints.models import Item
from core.ids import new_id
from core.models import Outbox
from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Listing, Marketplace, Seller
from takedown.live.models import Brake, CapRaise, Reinstatement
from takedown.policy_models import (
    PolicyCase,
    PolicyDifference,
    PolicyDraft,
    PolicyPreview,
    PolicyProposal,
    PolicyShadow,
    PolicyVersion,
)
from takedown.programme.tables import (
    AgencyDay,
    Appeal,
    Application,
    Contribution,
    DailyRecord,
    Grant,
    Step,
)
from takedown.redress.appeals.models import AppealFile, DecisionAppeal
from takedown.redress.clocks.models import ClockEvent, RedressClock
from takedown.redress.codes.models import SellerCode
from takedown.redress.counter.models import CounterDraft, CounterFile, CounterNotice
from takedown.redress.fixes.models import FixRequest
from takedown.redress.letters.models import LetterWay, SellerLetter
from takedown.redress.licences.models import LicenceClaim, LicenceProof
from takedown.redress.misuse.models import (
    CounterAppeal,
    CounterFinding,
    CounterRecord,
    CounterSuspension,
    CounterWarning,
    FilingAppeal,
    FilingRecord,
    FilingSuspension,
    FilingWarning,
)
from takedown.redress.replies.models import LegalAction, Reply, ReplyFile, Ruling, Undertaking
from takedown.states import ENDED, SELDOM, RemovalStatus
from takedown.staydown.models import KeptSigns
from takedown.strikes.models import SellerAction, SellerRecord, StrikeEvent

__all__ = [
    "AgencyDay",
    "Appeal",
    "AppealFile",
    "Application",
    "Attempt",
    "Brake",
    "CapRaise",
    "ClockEvent",
    "Contribution",
    "CounterAppeal",
    "CounterDraft",
    "CounterFile",
    "CounterFinding",
    "CounterNotice",
    "CounterRecord",
    "CounterSuspension",
    "CounterWarning",
    "DailyRecord",
    "DecisionAppeal",
    "FilingAppeal",
    "FilingRecord",
    "FilingSuspension",
    "FilingWarning",
    "FixRequest",
    "Grant",
    "Ground",
    "KeptSigns",
    "LegalAction",
    "LetterWay",
    "LicenceClaim",
    "LicenceProof",
    "PolicyCase",
    "PolicyDifference",
    "PolicyDraft",
    "PolicyPreview",
    "PolicyProposal",
    "PolicyShadow",
    "PolicyVersion",
    "RedressClock",
    "Reinstatement",
    "Removal",
    "Reply",
    "ReplyFile",
    "Ruling",
    "SellerAction",
    "SellerCode",
    "SellerLetter",
    "SellerNotice",
    "SellerRecord",
    "Step",
    "StrikeEvent",
    "Undertaking",
]

ENDED_VALUES = sorted(map(str, ENDED))
SELDOM_VALUES = sorted(map(str, SELDOM))


class SellerNotice(models.Model):
    """What a seller is told of one removal: the page behind a link, readable without an account.

    `outbox` is the row that mails it. It cannot be null, and a removal cannot be submitted without its
    notice: no removal call without a notice, by constraint.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    removal = models.ForeignKey("Removal", on_delete=models.PROTECT, related_name="notices")
    outbox = models.OneToOneField(Outbox, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    written_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    language = models.CharField(max_length=10)
    facts = models.JSONField(help_text="What, whose right, why, automated or not: as it stood when written.")
    revoked_at = models.DateTimeField(
        null=True, help_text="From then on its link is nobody's: the database shows it nothing."
    )

    def __str__(self) -> str:
        return f"notice of {self.removal_id}"


class Removal(models.Model):
    """The durable instruction that one listing be off one marketplace. Staff only: brands see their item."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey(
        Seller,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Who offered it then: what a seller loses in an hour is counted for every decision.",
    )
    status = models.CharField(
        max_length=12, choices=[(str(s), str(s)) for s in RemovalStatus], default="requested"
    )
    status_at = models.DateTimeField()
    requested_at = models.DateTimeField()
    order_key = models.UUIDField(default=new_id, help_text="Idempotency key of the order to hide.")
    notice = models.ForeignKey(SellerNotice, on_delete=models.PROTECT, null=True, related_name="+")
    last_word = models.ForeignKey(
        SellerLetter,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The letter that tells the seller of the end.",
    )
    prior = models.JSONField(
        null=True, help_text="What stood at the marketplace before us: a restore brings exactly this back."
    )
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    reason = models.TextField(blank=True, default="", help_text="The marketplace's words when it refused.")
    stood_before = models.JSONField(null=True, help_text="The offer as it stood when we ordered it off sale.")
    found = models.JSONField(null=True, help_text="The offer as it stood when putting it back stopped.")
    settled_by = models.UUIDField(null=True, help_text="Who decided on a conflict.")
    verified_at = models.DateTimeField(null=True)
    look_again_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing"], condition=Q(ended_at=None), name="removal_one_live_per_listing"
            ),
            models.CheckConstraint(
                name="removal_no_call_without_notice",
                condition=Q(status__in=["requested", "cancelled"]) | Q(notice__isnull=False),
            ),
            # Who was told of a removal is told of its end, in the same transaction.
            models.CheckConstraint(
                name="removal_end_is_told",
                condition=Q(ended_at=None) | Q(notice=None) | Q(last_word__isnull=False),
            ),
            models.CheckConstraint(
                name="removal_ended_when_over",
                condition=Q(status__in=ENDED_VALUES, ended_at__isnull=False)
                | (~Q(status__in=ENDED_VALUES) & Q(ended_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_again_at"],
                condition=Q(status="verified", look_again_at__isnull=False),
                name="removal_to_look_at",
            ),
            models.Index(fields=["-status_at"], name="removal_recent"),
            models.Index(fields=["seller", "-requested_at"], name="removal_of_seller"),
            # The others are most of the table: newest first finds them at once.
            models.Index(
                fields=["status", "-status_at"], condition=Q(status__in=SELDOM_VALUES), name="removal_seldom"
            ),
        ]

    def __str__(self) -> str:
        return f"removal of {self.listing_id} ({self.status})"


class Ground(TenantOwned):
    """One upheld item that wants a listing gone. The removal ends when its last ground ends."""

    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="grounds")
    item = owned_by_same_tenant(Item, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_cause = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(ended_at=None), name="ground_one_live_per_item"
            ),
            models.CheckConstraint(
                name="ground_end_has_cause",
                condition=Q(ended_at=None, end_cause="") | (Q(ended_at__isnull=False) & ~Q(end_cause="")),
            ),
        ]

    def __str__(self) -> str:
        return f"ground of {self.removal_id}"


class Attempt(models.Model):
    """One call to a marketplace and what came of it. Staff only, append-only."""

    class Act(models.TextChoices):
        READ = "read"
        HIDE = "hide"
        RESTORE = "restore"
        PROBE = "probe"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="attempts")
    act = models.CharField(max_length=7, choices=Act)
    at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=40)
    detail = models.TextField(blank=True, default="")
    exchanges = models.JSONField(
        default=list,
        db_default=[],
        help_text="What was sent and answered, masked and cut (removal/masking.py).",
    )

    class Meta:
        indexes = [models.Index(fields=["removal", "-at"], name="attempt_latest")]

    def __str__(self) -> str:
        return f"{self.act}: {self.outcome}"
