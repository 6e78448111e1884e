"""Trust, removals with their grounds, and what sellers are told."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from brands.models import Brand, Right
from complaints.models import Item
from core.ids import new_id
from core.models import Outbox
from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Listing, Marketplace
from takedown.states import ENDED, RemovalStatus

ENDED_VALUES = sorted(map(str, ENDED))


class PolicyVersion(models.Model):
    """The numbers the programme decides by (programme/policy.py reads them). Staff only; never changed."""

    version = models.PositiveIntegerField(primary_key=True)
    effective_at = models.DateTimeField()
    numbers = models.JSONField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"policy {self.version}"


class Grant(TenantOwned):
    """Good Faith status for one brand, marketplace and kind of right: given by one admin, confirmed by another."""

    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    right_kind = models.CharField(max_length=10, choices=Right.Kind)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "marketplace", "right_kind"],
                condition=Q(ended_at=None),
                name="grant_one_live",
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
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Good Faith for {self.tenant_id}, {self.right_kind}"


class SellerNotice(models.Model):
    """What a seller is told of one removal: the page behind a link, readable without an account.

    `outbox` is the row that sends it. It cannot be null, and a removal cannot be submitted without its
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
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"notice of {self.removal_id}"


class Removal(models.Model):
    """The durable instruction that one listing be off one marketplace. Staff only: brands see their item."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="+")
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=12, choices=[(str(s), str(s)) for s in RemovalStatus], default="requested"
    )
    status_at = models.DateTimeField()
    requested_at = models.DateTimeField()
    order_key = models.UUIDField(default=new_id, help_text="Idempotency key of the order to hide.")
    notice = models.ForeignKey(SellerNotice, on_delete=models.PROTECT, null=True, related_name="+")
    prior = models.JSONField(
        null=True, help_text="What stood at the marketplace before us: a restore brings exactly this back."
    )
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    reason = models.TextField(blank=True, default="", help_text="The marketplace's words when it refused.")
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

    class Meta:
        indexes = [models.Index(fields=["removal", "-at"], name="attempt_latest")]

    def __str__(self) -> str:
        return f"{self.act}: {self.outcome}"


class Brake(models.Model):
    """Automatic removal stopped: everywhere, on one marketplace or for one brand. Staff only; released once.

    `rule` names the rule that pulled it, with the figures it saw; empty for a person's Stop.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    marketplace = models.ForeignKey(
        Marketplace, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    rule = models.CharField(max_length=60, blank=True, default="")
    figures = models.JSONField(default=dict)
    reason = models.TextField()
    pulled_at = models.DateTimeField()
    pulled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    release_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "marketplace", "rule"],
                condition=Q(released_at=None),
                nulls_distinct=False,
                name="brake_once_for_each_reason",
            ),
            models.CheckConstraint(
                name="brake_is_for_one_scope", condition=Q(brand=None) | Q(marketplace=None)
            ),
            models.CheckConstraint(
                name="brake_by_a_person_or_a_rule",
                condition=(Q(rule="") & Q(pulled_by__isnull=False)) | (~Q(rule="") & Q(pulled_by=None)),
            ),
            models.CheckConstraint(name="brake_is_explained", condition=~Q(reason="")),
            models.CheckConstraint(
                name="brake_release_is_explained",
                condition=Q(released_at=None, released_by=None, release_reason="")
                | (Q(released_at__isnull=False, released_by__isnull=False) & ~Q(release_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["-pulled_at"], name="brake_recent")]

    def __str__(self) -> str:
        return f"brake on {self.brand_id or self.marketplace_id or 'everything'}"


class CapRaise(TenantOwned):
    """A higher hourly cap for one brand: asked for by one admin, confirmed by another, over after an hour."""

    cap = models.PositiveIntegerField(help_text="Automatic removals in an hour.")
    reason = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="capraise_takes_two_people",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="capraise_confirmation_is_whole",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(name="capraise_is_explained", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["tenant", "-expires_at"], name="capraise_lately")]

    def __str__(self) -> str:
        return f"{self.cap} an hour for {self.tenant_id}"


class Reinstatement(models.Model):
    """One order to bring back what was removed automatically within a scope and a time. Staff only.

    What is in it never changes: items leave it as they are reversed, and none comes to it, because `until`
    is in the past when it starts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    marketplace = models.ForeignKey(
        Marketplace, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    with_confirmed = models.BooleanField(help_text="Those, too, that a blind audit has confirmed.")
    reason = models.TextField()
    form_key = models.UUIDField(unique=True, help_text="The same form sent twice is one reinstatement.")
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="reinstatement_is_explained", condition=~Q(reason="")),
            models.CheckConstraint(
                name="reinstatement_looks_back",
                condition=Q(since__lt=F("until")) & Q(until__lte=F("ordered_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"reinstatement of {self.total}"
