"""Rows of the programme: records kept by difference, grants, applications, steps of the ladder, appeals."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from brands.models import Agency, Right
from complaints.models import Decision
from core.ids import new_id
from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Marketplace
from takedown.programme.states import AppealStatus, ApplicationStatus, GrantStep


class Counts(models.Model):
    """The six figures of a record. Those of a sum are kept by adding differences, in the same transaction."""

    decided = models.IntegerField(default=0)
    upheld = models.IntegerField(default=0)
    overturned = models.IntegerField(default=0)
    wrongful_automatic = models.IntegerField(default=0)
    audited = models.IntegerField(default=0)
    audited_right = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Contribution(TenantOwned, Counts):
    """What one decision adds to the record of whoever filed it. None that adds nothing."""

    decision = owned_by_same_tenant(Decision, related_name="+", db_index=False)
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    right_kind = models.CharField(max_length=10, choices=Right.Kind)
    agency_id = models.UUIDField(
        null=True, help_text="The firm that filed it; empty: the brand's own people."
    )
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "decision"], name="contribution_once_per_decision"),
            models.CheckConstraint(
                name="contribution_is_of_one_decision",
                condition=Q(
                    decided__range=(0, 1),
                    upheld__range=(0, 1),
                    overturned__range=(0, 1),
                    wrongful_automatic__range=(0, 1),
                    audited__range=(0, 1),
                    audited_right__range=(0, 1),
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "marketplace", "right_kind", "-day"], name="contribution_behind_figures"
            )
        ]

    def __str__(self) -> str:
        return f"contribution of {self.decision_id}"


class DailyRecord(TenantOwned, Counts):
    """The sum of one day's contributions in one scope: brand, marketplace, kind of right, and who filed."""

    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    right_kind = models.CharField(max_length=10, choices=Right.Kind)
    agency_id = models.UUIDField(null=True)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "marketplace", "right_kind", "agency_id", "day"],
                name="dailyrecord_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="dailyrecord_is_a_record",
                condition=Q(upheld__gte=0, overturned__gte=0, wrongful_automatic__gte=0)
                & Q(decided__gte=F("upheld") + F("overturned"), audited__gte=F("audited_right"))
                & Q(audited_right__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.upheld} of {self.decided}"


class AgencyDay(Counts):
    """The same for an agency, over all brands that it files for. Staff only: no brand sees another's figures."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+", db_index=False)
    right_kind = models.CharField(max_length=10, choices=Right.Kind)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "marketplace", "right_kind", "day"], name="agencyday_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.upheld} of {self.decided}"


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


class Application(TenantOwned):
    """A brand asks for Good Faith status in one scope, with its declaration; it is answered in words."""

    marketplace = models.ForeignKey(Marketplace, on_delete=models.PROTECT, related_name="+")
    right_kind = models.CharField(max_length=10, choices=Right.Kind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(
        max_length=10,
        choices=[(str(s), str(s)) for s in ApplicationStatus],
        default=str(ApplicationStatus.WAITING),
    )
    statement = models.TextField(blank=True, default="")
    declared_by = models.CharField(max_length=120, help_text="The name typed under the declaration.")
    applied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")
    grant = owned_by_same_tenant(Grant, null=True, related_name="applications")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "marketplace", "right_kind", "agency"],
                condition=Q(status__in=["waiting", "proposed"]),
                name="application_one_open",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="application_is_signed", condition=~Q(declared_by="")),
            models.CheckConstraint(
                name="application_declined_in_words",
                condition=~Q(status="declined")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="application_granted_has_grant",
                condition=~Q(status__in=["proposed", "granted"]) | Q(grant__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"application of {self.tenant_id} ({self.status})"


class Step(TenantOwned):
    """One step of a grant on the ladder, with the figures it was taken by and the words the brand reads."""

    grant = owned_by_same_tenant(Grant, related_name="steps")
    start = models.CharField(max_length=9, choices=[(str(s), str(s)) for s in GrantStep])
    end = models.CharField(max_length=9, choices=[(str(s), str(s)) for s in GrantStep])
    at = models.DateTimeField()
    taken_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="Empty: by the formula."
    )
    reason = models.TextField()
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(name="step_goes_somewhere", condition=~Q(start=F("end"))),
            models.CheckConstraint(name="step_is_explained", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["tenant", "grant", "-at"], name="step_latest")]

    def __str__(self) -> str:
        return f"{self.start} → {self.end}"


class Appeal(TenantOwned):
    """A brand asks another person to look again, at a step of the ladder or at a declined application: once each."""

    step = owned_by_same_tenant(Step, null=True, related_name="appeals")
    application = owned_by_same_tenant(Application, null=True, related_name="appeals")
    status = models.CharField(
        max_length=9, choices=[(str(s), str(s)) for s in AppealStatus], default=str(AppealStatus.OPEN)
    )
    statement = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Copied from what is appealed against, so that the database can refuse that person as the judge.
    against = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    explanation = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appeal_is_about_one_thing",
                condition=Q(step__isnull=False, application=None) | Q(step=None, application__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["step"], condition=Q(step__isnull=False), name="appeal_once_per_step"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(application__isnull=False),
                name="appeal_once_per_application",
            ),
            models.CheckConstraint(
                name="appeal_is_decided_by_another",
                condition=Q(against=None) | Q(decided_by=None) | ~Q(decided_by=F("against")),
            ),
            models.CheckConstraint(
                name="appeal_end_is_explained",
                condition=Q(status="open", decided_at=None, decided_by=None, explanation="")
                | (
                    Q(
                        status__in=["granted", "dismissed"],
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                    )
                    & ~Q(explanation="")
                ),
            ),
            models.CheckConstraint(name="appeal_is_argued", condition=~Q(statement="")),
        ]

    def __str__(self) -> str:
        return f"appeal ({self.status})"
