"""Marks in Han, kana, Thai and their like, where a title has no word edges to go by."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from recognition.folding import Title, base_of
from recognition.marks import Mark
from recognition.reading import INSIDE_A_LONGER_RUN, SURENESS, Reading, Trick
from recognition.surfaces import Surface, unspaced_surfaces_of
from recognition.tokens import ANY_UNSPACED, UNSPACED

_WORD_CHAR = re.compile(f"[^\\W_]|[{UNSPACED}]")
# Written inside a name as part of it: ルイ・ヴィトン.
_NAME_DOTS = frozenset("・·-=‐")
_SHORTEST_LOOKALIKE = 3
_SHORTEST_SPACED_KANA = 4


class Place(NamedTuple):
    surface: Surface
    reading: Reading
    start: int
    end: int
    """Of the visual key."""


class Runs:
    """The writings of all marks, by their first two characters, then by length."""

    def __init__(self) -> None:
        self._lengths: dict[str, list[int]] = {}
        self._surfaces: dict[str, list[Surface]] = {}

    def add(self, mark: Mark) -> bool:
        surfaces = unspaced_surfaces_of(mark)
        for surface in surfaces:
            lengths = self._lengths.setdefault(surface.sign[:2], [])
            if len(surface.sign) not in lengths:
                lengths.append(len(surface.sign))
            self._surfaces.setdefault(surface.sign, []).append(surface)
        return bool(surfaces)

    def find(self, title: Title) -> Iterator[Place]:
        # Places in the key of everything but spaces and punctuation, so that "香 奈 儿" is one run.
        if not self._lengths or not ANY_UNSPACED.search(title.visual):
            return
        at = [found.start() for found in _WORD_CHAR.finditer(title.visual)]
        run = "".join([title.visual[place] for place in at])
        for first in range(len(run) - 1):
            for length in self._lengths.get(run[first : first + 2], ()):
                for surface in self._surfaces.get(run[first : first + length], ()):
                    reading = _reading(title, at[first : first + length], surface)
                    if reading:
                        yield Place(surface, reading, at[first], at[first + length - 1] + 1)


def _reading(title: Title, places: list[int], surface: Surface) -> Reading | None:
    visual = title.visual
    tricks: list[Trick] = []
    if _cuts_a_spaced_word(visual, places[0], places[-1]):
        return None
    if not _holds_together(visual, places):
        if not _is_spaced_out(visual, places, surface):
            return None
        tricks.append(Trick.SPACED)
    if not _is_written_the_same(title, places, surface):
        if len(places) < _SHORTEST_LOOKALIKE:
            return None
        tricks.append(Trick.LETTERS)
    score = INSIDE_A_LONGER_RUN if _is_inside_a_run(visual, places[0], places[-1]) else 1.0
    for trick in tricks:
        score *= SURENESS[trick]
    return Reading(round(score, 3), tuple(tricks))


def _neighbours(visual: str, first: int, last: int) -> tuple[str, str]:
    return visual[first - 1 : first] if first else "", visual[last + 1 : last + 2]


def _cuts_a_spaced_word(visual: str, first: int, last: int) -> bool:
    """A writing that begins or ends in letters ("Lumora香水") has a word edge on that side after all."""
    before, after = _neighbours(visual, first, last)
    return _both_spaced(before, visual[first]) or _both_spaced(visual[last], after)


def _both_spaced(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and not ANY_UNSPACED.match(one) and not ANY_UNSPACED.match(other)


def _is_inside_a_run(visual: str, first: int, last: int) -> bool:
    return any(ANY_UNSPACED.match(char) for char in _neighbours(visual, first, last))


def _gaps(visual: str, places: list[int]) -> list[str]:
    return [visual[one + 1 : other] for one, other in pairwise(places)]


def _holds_together(visual: str, places: list[int]) -> bool:
    return all(not gap or gap in _NAME_DOTS for gap in _gaps(visual, places))


def _is_spaced_out(visual: str, places: list[int], surface: Surface) -> bool:
    """Spaced evenly and apart from its neighbours, or a long kana name cut by a space: not 第三 星空 for 三星."""
    stands_alone = not any(char.isalnum() for char in _neighbours(visual, places[0], places[-1]))
    gaps = _gaps(visual, places)
    is_long_kana = len(places) >= _SHORTEST_SPACED_KANA and all(
        "\u3040" <= char <= "\u30ff" for char in surface.sign
    )
    return stands_alone and max(map(len, gaps)) <= 3 and (is_long_kana or all(gaps))


def _is_written_the_same(title: Title, places: list[int], surface: Surface) -> bool:
    start, end = title.span(places[0], places[-1] + 1)
    written = base_of(title.text[start:end])
    return "".join(_WORD_CHAR.findall(written)) == surface.base
