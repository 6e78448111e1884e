"""The inbox of each seller: what the portal has told them about their listings."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from .store import now_in_microseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    subject: str
    body: str
    language: str


def put_into_inbox(db: sqlite3.Connection, row: sqlite3.Row, words: Words, *, case: str) -> int:
    """`row` is the listing, and the message goes to whoever sells it."""
    cursor = db.execute(
        "INSERT INTO message (at, site, seller_id, listing, case_ref, subject, body, language)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            now_in_microseconds(),
            row["site"],
            row["seller_id"],
            row["id"],
            case,
            words.subject,
            words.body,
            words.language,
        ),
    )
    return int(cursor.lastrowid or 0)


def inbox(db: sqlite3.Connection, seller: int, *, most: int = 100) -> list[sqlite3.Row]:
    """The newest first."""
    return db.execute(
        "SELECT * FROM message WHERE seller_id = ? ORDER BY id DESC LIMIT ?", (seller, most)
    ).fetchall()


def of_site(db: sqlite3.Connection, site: str) -> list[dict[str, Any]]:
    rows = db.execute("SELECT * FROM message WHERE site = ? ORDER BY id", (site,))
    return [dict(row) for row in rows]
