"""Lists of words that the rules ask for: short ones stand in the code, long ones in a file of `data/`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


def lines_of(name: str) -> Iterator[str]:
    """Of a file of `data/`: what is neither empty nor a comment."""
    with (_FOLDER / name).open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines if line.strip() and not line.startswith("#"))


def rows_of(name: str) -> Iterator[tuple[str, str]]:
    """Of a file whose lines are "head: words". Raises ValueError for another line."""
    for line in lines_of(name):
        head, colon, words = line.partition(":")
        if not colon:
            raise ValueError(f"{name}: no colon in {line!r}")
        yield head.strip(), words.strip()


def words_of(name: str, head: str) -> str:
    """All words of the rows under the head; a row may stand under several, with commas between. Raises LookupError for a head
    that the file has not."""
    return " ".join(rows_under(name, head))


def rows_under(name: str, head: str) -> tuple[str, ...]:
    """The same row by row."""
    found = tuple(words for heads, words in _rows(name) if head in heads)
    if not found:
        raise LookupError(f"{name}: nothing under {head!r}")
    return found


@cache
def _rows(name: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(head.split(", ")), words) for head, words in rows_of(name))
