"""The watch over removed listings: looks as a buyer, on a schedule that thins out."""

from collections.abc import Sequence
from dataclasses import dataclass

from core import clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import LeftAlone
from listings.traffic.pace import Line
from takedown import work as kinds
from takedown.models import Attempt, Removal
from takedown.removal import moves
from takedown.removal.attempts import note
from takedown.removal.calls import (
    Answer,
    Reading,
    all_at_once,
    describe,
    read_before_acting,
    says_nothing_of_the_work,
    shown_to_buyers,
    try_later,
)
from takedown.removal.returns import came_back
from takedown.removal.verify import spread_of
from takedown.removal.watch_rules import next_look
from takedown.states import RemovalStatus

# A look waits for nobody; what is left over is put out a minute later.
MOST_AT_ONCE = 500
MOST_TRIES = 6


def put_out_looks(works: Sequence[Work]) -> None:
    """Scheduled: work for each removal whose moment has come. Constant number of queries."""
    due = (
        Removal.objects.filter(status=RemovalStatus.VERIFIED, look_again_at__lte=clock.now())
        .select_for_update(skip_locked=True)
        .order_by("look_again_at")
    )
    ids = list(due.values_list("id", flat=True)[:MOST_AT_ONCE])
    Removal.objects.filter(id__in=ids).update(look_again_at=None)
    outbox.add_all(outbox.Order(kind=kinds.LOOK_AGAIN, subject_id=id, tenant_id=None) for id in ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a buyer sees, and where it is shown, what the marketplace says of it."""

    shown: bool
    reading: Reading | None = None


def look_again(works: Sequence[Work]) -> None:
    """Leased."""
    with acting_as(SYSTEM):
        rows = Removal.objects.filter(id__in=[w.subject_id for w in works])
        removals = {row.id: row for row in rows.select_related("listing", "marketplace")}
    by_id = {w.subject_id: w for w in works}
    for id, answer in all_at_once(by_id, lambda id: _look(removals[id])):
        try:
            with acting_as(SYSTEM):
                _write(by_id[id], answer)
        except LeaseLost:
            continue


def _look(removal: Removal) -> Look:
    if not shown_to_buyers(removal, Line.SCANS):
        return Look(shown=False)
    return Look(shown=True, reading=read_before_acting(removal, Line.SCANS))


def _write(work: Work, answer: Answer[Look]) -> None:
    now = clock.now()
    removal = moves.lock(work.subject_id)
    if answer.error is not None and (says_nothing_of_the_work(answer.error) or work.tries < MOST_TRIES):
        if not isinstance(answer.error, LeftAlone):
            note(removal, Attempt.Act.PROBE, "no answer", describe(answer.error), exchanges=answer.exchanges)
        try_later(work, answer.error, most_attempts=MOST_TRIES)
        return
    outbox.finish([work])
    if removal.status != RemovalStatus.VERIFIED:
        return
    look = answer.value
    if look is not None and look.shown and look.reading is not None:
        note(removal, Attempt.Act.PROBE, "on sale again", exchanges=answer.exchanges)
        came_back(removal, look.reading, now=now)
        return
    # Without an answer the next planned look is soon enough: the watch never ends in a dead letter.
    removed_at = removal.verified_at or removal.status_at
    removal.look_again_at = next_look(removed_at, now=now, spread=spread_of(removal))
    removal.save(update_fields=["look_again_at"])
    word = "no answer" if look is None else "still gone for buyers"
    note(removal, Attempt.Act.PROBE, word)
