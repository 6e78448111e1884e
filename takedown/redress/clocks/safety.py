"""Which goods can hurt somebody: versioned data (safety.toml), read off category and Nice class. Pure."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Family(NamedTuple):
    nice_classes: frozenset[int]
    pattern: re.Pattern[str]


@cache
def _families() -> dict[str, Family]:
    data = tomllib.loads((Path(__file__).parent / "safety.toml").read_text(encoding="utf-8"))
    return {
        name: Family(frozenset(family["nice_classes"]), _pattern(family["words"]))
        for name, family in data["families"].items()
    }


def _pattern(words: list[str]) -> re.Pattern[str]:
    """A word of up to three letters must stand alone (car, but not cards); a longer one may begin another."""
    parts = (rf"{re.escape(word)}\b" if len(word) <= 3 else re.escape(word) for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


def families_of(*, category: str, nice_class: int | None) -> tuple[str, ...]:
    """`category` is the marketplace's own word for it."""
    words = re.sub(r"[_\W]+", " ", category)
    return tuple(
        name
        for name, family in _families().items()
        if nice_class in family.nice_classes or family.pattern.search(words)
    )
