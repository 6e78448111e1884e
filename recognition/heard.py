"""Finds the words of other scripts that sound like a mark whose writing there nobody has registered."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

import numpy as np

from recognition.foreign import (
    ANY,
    ANY_BARE,
    MOST_WORDS,
    Tokens,
    Word,
    candidates,
    parts_of,
    script_of,
    words_in,
)
from recognition.hashing import HashSet, hashes_of
from recognition.in_a_row import Known, no_sides, rows_of_words, sides_of
from recognition.india import is_of_india
from recognition.language import InItsLanguage, in_its_language
from recognition.marks import Mark
from recognition.reading import Among
from recognition.sounds import (
    FEWEST_CONSONANTS,
    SHORTEST_NAME,
    Voice,
    as_written_in_thai,
    consonants_in,
    heard_as,
    is_nearly_said,
    leaves_out_vowels,
    spellings_of,
    tells_without_a,
    undoubled,
    unvowelled,
    voice_of,
)
from recognition.stream import Places
from recognition.surfaces import BY_SOUND, Surface
from recognition.thai import stretches
from recognition.words import is_a_quality, is_common

_LONGEST_TITLE = 400
_MOST_IN_A_TEXT = 300
_LONG_AMONG_UNKNOWN_WORDS = 6
_MOST_REMEMBERED = 50_000


class Heard(NamedTuple):
    surface: Surface
    start: int
    end: int
    is_exact: bool
    """Nearly letter by letter."""
    among: Among = Among.ANY
    """What is a word of its own language, too, says the mark only among the mark's own goods."""


class Sounds:
    """The marks of a segment by their shapes, and the longer ones by their skeletons."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._by_shape: dict[str, list[tuple[Surface, str]]] = {}
        self._by_skeleton: dict[str, list[tuple[Surface, str, str]]] = {}
        self._remembered: dict[str, tuple[_Name, ...]] = {}
        self._of_several_by_skeleton: dict[tuple[int, str], list[tuple[Surface, str]]] = {}
        self._skeletons: set[str] = set()
        of_several: dict[int, set[str]] = {count: set() for count in range(2, MOST_WORDS + 1)}
        for mark in marks:
            surface = Surface(mark, mark.text, mark.text, generated=BY_SOUND)
            if (
                len(surface.base) >= SHORTEST_NAME
                and surface.base.isalpha()
                and not is_a_quality(surface.base)
            ):
                for skeleton, shape, voiced in sorted(spellings_of(mark.text)):
                    in_thai = as_written_in_thai(voiced)
                    self._skeletons.add(in_thai.replace("MP", "NP").replace("MB", "NB"))
                    self._by_shape.setdefault(shape, []).append((surface, voiced))
                    if tells_without_a(shape):
                        self._by_shape.setdefault(unvowelled(shape), []).append((surface, voiced))
                    if consonants_in(shape) >= FEWEST_CONSONANTS:
                        self._by_skeleton.setdefault(skeleton, []).append((surface, shape, voiced))
                        for count in _how_many_words(surface) & of_several.keys():
                            of_several[count].update((skeleton, unvowelled(shape)[1:]))
                            named = self._of_several_by_skeleton.setdefault((count, skeleton), [])
                            named.append((surface, shape))
        self._beginnings = {
            skeleton[:end] for skeleton in self._skeletons for end in range(1, len(skeleton) + 1)
        }
        self._of_so_many = {
            count: HashSet(hashes_of(sorted(keys))) for count, keys in of_several.items() if keys
        }
        self._known: Known[_Named] = Known(sides_of if self._of_so_many else no_sides)

    def heard_in_all(self, texts: Sequence[str]) -> Iterator[tuple[int, Heard]]:
        """What is heard in each of many texts, with the number of the text."""
        if not self._by_shape:
            return
        if all(map(str.isascii, texts)):
            return
        short = [text if len(text) <= _LONGEST_TITLE else "" for text in texts]
        tokens = words_in("\0".join([*short, ""]))
        if tokens:
            begins = np.cumsum([0, *(len(text) + 1 for text in short)])
            yield from self._heard_in_tokens(tokens, begins, texts)
        for at, text in enumerate(texts):
            if len(text) > _LONGEST_TITLE:
                yield from ((at, heard) for heard in self.heard_in(text))

    def _heard_in_tokens(
        self, tokens: "Tokens", begins: Places, texts: Sequence[str]
    ) -> Iterator[tuple[int, Heard]]:
        in_text = np.searchsorted(begins, tokens.start, "right") - 1
        bound = np.bincount(in_text, weights=tokens.most_readings, minlength=len(texts))
        # The few that hold too much are looked through one by one, to the same end.
        crowded = set(np.flatnonzero(bound > _MOST_IN_A_TEXT).tolist())
        for at in sorted(crowded):
            yield from ((at, heard) for heard in self.heard_in(texts[at]))
        names, sides = self._known.of(tokens, self._names_in)
        for named, text, start in zip(names, in_text.tolist(), tokens.start.tolist(), strict=True):
            if named and text not in crowded:
                begin = start - int(begins[text])
                for surface, is_exact, among, first, last in named:
                    yield text, Heard(surface, begin + first, begin + last, is_exact, among)
        for first, count in rows_of_words(tokens, sides, self._of_so_many):
            text = int(in_text[first])
            if text in crowded:
                continue
            begin = int(begins[text])
            start, end = int(tokens.start[first]) - begin, int(tokens.end[first + count - 1]) - begin
            for surface in self._of_several(tokens.text[first : first + count]):
                yield text, Heard(surface, start, end, is_exact=True)

    def _names_in(self, word: Word) -> tuple["_Named", ...]:
        """What the word itself sounds like, and what it does without what hangs on to it."""
        found = {
            (surface.mark.key, part.start, part.end, is_exact, among): _Named(
                surface, is_exact, among, part.start, part.end
            )
            for part in (word, *self._parts_of(word))
            for surface, is_exact, among in self._names(part.text)
        }
        return tuple(found.values())

    def heard_in(self, text: str) -> Iterator[Heard]:
        if not self._by_shape or not ANY.search(text):
            return
        for words in islice(candidates(text, self._parts_of), _MOST_IN_A_TEXT):
            texts = [word.text for word in words]
            start, end = words[0].start, words[-1].end
            if len(words) == 1:
                yield from (
                    Heard(surface, start, end, is_exact, among)
                    for surface, is_exact, among in self._of_one(texts[0])
                )
            else:
                yield from (Heard(surface, start, end, is_exact=True) for surface in self._of_several(texts))

    def _parts_of(self, word: Word) -> Iterator[Word]:
        yield from parts_of(word)
        if word.script == "thai":
            places = stretches(word.text, self._skeletons, self._beginnings)
            for start, end in islice(places, 2 * len(word.text)):
                yield Word(word.text[start:end], word.start + start, word.start + end, word.script)

    def _of_one(self, word: str) -> tuple["_Name", ...]:
        known = self._remembered.get(word)
        if known is None:
            known = tuple(self._names(word))
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = known
        return known

    def _of_several(self, words: Sequence[str]) -> list[Surface]:
        """Names of as many words only, each once however many ways there are to say it."""
        is_bare = ANY_BARE.match(words[0]) is not None
        found: dict[int, Surface] = {}
        for spellings in product(*map(heard_as, words)):
            shape = undoubled("".join(spelling.shape for spelling in spellings))
            skeleton = undoubled("".join(spelling.skeleton for spelling in spellings))
            for surface, theirs in self._of_several_by_skeleton.get((len(words), skeleton), ()):
                if (
                    shape == theirs
                    or is_nearly_said(shape, theirs)
                    or (is_bare and leaves_out_vowels(shape, theirs))
                ):
                    found[id(surface)] = surface
            for surface, _ in self._by_shape.get(unvowelled(shape), ()) if is_bare else ():
                if len(words) in _how_many_words(surface):
                    found[id(surface)] = surface
        return list(found.values())

    def _names(self, word: str) -> Iterator["_Name"]:
        """A mark that is a word of its own language is one in others, too: コーチ, ディーゼル. And whoever has registered how it is
        written in a script does not mean a usual word there."""
        language = in_its_language(word)
        for surface, is_exact, among in self._alike(word, language):
            if language.is_known_as_a_word and _is_registered_in(script_of(word), surface.mark):
                continue
            if not is_common(surface.base):
                yield surface, is_exact, among
            elif is_exact:
                yield surface, is_exact, Among.ITS_OWN

    def _alike(self, word: str, language: InItsLanguage) -> Iterator["_Name"]:
        for skeleton, shape, voiced in heard_as(word):
            voice = voice_of(word, voiced)
            yield from self._said_alike(shape, voice, language)
            is_bare = ANY_BARE.match(word) is not None
            if not is_bare and not language.may_be_nearly_a_name:
                continue
            near = [
                (surface, theirs)
                for surface, theirs, theirs_voiced in self._by_skeleton.get(skeleton, ())
                if voice.may_be(theirs_voiced)
            ]
            if is_bare:
                yield from self._said_alike_without_a(shape, voice, language)
                yield from _said_with_vowels_left_out(shape, near, language)
            if language.may_be_nearly_a_name:
                may_be_a_word = language.is_unknown or is_of_india(word)
                yield from _said_nearly_alike(shape, near, may_be_a_word=may_be_a_word)

    def _said_alike(self, shape: str, voice: Voice, language: InItsLanguage) -> Iterator["_Name"]:
        if len(shape) < SHORTEST_NAME or (len(shape) == SHORTEST_NAME and not language.may_be_a_short_name):
            return
        is_short_word = language.is_a_word and len(shape) == SHORTEST_NAME
        among = Among.ITS_OWN if is_short_word else language.among
        said = self._by_shape.get(shape, ())
        yield from ((surface, True, among) for surface, theirs in said if voice.may_be(theirs))

    def _said_alike_without_a(self, shape: str, voice: Voice, language: InItsLanguage) -> Iterator["_Name"]:
        is_short = len(shape.replace("A", "")) < SHORTEST_NAME
        if not tells_without_a(shape) or (is_short and language.is_plain):
            return
        among = Among.ITS_OWN if is_short else language.among
        said = self._by_shape.get(unvowelled(shape), ())
        yield from ((surface, True, among) for surface, theirs in said if voice.may_be(theirs))


def _is_registered_in(script: str, mark: Mark) -> bool:
    return any(script_of(variant) == script for variant in mark.variants)


def _how_many_words(surface: Surface) -> frozenset[int]:
    """With an article and without it."""
    count = len(surface.words)
    return frozenset((count, count - 1) if surface.words[0] == "the" else (count,))


class _Named(NamedTuple):
    surface: Surface
    is_exact: bool
    among: Among
    start: int
    end: int
    """Of the word."""


type _Name = tuple[Surface, bool, Among]
"""With whether it is exact, and among which goods it counts."""


def _said_with_vowels_left_out(
    shape: str, near: Sequence[tuple[Surface, str]], language: InItsLanguage
) -> Iterator[_Name]:
    if consonants_in(shape) <= FEWEST_CONSONANTS or language.is_plain:
        return
    among = Among.ITS_OWN if language.is_a_word else Among.ANY
    yield from ((surface, True, among) for surface, theirs in near if leaves_out_vowels(shape, theirs))


def _said_nearly_alike(
    shape: str, near: Sequence[tuple[Surface, str]], *, may_be_a_word: bool
) -> Iterator[_Name]:
    among = Among.ITS_OWN if may_be_a_word else Among.ANY
    for surface, theirs in near:
        if is_nearly_said(shape, theirs) and not (may_be_a_word and len(theirs) < _LONG_AMONG_UNKNOWN_WORDS):
            yield surface, False, among
