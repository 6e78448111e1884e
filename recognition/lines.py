"""What only one maker sells: "Seamaster" beside "Omega" leaves no doubt that a watch is meant and not the letter.

Kept in data/lines.tsv. A mark of the name, registered for some of the goods that its lines are, counts beside one of them wherever
it stands. A line with "_" beside it counts only where it touches the name: "_ watch".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from recognition.context import around
from recognition.folding import base_of
from recognition.judge import Candidate
from recognition.known import BETWEEN_NAMES, BETWEEN_WRITINGS, key_of
from recognition.listed import lines_of
from recognition.surfaces import is_unspaced

_LETTER, _KANA, _NAME = "[^\\W_]", "[\u30a1-\u30fa\u30fc]", "_"
_MOST_REMEMBERED = 2_000


class _Patterns(NamedTuple):
    anywhere: re.Pattern[str]
    right_behind: re.Pattern[str]
    right_before: re.Pattern[str]


def stands_beside_its_line(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Among goods of another class only if it touches the name."""
    classes = found.surface.nice_classes
    lines = _lines_of(key_of(found.surface.mark.text), found.surface.mark.nice_classes)
    if lines is None:
        return False
    place = around(text, found.start, found.end)
    if lines.right_behind.match(place.after) or lines.right_before.search(place.before):
        return True
    is_contradicted = nice_class is not None and bool(classes) and nice_class not in classes
    return not is_contradicted and any(map(lines.anywhere.search, (place.before, place.after)))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _lines_of(name: str, nice_classes: frozenset[int]) -> _Patterns | None:
    every = _by_name().get(name, ())
    lines = [
        line
        for classes, each in every
        if not nice_classes or not nice_classes.isdisjoint(classes)
        for line in each
    ]
    if not lines:
        return None
    anywhere = [line for line in lines if _NAME not in line]
    behind = [line.removeprefix(_NAME).strip() for line in lines if not line.endswith(_NAME)]
    before = [line.removesuffix(_NAME).strip() for line in lines if not line.startswith(_NAME)]
    return _Patterns(
        re.compile(_any_of(anywhere)),
        re.compile(rf"\W{{0,2}}{_any_of(behind)}"),
        re.compile(rf"{_any_of(before)}\W{{0,2}}\Z"),
    )


def _any_of(lines: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(_with_edges, lines))})" if lines else "(?!)"


def _with_edges(line: str) -> str:
    """A word of its own, in scripts that have such; katakana may go on in other characters. "Gent" is none of "gent's"."""
    if not is_unspaced(line):
        return f"(?<!{_LETTER}){re.escape(line)}(?!{_LETTER}|['’]\\w)"
    if re.fullmatch(f"{_KANA}+", line):
        return f"(?<!{_KANA}){re.escape(line)}(?!{_KANA})"
    return re.escape(line)


type _Lines = tuple[frozenset[int], tuple[str, ...]]


@cache
def _by_name() -> dict[str, tuple[_Lines, ...]]:
    found: dict[str, tuple[_Lines, ...]] = {}
    for names, lines in _read():
        for key in {key_of(name) for name in names}:
            found[key] = (*found.get(key, ()), lines)
    return found


def _read() -> Iterator[tuple[tuple[str, ...], _Lines]]:
    for row in lines_of("lines.tsv"):
        names, classes, lines = row.split("\t")
        each = tuple(base_of(line) for line in lines.split(BETWEEN_WRITINGS))
        yield tuple(names.split(BETWEEN_NAMES)), (frozenset(map(int, classes.split(BETWEEN_WRITINGS))), each)
