"""Appeals against decisions about content, and the files that came with them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from complaints.models import Decision, Item
from complaints.reasons import EvidenceKind
from core.ids import new_id
from core.models import StoredFile
from core.tenancy import Actor, Tenant, TenantOwned, TenantQuerySet, owned_by_same_tenant
from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.table import Decided
from takedown.strikes.models import SellerAction


class AppealQuerySet(TenantQuerySet["DecisionAppeal"]):
    def visible_to(self, actor: Actor) -> Self:
        """A seller's words are not the brand's to read: what comes of them is a decision, and that it reads."""
        rows = super().visible_to(actor)
        return rows if actor.staff else rows.filter(side=Side.BRAND)


class DecisionAppeal(models.Model):
    """One side asks for another person's look at one decision: about an item (`decision`), or about a seller (`action`).

    The tenant is the item's brand; nobody's where it is about a seller. A brand reads its own side's rows, a seller
    those of the removal that their link opens: the database says so, too.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=12, unique=True)
    side = models.CharField(max_length=6, choices=[(str(s), str(s)) for s in Side])
    about = models.CharField(max_length=30, choices=[(str(d), str(d)) for d in Decided])
    decision = owned_by_same_tenant(Decision, null=True, related_name="appeals", db_index=False)
    item = owned_by_same_tenant(Item, null=True, related_name="appeals", db_index=False)
    action = models.ForeignKey(
        SellerAction, on_delete=models.PROTECT, null=True, related_name="appeals", db_index=False
    )
    removal = models.ForeignKey(
        "takedown.Removal",
        on_delete=models.PROTECT,
        null=True,
        related_name="appeals",
        help_text="The one whose notice a seller came by.",
    )
    against_by = models.UUIDField(
        null=True, help_text="Who took what is appealed against; nobody, for a policy."
    )
    statement = models.TextField()
    seller_files = models.JSONField(
        default=list,
        help_text="A seller's new evidence: in storage below the notice's own id, and no brand's.",
    )
    language = models.CharField(max_length=10, default="en", help_text="Of the answer.")
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True, help_text="Empty for a seller, who has no account.")
    made_by_label = models.CharField(max_length=120)
    agency_id = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    claimed_by = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    status = models.CharField(
        max_length=9, choices=[(str(s), str(s)) for s in Status], default=str(Status.OPEN)
    )
    ended_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_before = ArrayField(
        models.UUIDField(), default=list, help_text="Everybody who had decided about the same thing by then."
    )
    ground = models.CharField(max_length=60, blank=True, default="")
    explanation = models.TextField(blank=True, default="")
    result = owned_by_same_tenant(Decision, null=True, related_name="made_on_appeal", db_index=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decisionappeal_is_about_one_thing",
                condition=Q(tenant__isnull=False, decision__isnull=False, item__isnull=False, action=None)
                | Q(
                    tenant=None,
                    decision=None,
                    item=None,
                    action__isnull=False,
                    result=None,
                    side=str(Side.SELLER),
                ),
            ),
            models.CheckConstraint(
                name="decisionappeal_side_known", condition=Q(side__in=[str(s) for s in Side])
            ),
            models.CheckConstraint(
                name="decisionappeal_about_known", condition=Q(about__in=[str(d) for d in Decided])
            ),
            # A seller has no account, and is told by the notice that they came by.
            models.CheckConstraint(
                name="decisionappeal_of_somebody",
                condition=Q(side=str(Side.BRAND), made_by__isnull=False)
                | Q(side=str(Side.SELLER), made_by=None, removal__isnull=False),
            ),
            models.CheckConstraint(name="decisionappeal_is_argued", condition=~Q(statement="")),
            # A counter-notice that is rejected leaves the first decision standing, and is decided anew itself.
            models.UniqueConstraint(
                fields=["tenant", "decision", "side", "about"],
                condition=Q(decision__isnull=False),
                name="decisionappeal_once_per_decision",
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(action__isnull=False), name="decisionappeal_once_per_action"
            ),
            models.CheckConstraint(
                name="decisionappeal_claim_is_whole",
                condition=Q(claimed_by=None, claimed_until=None)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
            ),
            # Never a program, never whoever decided it, and never without a reason.
            models.CheckConstraint(
                name="decisionappeal_decided_by_a_person",
                condition=(
                    Q(status__in=["granted", "dismissed"], decided_by__isnull=False, ended_at__isnull=False)
                    & ~Q(ground="")
                    & ~Q(explanation="")
                )
                | (
                    Q(status__in=["withdrawn", "overtaken"], decided_by=None, ended_at__isnull=False)
                    & Q(ground="", explanation="", result=None)
                )
                | Q(status="open", decided_by=None, ended_at=None, ground="", explanation="", result=None),
            ),
            models.CheckConstraint(
                name="decisionappeal_decided_by_another",
                condition=Q(against_by=None) | Q(decided_by=None) | ~Q(decided_by=F("against_by")),
            ),
            models.CheckConstraint(
                name="decisionappeal_decided_by_nobody_before",
                condition=Q(decided_by=None) | ~Q(decided_before__contains=[F("decided_by")]),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(status="open"), name="decisionappeal_queue"),
            models.Index(fields=["tenant", "-id"], name="decisionappeal_of_brand"),
            models.Index(fields=["tenant", "item"], name="decisionappeal_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.status})"


class AppealFile(TenantOwned):
    """A brand's new evidence. What a seller adds is kept with their appeal, out of every brand's reach."""

    appeal = owned_by_same_tenant(DecisionAppeal, related_name="files", db_index=False)
    kind = models.CharField(max_length=15, choices=[(str(kind), str(kind)) for kind in EvidenceKind])
    file = owned_by_same_tenant(StoredFile, related_name="+", db_index=False)
    shareable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "appeal", "file"], name="appealfile_once"),
            models.CheckConstraint(
                name="appealfile_kind_known", condition=Q(kind__in=[str(kind) for kind in EvidenceKind])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.appeal_id}"
