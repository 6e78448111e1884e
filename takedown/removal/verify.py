"""A removal counts when no buyer sees the listing any more: look, and look again. Leased work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from complaints import moves as item_moves
from core import clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import LeftAlone
from listings.models import Listing
from takedown.models import Attempt, Ground, Removal
from takedown.redress.counter.moves import contest_what_was_answered
from takedown.removal import moves
from takedown.removal.attempts import note, note_all
from takedown.removal.calls import Answer, describe, in_handfuls, shown_to_buyers, try_later
from takedown.removal.ending import upheld_items
from takedown.removal.watch_rules import next_look
from takedown.states import RemovalStatus
from takedown.staydown.keep import keep_signs_of
from takedown.strikes.record import note_removed

MOST_LOOKS = 40
STILL_SHOWN = "buyers still see it"


def mark_verified(removals: Sequence[Removal], *, now: datetime) -> None:
    """No buyer sees them any more: these locked removals are verified and their items are removed. Constant in queries."""
    for removal in removals:
        removal.verified_at, removal.look_again_at = now, next_look(now, now=now, spread=spread_of(removal))
        removal.listing.state = Listing.State.HIDDEN
    moves.move_all(removals, to=RemovalStatus.VERIFIED, now=now, also=("verified_at", "look_again_at"))
    Listing.objects.filter(id__in=[r.listing_id for r in removals]).update(state=Listing.State.HIDDEN)
    items = list(upheld_items(Ground.objects.filter(removal__in=removals, ended_at=None)))
    note_removed([i.id for i in items], now=now)
    keep_signs_of([r.id for r in removals], now=now)
    item_moves.mark_removed(
        [item_moves.Target(item_id=i.id, tenant_id=i.tenant_id) for i in items],
        by=SYSTEM,
        now=now,
    )
    contest_what_was_answered([i.id for i in items], now=now)


def spread_of(removal: Removal) -> float:
    """From 0 to 1, the same each time: spreads what was removed together over the times of its looks."""
    return removal.id.int % 1000 / 1000


def verify(works: Sequence[Work]) -> None:
    """Leased: look as a buyer until the listing is off the storefront; then it counts as removed."""
    with acting_as(SYSTEM):
        rows = Removal.objects.filter(id__in=[w.subject_id for w in works])
        removals = {row.id: row for row in rows.select_related("listing", "marketplace")}
    by_id = {w.subject_id: w for w in works}
    for answers in in_handfuls(by_id, lambda id: shown_to_buyers(removals[id])):
        gone = {id: answer for id, answer in answers.items() if answer.value is False}
        _write_gone({id: by_id[id] for id in gone}, gone)
        for id in answers.keys() - gone.keys():
            try:
                with acting_as(SYSTEM):
                    _write_look(by_id[id], moves.lock(id), answers[id])
            except LeaseLost:
                continue


def _write_gone(works: Mapping[UUID, Work], answers: Mapping[UUID, Answer[bool]]) -> None:
    """All in one transaction, but for what somebody else has taken over."""
    if not works:
        return
    with acting_as(SYSTEM):
        now, held = clock.now(), outbox.still_held(list(works.values()))
        mine = {id: work for id, work in works.items() if work.id in held}
        waiting = [r for r in moves.lock_all(mine) if r.status == RemovalStatus.PENDING]
        words = {r.id: ("gone for buyers", answers[r.id].exchanges) for r in waiting}
        note_all(waiting, Attempt.Act.PROBE, words)
        outbox.finish(list(mine.values()))
        mark_verified(waiting, now=now)


def _write_look(work: Work, removal: Removal, answer: Answer[bool]) -> None:
    """Buyers still see it, or nobody knows."""
    if removal.status != RemovalStatus.PENDING:
        outbox.finish([work])
    elif answer.error is not None:
        if not isinstance(answer.error, LeftAlone):
            note(
                removal,
                Attempt.Act.PROBE,
                "no answer",
                describe(answer.error),
                exchanges=answer.exchanges,
            )
        try_later(work, answer.error, most_attempts=MOST_LOOKS)
    else:
        note(removal, Attempt.Act.PROBE, "still shown", STILL_SHOWN, exchanges=answer.exchanges)
        if work.tries >= MOST_LOOKS:
            outbox.bury(work, error=STILL_SHOWN)
        else:
            outbox.retry(work, error=STILL_SHOWN)
