"""A removal counts when no buyer sees the listing any more: look, and look again. Leased work."""

from collections.abc import Sequence
from datetime import datetime

from complaints import moves as item_moves
from core import clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from takedown.models import Attempt, Ground, Removal
from takedown.removal import moves
from takedown.removal.attempts import note
from takedown.removal.calls import Answer, all_at_once, describe, shown_to_buyers
from takedown.removal.ending import upheld_items
from takedown.states import RemovalStatus

MOST_LOOKS = 40


def mark_verified(removal: Removal, *, now: datetime) -> None:
    """No buyer sees it any more: the removal is verified and its items are removed."""
    moves.move(removal, to=RemovalStatus.VERIFIED, now=now, verified_at=now)
    removal.listing.state = "hidden"
    removal.listing.save(update_fields=["state"])
    items = upheld_items(Ground.objects.filter(removal=removal, ended_at=None))
    item_moves.mark_removed(
        [item_moves.Target(item_id=i.id, tenant_id=i.tenant_id) for i in items],
        by=SYSTEM,
        now=now,
    )


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
        note(removal, Attempt.Act.PROBE, "gone for buyers")
        outbox.finish([work])
        mark_verified(removal, now=now)
    else:
        seen = describe(answer.error) if answer.error else "buyers still see it"
        note(removal, Attempt.Act.PROBE, "still shown" if answer.error is None else "no answer", seen)
        if work.attempt >= MOST_LOOKS:
            outbox.bury(work, error=seen)
        else:
            outbox.retry(work, error=seen)
