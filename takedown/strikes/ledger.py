"""A seller's events once more, from grounds, items and the audit ledger alone: they must come to the same figures."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from complaints.models import Item
from complaints.states import Cause, Status
from core.models import AuditEvent
from takedown.models import Ground, Removal
from takedown.strikes.rules import Happened, Kind

GIVES_BACK = frozenset(
    str(c) for c in (Cause.WITHDRAWN, Cause.APPEAL, Cause.COUNTER_NOTICE, Cause.MISTAKE, Cause.FIXED)
)


def happened_by_the_ledger(seller_ids: Collection[UUID]) -> dict[UUID, list[Happened]]:
    """For staff: reads every brand's grounds on these sellers' listings."""
    found: dict[UUID, list[Happened]] = defaultdict(list)
    grounds = Ground.objects.filter(removal__listing__seller_id__in=list(seller_ids)).select_related(
        "item__complaint", "removal__listing"
    )
    events = AuditEvent.objects.filter(
        event="item.removed", subject_id__in=grounds.values("item_id")
    ).order_by("at")
    removed = defaultdict(list)
    for event in events:
        removed[event.subject_id].append(event.at)
    for ground in grounds:
        seller = ground.removal.listing.seller_id
        until = ground.ended_at
        times = [at for at in removed[ground.item_id] if at >= ground.since and (not until or at <= until)]
        if not times:
            continue
        found[seller].append(
            Happened(kind=Kind.REMOVED, at=times[0], reason=ground.item.complaint.reason, ground=ground.id)
        )
        if until and (cause := _given_back(ground)):
            found[seller].append(Happened(kind=Kind.GIVEN_BACK, at=until, reason=cause, ground=ground.id))
    for seller, at in _returns(seller_ids):
        found[seller].append(Happened(kind=Kind.RETURNED, at=at, reason="returned"))
    return found


def _given_back(ground: Ground) -> str:
    """Why, or nothing where the strike stands."""
    if ground.end_cause in GIVES_BACK:
        return ground.end_cause
    # Its listing came back as another offer, and the item was restored afterwards.
    item: Item = ground.item
    return item.cause if item.status == Status.RESTORED else ""


def _returns(seller_ids: Collection[UUID]) -> list[tuple[UUID, datetime]]:
    sellers = dict(
        Removal.objects.filter(listing__seller_id__in=list(seller_ids)).values_list(
            "id", "listing__seller_id"
        )
    )
    events = AuditEvent.objects.filter(event="removal.reappeared", subject_id__in=sellers)
    return [(sellers[id], at) for id, at in events.values_list("subject_id", "at")]
