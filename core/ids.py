"""Identifiers: time-ordered UUIDs for rows, short numbers that can be read over the phone for people."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

# No vowels (no accidental words), no 0/O, 1/I/L, 5/S, 8/B, 2/Z.
_READABLE = "34679CDFGHJKMNPQRTVWXY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where identifiers come from: time and chance of this machine, unless a simulation brings its own."""

    id: Callable[[], UUID]
    letter: Callable[[str], str]


_OF_THIS_MACHINE = Source(id=uuid7, letter=secrets.choice)
_source: ContextVar[Source] = ContextVar("id_source", default=_OF_THIS_MACHINE)


@contextmanager
def drawn_from(source: Source) -> Iterator[None]:
    """Let everything in this block get its identifiers elsewhere. A simulation's are those of its own time, and the
    same in each run; whoever else did so would make ids that can be guessed."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def new_id() -> UUID:
    """UUID version 7 (RFC 9562): random, yet new rows land at the end of every index."""
    return _source.get().id()


def earliest_id(at: datetime) -> UUID:
    """The smallest id that `new_id` can make at that moment: rows written since then are those from it on."""
    version, variant = 7 << 76, 2 << 62
    return UUID(int=(int(at.timestamp() * 1000) << 80) | version | variant)


def readable_number(prefix: str) -> str:
    """A number such as C-7F3K-GC: 22^6 values, so a clash is a retry and a guess is hopeless."""
    letters = "".join(_source.get().letter(_READABLE) for _ in range(6))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
