"""Bring listings back: exactly what stood there before us, and only if nobody else has changed it since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext

from accounts.roles import Action, require
from complaints import audits
from complaints import work as item_kinds
from complaints.models import Decision, Item
from complaints.states import Cause, Status
from core import audit, clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, Actor, acting_as
from listings.connectors.base import (
    AuthFailed,
    Conflict,
    ConnectorError,
    LeftAlone,
    NotFound,
    Rejected,
    RemoteState,
    Unavailable,
    Unsupported,
)
from listings.marketplaces import connector_of
from listings.models import Listing
from takedown import work as kinds
from takedown.models import Attempt, Ground, Removal
from takedown.redress.ends import end_redress_of
from takedown.redress.letters.last_words import tell_that_it_is_over
from takedown.removal import moves
from takedown.removal.attempts import note
from takedown.removal.calls import (
    LONGEST_IN_FLIGHT_SECONDS,
    Answer,
    Reading,
    all_at_once,
    describe,
    offer_in_words,
    read_before_acting,
    try_later,
)
from takedown.removal.ending import end_grounds, restore_items_of, restore_what_gave_way
from takedown.states import RemovalStatus

MOST_ATTEMPTS = 12
# Somebody else has changed the listing, or the marketplace says no: waiting would change nothing.
FOR_A_PERSON = (Conflict, Rejected, Unsupported)
CAME_BACK = "came_back"
CHANGED = "The offer has changed since it was removed."


class RestoreRefused(Exception):
    """The item cannot be restored now; the message says why."""


def overturn(item_id: UUID, *, explanation: str, by: Actor, now: datetime) -> None:
    """A person reverses an upheld item on the merits: a new decision that names the one it overturns.

    Not the person who made it. The listing comes back unless another ground keeps it off.
    """
    require(by, Action.REVIEW)
    if not explanation.strip():
        raise RestoreRefused(gettext("Say why, in words that brand and seller will read."))
    item = Item.objects.visible_to(by).select_for_update(of=("self",)).get(id=item_id)
    if item.status not in {Status.REMOVED, Status.CONTESTED}:
        raise RestoreRefused(gettext("Only a removed listing can be restored."))
    first = Decision.objects.filter(
        tenant_id=item.tenant_id, item=item, outcome=Decision.Outcome.UPHELD
    ).latest("decided_at")
    if Decision.objects.filter(tenant_id=item.tenant_id, overturns=first).exists():
        raise RestoreRefused(gettext("This has been decided already: the listing is being restored."))
    if first.decided_by == by.user_id:
        raise RestoreRefused(gettext("Another person than the one who upheld it has to decide this."))
    Decision.objects.create(
        tenant_id=item.tenant_id,
        item=item,
        outcome=Decision.Outcome.RESTORED,
        ground="restored_on_the_merits",
        explanation=explanation.strip(),
        decided_at=now,
        decided_by=by.user_id,
        automated=False,
        overturns=first,
        marketplace_id=item.marketplace_id,
        right_kind=first.right_kind,
    )
    audit.record(
        audit.Event(
            name="item.overturned", subject_kind="item", subject_id=item.id, tenant_id=item.tenant_id
        ),
        by=by,
        now=now,
    )
    audits.close_those_of([(item.id, item.tenant_id)], by=by, now=now)
    outbox.add(outbox.Order(kind=item_kinds.JUDGED, subject_id=first.id, tenant_id=item.tenant_id))
    grounds = Ground.objects.filter(item=item, ended_at=None).select_related("item")
    end_grounds(list(grounds), cause=Cause.APPEAL, now=now)
    restore_what_gave_way([item.id], cause=Cause.APPEAL, now=now)


def restore(works: Sequence[Work]) -> None:
    """Leased. Waits for an order to hide that may still be under way: it could land after our reading."""
    with acting_as(SYSTEM):
        rows = Removal.objects.filter(id__in=[w.subject_id for w in works])
        removals = {row.id: row for row in rows.select_related("listing", "marketplace")}
        ready = {}
        for work in works:
            wait = _seconds_until_orders_have_landed(work.subject_id)
            if wait:
                outbox.defer(work, error="an order is still under way", after_seconds=wait)
            else:
                ready[work.subject_id] = work
    for id, answer in all_at_once(ready, lambda id: _bring_back(removals[id])):
        try:
            with acting_as(SYSTEM):
                _write(ready[id], answer)
        except LeaseLost:
            continue


def _seconds_until_orders_have_landed(removal_id: UUID) -> float:
    """0 when no order to hide is being given, and none of late went without an answer."""
    if outbox.under_way(subject_id=removal_id, kind=kinds.DELIVER):
        return 1.0
    unanswered = Attempt.objects.filter(
        removal_id=removal_id,
        act=Attempt.Act.HIDE,
        outcome=Unavailable.__name__,
        at__gt=clock.real_now() - timedelta(seconds=LONGEST_IN_FLIGHT_SECONDS),
    )
    return LONGEST_IN_FLIGHT_SECONDS if unanswered.exists() else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What stands at the marketplace now; `stopped` is why nothing was put back, for a person to decide."""

    state: RemoteState
    found: Mapping[str, Any] | None = None
    stopped: ConnectorError | None = None


def _bring_back(removal: Removal) -> Back:
    """Nothing is asked where the listing is on sale already, was not before us, or is gone."""
    reading = read_before_acting(removal)
    if reading.remote is None or not reading.hidden:
        return Back(state=reading.remote.state if reading.remote else RemoteState.GONE)
    prior, found = removal.prior or {}, offer_in_words(reading.remote)
    if prior.get("state") != RemoteState.LIVE:
        return Back(state=reading.remote.state)
    if _is_another_offer(removal, reading) and removal.settled_by is None:
        # Putting it back would put something on sale that nobody has looked at.
        return Back(state=reading.remote.state, found=found, stopped=Conflict(CHANGED))
    try:
        answer = connector_of(removal.marketplace).restore(
            removal.listing.ref, key=_key_of(removal), case=str(removal.id), prior=prior
        )
    except NotFound:
        return Back(state=RemoteState.GONE)
    except FOR_A_PERSON as error:
        return Back(state=reading.remote.state, found=found, stopped=error)
    return Back(state=answer.state)


def _is_another_offer(removal: Removal, reading: Reading) -> bool:
    return bool(removal.fingerprint) and reading.fingerprint != removal.fingerprint


def _key_of(removal: Removal) -> str:
    """What a person has ordered all the same is a new order: under the old key it would be the old answer."""
    return str(uuid5(removal.order_key, "restore" if removal.settled_by is None else "restore anyway"))


def _write(work: Work, answer: Answer[Back]) -> None:
    now = clock.now()
    removal = moves.lock(work.subject_id)
    error = answer.error or (answer.value.stopped if answer.value else None)
    if error is not None and not isinstance(error, LeftAlone):
        words = describe(error)
        note(removal, Attempt.Act.RESTORE, type(error).__name__, words, exchanges=answer.exchanges)
    if error is not None and not isinstance(error, FOR_A_PERSON):
        _put_off(work, error)
        return
    outbox.finish([work])
    if removal.status != RemovalStatus.RESTORING:
        return
    if error is not None:
        found = answer.value.found if answer.value else None
        moves.move(removal, to=RemovalStatus.CONFLICT, now=now, reason=str(error), found=found)
        return
    note(removal, Attempt.Act.RESTORE, "restored", exchanges=answer.exchanges)
    finish_restoring(removal, state=answer.value.state if answer.value else RemoteState.LIVE, now=now)


def finish_restoring(
    removal: Removal,
    *,
    state: RemoteState,
    now: datetime,
    by: Actor = SYSTEM,
    data: Mapping[str, Any] | None = None,
) -> None:
    """The removal is over: its items are restored, and whoever wants the listing gone by now has it removed anew."""
    letter = tell_that_it_is_over(removal, state=state, now=now)
    moves.move(removal, to=RemovalStatus.RESTORED, now=now, by=by, data=data, last_word=letter)
    removal.listing.state = state if state in Listing.State.values else Listing.State.LIVE
    removal.listing.save(update_fields=["state"])
    restore_items_of(removal, now=now)
    _remove_again_for_whoever_wants_it(removal, now=now)


def _remove_again_for_whoever_wants_it(removal: Removal, *, now: datetime) -> None:
    """Items that were upheld while the listing was on its way back get a removal of their own."""
    late = Ground.objects.filter(removal=removal, ended_at=None)
    orders = [
        outbox.Order(kind=item_kinds.UPHELD, subject_id=item_id, tenant_id=tenant_id)
        for item_id, tenant_id in late.values_list("item_id", "tenant_id")
    ]
    if grounds := list(late):
        late.update(ended_at=now, end_cause=CAME_BACK)
        end_redress_of(grounds, now=now)
    outbox.add_all(orders)


def _put_off(work: Work, error: ConnectorError) -> None:
    if isinstance(error, AuthFailed):
        outbox.bury(work, error=describe(error))
    else:
        try_later(work, error, most_attempts=MOST_ATTEMPTS)
