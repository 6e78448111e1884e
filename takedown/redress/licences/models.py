"""What sellers say of their permission to sell. It is the brand's to answer, and the seller's link shows it, too."""

from django.db import models
from django.db.models import Q

from core.models import StoredFile
from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Seller
from takedown.redress.licences.states import UNANSWERED, ClaimStatus

UNANSWERED_VALUES = sorted(map(str, UNANSWERED))


class LicenceClaim(TenantOwned):
    """A seller says that the brand itself, or somebody for it, has allowed them to sell.

    While it is unanswered and `pauses`, programs remove nothing of this seller for this brand.
    """

    ground = owned_by_same_tenant("takedown.Ground", related_name="claims")
    # The ground's own: what a seller's link opens.
    removal = models.ForeignKey("takedown.Removal", on_delete=models.PROTECT, related_name="claims")
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="+")
    giver = models.CharField(max_length=200, help_text="Who gave the permission, as the seller names them.")
    words = models.TextField(blank=True)
    pauses = models.BooleanField()
    status = models.CharField(max_length=13, choices=[(str(s), str(s)) for s in ClaimStatus], default="open")
    status_at = models.DateTimeField()
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    by_marketplace = models.BooleanField(
        default=False, help_text="A person there answered for a silent brand."
    )
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "seller"],
                condition=Q(status__in=UNANSWERED_VALUES),
                name="licenceclaim_one_unanswered",
            ),
            models.CheckConstraint(
                name="licenceclaim_status_known", condition=Q(status__in=[str(s) for s in ClaimStatus])
            ),
            models.CheckConstraint(
                name="licenceclaim_answer_is_whole",
                condition=Q(
                    status__in=["confirmed", "denied"], answered_at__isnull=False, answered_by__isnull=False
                )
                | (~Q(status__in=["confirmed", "denied"]) & Q(answered_at=None, answered_by=None)),
            ),
            models.CheckConstraint(
                name="licenceclaim_denial_has_reason", condition=~Q(status="denied") | ~Q(answer="")
            ),
            models.CheckConstraint(name="licenceclaim_names_a_giver", condition=~Q(giver="")),
        ]
        indexes = [
            models.Index(fields=["tenant", "status", "answer_by"], name="licenceclaim_waiting"),
        ]

    def __str__(self) -> str:
        return f"claim of {self.seller_id} ({self.status})"


class LicenceProof(TenantOwned):
    """A file that the seller sent with a claim, for the brand to see."""

    claim = owned_by_same_tenant(LicenceClaim, related_name="proofs", db_index=False)
    file = owned_by_same_tenant(StoredFile, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "claim", "file"], name="licenceproof_once"),
        ]

    def __str__(self) -> str:
        return f"proof of {self.claim_id}"
