"""Finds the words of other scripts that sound like a mark whose writing there nobody has registered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, NamedTuple

import numpy as np

from recognition.folding import base_of, plain_of
from recognition.foreign import (
    ANY,
    MOST_WORDS,
    SCRIPTS,
    Tokens,
    Word,
    as_heard,
    candidates,
    parts_of,
    words_in,
)
from recognition.goods import classes_in_a_run, names_goods
from recognition.in_a_row import BY_CONSONANTS, BY_SHAPE, Known, no_sides, rows_of_words, sides_of
from recognition.letter_names import is_spelt_out, letters_spelt, spelt_in_thai
from recognition.letter_tables import Places
from recognition.marks import Mark
from recognition.namesakes import FEWEST_LETTERS, Name, Namesakes
from recognition.reading import Among
from recognition.several import Several, how_many_words
from recognition.sounds import spellings_of_all
from recognition.surfaces import BY_SOUND, Surface
from recognition.thai import stretches
from recognition.vocabulary import frequency_in_a_run, is_usual
from recognition.words import is_a_quality, is_a_shade

_LONGEST_TITLE = 400
_MOST_IN_A_TEXT = 300
_MOST_REMEMBERED = 50_000
_BESIDE_A_GAP = 12
_LONG_GLUED, _SHORTEST_GLUED = 8, 4
_SHORT_PART, _LONG_WHOLE, _SHORTEST_BEFORE_GOODS = 4, 5, 2


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
        said = [(surface, sorted(spellings[surface.mark.text])) for surface in spoken]
        self._namesakes = Namesakes(said)
        self._remembered: dict[str, tuple[Name, ...]] = {}
        self._several = Several(said)
        self._known: Known[_Named] = Known(sides_of if spoken else no_sides)
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
        self, tokens: Tokens, begins: Places, texts: Sequence[str]
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
        for first, count, named_by in self._rows_in(tokens, sides):
            text = int(in_text[first])
            if text not in crowded:
                words = tokens.words(first, count, int(begins[text]))
                yield from ((text, heard) for heard in named_by(words))

    def _rows_in(self, tokens: Tokens, sides: Any) -> Iterator[tuple[int, int, "_Naming"]]:
        """Words in a row that may be a name together, and how to ask which."""
        for columns, of_so_many, named_by in (
            (BY_CONSONANTS, self._several.skeletons, self._of_as_many),
            (BY_SHAPE, self._several.shapes, self._cut_in),
            (BY_CONSONANTS, self._several.long_skeletons, self._cut_in),
        ):
            for first, count in rows_of_words(tokens, sides, columns, of_so_many):
                yield first, count, named_by
        is_thai = np.array(tokens.script) == SCRIPTS.index("thai")
        for first in np.flatnonzero(tokens.goes_on & is_thai).tolist():
            yield first, 2, self._over_a_gap
        for first, count in self._rows_of_letters(tokens):
            yield first, count, self._spelt_in

    def _of_as_many(self, words: Sequence[Word]) -> Iterator[Heard]:
        for surface in self._several.named_by(words):
            yield Heard(surface, words[0].start, words[-1].end, is_exact=True)

    def _spelt_in(self, words: Sequence[Word]) -> Iterator[Heard]:
        for surface in self._spelt_by([word.text for word in words]):
            yield Heard(surface, words[0].start, words[-1].end, is_exact=True, among=Among.NOT_OTHERS)

    def _cut_in(self, words: Sequence[Word]) -> Iterator[Heard]:
        """Names that the words are when they are written as one: "Дай сон", "Го Про". Usual words have to be among their goods."""
        whole = "".join(word.text for word in words)
        are_usual = any(is_usual(plain_of(word.text)) or frequency_in_a_run(word.text) > 0 for word in words)
        for surface, is_exact, among in self._of_one(whole):
            if is_exact and len(words) not in how_many_words(surface):
                is_doubtful = are_usual or len(whole) < _LONG_WHOLE
                among = Among.ITS_OWN if is_doubtful else among
                yield Heard(surface, words[0].start, words[-1].end, is_exact=True, among=among)

    def _over_a_gap(self, words: Sequence[Word]) -> Iterator[Heard]:
        """Thai names with a space in them, which need not begin where a word does: คาลวิน ไคลน์, กระเป๋าชา แนล."""
        left, right = words[0].text[-_BESIDE_A_GAP:], words[1].text
        if len(right) > _BESIDE_A_GAP:
            return
        whole = left + right
        for start, end in stretches(whole, self._namesakes.in_thai, self._namesakes.beginnings):
            if start >= len(left) or end < len(whole):
                continue
            begin = words[0].end - len(left) + start
            for surface, is_exact, among in self._of_one(whole[start:end]):
                if is_exact:
                    among = Among.ITS_OWN if len(surface.words) == 1 else among
                    yield Heard(surface, begin, words[1].end, is_exact=True, among=among)

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
        is_a_run = part.script == "thai" and part is whole
        for surface, is_exact, among in self._names(part.text, stands_alone=is_a_run):
            yield surface, is_exact, Among.ITS_OWN if is_short else among

    def heard_in(self, text: str) -> Iterator[Heard]:
        if self._is_empty or not ANY.search(text):
            return
        for words in islice(candidates(as_heard(text), self._parts_of), _MOST_IN_A_TEXT):
            if len(words) == 1:
                yield from (
                    Heard(surface, words[0].start, words[0].end, is_exact, among)
                    for surface, is_exact, among in self._of_one(words[0].text)
                )
                continue
            for named_by in (self._of_as_many, self._spelt_in, *((self._cut_in,) if len(words) == 2 else ())):
                yield from named_by(words)

    def _parts_of(self, word: Word) -> Iterator[Word]:
        yield from parts_of(word)
        if word.script == "hangul":
            yield from _before_goods(word)
        if word.script in ("vowels", "bare") and len(word.text) >= _LONG_GLUED:
            yield from _glued_to_goods(word)
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

    def _names(self, word: str, *, stands_alone: bool = False) -> Iterator[Name]:
        yield from ((surface, True, Among.NOT_OTHERS) for surface in self._spelt_by([word]))
        yield from self._namesakes.names(word, stands_alone=stands_alone)


def _before_goods(word: Word) -> Iterator[Word]:
    """바비인형, 샤오미폰: a name right before what is sold."""
    for cut in range(_SHORTEST_BEFORE_GOODS, len(word.text)):
        if classes_in_a_run(word.text[cut:]):
            yield Word(word.text[:cut], word.start, word.start + cut, word.script)


def _glued_to_goods(word: Word) -> Iterator[Word]:
    """ "кроссовкисаломон": a name with what is sold in one word, which is none itself."""
    plain = base_of(word.text)
    if len(plain) != len(word.text) or is_usual(plain):
        return
    for cut in range(_SHORTEST_GLUED, len(plain) - _SHORTEST_GLUED + 1):
        if is_usual(plain[:cut]) and names_goods(plain[:cut]):
            yield Word(word.text[cut:], word.start + cut, word.end, word.script)
        if is_usual(plain[cut:]) and names_goods(plain[cut:]):
            yield Word(word.text[:cut], word.start, word.start + cut, word.script)


def _is_spoken(surface: Surface) -> bool:
    base = surface.base
    is_long_enough = len(base) >= FEWEST_LETTERS and base.isalpha() and not is_spelt_out(base)
    return is_long_enough and not is_a_quality(base) and not is_a_shade(base)


type _Naming = Callable[[Sequence[Word]], Iterator[Heard]]


class _Named(NamedTuple):
    surface: Surface
    is_exact: bool
    among: Among
    start: int
    end: int
    """Of the word."""
