"""The time, from the database: workers' own clocks may be days off and must not move a deadline."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.db import connection

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())


def now() -> datetime:
    """The time of this statement (not of the transaction's start) by the database's clock, in UTC."""
    return real_now() + _shift.get()


def real_now() -> datetime:
    """The same, also inside a `shifted` block: when work may be done is no part of any story."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        value: datetime = cursor.fetchone()[0]
        return value


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Let everything in this block happen at another time: demo histories and simulations are made so."""
    token = _shift.set(by)
    try:
        yield
    finally:
        _shift.reset(token)


def current_shift() -> timedelta:
    """How far the surrounding `shifted` block is from now."""
    return _shift.get()
