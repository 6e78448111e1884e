"""What really happened to listings, and who asked for what: the record that tests are judged by."""

import sqlite3
from collections import Counter
from typing import Any

from .store import now_in_microseconds


def record(
    db: sqlite3.Connection, row: sqlite3.Row, kind: str, *, key: str = "", case: str = "", changed: bool
) -> int:
    cursor = db.execute(
        "INSERT INTO effects (at, site, listing, kind, key, case_ref, changed) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now_in_microseconds(), row["site"], row["id"], kind, key, case, changed),
    )
    return int(cursor.lastrowid or 0)


def log_request(
    db: sqlite3.Connection,
    *,
    site: str,
    account: str,
    method: str,
    path: str,
    key: str,
    status: int,
    fault: str,
    replayed: bool,
) -> None:
    db.execute(
        "INSERT INTO log (at, site, account, method, path, key, status, fault, replayed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now_in_microseconds(), site, account, method, path, key, status, fault, replayed),
    )


def page_of(db: sqlite3.Connection, table: str, *, site: str, after: int, limit: int) -> list[dict[str, Any]]:
    if table not in {"log", "effects"}:
        raise ValueError(table)
    rows = db.execute(
        f"SELECT * FROM {table} WHERE id > ? AND (? = '' OR site = ?) ORDER BY id LIMIT ?",  # noqa: S608
        (after, site, site, limit),
    )
    return [dict(row) for row in rows]


def latest(db: sqlite3.Connection, table: str, limit: int) -> list[sqlite3.Row]:
    if table not in {"log", "effects"}:
        raise ValueError(table)
    return db.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT ?", (limit,)).fetchall()  # noqa: S608


def summary(db: sqlite3.Connection, site: str) -> dict[str, Any]:
    """Per listing, how often each effect struck; `doubled` counts hides of what was hidden already."""
    counts: dict[str, Counter[str]] = {}
    doubled: Counter[str] = Counter()
    rows = db.execute(
        "SELECT listing, kind, count(*) AS times, sum(NOT changed) AS idle FROM effects"
        " WHERE site = ? GROUP BY listing, kind",
        (site,),
    )
    for row in rows:
        ref = str(row["listing"])
        counts.setdefault(row["kind"], Counter())[ref] = row["times"]
        if row["kind"] == "hide" and row["idle"]:
            doubled[ref] = row["idle"]
    return {"counts": counts, "doubled_hides": doubled, "requests": _requests(db, site)}


def _requests(db: sqlite3.Connection, site: str) -> dict[str, Any]:
    statuses = db.execute("SELECT status, count(*) FROM log WHERE site = ? GROUP BY status", (site,))
    faults = db.execute(
        "SELECT fault, count(*) FROM log WHERE site = ? AND fault != '' GROUP BY fault", (site,)
    )
    return {
        "by_status": {str(status): times for status, times in statuses},
        "by_fault": dict(faults.fetchall()),
    }
