"""How long the portal had something in its hands, from an item's events. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

# The brand has sent something, or a person is to look once more.
_BEGIN = frozenset({"item.received", "item.assessing"})
# The portal has answered: decided, or asked for the one missing thing.
_END = frozenset({"item.needs_information", "item.upheld", "item.refused", "item.closed", "item.withdrawn"})
_QUEUED, _TAKEN = "item.in_review", _END | {"item.held"}

type Events = Sequence[tuple[str, datetime]]


def turns(events: Events, *, until: datetime) -> Iterator[tuple[timedelta, bool]]:
    """Each wait of the brand for the portal, and whether it is over; what is not lasts until the run's end."""
    yield from _waits(events, _BEGIN, _END, until=until)


def queue_waits(events: Events, *, until: datetime) -> Iterator[tuple[timedelta, bool]]:
    """Each wait in the managers' queue."""
    yield from _waits(events, frozenset({_QUEUED}), _TAKEN, until=until)


def _waits(
    events: Events, begin: frozenset[str], end: frozenset[str], *, until: datetime
) -> Iterator[tuple[timedelta, bool]]:
    since: datetime | None = None
    for event, at in events:
        if event in begin and since is None:
            since = at
        elif event in end and since is not None:
            yield at - since, True
            since = None
    if since is not None:
        yield until - since, False


def share_within(waits: Sequence[tuple[timedelta, bool]], limit: timedelta) -> float:
    """Of those that are over, or have lasted longer already: nobody knows of the others yet."""
    known = [wait for wait, over in waits if over or wait > limit]
    return sum(wait <= limit for wait in known) / len(known) if known else 1.0


def percentile_hours(waits: Sequence[tuple[timedelta, bool]], share: float) -> float:
    ordered = sorted(wait for wait, _ in waits)
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))].total_seconds() / 3600
