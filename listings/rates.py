"""How fast each marketplace is asked: set by people, effective with the next call."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from listings.models import Marketplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    orders_per_minute: int
    looks_per_minute: int
    scans_per_minute: int


def rates_of(marketplace: Marketplace) -> Rates:
    return Rates(
        orders_per_minute=marketplace.orders_per_minute,
        looks_per_minute=marketplace.looks_per_minute,
        scans_per_minute=marketplace.scans_per_minute,
    )


def set_rates(marketplace_id: UUID, rates: Rates, *, by: Actor, now: datetime) -> None:
    """Raises Marketplace.DoesNotExist."""
    require(by, Action.SET_PACE)
    marketplace = Marketplace.objects.select_for_update().get(id=marketplace_id)
    before = rates_of(marketplace)
    for name, value in asdict(rates).items():
        setattr(marketplace, name, value)
    marketplace.save(update_fields=list(asdict(rates)))
    audit.record(
        audit.Event(
            name="marketplace.pace_set",
            subject_kind="marketplace",
            subject_id=marketplace.id,
            tenant_id=None,
            data={"before": asdict(before), "after": asdict(rates)},
        ),
        by=by,
        now=now,
    )
