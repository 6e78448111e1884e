"""The marketplace's database: one writer at a time, any number of readers."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

SCHEMA = """
CREATE TABLE IF NOT EXISTS seller (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    country TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    rating INTEGER NOT NULL,
    truth TEXT NOT NULL,
    UNIQUE (site, name)
) STRICT;
CREATE TABLE IF NOT EXISTS listing (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    seller_id INTEGER NOT NULL REFERENCES seller (id),
    title TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT NOT NULL,
    nice_class INTEGER,
    price TEXT NOT NULL,
    currency TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    condition TEXT NOT NULL DEFAULT '',
    brand TEXT NOT NULL,
    pictures TEXT NOT NULL,
    search_text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'hidden')),
    state_by TEXT NOT NULL CHECK (state_by IN ('seller', 'portal')),
    hidden_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    truth TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS listing_by_age ON listing (site, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS listing_by_seller ON listing (seller_id, created_at DESC);
CREATE TABLE IF NOT EXISTS numbering (
    site TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS answer (
    site TEXT NOT NULL,
    key TEXT NOT NULL,
    operation TEXT NOT NULL,
    listing INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (site, key)
) STRICT;
CREATE TABLE IF NOT EXISTS log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    site TEXT NOT NULL,
    account TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    key TEXT NOT NULL,
    status INTEGER NOT NULL,
    fault TEXT NOT NULL,
    replayed INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS effects (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    site TEXT NOT NULL,
    listing INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hide', 'restore', 'seller_republish', 'edit', 'delete')),
    key TEXT NOT NULL,
    case_ref TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    site TEXT NOT NULL,
    seller_id INTEGER NOT NULL REFERENCES seller (id),
    listing INTEGER NOT NULL,
    case_ref TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS message_by_seller ON message (seller_id, id DESC);
CREATE INDEX IF NOT EXISTS effects_by_listing ON effects (site, listing);
"""


def now_in_microseconds() -> int:
    return time.time_ns() // 1000


class Store:
    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._path = directory / "marketplace.sqlite3"
        self._readers: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._write_lock = threading.Lock()
        self._writer = self._connect()
        self._writer.executescript(SCHEMA)
        self._add_what_is_new()

    def _add_what_is_new(self) -> None:
        """To a store that an earlier version has made."""
        columns = {row["name"] for row in self._writer.execute("PRAGMA table_info(listing)")}
        if "condition" not in columns:
            self._writer.execute("ALTER TABLE listing ADD COLUMN condition TEXT NOT NULL DEFAULT ''")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=10)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        # A commit in WAL mode survives the death of this process at any moment; only a power cut may lose
        # the last ones. That is what the chaos tests rely on, and it spares a disk flush per request.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._readers.get_nowait()
        except Empty:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._readers.put(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed when the block ends and rolled back when it raises."""
        with self._write_lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def close(self) -> None:
        self._writer.close()
        while not self._readers.empty():
            self._readers.get_nowait().close()
