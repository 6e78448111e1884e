"""Carry removals out. Leased work, in four steps:

1. read where the listing stands, because an earlier call may have had its effect without our hearing of it;
2. in one transaction look at trust, allow-list and withdrawals again, and move to `submitted` together with
   the seller's notice;
3. call the marketplace where the listing is still on sale;
4. write each result where our lease still holds, and look as a buyer.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from complaints import moves as item_moves
from complaints.states import Cause, Status
from core import clock, outbox
from core.ids import new_id
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from listings import feed
from listings.connectors.base import (
    AuthFailed,
    ConnectorError,
    LeftAlone,
    NotFound,
    Rejected,
    RemoteState,
    Result,
    Unavailable,
    Unsupported,
)
from listings.connectors.exchanges import Exchange
from listings.marketplaces import connector_of
from takedown import work as kinds
from takedown.models import Attempt, Ground, Removal, SellerNotice
from takedown.programme import brakes
from takedown.redress.ends import end_redress_of
from takedown.redress.letters.last_words import tell_that_it_was_not_carried_out
from takedown.redress.notices import write_notices
from takedown.removal import moves
from takedown.removal.attempts import note, note_all
from takedown.removal.calls import (
    LONGEST_IN_FLIGHT_SECONDS,
    Answer,
    Reading,
    all_at_once,
    describe,
    in_handfuls,
    offer_in_words,
    read_before_acting,
    shown_to_buyers,
    try_later,
)
from takedown.removal.ending import end_where_nobody_wants_it, upheld_items
from takedown.removal.recheck import send_back_what_no_longer_holds
from takedown.removal.returns import give_way, is_the_same_offer
from takedown.removal.verify import mark_verified
from takedown.states import ON_THE_WAY, RemovalStatus

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12
REVIEW_WITHIN = timedelta(hours=8)
LEASE_TOO_SHORT = "too little was left of the lease to give the order"
ORDERED_ANEW = frozenset({RemovalStatus.REAPPEARED, RemovalStatus.NEEDS_INFO})
WAITING = frozenset({RemovalStatus.SUBMITTED, RemovalStatus.PENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A removal that is to be hidden now (or that turned out to be hidden already), under our lease."""

    work: Work
    removal: Removal
    reading: Reading
    reason: str
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an order: the marketplace's answer (None: nothing had to be asked) and a buyer's look."""

    result: Result | None = None
    shown: bool | None = None


def deliver(works: Sequence[Work]) -> None:
    with acting_as(SYSTEM):
        rows = Removal.objects.filter(id__in=[w.subject_id for w in works])
        removals = {row.id: row for row in rows.select_related("listing", "marketplace")}
    by_id = {w.subject_id: w for w in works}
    readings = dict(all_at_once(by_id, lambda id: read_before_acting(removals[id])))
    orders = _prepare(by_id, removals, readings)
    by_order = {order.work.id: order for order in orders}
    for answers in in_handfuls(by_order, lambda id: _carry_out(by_order[id])):
        _write_handful(by_order, answers)


# --- 2: look again, write down what we are about to do ---------------------------------------------------


def _prepare(
    works: Mapping[UUID, Work],
    removals: Mapping[UUID, Removal],
    readings: Mapping[UUID, Answer[Reading]],
) -> list[Order]:
    with acting_as(SYSTEM):
        now = clock.now()
        held = outbox.still_held(list(works.values()))
        mine = {id: w for id, w in works.items() if w.id in held}
        for id, work in mine.items():
            error = readings[id].error
            if error is not None:
                _put_off(work, moves.lock(id), error, exchanges=readings[id].exchanges, now=now)
        read = {id: answer.value for id, answer in readings.items() if id in mine and answer.value}
        _note_what_was_read(removals, read, now=now)
        wanted = _wanted(read, now=now)
        outbox.finish([mine[id] for id in read if id not in wanted])
        for id in brakes.held_back(wanted.values()):
            del wanted[id]
            outbox.defer(mine[id], error=brakes.WAITS_FOR_RELEASE, after_seconds=brakes.LOOK_AGAIN_SECONDS)
        # Who put it back is told anew.
        untold = {RemovalStatus.REQUESTED, RemovalStatus.REAPPEARED}
        notices = write_notices([r for r in wanted.values() if r.status in untold], now=now)
        orders = [
            _submit(mine[id], removal, read[id], notices.get(id), now=now) for id, removal in wanted.items()
        ]
        return [replace(order, exchanges=readings[order.removal.id].exchanges) for order in orders]


def _note_what_was_read(
    removals: Mapping[UUID, Removal], read: Mapping[UUID, Reading], *, now: datetime
) -> None:
    """The recheck compares the listing as it is now with the snapshot."""
    changed = defaultdict(list)
    for id, reading in read.items():
        if reading.remote and reading.fingerprint != removals[id].listing.fingerprint:
            changed[removals[id].marketplace].append(reading.remote)
    for marketplace, remotes in changed.items():
        feed.record_listings(marketplace, remotes, now=now)


def _wanted(read: Mapping[UUID, Reading], *, now: datetime) -> dict[UUID, Removal]:
    """The removals that somebody still wants, locked; the others are cancelled or given back."""
    locked = list(
        Removal.objects.filter(id__in=read, ended_at=None)
        .select_for_update(of=("self",))
        .select_related("listing", "marketplace", "notice")
        .order_by("id")
    )
    _end_grounds_of_withdrawn(read, now=now)
    grounds = list(Ground.objects.filter(removal_id__in=read, ended_at=None).order_by("since", "id"))
    ended = send_back_what_no_longer_holds(grounds, now=now)
    living = {g.removal_id for g in grounds if g.id not in ended}
    waiting = {RemovalStatus.REQUESTED, RemovalStatus.SUBMITTED, *ORDERED_ANEW}
    for removal in locked:
        if removal.id not in living:
            end_where_nobody_wants_it(removal, now=now)
        elif removal.status == RemovalStatus.REAPPEARED and not is_the_same_offer(removal, read[removal.id]):
            # Changed since we saw it come back: nobody has upheld anything about this offer.
            give_way(removal, now=now)
    return {r.id: r for r in locked if r.id in living and r.status in waiting}


def _end_grounds_of_withdrawn(removal_ids: Iterable[UUID], *, now: datetime) -> None:
    """The work that ends them may come after ours: what a brand has withdrawn must not be carried out."""
    withdrawn = Ground.objects.filter(
        removal_id__in=list(removal_ids), ended_at=None, item__status=Status.WITHDRAWN
    )
    if grounds := list(withdrawn):
        ids = [ground.id for ground in grounds]
        Ground.objects.filter(id__in=ids).update(ended_at=now, end_cause=Cause.WITHDRAWN)
        end_redress_of(grounds, now=now)


def _submit(
    work: Work, removal: Removal, reading: Reading, notice: SellerNotice | None, *, now: datetime
) -> Order:
    if notice is not None and removal.status == RemovalStatus.REAPPEARED:
        moves.move(removal, to=RemovalStatus.SUBMITTED, now=now, notice=notice, order_key=new_id())
    elif notice is not None:
        moves.move(
            removal,
            to=RemovalStatus.SUBMITTED,
            now=now,
            notice=notice,
            fingerprint=reading.fingerprint,
            prior={"state": str(reading.remote.state if reading.remote else RemoteState.GONE)},
            stood_before=offer_in_words(reading.remote),
        )
    elif removal.status in ORDERED_ANEW:
        # A new order: under the old key the marketplace would only repeat its old answer.
        moves.move(removal, to=RemovalStatus.SUBMITTED, now=now, order_key=new_id())
    return Order(
        work=work,
        removal=removal,
        reading=reading,
        reason=str(removal.notice.facts["reason"]) if removal.notice else "",
    )


# --- 3: call ---------------------------------------------------------------------------------------------


def _carry_out(order: Order) -> Outcome | None:
    """Raises ConnectorError, whose outcome is unknown unless it says otherwise. None: it was not given.

    An order that could land after our lease would land behind the back of whoever leases the work next.
    """
    removal, result = order.removal, None
    if not order.reading.hidden:
        if not outbox.outlasts(order.work, LONGEST_IN_FLIGHT_SECONDS):
            return None
        try:
            result = connector_of(removal.marketplace).hide(
                removal.listing.ref,
                key=str(removal.order_key),
                case=str(removal.id),
                reason=order.reason,
                legal_basis="notice of a rights holder",
            )
        except NotFound:
            result = None
        if result and result.state not in {RemoteState.HIDDEN, RemoteState.GONE}:
            return Outcome(result=result)
    return Outcome(result=result, shown=_shown(removal))


def _shown(removal: Removal) -> bool | None:
    """None: the storefront did not answer, so nobody knows yet. The order itself went through."""
    try:
        return shown_to_buyers(removal)
    except ConnectorError:
        return None


# --- 4: write what came of it ----------------------------------------------------------------------------


def _write_handful(orders: Mapping[UUID, Order], answers: Mapping[UUID, Answer[Outcome | None]]) -> None:
    """What went as it should is written together, whatever did not by itself."""
    gone = {
        id: answer.value for id, answer in answers.items() if answer.value and answer.value.shown is False
    }
    rest = set(answers) - set(gone)
    try:
        _write_gone([orders[id] for id in gone], {id: answers[id] for id in gone})
    except Exception:
        logger.exception("%d removals could not be written together", len(gone))
        rest = set(answers)
    for id in rest:
        _write(orders[id], answers[id])


def _write_gone(orders: Sequence[Order], answers: Mapping[UUID, Answer[Outcome | None]]) -> None:
    """No buyer sees these any more. One transaction, but for what somebody else has taken over."""
    if not orders:
        return
    with acting_as(SYSTEM):
        now, held = clock.now(), outbox.still_held([order.work for order in orders])
        mine = [order for order in orders if order.work.id in held]
        removals = moves.lock_all(order.removal.id for order in mine)
        note_all(removals, Attempt.Act.HIDE, {o.removal.id: _said(o, answers[o.work.id]) for o in mine})
        outbox.finish([order.work for order in mine])
        # One that was withdrawn while we were calling: its restoration reads the listing back.
        mark_verified([r for r in removals if r.status in WAITING], now=now)


def _said(order: Order, answer: Answer[Outcome | None]) -> tuple[str, Sequence[Exchange]]:
    return _word_of(answer.value), order.exchanges + answer.exchanges


def _word_of(outcome: Outcome | None) -> str:
    return str(outcome.result.state) if outcome and outcome.result else "already hidden"


def _write(order: Order, answer: Answer[Outcome | None]) -> None:
    """Never raises: one order's trouble must not have the others, which are on their way, given again."""
    try:
        _write_answer(order, answer)
    except LeaseLost:
        # Somebody else has taken the work over and reads the listing's state before acting.
        return
    except Exception as error:
        logger.exception("What became of the order to hide %s could not be written", order.removal.id)
        _try_again_later(order, error)


def _write_answer(order: Order, answer: Answer[Outcome | None]) -> None:
    with acting_as(SYSTEM):
        now = clock.now()
        removal = moves.lock(order.removal.id)
        exchanges = order.exchanges + answer.exchanges
        if answer.error is not None:
            _put_off(order.work, removal, answer.error, exchanges=exchanges, now=now)
        elif answer.value is None:
            outbox.defer(order.work, error=LEASE_TOO_SHORT, after_seconds=outbox.wait_before(2))
        else:
            _write_outcome(order, removal, answer.value, exchanges=exchanges, now=now)


def _try_again_later(order: Order, error: Exception) -> None:
    try:
        _write_answer(order, Answer(error=Unavailable(repr(error))))
    except Exception:
        logger.exception("The lease of %s is left to run out", order.work.id)


def _write_outcome(
    order: Order, removal: Removal, outcome: Outcome, *, exchanges: Sequence[Exchange], now: datetime
) -> None:
    note(removal, Attempt.Act.HIDE, _word_of(outcome), exchanges=exchanges)
    if outcome.result and outcome.result.state is RemoteState.NEEDS_INFO:
        # A person has to answer, and then lets the dead letter be tried again.
        outbox.bury(order.work, error=f"The marketplace asks: {outcome.result.reason}")
    else:
        outbox.finish([order.work])
    if removal.status not in WAITING:
        return  # withdrawn while we were calling: its restoration reads the listing back
    if outcome.result and outcome.result.state is RemoteState.REFUSED:
        refuse(removal, words=outcome.result.reason, now=now)
        return
    if outcome.result and outcome.result.state is RemoteState.NEEDS_INFO:
        moves.move(removal, to=RemovalStatus.NEEDS_INFO, now=now, reason=outcome.result.reason)
        return
    if outcome.shown is False:
        mark_verified([removal], now=now)
        return
    if removal.status == RemovalStatus.SUBMITTED:
        moves.move(removal, to=RemovalStatus.PENDING, now=now)
    outbox.add(
        outbox.Order(
            kind=kinds.VERIFY,
            subject_id=removal.id,
            tenant_id=None,
            due_at=now
            + timedelta(seconds=connector_of(removal.marketplace).capabilities.visible_lag_seconds),
        )
    )


def _put_off(
    work: Work, removal: Removal, error: ConnectorError, *, exchanges: Sequence[Exchange], now: datetime
) -> None:
    """Branch on the connector's error alone: a permanent no, a pause it named, or a later look."""
    if removal.status not in ON_THE_WAY:
        outbox.finish([work])  # withdrawn meanwhile: its restoration reads the listing back
        if not isinstance(error, LeftAlone):
            note(removal, Attempt.Act.HIDE, type(error).__name__, describe(error), exchanges=exchanges)
        return
    if not isinstance(error, LeftAlone):
        note(removal, Attempt.Act.HIDE, type(error).__name__, describe(error), exchanges=exchanges)
    if isinstance(error, Rejected | Unsupported):
        refuse(removal, words=str(error), now=now)
        outbox.finish([work])
    elif isinstance(error, AuthFailed):
        outbox.bury(work, error=describe(error))
    else:
        try_later(work, error, most_attempts=MOST_ATTEMPTS)


def refuse(removal: Removal, *, words: str, now: datetime) -> None:
    """The marketplace says no: its words are kept, and every item goes to a person."""
    if removal.status == RemovalStatus.REQUESTED:
        # Nothing was asked of it yet, but it told us no when we looked: the seller need not be told.
        moves.move(removal, to=RemovalStatus.CANCELLED, now=now, reason=words)
    else:
        letter = tell_that_it_was_not_carried_out(removal, now=now)
        moves.move(removal, to=RemovalStatus.REFUSED, now=now, reason=words, last_word=letter)
    grounds = Ground.objects.filter(removal=removal, ended_at=None)
    ended, items = list(grounds), list(upheld_items(grounds))
    grounds.update(ended_at=now, end_cause="marketplace_refused")
    end_redress_of(ended, now=now)
    item_moves.send_back(
        [
            item_moves.Target(
                item_id=item.id,
                tenant_id=item.tenant_id,
                due_at=now + REVIEW_WITHIN,
                priority=0,
                data={"because": ["marketplace_refused"]},
            )
            for item in items
        ],
        by=SYSTEM,
        now=now,
    )
