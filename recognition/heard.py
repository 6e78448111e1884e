"""Finds the words of other scripts that sound like a mark whose writing there nobody has registered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from recognition.folding import plain_of
from recognition.marks import Mark
from recognition.sounds import distance, heard_as, spellings_of, undoubled
from recognition.surfaces import BY_SOUND, Surface
from recognition.vocabulary import frequency_in_a_run, is_usual
from recognition.words import is_common

_MARKS = "\u0300-\u036f\u064b-\u065f\u0591-\u05c7\u200b-\u200f\u00ad"
_WORD = re.compile(
    f"(?P<vowels>[\u0370-\u03ff\u0400-\u052f][\u0370-\u03ff\u0400-\u052f{_MARKS}]+)"
    f"|(?P<bare>[\u0590-\u06ff][\u0590-\u06ff{_MARKS}]+)"
    "|(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff]+)|(?P<hangul>[\uac00-\ud7a3]{2,})"
)
_ANY = re.compile("[\u0370-\u052f\u0590-\u06ff\u30a1-\u30fa\uac00-\ud7a3]")
_ANY_BARE = re.compile("[\u0590-\u06ff]")
_MOST_WORDS = 3
_MOST_IN_A_TEXT = 300
_SHORTEST_NAME = 4
_LONG_NAME, _FURTHEST = 8, 2
_FEWEST_CONSONANTS = 3
_MOST_REMEMBERED = 50_000
_PARTICLES = "은는이가을를의에도와과로"


class Heard(NamedTuple):
    surface: Surface
    start: int
    end: int
    is_exact: bool
    """Nearly letter by letter."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    script: str


class Sounds:
    """The marks of a segment by their shapes, and the longer ones by their skeletons."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._by_shape: dict[str, list[Surface]] = {}
        self._by_skeleton: dict[str, list[tuple[Surface, str]]] = {}
        self._remembered: dict[str, tuple[tuple[Surface, bool], ...]] = {}
        for mark in marks:
            surface = Surface(mark, mark.text, mark.text, generated=BY_SOUND)
            if len(surface.base) >= _SHORTEST_NAME and surface.base.isalpha() and not is_common(surface.base):
                for skeleton, shape in sorted(spellings_of(mark.text)):
                    self._by_shape.setdefault(shape, []).append(surface)
                    if _consonants(shape) >= _FEWEST_CONSONANTS:
                        self._by_shape.setdefault(_unvowelled(shape), []).append(surface)
                    if _consonants(shape) >= _FEWEST_CONSONANTS:
                        self._by_skeleton.setdefault(skeleton, []).append((surface, shape))

    def heard_in(self, text: str) -> Iterator[Heard]:
        if not self._by_shape or not _ANY.search(text):
            return
        for words in islice(_candidates(text), _MOST_IN_A_TEXT):
            names = self._of_one(words[0].text) if len(words) == 1 else self._of_several(words)
            for surface, is_exact in names:
                yield Heard(surface, words[0].start, words[-1].end, is_exact)

    def _of_one(self, word: str) -> tuple[tuple[Surface, bool], ...]:
        known = self._remembered.get(word)
        if known is None:
            known = tuple(self._names(word))
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = known
        return known

    def _of_several(self, words: Sequence[_Word]) -> Iterator[tuple[Surface, bool]]:
        """Names of as many words only."""
        for spellings in product(*(heard_as(word.text) for word in words)):
            shape = undoubled("".join(spelling.shape for spelling in spellings))
            skeleton = undoubled("".join(spelling.skeleton for spelling in spellings))
            for surface, theirs in self._by_skeleton.get(skeleton, ()):
                if len(surface.words) == len(words) and (shape == theirs or _is_nearly(shape, theirs)):
                    yield surface, True
            if _ANY_BARE.match(words[0].text):
                exact = self._by_shape.get(_unvowelled(shape), ())
                yield from ((surface, True) for surface in exact if len(surface.words) == len(words))

    def _names(self, word: str) -> Iterator[tuple[Surface, bool]]:
        is_a_word = is_usual(plain_of(word)) or frequency_in_a_run(word) > 0
        for skeleton, shape in heard_as(word):
            if len(shape) > _SHORTEST_NAME or (len(shape) == _SHORTEST_NAME and not is_a_word):
                yield from ((surface, True) for surface in self._by_shape.get(shape, ()))
            if (
                _ANY_BARE.match(word)
                and _consonants(shape) >= _FEWEST_CONSONANTS
                and len(shape) >= _SHORTEST_NAME
            ):
                yield from ((surface, True) for surface in self._by_shape.get(_unvowelled(shape), ()))
            if not is_a_word:
                near = self._by_skeleton.get(skeleton, ())
                yield from ((surface, False) for surface, theirs in near if _is_nearly(shape, theirs))


def _unvowelled(shape: str) -> str:
    """As Hebrew and Arabic write it, where a is none or one of several letters."""
    return "~" + shape.replace("A", "")


def _consonants(shape: str) -> int:
    return sum(letter not in "AIO" for letter in shape)


def _is_nearly(ours: str, theirs: str) -> bool:
    """The longer a name, the further from it its sound may be."""
    allowed = 0 if len(theirs) <= _SHORTEST_NAME else 1 if len(theirs) < _LONG_NAME else _FURTHEST
    return abs(len(ours) - len(theirs)) <= allowed and 0 < distance(ours, theirs) <= allowed


def _candidates(text: str) -> Iterator[Sequence[_Word]]:
    words = [
        _Word(found.group(), found.start(), found.end(), str(found.lastgroup))
        for found in _WORD.finditer(text)
    ]
    for at, word in enumerate(words):
        yield (word,)
        yield from ((part,) for part in _parts(word))
        for last in range(at + 1, min(at + _MOST_WORDS, len(words))):
            between = text[words[last - 1].end : words[last].start]
            if between not in (" ", "-", "・") or words[last].script != word.script:
                break
            yield words[at : last + 1]


def _parts(word: _Word) -> Iterator[_Word]:
    """Without what a language hangs on to a name."""
    text, start = word.text, word.start
    if word.script == "hangul" and text[-1] in _PARTICLES and len(text) > 2:
        yield _Word(text[:-1], start, word.end - 1, word.script)
    if word.script == "kana":
        for cut in range(3, len(text) - 2):
            if frequency_in_a_run(text[cut:]) > 0:
                yield _Word(text[:cut], start, start + cut, word.script)
            if frequency_in_a_run(text[:cut]) > 0:
                yield _Word(text[cut:], start + cut, word.end, word.script)
