"""The only place where a counter-notice's status is written, with its audit event and the letters that follow.

Whoever moves one holds the removal's lock: grounds, clocks and counter-notices are locked in that order.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from complaints import moves as item_moves
from complaints.states import Status
from core import audit, outbox
from core.tenancy import SYSTEM, Actor
from takedown import work as kinds
from takedown.models import CounterNotice, Ground, RedressClock, Removal
from takedown.redress.clocks import keeping
from takedown.redress.clocks.states import LIVE as LIVE_CLOCKS
from takedown.redress.clocks.states import StopCause
from takedown.redress.counter.announcing import tell_of_counters
from takedown.redress.counter.states import LIVE, CounterStatus, may_move

# What the brand does itself needs no letter to it.
_NEWS_TO_THE_BRAND = frozenset(
    {
        CounterStatus.RESTORED,
        CounterStatus.GRANTED,
        CounterStatus.REJECTED,
        CounterStatus.WITHDRAWN,
    }
)
_WHY_THE_CLOCK_STOPS = {
    CounterStatus.REJECTED: StopCause.DECIDED,
    CounterStatus.WITHDRAWN: StopCause.COUNTER_NOTICE_WITHDRAWN,
}


class MoveRefused(Exception):
    """The counter-notice is not where this move starts: somebody else was faster, or the page is old."""


def lock(id: UUID) -> CounterNotice:
    """With its removal, which is locked first. Raises CounterNotice.DoesNotExist."""
    removal_id = CounterNotice.objects.values_list("removal_id", flat=True).get(id=id)
    Removal.objects.select_for_update(of=("self",)).get(id=removal_id)
    found = CounterNotice.objects.select_for_update(of=("self",))
    return found.select_related("ground__item", "removal").get(id=id)


def move(
    counter: CounterNotice,
    *,
    to: CounterStatus,
    by: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    move_all([counter], to=to, by=by, now=now, data=data)


def move_all(
    counters: Sequence[CounterNotice],
    *,
    to: CounterStatus,
    by: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """All of the set or none of it, in a constant number of queries. They are locked. Ground, item and clock are the
    caller's, or `leave_it_off`'s. `data` goes into the ledger: codes and figures, no contact data.
    """
    if not counters:
        return
    for counter in counters:
        if not may_move(counter.status, to):
            raise MoveRefused(f"{counter.status} → {to}")
        counter.status, counter.status_at = to, now
    # Nobody has anything to do any more about one that is over.
    over = {} if to in LIVE else {"waits_for": "", "person_by": None}
    CounterNotice.objects.filter(id__in=[c.id for c in counters]).update(status=to, status_at=now, **over)
    write(counters, to, by=by, now=now, data=data)


def write(
    counters: Sequence[CounterNotice],
    status: CounterStatus,
    *,
    by: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    tell_seller: bool = True,
) -> None:
    """Into the ledger, the letters and the webhooks: also for those that have just been filed."""
    audit.record_all(
        (
            audit.Event(
                name=f"counter.{status}",
                subject_kind="item",
                subject_id=counter.ground.item_id,
                tenant_id=counter.tenant_id,
                data={"number": counter.number, "law": counter.law, **(data or {})},
            )
            for counter in counters
        ),
        by=by,
        now=now,
    )
    tell_of_counters(counters, status, now=now)
    if tell_seller:
        outbox.add_all(
            outbox.Order(kind=kinds.TELL_SELLER_OF_COUNTER, subject_id=counter.id, tenant_id=None)
            for counter in counters
        )
    if status in _NEWS_TO_THE_BRAND:
        outbox.add_all(
            outbox.Order(kind=kinds.TELL_BRAND_OF_COUNTER, subject_id=counter.id, tenant_id=counter.tenant_id)
            for counter in counters
        )


def leave_it_off(
    counter: CounterNotice,
    *,
    to: CounterStatus,
    by: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Rejected or withdrawn: the clock stops, the item is no longer contested, and the listing stays off sale."""
    move(counter, to=to, by=by, now=now, data=data)
    clocks = RedressClock.objects.filter(ground_id=counter.ground_id, law=counter.law, status__in=LIVE_CLOCKS)
    keeping.stop(clocks.values_list("id", flat=True), cause=_WHY_THE_CLOCK_STOPS[to], by=by, now=now)
    item = counter.ground.item
    if item.status == Status.CONTESTED:
        item_moves.end_contest(
            [item_moves.Target(item_id=item.id, tenant_id=item.tenant_id, data={"counter": str(to)})],
            by=by,
            now=now,
        )


def end_where_the_ground_has_ended(grounds: Sequence[Ground], *, by: Actor = SYSTEM, now: datetime) -> None:
    """There is nothing left to answer. Whoever ends a ground because of its counter-notice has moved that one before."""
    living = CounterNotice.objects.filter(ground__in=grounds, status__in=LIVE)
    counters = list(living.select_related("ground").select_for_update(of=("self",)).order_by("id"))
    move_all(counters, to=CounterStatus.ENDED, by=by, now=now)


def restored_by_silence(law_of_ground: Mapping[UUID, str], *, now: datetime) -> None:
    """The law's time ran out for these grounds: what was answered under that law has been heard."""
    living = CounterNotice.objects.filter(ground_id__in=law_of_ground, status__in=LIVE)
    counters = list(living.select_related("ground").select_for_update(of=("self",)).order_by("id"))
    heard = [
        c
        for c in counters
        if law_of_ground[c.ground_id] == c.law and may_move(c.status, CounterStatus.RESTORED)
    ]
    move_all(heard, to=CounterStatus.RESTORED, by=SYSTEM, now=now)


def contest(counters: Sequence[CounterNotice], *, by: Actor, now: datetime) -> None:
    """Those of their items that are off sale are contested from now on; one on its way there will be when it is."""
    items = [counter.ground.item for counter in counters]
    item_moves.mark_contested(
        [
            item_moves.Target(item_id=item.id, tenant_id=item.tenant_id)
            for item in items
            if item.status == Status.REMOVED
        ],
        by=by,
        now=now,
    )


def contest_what_was_answered(item_ids: Sequence[UUID], *, now: datetime) -> None:
    """These have just been taken off sale. Their sellers may have answered before."""
    answered = CounterNotice.objects.filter(ground__item__in=item_ids, ground__ended_at=None, status__in=LIVE)
    contest(list(answered.select_related("ground__item").order_by("id")), by=SYSTEM, now=now)
