"""Lists of words that the rules ask for: short ones stand in the code, long ones in a file of `data/`."""

from collections.abc import Iterator
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
