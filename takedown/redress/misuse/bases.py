"""What warnings, suspensions, appeals and figures have in common, whoever they are about. Abstract: no tables."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from takedown.redress.misuse.states import AppealStatus, Gravity, Intention, SuspensionStatus, WarningStatus


def _choices(states: Any) -> list[tuple[str, str]]:
    return [(str(s), str(s)) for s in states]


def _person(**options: Any) -> Any:
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", **options)


class ARecord(models.Model):
    """The figures of one party, for lists. Its own page counts them anew."""

    figures = models.JSONField()
    rules_version = models.PositiveSmallIntegerField()
    raised = models.PositiveSmallIntegerField(help_text="How many facts are over their thresholds.")
    raised_codes = ArrayField(models.CharField(max_length=40), default=list, help_text="Which.")
    weight = models.PositiveIntegerField(help_text="The counts of those facts together.")
    counted_at = models.DateTimeField()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["-raised", "-weight", "-id"], name="%(class)s_first"),
            models.Index(fields=["counted_at"], name="%(class)s_oldest"),
        ]


class AStep(models.Model):
    """What a warning and a suspension have in common: what was seen, and how whoever took it weighed it."""

    reason = models.TextField(help_text="In the words that the one who is warned or suspended reads.")
    gravity = models.CharField(max_length=7, choices=_choices(Gravity))
    intention = models.CharField(max_length=10, choices=_choices(Intention))
    facts = models.JSONField(help_text="As they were shown to whoever took the step.")
    rules_version = models.PositiveSmallIntegerField()
    form_key = models.UUIDField(unique=True, help_text="The same form sent twice is one step.")
    ended_by = _person(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_is_explained", condition=~Q(reason="")),
            models.CheckConstraint(
                name="%(class)s_is_weighed",
                condition=Q(gravity__in=[str(g) for g in Gravity], intention__in=[str(i) for i in Intention]),
            ),
        ]


class AWarning(AStep):
    """Somebody is told what is wrong, and that a suspension may follow."""

    status = models.CharField(
        max_length=9, choices=_choices(WarningStatus), default=str(WarningStatus.STANDS)
    )
    given_by = _person()
    given_at = models.DateTimeField()

    class Meta(AStep.Meta):
        abstract = True
        constraints = [
            *AStep.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_end_is_explained",
                condition=Q(status="stands", ended_by=None, ended_at=None, end_reason="")
                | (Q(status="withdrawn", ended_by__isnull=False, ended_at__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"warning ({self.status})"


class ASuspension(AStep):
    """Proposed by one admin, confirmed by another, for a time, and after a warning."""

    status = models.CharField(
        max_length=10, choices=_choices(SuspensionStatus), default=str(SuspensionStatus.PROPOSED)
    )
    days = models.PositiveSmallIntegerField()
    proposed_by = _person()
    proposed_at = models.DateTimeField()
    confirmed_by = _person(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, help_text="It ends by itself.")

    class Meta(AStep.Meta):
        abstract = True
        constraints = [
            *AStep.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_takes_two_people",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="%(class)s_in_force_has_its_end",
                condition=Q(
                    status__in=["proposed", "taken_back"], confirmed_by=None, confirmed_at=None, ends_at=None
                )
                | Q(
                    status__in=["in_force", "ended", "lifted"],
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                    ends_at__isnull=False,
                    ends_at__gt=F("confirmed_at"),
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_end_is_explained",
                # Nobody ends what is over with its time.
                condition=Q(status__in=["proposed", "in_force"], ended_by=None, ended_at=None, end_reason="")
                | Q(status="ended", ended_by=None, ended_at__isnull=False, end_reason="")
                | (
                    Q(status__in=["taken_back", "lifted"], ended_by__isnull=False, ended_at__isnull=False)
                    & ~Q(end_reason="")
                ),
            ),
            models.CheckConstraint(name="%(class)s_is_for_a_time", condition=Q(days__range=(1, 365))),
        ]

    def __str__(self) -> str:
        return f"suspension for {self.days} days ({self.status})"


class AnAppeal(models.Model):
    """Another admin looks again, once for each warning and each suspension."""

    status = models.CharField(max_length=9, choices=_choices(AppealStatus), default=str(AppealStatus.OPEN))
    statement = models.TextField()
    made_by = _person(help_text="Who sent it, or who of the staff has recorded what the seller wrote.")
    made_at = models.DateTimeField()
    # Copied from what is appealed against, so that the database can refuse those people as the judge.
    against = _person()
    against_too = _person(null=True)
    decided_by = _person(null=True)
    decided_at = models.DateTimeField(null=True)
    explanation = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_about_one_step",
                condition=Q(warning__isnull=False, suspension=None)
                | Q(warning=None, suspension__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["warning"], condition=Q(warning__isnull=False), name="%(class)s_once_per_warning"
            ),
            models.UniqueConstraint(
                fields=["suspension"],
                condition=Q(suspension__isnull=False),
                name="%(class)s_once_per_suspension",
            ),
            models.CheckConstraint(name="%(class)s_is_argued", condition=~Q(statement="")),
            models.CheckConstraint(
                name="%(class)s_is_decided_by_another",
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("against")) & (Q(against_too=None) | ~Q(decided_by=F("against_too")))),
            ),
            models.CheckConstraint(
                name="%(class)s_end_is_explained",
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
        ]

    def __str__(self) -> str:
        return f"appeal ({self.status})"
