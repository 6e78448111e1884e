"""From what happened to a clock to when its listing may, and must, be back. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from takedown.redress.clocks.days import IsBusinessDay, end_of, zone_of
from takedown.redress.clocks.laws import Counts, Law
from takedown.redress.clocks.states import AFTER, COUNTING, MAY_HAPPEN, Happening

A_DAY = timedelta(days=1)


class ImpossibleStory(Exception):
    """These events cannot have happened to one clock in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    happening: Happening
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Not before `earliest`, not after `latest`."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    since: datetime
    until: datetime


def deadline_of(law: Law, events: Sequence[Event], is_business_day: IsBusinessDay) -> Deadline | None:
    """None while the clock stands still, and when it has ended. `events` are in the order they happened in.

    The day on which it started does not count, nor does any day on which it stood still for however short a time;
    a period ends with the end of its last day, in the law's own zone.
    """
    _check(events)
    if AFTER[events[-1].happening] not in COUNTING:
        return None
    zone = zone_of(law.zone)
    start = events[0].at.astimezone(zone).date()
    still = frozenset(_days_of(_pauses_of(events), zone))

    def ends(number: int) -> datetime:
        return end_of(_last_day(law, number, start, still, is_business_day), zone)

    return Deadline(earliest=ends(law.earliest), latest=ends(law.latest))


def _check(events: Sequence[Event]) -> None:
    if not events or events[0].happening is not Happening.STARTED:
        raise ImpossibleStory("a clock begins by starting")
    for before, event in pairwise(events):
        if event.happening not in MAY_HAPPEN[AFTER[before.happening]] or event.at < before.at:
            raise ImpossibleStory(f"{event.happening} cannot follow {before.happening}")


def _pauses_of(events: Sequence[Event]) -> Iterator[Pause]:
    for before, event in pairwise(events):
        if event.happening is Happening.RESUMED:
            yield Pause(since=before.at, until=event.at)


def _days_of(pauses: Iterable[Pause], zone: ZoneInfo) -> Iterator[date]:
    for pause in pauses:
        day = pause.since.astimezone(zone).date()
        # One that ends at midnight does not touch the day that begins there.
        last = (pause.until - timedelta.resolution).astimezone(zone).date()
        yield day
        while day < last:
            day += A_DAY
            yield day


def _last_day(
    law: Law, number: int, start: date, still: frozenset[date], is_business_day: IsBusinessDay
) -> date:
    day, left = start, _days_in(number, start) if law.counts is Counts.MONTHS else number
    while left:
        day += A_DAY
        counts = law.counts is not Counts.BUSINESS_DAYS or is_business_day(day)
        left -= counts and day not in still
    while law.last_day_moves and (day in still or not is_business_day(day)):
        day += A_DAY
    return day


def _days_in(months: int, start: date) -> int:
    """How many days lie between a day and the same day months later: the last of a month that lacks it."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return (date(year, month + 1, day) - start).days
