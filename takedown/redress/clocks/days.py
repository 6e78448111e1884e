"""Time zones and business days, from the locked packages: what a machine happens to have installed decides nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from threading import Lock
from zoneinfo import ZoneInfo

import holidays

type IsBusinessDay = Callable[[date], bool]


@cache
def zone_of(key: str) -> ZoneInfo:
    """A zone of the IANA database, as the tzdata package has it. Raises LookupError."""
    folder, _, name = f"zoneinfo/{key}".rpartition("/")
    try:
        with resources.files("tzdata").joinpath(folder, name).open("rb") as file:
            return ZoneInfo.from_file(file, key=key)
    except (OSError, ValueError) as error:
        raise LookupError(f"there is no time zone {key}") from error


@cache
def calendar_of(country: str) -> IsBusinessDay:
    """Whether a day is one of business in a country, weekends and public holidays considered, and the weekends that
    some states make working days in exchange for a bridge. Raises LookupError."""
    try:
        calendar = holidays.country_holidays(country, language="en_US")
    except NotImplementedError as error:
        raise LookupError(f"there is no calendar of {country}") from error
    # A year that one thread is filling in would look empty to another.
    one_at_a_time = Lock()

    @cache
    def is_business_day(day: date) -> bool:
        with one_at_a_time:
            return bool(calendar.is_working_day(day))

    return is_business_day


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment after that day there, in UTC. Where the clocks skip midnight, it is when they do."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
