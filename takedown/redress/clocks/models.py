"""How long a brand may be silent, and what happened meanwhile."""

from django.db import models
from django.db.models import F, Q

from core.tenancy import TenantOwned, owned_by_same_tenant
from takedown.redress.clocks.states import LIVE, ClockStatus, Happening, StopCause


class RedressClock(TenantOwned):
    """How long one ground's brand may be silent, or its seller may ask for redress, by one law. The law itself is
    data (redress/clocks/jurisdictions/). Both sides read it: the brand as its own, the seller by the notice's link.
    """

    ground = owned_by_same_tenant("takedown.Ground", related_name="clocks", db_index=False)
    # The ground's own: what a seller's link opens.
    removal = models.ForeignKey(
        "takedown.Removal", on_delete=models.PROTECT, related_name="clocks", db_index=False
    )
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
