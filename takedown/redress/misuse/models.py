"""Warnings, suspensions and appeals of those who complain and of those who answer, and the figures for the lists.

Two sets of tables of one shape: a complainant's rows are its brand's, a seller's are staff's.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import User
from brands.models import Agency
from core.ids import new_id
from core.tenancy import TenantOwned, owned_by_same_tenant
from listings.models import Seller
from takedown.redress.misuse.bases import AnAppeal, ARecord, ASuspension, AWarning

# --- complainants: a brand's own people, or one agency for one brand -----------------------------------------


def _agency() -> Any:
    return models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)


def _filer() -> Any:
    """Who files, as one value that is never null: a suspension's key to its warning carries it."""
    return models.GeneratedField(
        expression=Coalesce("agency_id", "tenant_id"), output_field=models.UUIDField(), db_persist=True
    )


class FilingRecord(TenantOwned, ARecord):
    agency = _agency()

    class Meta(ARecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "agency"], name="filingrecord_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.raised} facts of {self.tenant_id}"


class FilingWarning(TenantOwned, AWarning):
    agency = _agency()
    filer = _filer()

    class Meta(AWarning.Meta):
        indexes = [models.Index(fields=["tenant", "-given_at"], name="filingwarning_latest")]


class FilingSuspension(TenantOwned, ASuspension):
    agency = _agency()
    filer = _filer()
    # A warning of the same complainant, by the database's own key (migrations).
    warning = owned_by_same_tenant(FilingWarning, related_name="suspensions")

    class Meta(ASuspension.Meta):
        constraints = [
            *ASuspension.Meta.constraints,
            models.UniqueConstraint(
                fields=["tenant", "filer"],
                condition=Q(status__in=["proposed", "in_force"]),
                name="filingsuspension_one_open",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-proposed_at"], name="filingsuspension_latest")]


class FilingAppeal(TenantOwned, AnAppeal):
    warning = owned_by_same_tenant(FilingWarning, null=True, related_name="appeals")
    suspension = owned_by_same_tenant(FilingSuspension, null=True, related_name="appeals")

    class Meta(AnAppeal.Meta):
        pass


# --- sellers who answer removals --------------------------------------------------------------------------


def _seller() -> Any:
    return models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="+")


class CounterRecord(ARecord):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.OneToOneField(Seller, on_delete=models.PROTECT, related_name="+")

    class Meta(ARecord.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.raised} facts of {self.seller_id}"


class CounterWarning(AWarning):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = _seller()

    class Meta(AWarning.Meta):
        pass


class CounterFinding(models.Model):
    """A person found that what a seller had sworn in one case was not so. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = models.ForeignKey(Seller, on_delete=models.PROTECT, related_name="+", db_index=False)
    # No foreign key: the item belongs to a brand, and this row to none.
    item_id = models.UUIDField()
    note = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "item_id"], name="counterfinding_once_per_case"),
            models.CheckConstraint(name="counterfinding_is_explained", condition=~Q(note="")),
        ]
        indexes = [models.Index(fields=["seller", "-at"], name="counterfinding_latest")]

    def __str__(self) -> str:
        return f"false statement of {self.seller_id}"


class CounterSuspension(ASuspension):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seller = _seller()
    warning = models.ForeignKey(CounterWarning, on_delete=models.PROTECT, related_name="suspensions")

    class Meta(ASuspension.Meta):
        constraints = [
            *ASuspension.Meta.constraints,
            models.UniqueConstraint(
                fields=["seller"],
                condition=Q(status__in=["proposed", "in_force"]),
                name="countersuspension_one_open",
            ),
        ]


class CounterAppeal(AnAppeal):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    warning = models.ForeignKey(CounterWarning, on_delete=models.PROTECT, null=True, related_name="appeals")
    suspension = models.ForeignKey(
        CounterSuspension, on_delete=models.PROTECT, null=True, related_name="appeals"
    )

    class Meta(AnAppeal.Meta):
        pass
