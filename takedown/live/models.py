"""What stops automatic removal, what lets more of it through for an hour, and what undoes much of it at once."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from brands.models import Brand
from core.ids import new_id
from core.tenancy import TenantOwned
from listings.models import Marketplace


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
