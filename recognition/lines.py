"""What only one maker sells: "Seamaster" beside "Omega" leaves no doubt that a watch is meant and not the letter.

Kept in data/lines.tsv. A mark of the name, registered for some of the goods that its lines are, counts beside one of them wherever
it stands.
"""

import re
from collections.abc import Iterator
from functools import cache

from recognition.context import around
from recognition.folding import base_of
from recognition.judge import Candidate
from recognition.known import BETWEEN_NAMES, BETWEEN_WRITINGS, key_of
from recognition.listed import lines_of
from recognition.marks import Mark
from recognition.surfaces import is_unspaced

_LETTER, _NAME = "[^\\W_]", "_"


def stands_beside_its_line(found: Candidate, text: str) -> bool:
    lines = _lines_of(found.surface.mark)
    if lines is None:
        return False
    place = around(text, found.start, found.end)
    return lines.search(place.before) is not None or lines.search(place.after) is not None


@cache
def _lines_of(mark: Mark) -> re.Pattern[str] | None:
    lines = [
        line
        for classes, each in _by_name().get(key_of(mark.text), ())
        if _are_its(classes, mark)
        for line in each
    ]
    return re.compile("|".join(_with_edges(line) for line in lines)) if lines else None


def _are_its(classes: frozenset[int], mark: Mark) -> bool:
    return not mark.nice_classes or not mark.nice_classes.isdisjoint(classes)


def _with_edges(line: str) -> str:
    """A word of its own, in scripts that have such; right behind the name or before it if the line says so."""
    if line.startswith(_NAME):
        return rf"\A\W{{0,2}}{_with_edges(line.removeprefix(_NAME).strip())}"
    if line.endswith(_NAME):
        return rf"{_with_edges(line.removesuffix(_NAME).strip())}\W{{0,2}}\Z"
    return re.escape(line) if is_unspaced(line) else f"(?<!{_LETTER}){re.escape(line)}(?!{_LETTER})"


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
