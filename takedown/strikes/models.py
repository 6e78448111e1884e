"""What sellers have to answer for. Staff only: a brand sees its own items and no seller's record."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.ids import new_id
from listings.models import Seller
from takedown.strikes.rules import Kind, Step


class StrikeEvent(models.Model):
    """One event that strikes are counted from. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="+", db_index=False)
    removal = models.ForeignKey(
        "takedown.Removal", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # No foreign key: the ground belongs to a brand, and this row to none.
    ground_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10, choices=[(str(k), str(k)) for k in Kind])
    reason = models.CharField(
        max_length=30, help_text="The complaint's reason, or why the strike was given back."
    )
    at = models.DateTimeField()
    noted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="strikeevent_kind_known", condition=Q(kind__in=[str(k) for k in Kind])
            ),
            models.CheckConstraint(
                name="strikeevent_ground_unless_returned",
                condition=Q(kind="returned", ground_id=None)
                | (~Q(kind="returned") & Q(ground_id__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["ground_id", "kind"],
                condition=Q(ground_id__isnull=False),
                name="strikeevent_once_per_ground",
            ),
            models.UniqueConstraint(
                fields=["removal", "at"], condition=Q(kind="returned"), name="strikeevent_one_return"
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "at"], name="strikeevent_seller"),
            models.Index(fields=["noted_at"], name="strikeevent_noted"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.seller_id}"


class SellerRecord(models.Model):
    """The figures of one seller, counted from its events: for lists. The seller's own page counts them anew."""

    seller = models.OneToOneField(Seller, on_delete=models.PROTECT, primary_key=True, related_name="+")
    points = models.PositiveIntegerField()
    step = models.CharField(max_length=10, choices=[(str(s), str(s)) for s in Step])
    removed = models.PositiveIntegerField(help_text="Upheld removals, those given back among them.")
    returned = models.PositiveIntegerField()
    overturned = models.PositiveIntegerField(help_text="Given back because they were wrong.")
    next_change = models.DateTimeField(null=True, help_text="When the next incident ceases to count.")
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sellerrecord_step_known", condition=Q(step__in=[str(s) for s in Step])
            )
        ]
        indexes = [
            models.Index(fields=["-points", "-seller"], name="sellerrecord_most"),
            models.Index(
                fields=["next_change"], condition=Q(next_change__isnull=False), name="sellerrecord_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} points of {self.seller_id}"


class SellerAction(models.Model):
    """What a person has done about a seller, or has decided not to do. Append-only."""

    class Act(models.TextChoices):
        TALKED = "talked", _("Talked to the seller")
        WARNED = "warned", _("Warned")
        LIMITED = "limited", _("Limited its listings")
        SUSPENDED = "suspended", _("Suspended")
        NOTHING = "nothing", _("Looked and did nothing")
        TAKEN_BACK = "taken_back", _("Took a step back, upon an appeal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10, choices=Act)
    note = models.TextField()
    points = models.PositiveIntegerField(help_text="The seller's points at that moment.")
    form_key = models.UUIDField(unique=True, help_text="The same form sent twice is one action.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="selleraction_is_explained", condition=~Q(note=""))]

    def __str__(self) -> str:
        return f"{self.act} {self.seller_id}"
