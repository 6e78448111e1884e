"""Suspensions end at their time, by a row of the outbox."""

from collections.abc import Sequence

from core import clock
from core.outbox import Work
from core.tenancy import SYSTEM
from takedown.redress.misuse import moves
from takedown.redress.misuse.parties import COUNTER, FILING, Tables
from takedown.redress.misuse.states import SuspensionStatus


def end_filing_suspensions(works: Sequence[Work]) -> None:
    _end_due(FILING, works)


def end_counter_suspensions(works: Sequence[Work]) -> None:
    _end_due(COUNTER, works)


def _end_due(tables: Tables, works: Sequence[Work]) -> None:
    """What was lifted before is over already."""
    now = clock.now()
    rows = tables.suspension.objects.filter(
        id__in=[w.subject_id for w in works], status=SuspensionStatus.IN_FORCE, ends_at__lte=now
    )
    for suspension in rows.select_for_update(of=("self",)).order_by("id"):
        moves.end_at_its_time(suspension, by=SYSTEM, now=now)
