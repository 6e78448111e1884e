"""What was said to a marketplace and what it said, kept for whoever wants to show it. No headers: they hold the signature.

A connector notes each request; only inside `recorded` does anybody listen. What is kept is as it was said: whoever
stores it masks it first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# Longer than any order or answer to one; a storefront's page is not worth keeping.
MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request. `status` None: there was no answer. Bodies that are no text are described in brackets."""

    method: str
    address: str
    sent: str = ""
    status: int | None = None
    answered: str = ""
    seconds: float = 0.0


_listening: ContextVar[list[Exchange] | None] = ContextVar("exchanges", default=None)


@contextmanager
def recorded() -> Iterator[list[Exchange]]:
    """The exchanges of this thread's calls inside the block, in order, also of those that raised."""
    heard: list[Exchange] = []
    token = _listening.set(heard)
    try:
        yield heard
    finally:
        _listening.reset(token)


def note(exchange: Exchange) -> None:
    heard = _listening.get()
    if heard is not None:
        heard.append(exchange)


def is_heard() -> bool:
    return _listening.get() is not None


def in_words(body: bytes, media_type: str) -> str:
    """The body as text, or what it is where it is no text for people to read."""
    if not body:
        return ""
    if "json" not in media_type and not media_type.startswith("text/plain"):
        return f"({media_type or 'no media type'}, {len(body)} bytes)"
    if len(body) > MOST_CHARACTERS:
        return f"({media_type}, {len(body)} bytes: too long to keep)"
    return body.decode("utf-8", "replace")
