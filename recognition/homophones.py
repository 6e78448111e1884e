"""Chinese names with a character changed for another that is said the same: 耐刻 for 耐克, 劳力仕 for 劳力士, 爱马侍."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from recognition.judge import Candidate
from recognition.known import is_known_of_any
from recognition.latin import latin_of
from recognition.places import Place
from recognition.reading import Among, Trick, reading_with
from recognition.surfaces import Surface, is_han
from recognition.unspaced import is_inside_a_word
from recognition.vocabulary import frequency_in_a_run

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_SHORTEST, _LONGEST = 2, 8
_BEGINNING = 2
_LONGEST_TEXT = 400


class _Said(dict[int, str]):
    """A `str.translate` table from a character to the first one met that is said the same, filled as characters come up."""

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        char = chr(code)
        said = self._first.setdefault(latin_of(char), char) if is_han(char) else char
        self[code] = said
        return said


_SAID = _Said()


class Homophones:
    """The Chinese writings of a segment's marks by what they sound like."""

    def __init__(self, shown: Sequence[str], surface_of: Callable[[int], Surface]) -> None:
        self._surface_of = surface_of
        self._by_sound: dict[str, list[tuple[str, int]]] = {}
        self._lengths: dict[str, set[int]] = {}
        for number, written in enumerate(shown):
            if _SHORTEST <= len(written) <= _LONGEST and is_han(written):
                said = written.translate(_SAID)
                self._by_sound.setdefault(said, []).append((written, number))
                self._lengths.setdefault(said[:_BEGINNING], set()).add(len(said))

    def said_in_all(self, texts: Sequence[str]) -> Iterator[tuple[int, Candidate]]:
        """With the number of the text."""
        if not self._by_sound:
            return
        for at, text in enumerate(texts):
            if not text.isascii() and len(text) <= _LONGEST_TEXT:
                yield from ((at, found) for found in self._said_in(text))

    def _said_in(self, text: str) -> Iterator[Candidate]:
        for run in _RUN.finditer(text):
            said, begin = run.group().translate(_SAID), run.start()
            for first in range(len(said) - 1):
                for length in sorted(self._lengths.get(said[first : first + _BEGINNING], ())):
                    if first + length > len(said):
                        break
                    for name, number in self._by_sound.get(said[first : first + length], ()):
                        place = Place(text, begin + first, begin + first + length, "", "")
                        if found := self._judged(place, name, number):
                            yield found

    def _judged(self, place: Place, name: str, number: int) -> Candidate | None:
        surface = self._surface_of(number)
        if surface.is_common or not _is_name_but_for_a_character(place.written, name):
            return None
        is_another = frequency_in_a_run(place.written) > 0 or is_known_of_any(place.written)
        if is_another or is_inside_a_word(place, place.written) or _goes_on_as_a_word(place):
            return None
        reading = replace(reading_with([Trick.BY_EAR], surface), among=Among.ITS_OWN)
        return Candidate(surface, reading, place.start, place.end)


def _goes_on_as_a_word(place: Place) -> bool:
    """爱马试试 has 试试 in it."""
    edges = (place.text[max(0, at - 1) : at + 1] for at in (place.start, place.end))
    return any(len(pair) == _SHORTEST and frequency_in_a_run(pair) > 0 for pair in edges)


def _is_name_but_for_a_character(written: str, name: str) -> bool:
    return sum(ours != theirs for ours, theirs in zip(written, name, strict=True)) == 1
