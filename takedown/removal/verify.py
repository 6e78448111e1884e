"""A removal counts when no buyer sees the listing any more: look, and look again. Leased work."""

from collections.abc import Sequence
from datetime import datetime

from complaints import moves as item_moves
from core import clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import LeftAlone
from takedown.models import Attempt, Ground, Removal
from takedown.redress.counter.moves import contest_what_was_answered
from takedown.removal import moves
from takedown.removal.attempts import note
from takedown.removal.calls import Answer, all_at_once, describe, shown_to_buyers, try_later
from takedown.removal.ending import upheld_items
from takedown.removal.watch_rules import next_look
from takedown.states import RemovalStatus
from takedown.staydown.keep import keep_signs_of
from takedown.strikes.record import note_removed

MOST_LOOKS = 40
STILL_SHOWN = "buyers still see it"


def mark_verified(removal: Removal, *, now: datetime) -> None:
    """No buyer sees it any more: the removal is verified and its items are removed."""
    first_look = next_look(now, now=now, spread=spread_of(removal))
    moves.move(removal, to=RemovalStatus.VERIFIED, now=now, verified_at=now, look_again_at=first_look)
    removal.listing.state = "hidden"
    removal.listing.save(update_fields=["state"])
    items = list(upheld_items(Ground.objects.filter(removal=removal, ended_at=None)))
    note_removed([i.id for i in items], now=now)
    keep_signs_of([removal.id], now=now)
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
    for id, answer in all_at_once(by_id, lambda id: shown_to_buyers(removals[id])):
        try:
            with acting_as(SYSTEM):
                _write_look(by_id[id], moves.lock(id), answer)
        except LeaseLost:
            continue


def _write_look(work: Work, removal: Removal, answer: Answer[bool]) -> None:
    now = clock.now()
    if removal.status != RemovalStatus.PENDING:
        outbox.finish([work])
    elif answer.value is False:
        note(removal, Attempt.Act.PROBE, "gone for buyers", exchanges=answer.exchanges)
        outbox.finish([work])
        mark_verified(removal, now=now)
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
