"""Simulated time: on its own throw-away database, the database's clock tells what the simulation has set.

Every service asks the database for the time (core/clock.py, the outbox's due times, the columns' defaults). So in a
schema that comes before PostgreSQL's own stand functions of the same names, which tell the session's simulated time.
No service knows of it, and no database that holds anything can be made so.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import psycopg2
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from core import ids

SCHEMA = "simulated_time"
_PATH = f"{SCHEMA}, pg_catalog, public"
_TOLD = "current_setting('simulation.now')::timestamptz"
_NAMES = ("clock_timestamp", "statement_timestamp", "transaction_timestamp", "now")
# Where anything of the domain would begin.
_BEGINNINGS = ("accounts_user", "brands_brand", "listings_marketplace", "complaints_complaint")
_DEFAULTS = """
SELECT d.adrelid::regclass::text, quote_ident(a.attname), pg_get_expr(d.adbin, d.adrelid)
FROM pg_attrdef d
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE pg_get_expr(d.adbin, d.adrelid) LIKE '%_timestamp()%'
"""


class NotEmpty(Exception):
    """The database holds something: nobody's portal is set to another time."""


def prepare(owner_url: str) -> None:
    """Once, as the tables' owner, on a migrated database in which nothing is. Raises NotEmpty, ImproperlyConfigured."""
    if settings.PRODUCTION:
        raise ImproperlyConfigured("No simulation in production: it sets the database's time.")
    with closing(psycopg2.connect(owner_url)) as owner, owner, owner.cursor() as cursor:
        for table in _BEGINNINGS:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608 - names of ours
            if cursor.fetchone() != (False,):
                raise NotEmpty(f"The database holds something ({table}): a simulation takes an empty one.")
        cursor.execute(_DEFAULTS)
        defaults = cursor.fetchall()
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC")
        for name in _NAMES:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {SCHEMA}.{name}() RETURNS timestamptz LANGUAGE sql STABLE"
                f" AS $$ SELECT {_TOLD} $$"
            )
        # A default is bound to its function when it is written.
        cursor.execute(f"SET LOCAL search_path = {_PATH}")
        for table, column, expression in defaults:
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {expression}")


class SimulatedClock:
    """Of this session's connection. Time stands still until it is set, and is never set back."""

    def __init__(self, start: datetime, dice: Random) -> None:
        self.now = start
        self._dice = dice
        self._counted = 0

    def set(self, now: datetime) -> None:
        self.now = max(self.now, now)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('simulation.now', %s, false)", [self.now.isoformat()])

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time and identifiers of everything inside are the simulation's."""
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path = {_PATH}")
        self.set(self.now)
        source = ids.Source(id=self._new_id, letter=self._dice.choice)
        try:
            with ids.drawn_from(source):
                yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET search_path")

    def _new_id(self) -> UUID:
        """Version 7 like any other, of simulated time; counted, so that what was written later sorts later."""
        self._counted += 1
        milliseconds, count = int(self.now.timestamp() * 1000), self._counted
        chance = self._dice.getrandbits(32)
        value = milliseconds << 80 | 7 << 76 | (count >> 18 & 0xFFF) << 64 | 2 << 62
        return UUID(int=value | (count & 0x3FFFF) << 44 | chance)


def next_working_hour(moment: datetime, *, opens: int, closes: int) -> datetime:
    """The same moment if it lies within the hours of a working day, else the next opening."""
    while moment.weekday() >= 5 or moment.hour >= closes:
        moment = (moment + timedelta(days=1)).replace(hour=opens, minute=0, second=0, microsecond=0)
    return moment if moment.hour >= opens else moment.replace(hour=opens, minute=0, second=0, microsecond=0)
