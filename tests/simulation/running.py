"""A simulation on a database of its own, beside that of the tests."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.db import connections
from django.test import override_settings
from psycopg2 import sql

from core.ids import new_id
from portal.work import HANDLERS, SCHEDULE
from simulation.assumptions import Assumptions
from simulation.run import Machinery, Ran, Steps, run
from tests.template import migrated

MACHINERY = Machinery(handlers=HANDLERS, schedule=SCHEDULE)
# What is due waits longer here than in a run that is to say something.
IN_LONG_STEPS = Steps(by_day=timedelta(hours=5), by_night=timedelta(hours=9), jobs=timedelta(hours=24))
_RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO app_web, app_worker, app_staff;"
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app_web, app_worker, app_staff;"
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app_web, app_worker, app_staff"
)


@contextmanager
def an_empty_database() -> Iterator[str]:
    """Its owner's URL; meanwhile Django's connection leads there."""
    owner_url = os.environ["DATABASE_OWNER_URL"]
    template, name = migrated(owner_url), f"simulation_{new_id().hex}"
    own_url = urlunsplit(urlsplit(owner_url)._replace(path=f"/{name}"))
    default = connections["default"]
    former = default.settings_dict["NAME"]
    _as_owner(owner_url, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        with closing(psycopg2.connect(own_url)) as owner, owner, owner.cursor() as cursor:
            cursor.execute(_RIGHTS)
        default.close()
        default.settings_dict["NAME"] = name
        yield own_url
    finally:
        default.close()
        default.settings_dict["NAME"] = former
        _as_owner(owner_url, "DROP DATABASE {}", name)


def _as_owner(url: str, statement: str, *names: str) -> None:
    with closing(psycopg2.connect(url)) as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def simulate(complaints: int, *, seed: int, weeks: int) -> Ran:
    """So few brands that some soon have a record."""
    assumed = Assumptions(weeks=weeks, least_brands=3, second_site=0.0, minutes_idle=200)
    with override_settings(SECRET_KEY="the same for all runs"):
        return run(complaints, assumed, MACHINERY, seed=seed, steps=IN_LONG_STEPS)
