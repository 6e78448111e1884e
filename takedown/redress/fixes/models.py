"""What sellers have corrected, copied anew for the person who compares it. Of the brand's tenant, as its snapshots are."""

from django.db import models
from django.db.models import Q

from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Snapshot
from takedown.redress.fixes.states import UNDECIDED, FixStatus

UNDECIDED_VALUES = sorted(map(str, UNDECIDED))


class FixRequest(TenantOwned):
    """A seller asks for a new look at a listing whose words or pictures they have corrected.

    `snapshot` is the listing as it stood when it was asked; what was complained about is the item's own.
    """

    ground = owned_by_same_tenant("takedown.Ground", related_name="fixes")
    # The ground's own: what a seller's link opens.
    removal = models.ForeignKey("takedown.Removal", on_delete=models.PROTECT, related_name="fixes")
    status = models.CharField(max_length=11, choices=[(str(s), str(s)) for s in FixStatus], default="reading")
    status_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    snapshot = owned_by_same_tenant(Snapshot, null=True, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    answer = models.TextField(blank=True, default="", help_text="What is still wrong, for the seller.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ground"],
                condition=Q(status__in=UNDECIDED_VALUES),
                name="fixrequest_one_undecided",
            ),
            models.CheckConstraint(
                name="fixrequest_status_known", condition=Q(status__in=[str(s) for s in FixStatus])
            ),
            models.CheckConstraint(
                name="fixrequest_a_person_decides",
                condition=Q(
                    status__in=["restored", "still_wrong"], decided_at__isnull=False, decided_by__isnull=False
                )
                | (~Q(status__in=["restored", "still_wrong"]) & Q(decided_at=None, decided_by=None)),
            ),
            models.CheckConstraint(
                name="fixrequest_says_what_is_wrong", condition=~Q(status="still_wrong") | ~Q(answer="")
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(status="waiting"), name="fixrequest_waiting"),
        ]

    def __str__(self) -> str:
        return f"fix of {self.ground_id} ({self.status})"
