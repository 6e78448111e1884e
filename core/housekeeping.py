"""Scheduled tidying of core's own tables."""

from collections.abc import Sequence
from datetime import timedelta

from core import clock, outbox
from core.models import ScheduledRun
from core.outbox import Work

PURGE = "core.purge"
KEEP_DONE_WORK = timedelta(days=14)


def purge(works: Sequence[Work], *, keep: frozenset[str] = frozenset()) -> None:
    """Done work but for kinds that are kept as proof, and old periods. Dead letters stay for a person to see."""
    outbox.purge_done(older_than=KEEP_DONE_WORK, keep=keep)
    ScheduledRun.objects.filter(period__lt=clock.now() - KEEP_DONE_WORK).delete()
