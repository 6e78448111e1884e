"""What sellers have been told, and by which ways it went. Staff only: brands are told otherwise."""

from django.db import models
from django.db.models import Q

from core.ids import new_id
from core.models import Outbox
from takedown.redress.letters.kinds import LetterKind, Way, WayOutcome


class SellerLetter(models.Model):
    """One thing that a seller is told of a removal, written in the transaction that made it so. Append-only.

    `notice` is the link it leads to. `facts` is what it says, as it stood when it was written.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    removal = models.ForeignKey("takedown.Removal", on_delete=models.PROTECT, related_name="letters")
    notice = models.ForeignKey(
        "takedown.SellerNotice", on_delete=models.PROTECT, related_name="letters", db_index=False
    )
    kind = models.CharField(max_length=20, choices=[(str(k), str(k)) for k in LetterKind])
    written_at = models.DateTimeField()
    language = models.CharField(max_length=10)
    facts = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sellerletter_kind_known", condition=Q(kind__in=[str(k) for k in LetterKind])
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.removal_id}"


class LetterWay(models.Model):
    """One way of one letter: the work that takes it there, and how it ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    letter = models.ForeignKey(SellerLetter, on_delete=models.PROTECT, related_name="ways", db_index=False)
    way = models.CharField(max_length=11, choices=[(str(w), str(w)) for w in Way])
    outbox = models.OneToOneField(Outbox, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=12, choices=[(str(o), str(o)) for o in WayOutcome], blank=True, default=""
    )
    ended_at = models.DateTimeField(null=True)
    remote_ref = models.CharField(max_length=100, blank=True, default="", help_text="The marketplace's own.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "way"], name="letterway_once"),
            models.CheckConstraint(name="letterway_known", condition=Q(way__in=[str(w) for w in Way])),
            models.CheckConstraint(
                name="letterway_end_is_whole",
                condition=Q(ended_at=None, outcome="")
                | Q(ended_at__isnull=False, outcome__in=[str(o) for o in WayOutcome]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} by {self.way} ({self.outcome or 'on its way'})"
