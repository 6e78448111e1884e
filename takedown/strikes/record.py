"""Strikes are noted where they arise, in the same transaction; the figures for lists are counted afterwards."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from complaints.states import Cause
from core import clock
from core.outbox import Work
from core.tenancy import SYSTEM, Actor
from takedown.models import Removal
from takedown.removal.blind import removals_kept_from
from takedown.strikes.models import SellerRecord, StrikeEvent
from takedown.strikes.rules import Happened, Kind, strikes_of

# Events become known when their transaction ends, which may be after later ones: each is counted more than once.
COUNT_AGAIN_FOR = timedelta(minutes=15)
MOST_AT_ONCE = 500

_REMOVED = """
INSERT INTO takedown_strikeevent (id, seller_id, removal_id, ground_id, kind, reason, at)
SELECT gen_random_uuid(), l.seller_id, g.removal_id, g.id, 'removed', c.reason, %(now)s
FROM takedown_ground g
JOIN takedown_removal r ON r.id = g.removal_id
JOIN listings_listing l ON l.id = r.listing_id
JOIN complaints_item i ON i.id = g.item_id
JOIN complaints_complaint c ON c.id = i.complaint_id
WHERE g.item_id = ANY(%(items)s::uuid[]) AND g.ended_at IS NULL
ON CONFLICT DO NOTHING
"""
_GIVEN_BACK = """
INSERT INTO takedown_strikeevent (id, seller_id, removal_id, ground_id, kind, reason, at)
SELECT gen_random_uuid(), s.seller_id, s.removal_id, s.ground_id, 'given_back', %(cause)s, %(now)s
FROM takedown_strikeevent s
WHERE s.ground_id = ANY(%(grounds)s::uuid[]) AND s.kind = 'removed'
ON CONFLICT DO NOTHING
"""


def note_removed(item_ids: Collection[UUID], *, now: datetime) -> None:
    """The listings of these items are off sale: each live ground is a strike. One statement."""
    if item_ids:
        with connection.cursor() as cursor:
            cursor.execute(_REMOVED, {"now": now, "items": [str(id) for id in item_ids]})


def note_given_back(ground_ids: Collection[UUID], *, cause: Cause, now: datetime) -> None:
    """These grounds have ended for good: where one was a strike, it is given back at once. One statement."""
    if ground_ids:
        with connection.cursor() as cursor:
            cursor.execute(
                _GIVEN_BACK, {"now": now, "cause": str(cause), "grounds": [str(id) for id in ground_ids]}
            )


def note_return(removal: Removal, *, now: datetime) -> None:
    """The seller has put the listing back on sale."""
    StrikeEvent.objects.create(
        seller_id=removal.listing.seller_id, removal=removal, kind=Kind.RETURNED, reason="returned", at=now
    )


# --- counting --------------------------------------------------------------------------------------------


def happened_to(seller_ids: Iterable[UUID], *, told: Actor = SYSTEM) -> dict[UUID, list[Happened]]:
    """As far as whoever is told may know of it: nothing of what they are to audit."""
    rows = (
        StrikeEvent.objects.filter(seller_id__in=list(seller_ids))
        .exclude(removal__in=removals_kept_from(told))
        .order_by("at", "id")
    )
    found: dict[UUID, list[Happened]] = defaultdict(list)
    for seller, kind, at, reason, ground in rows.values_list(
        "seller_id", "kind", "at", "reason", "ground_id"
    ):
        found[seller].append(Happened(kind=Kind(kind), at=at, reason=reason, ground=ground))
    return found


def refresh(works: Sequence[Work]) -> None:
    """Scheduled: the figures of every seller with new events, or of whom an incident has ceased to count."""
    now = clock.now()
    fresh = StrikeEvent.objects.filter(noted_at__gt=clock.real_now() - COUNT_AGAIN_FOR)
    due = SellerRecord.objects.filter(next_change__lte=now).order_by("next_change")
    sellers = {
        *fresh.values_list("seller_id", flat=True).distinct(),
        *due.values_list("seller_id", flat=True)[:MOST_AT_ONCE],
    }
    count_anew(sellers, now=now)


def count_anew(seller_ids: Collection[UUID], *, now: datetime) -> None:
    """Write the figures of these sellers from their events. Constant number of queries."""
    happened = happened_to(seller_ids)
    SellerRecord.objects.bulk_create(
        # In one order everywhere: who writes the same rows waits, and never for one another.
        [record_of(id, happened[id], now=now) for id in sorted(happened)],
        update_conflicts=True,
        unique_fields=["seller"],
        update_fields=[f.name for f in SellerRecord._meta.concrete_fields if not f.primary_key],
    )


def record_of(seller_id: UUID, events: Sequence[Happened], *, now: datetime) -> SellerRecord:
    strikes = strikes_of(events, now=now)
    return SellerRecord(
        seller_id=seller_id,
        points=strikes.points,
        step=strikes.step,
        removed=sum(e.kind is Kind.REMOVED for e in events),
        returned=sum(e.kind is Kind.RETURNED for e in events),
        overturned=overturned_among(events),
        next_change=strikes.next_change,
        counted_at=now,
    )


def overturned_among(events: Iterable[Happened]) -> int:
    """A brand that takes its own complaint back, or that gets what it wanted, says nothing of whether the removal
    was right."""
    silent = {Cause.WITHDRAWN, Cause.FIXED}
    return sum(e.kind is Kind.GIVEN_BACK and e.reason not in silent for e in events)
