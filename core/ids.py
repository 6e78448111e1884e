"""Identifiers: time-ordered UUIDs for rows, short numbers that can be read over the phone for people."""

import secrets
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

# No vowels (no accidental words), no 0/O, 1/I/L, 5/S, 8/B, 2/Z.
_READABLE = "34679CDFGHJKMNPQRTVWXY"


def new_id() -> UUID:
    """UUID version 7 (RFC 9562): random, yet new rows land at the end of every index."""
    return uuid7()


def earliest_id(at: datetime) -> UUID:
    """The smallest id that `new_id` can make at that moment: rows written since then are those from it on."""
    version, variant = 7 << 76, 2 << 62
    return UUID(int=(int(at.timestamp() * 1000) << 80) | version | variant)


def readable_number(prefix: str) -> str:
    """A number such as C-7F3K-GC: 22^6 values, so a clash is a retry and a guess is hopeless."""
    letters = "".join(secrets.choice(_READABLE) for _ in range(6))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
