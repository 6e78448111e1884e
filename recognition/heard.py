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
    as_heard,
    candidates,
    parts_of,
    words_in,
)
from recognition.hashing import HashSet, hashes_of
from recognition.in_a_row import Known, no_sides, rows_of_words, sides_of
from recognition.letter_names import is_spelt_out, letters_spelt, spelt_in_thai
from recognition.marks import Mark
from recognition.namesakes import FEWEST_LETTERS, Name, Namesakes
from recognition.reading import Among
from recognition.sounds import (
    FEWEST_CONSONANTS,
    consonants_in,
    heard_as,
    is_nearly_said,
    leaves_out_vowels,
    spellings_of_all,
)
from recognition.stream import Places
from recognition.surfaces import BY_SOUND, Surface
from recognition.thai import stretches
from recognition.voices import ByVoice, joined, voice_of
from recognition.words import is_a_quality, is_a_shade

_LONGEST_TITLE = 400
_MOST_IN_A_TEXT = 300
_MOST_REMEMBERED = 50_000
_SHORT_PART = 4


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
        every = [Surface(mark, mark.text, mark.text, generated=BY_SOUND) for mark in marks]
        self._spelt_out: dict[str, list[Surface]] = {}
        for surface in every:
            if is_spelt_out(surface.base):
                self._spelt_out.setdefault(surface.base, []).append(surface)
        spoken = list(filter(_is_spoken, every))
        spellings = spellings_of_all(surface.mark.text for surface in spoken)
        self._namesakes = Namesakes((surface, sorted(spellings[surface.mark.text])) for surface in spoken)
        self._remembered: dict[str, tuple[Name, ...]] = {}
        self._of_several: ByVoice[tuple[int, str], tuple[Surface, str]] = ByVoice()
        of_several: dict[int, set[str]] = {count: set() for count in range(2, MOST_WORDS + 1)}
        for surface in spoken:
            for count in _how_many_words(surface) & of_several.keys():
                for skeleton, shape, consonants in sorted(spellings[surface.mark.text]):
                    if consonants_in(shape) >= FEWEST_CONSONANTS:
                        of_several[count].add(skeleton)
                        self._of_several.add((count, skeleton), consonants, (surface, shape))
        self._of_so_many = {
            count: HashSet(hashes_of(sorted(keys))) for count, keys in of_several.items() if keys
        }
        self._known: Known[_Named] = Known(sides_of if self._of_so_many else no_sides)
        self._is_empty = not spoken and not self._spelt_out

    def heard_in_all(self, texts: Sequence[str]) -> Iterator[tuple[int, Heard]]:
        """What is heard in each of many texts, with the number of the text."""
        if self._is_empty:
            return
        if all(map(str.isascii, texts)):
            return
        short = [text if len(text) <= _LONGEST_TITLE else "" for text in texts]
        tokens = words_in(as_heard("\0".join([*short, ""])))
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
        rows = [
            (first, count, Among.ANY, self._named_by)
            for first, count in rows_of_words(tokens, sides, self._of_so_many)
        ]
        rows += [
            (first, count, Among.NOT_OTHERS, self._spelt_by) for first, count in self._rows_of_letters(tokens)
        ]
        for first, count, among, named_by in rows:
            text = int(in_text[first])
            begin = int(begins[text])
            start, end = int(tokens.start[first]) - begin, int(tokens.end[first + count - 1]) - begin
            for surface in named_by(tokens.text[first : first + count]) if text not in crowded else ():
                yield text, Heard(surface, start, end, is_exact=True, among=among)

    def _rows_of_letters(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Where two or three words in a row are names of letters."""
        if not self._spelt_out:
            return
        are_letters = np.fromiter(map(bool, map(letters_spelt, tokens.text)), bool, len(tokens.text))
        for first in np.flatnonzero(are_letters[:-1] & are_letters[1:] & tokens.goes_on[:-1]).tolist():
            yield first, 2
            if tokens.goes_on[first + 1] and first + 2 < len(are_letters) and are_letters[first + 2]:
                yield first, MOST_WORDS

    def _spelt_by(self, words: Sequence[str]) -> Iterable[Surface]:
        for letters in product(*map(letters_spelt, words)):
            yield from self._spelt_out.get("".join(letters), ())

    def _names_in(self, word: Word) -> tuple["_Named", ...]:
        """What the word itself sounds like, and what it does without what hangs on to it."""
        found = {
            (surface.mark.key, part.start, part.end, is_exact, among): _Named(
                surface, is_exact, among, part.start, part.end
            )
            for part in (word, *self._parts_of(word))
            for surface, is_exact, among in self._names_of(part, word)
        }
        return tuple(found.values())

    def _names_of(self, part: Word, whole: Word) -> Iterator[Name]:
        """Of a short part of a word, what it may be only among the mark's own goods."""
        is_short = part is not whole and part.script != "thai" and len(part.text) <= _SHORT_PART
        for surface, is_exact, among in self._names(part.text):
            yield surface, is_exact, Among.ITS_OWN if is_short else among

    def heard_in(self, text: str) -> Iterator[Heard]:
        if self._is_empty or not ANY.search(text):
            return
        for words in islice(candidates(as_heard(text), self._parts_of), _MOST_IN_A_TEXT):
            texts = [word.text for word in words]
            start, end = words[0].start, words[-1].end
            if len(words) == 1:
                yield from (
                    Heard(surface, start, end, is_exact, among)
                    for surface, is_exact, among in self._of_one(texts[0])
                )
            else:
                yield from (Heard(surface, start, end, is_exact=True) for surface in self._named_by(texts))
                yield from (
                    Heard(surface, start, end, is_exact=True, among=Among.NOT_OTHERS)
                    for surface in self._spelt_by(texts)
                )

    def _parts_of(self, word: Word) -> Iterator[Word]:
        yield from parts_of(word)
        if word.script == "thai":
            places = stretches(word.text, self._namesakes.in_thai, self._namesakes.beginnings)
            for start, end in (*islice(places, 2 * len(word.text)), *spelt_in_thai(word.text)):
                yield Word(word.text[start:end], word.start + start, word.start + end, word.script)

    def _of_one(self, word: str) -> tuple[Name, ...]:
        known = self._remembered.get(word)
        if known is None:
            known = tuple(self._names(word))
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = known
        return known

    def _named_by(self, words: Sequence[str]) -> Iterable[Surface]:
        """Names of as many words only, each once however many ways there are to say it."""
        is_bare = ANY_BARE.match(words[0]) is not None
        found: dict[int, Surface] = {}
        for spellings in product(*map(heard_as, words)):
            key = (len(words), joined([each.skeleton for each in spellings]))
            if key not in self._of_several:
                continue
            shape = joined([each.shape for each in spellings])
            voice = voice_of(words[0], joined([each.consonants for each in spellings]))
            for surface, theirs in self._of_several.named(key, voice):
                is_said = shape == theirs or is_nearly_said(shape, theirs)
                if is_said or (is_bare and leaves_out_vowels(shape, theirs)):
                    found[id(surface)] = surface
        return list(found.values())

    def _names(self, word: str) -> Iterator[Name]:
        yield from ((surface, True, Among.NOT_OTHERS) for surface in self._spelt_by([word]))
        yield from self._namesakes.names(word)


def _is_spoken(surface: Surface) -> bool:
    base = surface.base
    is_long_enough = len(base) >= FEWEST_LETTERS and base.isalpha() and not is_spelt_out(base)
    return is_long_enough and not is_a_quality(base) and not is_a_shade(base)


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
