"""When a removed listing is looked at again: often at first, then ever more seldom, for a year."""

from datetime import datetime, timedelta

# Sellers who put a listing back do it soon, or when they think that nobody looks any more.
FIRST_LOOKS = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=14),
    timedelta(days=30),
)
THEN_EVERY = timedelta(days=30)
UNTIL = timedelta(days=365)
# What was removed in one hour is not all looked at again in one minute: up to so much of the wait is added.
SPREAD = 0.1


def next_look(removed_at: datetime, *, now: datetime, spread: float = 0.0) -> datetime | None:
    """The first planned look after `now`, or None when the year is over. `spread` from 0 to 1 moves it within bounds."""
    gone = now - removed_at
    for moment in _moments():
        planned = moment * (1 + SPREAD * spread)
        if planned > gone:
            return removed_at + planned
    return None


def _moments() -> list[timedelta]:
    later, moment = [], FIRST_LOOKS[-1] + THEN_EVERY
    while moment <= UNTIL:
        later.append(moment)
        moment += THEN_EVERY
    return [*FIRST_LOOKS, *later]
