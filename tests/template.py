"""The migrated database that every test database of a run is copied from: migrations take longer than most tests.

As a program it makes it ahead of them, while nothing else needs the second core.
"""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from portal.stack.processes import MIGRATE
from portal.stack.service import launcher

ROOT = Path(__file__).parents[1]
NAME = "template_of_tests"
# Any number that nothing else locks in the database that the URL names.
_ADVISORY_LOCK = 7_240_302


def migrated(owner_url: str) -> str:
    """Its name. Made by whoever needs it first, while the others wait; it goes with the servers of the run."""
    with closing(psycopg2.connect(owner_url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
            if cursor.fetchone() is None:
                unfinished = f"{NAME}_new"
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
                _migrate(urlunsplit(urlsplit(owner_url)._replace(path=f"/{unfinished}")))
                rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                cursor.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(NAME)))
    return NAME


def _migrate(url: str) -> None:
    command = launcher((sys.executable, *MIGRATE.command[1:]), account="same")
    environment = os.environ | {"DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, f"the migrations failed: {done.stderr[-4000:]}"


if __name__ == "__main__":
    migrated(os.environ["DATABASE_OWNER_URL"])
