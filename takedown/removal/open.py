"""Upheld items become grounds: one removal a listing, one ground an item, in sets."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from complaints import moves
from complaints.models import Item
from complaints.states import Status
from core import clock, outbox, sets
from core.ids import new_id
from core.outbox import Work
from core.tenancy import SYSTEM
from takedown import work
from takedown.models import Ground, Removal
from takedown.redress.letters.grounds import tell_of_more_grounds
from takedown.states import RemovalStatus
from takedown.staydown.keep import keep_signs_of
from takedown.strikes.record import note_removed

REVIEW_WITHIN = timedelta(hours=8)


def open_removals(works: Sequence[Work]) -> None:
    """What people have upheld."""
    items = (
        Item.objects.filter(id__in=[w.subject_id for w in works], status=Status.UPHELD)
        .select_related("listing")
        .select_for_update(of=("self",))
        .order_by("id")
    )
    open_for(list(items), now=clock.now())


def open_for(items: Sequence[Item], *, now: datetime) -> None:
    """Give each upheld item its ground. A listing that is off sale already for somebody else is removed at once."""
    if not items:
        return
    removals = _removals_of(items, now=now)
    in_conflict = {id for id, r in removals.items() if r.status == RemovalStatus.CONFLICT}
    listed = [i for i in items if i.listing_id and i.listing_id not in in_conflict]
    _send_to_people([i for i in items if i not in listed], now=now)
    grounds = {new_id(): item for item in listed}
    sets.insert(
        Ground,
        [
            {
                "id": id,
                "tenant": item.tenant_id,
                "item": item.id,
                "removal": removals[item.listing_id].id,  # type: ignore[index]
                "since": now,
                "end_cause": "",
            }
            for id, item in grounds.items()
        ],
        ignore_conflicts=True,
    )
    # What is on its way back comes back first, and is then removed anew with a notice of its own.
    told = {r.id for r in removals.values() if r.notice_id and r.status != RemovalStatus.RESTORING}
    tell_of_more_grounds(
        [id for id, item in grounds.items() if removals[item.listing_id].id in told],  # type: ignore[index]
        now=now,
    )
    gone = [i for i in listed if removals[i.listing_id].status == RemovalStatus.VERIFIED]  # type: ignore[index]
    note_removed([i.id for i in gone], now=now)
    keep_signs_of((removals[i.listing_id].id for i in gone), now=now)  # type: ignore[index]
    moves.mark_removed([moves.Target(item_id=i.id, tenant_id=i.tenant_id) for i in gone], by=SYSTEM, now=now)


def _send_to_people(items: Sequence[Item], *, now: datetime) -> None:
    """What no order to the marketplace can carry out must not wait in silence."""
    moves.send_back(
        [
            moves.Target(
                item_id=item.id,
                tenant_id=item.tenant_id,
                due_at=now + REVIEW_WITHIN,
                priority=0,
                data={"because": ["removal_in_conflict" if item.listing_id else "listing_could_not_be_read"]},
            )
            for item in items
        ],
        by=SYSTEM,
        now=now,
    )


def _removals_of(items: Sequence[Item], *, now: datetime) -> dict[UUID, Removal]:
    """The live removal of each item's listing, locked; opened and put out for delivery where there is none."""
    listings = {i.listing.id: i.listing for i in items if i.listing}
    before = _live(listings)
    marketplaces = {i.listing_id: i.marketplace_id for i in items}
    fresh = {new_id(): listing for id, listing in listings.items() if id not in before}
    if not fresh:
        return before
    # Another worker may open one for the same listing at this moment: the unique key decides, ours is dropped.
    sets.insert(
        Removal,
        [
            {
                "id": id,
                "listing": listing.id,
                "marketplace": marketplaces[listing.id],
                "seller": listing.seller_id,
                "status": RemovalStatus.REQUESTED,
                "status_at": now,
                "requested_at": now,
                "order_key": new_id(),
                "fingerprint": "",
                "reason": "",
            }
            for id, listing in fresh.items()
        ],
        ignore_conflicts=True,
    )
    removals = _live(listings)
    outbox.add_all(
        outbox.Order(kind=work.DELIVER, subject_id=removal.id, tenant_id=None)
        for removal in removals.values()
        if removal.id in fresh
    )
    return removals


def _live(listings: Iterable[UUID]) -> dict[UUID, Removal]:
    rows = (
        Removal.objects.filter(listing_id__any_of=listings, ended_at=None).select_for_update().order_by("id")
    )
    return {row.listing_id: row for row in rows}
