"""What a seller can answer on one removal, and under which laws."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from brands.models import Brand
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterNotice, Ground, Removal, SellerNotice
from takedown.redress.clocks.laws import Law
from takedown.redress.counter.rules import CAN_BE_ANSWERED, Standing, laws_to_choose_from, standing_of
from takedown.redress.counter.states import CounterStatus
from takedown.states import RemovalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """One brand's ground, and whether it can be answered now."""

    ground: Ground
    brand: str
    standing: Standing

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN


def answerable(notice: SellerNotice) -> list[Answerable]:
    """The living grounds of the notice's removal, the oldest first; none where there is nothing to answer any more."""
    if RemovalStatus(notice.removal.status) not in CAN_BE_ANSWERED:
        return []
    with acting_as(SYSTEM):
        living = Ground.objects.filter(removal=notice.removal_id, ended_at=None)
        grounds = list(living.select_related("item__complaint__right").order_by("since", "id"))
        brands = Brand.objects.in_bulk([ground.tenant_id for ground in grounds])
        earlier: dict[UUID, list[CounterStatus]] = defaultdict(list)
        rows = CounterNotice.objects.filter(ground__in=grounds)
        for ground_id, status in rows.values_list("ground_id", "status"):
            earlier[ground_id].append(CounterStatus(status))
    return [
        Answerable(
            ground=ground, brand=brands[ground.tenant_id].name, standing=standing_of(earlier[ground.id])
        )
        for ground in grounds
    ]


def laws_for(removal: Removal, grounds: Sequence[Ground], *, now: datetime) -> Sequence[Law]:
    """The gentlest first. Each ground needs its item with complaint and right."""
    return laws_to_choose_from(
        right_kinds=frozenset(ground.item.complaint.right.kind for ground in grounds),
        territories=frozenset(removal.marketplace.territories),
        today=now.date(),
    )
