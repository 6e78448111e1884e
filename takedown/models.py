"""Trust, removals with their grounds, and what sellers are told."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from brands.models import Agency, Right
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
)
from takedown.programme.states import GrantStep
from takedown.programme.tables import (
    AgencyDay,
    Appeal,
    Application,
    Contribution,
    DailyRecord,
    Step,
)
from takedown.redress.appeals.models import AppealFile, DecisionAppeal
from takedown.redress.clocks.states import LIVE, ClockStatus, Happening, StopCause
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


class PolicyVersion(models.Model):
    """The numbers the programme decides by (programme/policy.py reads them). Staff only; never changed.

    Every version but the first takes two people; the database counts them up without a hole.
    """

    version = models.PositiveIntegerField(primary_key=True)
    effective_at = models.DateTimeField()
    numbers = models.JSONField()
    note = models.TextField(blank=True)
    proposed_by = models.UUIDField(null=True)
    confirmed_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policyversion_takes_two_people",
                condition=Q(version=1)
                | (
                    Q(proposed_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(proposed_by=F("confirmed_by"))
                ),
            )
        ]

    def __str__(self) -> str:
        return f"policy {self.version}"


class Grant(TenantOwned):
    """Good Faith status in one scope: given by one admin, confirmed by another, for a year at most.

    A scope is a brand, a marketplace, a kind of right, and who files: the brand's own people, or one agency
    (docs/adr/0009-standing.md). How far the trust reaches now is its `step` on the ladder.
    """

    GOOD_FOR = timedelta(days=365)

    class EndCause(models.TextChoices):
        SUSPENDED = "suspended"
        TAKEN_BACK = "taken_back"
        EXPIRED = "expired"
        RENEWED = "renewed"
        LEFT = "left"

    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    right_kind = models.CharField(max_length=10, choices=Right.Kind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = ArrayField(
        models.CharField(max_length=30),
        default=list,
        blank=True,
        help_text="Codes that may be automatic. Empty: every one that the policy allows.",
    )
    hourly_cap = models.PositiveIntegerField(null=True, help_text="Lower than the policy's, or empty.")
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True, default="")
    end_cause = models.CharField(max_length=10, choices=EndCause, blank=True, default="")
    expires_at = models.DateTimeField(db_default=Now() + timedelta(days=365))
    reminded_days = models.PositiveSmallIntegerField(
        null=True, help_text="The last reminder said that so many days are left."
    )
    step = models.CharField(max_length=9, choices=[(str(s), str(s)) for s in GrantStep], default="full")
    step_at = models.DateTimeField(db_default=Now())
    graced_until = models.DateTimeField(
        null=True, help_text="An appeal was granted: until then the formula takes no step down."
    )
    better_since = models.DateTimeField(
        null=True, help_text="Since when the figures have carried a better step without a break."
    )

    class Meta:
        constraints = [
            # A renewal is proposed beside the grant that it will follow.
            models.UniqueConstraint(
                fields=["tenant", "marketplace", "right_kind", "agency"],
                condition=Q(ended_at=None, confirmed_at__isnull=False),
                name="grant_one_live",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["tenant", "marketplace", "right_kind", "agency"],
                condition=Q(ended_at=None, confirmed_at=None),
                name="grant_one_proposed",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="grant_suspended_has_ended", condition=~Q(step="suspended") | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="grant_cap_lets_something_through", condition=Q(hourly_cap=None) | Q(hourly_cap__gte=1)
            ),
            models.CheckConstraint(
                name="grant_takes_two_people",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("granted_by")),
            ),
            models.CheckConstraint(
                name="grant_confirmation_is_whole",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_end_is_explained",
                # Nobody ends what expires, or what the formula suspends.
                condition=Q(ended_at=None, ended_by=None, end_reason="", end_cause="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Good Faith for {self.tenant_id}, {self.right_kind}"


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


class RedressClock(TenantOwned):
    """How long one ground's brand may be silent, or its seller may ask for redress, by one law. The law itself is
    data (redress/clocks/jurisdictions/). Both sides read it: the brand as its own, the seller by the notice's link.
    """

    ground = owned_by_same_tenant(Ground, related_name="clocks", db_index=False)
    # The ground's own: what a seller's link opens.
    removal = models.ForeignKey(Removal, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    law = models.CharField(max_length=30)
    law_version = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=13, choices=[(str(s), str(s)) for s in ClockStatus], default="running"
    )
    started_at = models.DateTimeField()
    earliest = models.DateTimeField(null=True, help_text="Null while it stands still.")
    latest = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ground", "law"],
                condition=Q(status__in=sorted(map(str, LIVE))),
                name="redressclock_one_live_per_law",
            ),
            models.CheckConstraint(
                name="redressclock_status_known", condition=Q(status__in=[str(s) for s in ClockStatus])
            ),
            models.CheckConstraint(
                name="redressclock_stands_still_or_has_both",
                condition=Q(status="paused", earliest=None, latest=None)
                | Q(status="stopped")
                | (
                    ~Q(status="paused")
                    & Q(earliest__isnull=False, latest__isnull=False)
                    & Q(earliest__gt=F("started_at"), latest__gte=F("earliest"))
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "ground"], name="redressclock_of_ground"),
            models.Index(fields=["removal"], name="redressclock_of_removal"),
            models.Index(
                fields=["latest"], condition=Q(status="with_a_person"), name="redressclock_for_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law} for {self.ground_id} ({self.status})"


class ClockEvent(TenantOwned):
    """What happened to a clock: its deadline is derived from these rows, and from nothing else. Append-only."""

    clock = owned_by_same_tenant(RedressClock, related_name="events", db_index=False)
    happening = models.CharField(max_length=11, choices=[(str(h), str(h)) for h in Happening])
    at = models.DateTimeField()
    cause = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clockevent_happening_known", condition=Q(happening__in=[str(h) for h in Happening])
            ),
            models.CheckConstraint(
                name="clockevent_stop_has_cause",
                condition=Q(happening="stopped", cause__in=[str(c) for c in StopCause])
                | (~Q(happening="stopped") & Q(cause="")),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "clock", "at"], name="clockevent_story")]

    def __str__(self) -> str:
        return f"{self.happening} {self.clock_id}"
