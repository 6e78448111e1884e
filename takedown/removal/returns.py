"""A removed listing is on sale again: it is removed again where nothing has changed, else a new item judges it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from brands.models import AllowedSeller
from complaints.intake.raising import Raised, raise_for_a_person
from core import outbox
from core.tenancy import SYSTEM
from listings import feed
from takedown import work as kinds
from takedown.models import Ground, Removal
from takedown.redress.ends import end_redress_of
from takedown.removal import moves
from takedown.removal.calls import Reading
from takedown.states import RemovalStatus
from takedown.strikes.record import note_return

CAME_BACK_CHANGED = "came_back_changed"


def came_back(removal: Removal, reading: Reading, *, now: datetime) -> None:
    """`removal` is locked and verified. Its return is an event of its own, whatever follows."""
    if reading.remote is not None:
        feed.record_listings(removal.marketplace, [reading.remote], now=now)
    unchanged = is_the_same_offer(removal, reading)
    moves.move(
        removal,
        to=RemovalStatus.REAPPEARED,
        now=now,
        look_again_at=None,
        data={"unchanged": unchanged},
    )
    note_return(removal, now=now)
    if unchanged and _somebody_still_wants_it(removal):
        outbox.add(outbox.Order(kind=kinds.DELIVER, subject_id=removal.id, tenant_id=None))
    else:
        give_way(removal, unchanged=unchanged, now=now)


def is_the_same_offer(removal: Removal, reading: Reading) -> bool:
    """A listing that the marketplace says is gone, while buyers see it, has not changed as far as anybody knows."""
    return not reading.fingerprint or reading.fingerprint == removal.fingerprint


def give_way(removal: Removal, *, unchanged: bool = False, now: datetime) -> None:
    """This removal is over; for each brand that wanted it a new item asks a person about what stands there now."""
    grounds = _live(removal)
    moves.move(removal, to=RemovalStatus.REPLACED, now=now)
    Ground.objects.filter(id__in=[g.id for g in grounds]).update(ended_at=now, end_cause=CAME_BACK_CHANGED)
    end_redress_of(grounds, now=now)
    raise_for_a_person(
        [
            Raised(
                from_item_id=ground.item_id,
                listing_ref=removal.listing.ref,
                url=removal.listing.url,
                because="came_back" if unchanged else CAME_BACK_CHANGED,
                key=_key(removal.id, ground.id),
            )
            for ground in grounds
        ],
        by=SYSTEM,
        now=now,
    )


def _key(removal_id: UUID, ground_id: UUID) -> UUID:
    return uuid5(removal_id, f"returned {ground_id}")


def _somebody_still_wants_it(removal: Removal) -> bool:
    """A ground lives whose brand has not authorised the seller since."""
    grounds = _live(removal)
    allowed = AllowedSeller.objects.filter(
        tenant_id__in={g.tenant_id for g in grounds},
        marketplace_id=removal.marketplace_id,
        seller_ref=removal.listing.seller.ref,
    )
    return bool({g.tenant_id for g in grounds} - set(allowed.values_list("tenant_id", flat=True)))


def _live(removal: Removal) -> Sequence[Ground]:
    return list(Ground.objects.filter(removal=removal, ended_at=None).order_by("since", "id"))
