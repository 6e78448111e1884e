"""Names whose vowels are changed or left out, beside consonants doubled or written by ear: "Swrvski", "Blnciaga", "Luis Vuiton".

A word and a mark are brought down to their consonants, as they are said; equal ones are a reason to compare the vowels between.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.hashing import HashSet, Running
from recognition.letter_tables import Codes, Flags, Places
from recognition.patterns import spread
from recognition.stream import Stream

# Numbers for letters that say the same, and letters for the digits and signs that look like them; whatever is left is silent.
_SAID_ALIKE = ("b8", "ckq", "d", "fp", "gj69", "l", "m", "n", "r", "sz5$2", "t7", "vw", "x")
_LOOKS_LIKE = str.maketrans("0134@!|€5$78692", "oieaaiiesstbggz")
_VOWELS = "aeiouy"
_VOWELS_ALIKE = ("a4@", "e3", "iy1!|", "o0", "u")
_BITS, _MOST_OF_ONE = 10, 1023
# What is no letter of ours counts higher than all vowels do.
_FOREIGN = 1 << _BITS * len(_VOWELS_ALIKE)
_MOST_OTHER_VOWELS = 2
_FEWEST, _MOST = 4, 14
# By the number of consonants, how much else may differ.
_MOST_CHANGES, _MOST_OF_LONG, _TOO_MANY = {4: 2, 5: 2}, 3, 99


@cache
def _classes() -> Codes:
    """By code point."""
    classes = np.zeros(0x80, np.uint32)
    for number, letters in enumerate(_SAID_ALIKE, 1):
        classes[list(map(ord, letters))] = number
    return classes


@cache
def _vowels() -> Places:
    """By code point: a number in whose tens of bits each vowel counts by itself."""
    vowels = np.zeros(0x80, np.int64)
    for place, letters in enumerate(_VOWELS_ALIKE):
        vowels[list(map(ord, letters))] = 1 << _BITS * place
    vowels[-1] = _FOREIGN
    return vowels


class _Heard(NamedTuple):
    """Of stretches of a stream."""

    consonants: NDArray[np.uint64]
    vowels: Places
    opening: Places
    """The vowel that each begins with, if it does."""
    words: Places
    are_enough: Flags

    def chosen(self, which: Places) -> "_Heard":
        columns: tuple[Any, ...] = tuple(column[which] for column in self)
        return _Heard(*columns)


class Consonants:
    """Those of all words of a stream, one behind the other, and how many there are before each letter."""

    def __init__(self, stream: Stream) -> None:
        letters = stream.words
        written = np.minimum(stream.plain, len(_classes()) - 1)
        said = _classes()[written]
        kept = said > 0
        # Doubled ones are one.
        kept[1:] &= (said[1:] != said[:-1]) | letters.cut[1:]
        self._before = np.concatenate([[0], np.cumsum(kept)])
        self._running = Running(said[kept])
        self._vowel = _vowels()[written]
        self._vowels = np.concatenate([[0], np.cumsum(self._vowel)])
        self._cuts = np.cumsum(letters.cut)

    def of(self, starts: Places, ends: Places) -> _Heard:
        first, last = self._before[starts], self._before[ends]
        vowels = self._vowels[ends] - self._vowels[starts]
        are_enough = (last - first >= _FEWEST) & (last - first <= _MOST) & (vowels < _FOREIGN)
        words = self._cuts[ends - 1] - self._cuts[starts] + 1
        return _Heard(self._running.of(first, last), vowels, self._vowel[starts], words, are_enough)


class Skeletons:
    """The consonants of writings in an alphabet."""

    def __init__(self, stream: Stream, starts: Places, ends: Places, owners: Sequence[int]) -> None:
        heard = Consonants(stream).of(starts, ends)
        enough = np.flatnonzero(heard.are_enough)
        order = enough[np.argsort(heard.consonants[enough], kind="stable")]
        self._heard = heard.chosen(order)
        self._owner = np.asarray(owners, np.int64)[order]
        self._set = HashSet(self._heard.consonants)

    def alike(self, stream: Stream, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Of stretches of a stream, the numbers of those that have the consonants of a writing and not all other vowels, and the writings."""
        if not len(self._owner) or not starts.size:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        heard, known = Consonants(stream).of(starts, ends), self._heard.consonants
        places = np.flatnonzero(heard.are_enough & self._set.maybe(heard.consonants))
        keys = heard.consonants[places]
        at, key = spread(np.searchsorted(known, keys, "left"), np.searchsorted(known, keys, "right"))
        kept = _may_be_said_alike(heard.chosen(places[at]), self._heard.chosen(key))
        return places[at[kept]], self._owner[key[kept]]


def _may_be_said_alike(ours: _Heard, theirs: _Heard) -> Flags:
    """By how often each vowel is there: some are left out, or two are other ones. A name of one word is not cut besides."""
    more, less = np.zeros(len(ours.vowels), np.int64), np.zeros(len(ours.vowels), np.int64)
    for place in range(len(_VOWELS_ALIKE)):
        difference = (ours.vowels >> _BITS * place & _MOST_OF_ONE) - (
            theirs.vowels >> _BITS * place & _MOST_OF_ONE
        )
        more += np.maximum(difference, 0)
        less -= np.minimum(difference, 0)
    alike: Flags = (more <= _MOST_OTHER_VOWELS) & ((less <= _MOST_OTHER_VOWELS) | (more == 0))
    alike &= (ours.opening == theirs.opening) & ((ours.words == 1) | (ours.words == theirs.words))
    return alike


def has_its_consonants(word: str, mark: str) -> bool:
    """Whether a word, in letters and what looks like them, says the mark but for some vowels."""
    odd = sum(not char.isalpha() for char in word)
    word = word.translate(_LOOKS_LIKE)
    if not (word.isascii() and word.isalpha() and mark.isascii() and mark.isalpha()) or odd * 3 > len(word):
        return False
    ours, theirs = _spoken(word), _spoken(mark)
    count = len(theirs.consonants)
    if count < _FEWEST or len(ours.consonants) != count:
        return False
    respelt = 0
    for our, their in zip(ours.consonants, theirs.consonants, strict=True):
        if our != their:
            if _class_of(our) != _class_of(their) or {our, their} == {"f", "p"}:
                return False
            respelt += 1
    most = _MOST_CHANGES.get(count, _MOST_OF_LONG)
    return _changes_between(ours.vowels, theirs.vowels, respelt) <= most


def _changes_between(ours: Sequence[str], theirs: Sequence[str], respelt: int) -> int:
    """What begins with another vowel, or ends in one, is hardly the same name; what lacks its vowels is nothing else."""
    changed = [at for at, our in enumerate(ours) if our != theirs[at]]
    if 0 in changed or (ours[-1] and not theirs[-1]):
        return _TOO_MANY
    if changed and not any(ours[at] for at in changed) and not respelt:
        return 0
    ends_otherwise = bool(ours[-1]) and ours[-1] != theirs[-1]
    adds = sum(not theirs[at] for at in changed)
    return len(changed) + respelt + ends_otherwise + adds


class _Spoken(NamedTuple):
    consonants: Sequence[str]
    vowels: Sequence[str]
    """Before, between and behind them: one more."""


@lru_cache(maxsize=20_000)
def _spoken(word: str) -> _Spoken:
    consonants: list[str] = []
    vowels = [""]
    for letter in word.replace("ph", "f").replace("h", "").replace("y", "i"):
        if letter in _VOWELS:
            vowels[-1] += "" if vowels[-1].endswith(letter) else letter
        elif not consonants or vowels[-1] or _class_of(consonants[-1]) != _class_of(letter):
            consonants.append(letter)
            vowels.append("")
    return _Spoken(consonants, vowels)


def _class_of(letter: str) -> int:
    return int(_classes()[ord(letter)])
