"""Which letters each character stands for, as numbers: tables that whole arrays of characters are looked up in.

A letter is the class of shapes that a character belongs to; most characters are one, some none or several.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.folding import alien_shape, is_alien, plain_letter, visual_of_cluster
from recognition.lookalikes import FORMS, LEET

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Scripts = NDArray[np.uint8]

DROPPED, CUT, END = 0, 1, 2
LONG = 0x110000
"""Values from here on stand for several letters."""
_UNKNOWN = 0xFFFFFFFF
_MOST_LONG = 50_000
_VOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎゐゑ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほうあいうえおつやゆよわいえ",
)
# One letter that two others pass for.
_PAIRS = str.maketrans({"m": "rn", "d": "cl", "w": "v"})

_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3


def _jamo(code: int) -> str:
    lead, rest = divmod(code - _FIRST_SYLLABLE, 588)
    vowel, tail = divmod(rest, 28)
    return chr(0x1100 + lead) + chr(0x1161 + vowel) + (chr(0x11A7 + tail) if tail else "")


def letters_of(char: str) -> str:
    """The letters of one character: "" for what nobody sees, a space for what stands between words."""
    if _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE:
        return _jamo(ord(char))
    if 0xD800 <= ord(char) <= 0xDFFF:
        return " "
    visual = visual_of_cluster(char)
    if char in "\u3099\u309a\uff9e\uff9f" or not visual:
        return ""
    # Symbols are letters only in the second reading of a text, which has taken their place beforehand.
    plain = "".join(
        each if each.isalnum() or each == "ー" or _is_vowel_sign(each) else " " for each in visual
    )
    return plain.translate(LEET).translate(_VOICED).translate(FORMS).replace(" ", "") or " "


def _is_vowel_sign(char: str) -> bool:
    return "\u0900" <= char <= "\u109f" or "\u0e00" <= char <= "\u0eff" or "\u1780" <= char <= "\u17ff"


class Table:
    """Code point → value, filled as characters come up: nobody waits for a million of them, and no text can fill memory."""

    def __init__(
        self, letters: Callable[[str], str], text_of: Callable[[int], str] = chr, size: int = LONG
    ) -> None:
        self._letters, self._text_of = letters, text_of
        self._values = np.full(size, _UNKNOWN, np.uint32)
        self._long: list[str] = []
        self._number: dict[str, int] = {}
        self._laid_out = _laid_out(())

    def __getitem__(self, codes: Codes) -> Codes:
        found = self._values[codes]
        if found.size and found.max() == _UNKNOWN:
            for code in np.unique(codes[found == _UNKNOWN]):
                self._values[code] = self._value(self._letters(self._text_of(code)))
            found = self._values[codes]
        return found

    def _value(self, letters: str) -> int:
        if len(letters) == 1:
            return CUT if letters == " " else ord(letters)
        if not letters:
            return DROPPED
        if letters not in self._number:
            if len(self._long) >= _MOST_LONG:
                return CUT
            self._number[letters] = LONG + len(self._long)
            self._long.append(letters)
        return self._number[letters]

    def text_of(self, value: int) -> str:
        return chr(value) if value < LONG else self._long[value - LONG]

    def laid_out(self) -> "LaidOut":
        if len(self._laid_out.lengths) < len(self._long):
            self._laid_out = _laid_out(self._long)
        return self._laid_out

    def expanded(self, values: Codes, skipped: Places | None = None) -> tuple[Codes, "_Expansion"]:
        """Each value by its letters. Of values that stand for several the first `skipped` letters, never all, are left out."""
        long = np.flatnonzero(values >= LONG)
        lengths, begins, letters = self.laid_out()
        which = values[long] - LONG
        more, begin = lengths[which] - 1, begins[which]
        if skipped is not None:
            more, begin = more - skipped, begin + skipped
        expansion = _Expansion(len(values), long, more)
        spread = expansion.of(values)
        at = long + np.cumsum(more) - more
        spread[at] = letters[begin]
        spread[expansion.added] = letters[np.repeat(begin, more) + expansion.within]
        return spread, expansion


class _Expansion:
    """So many entries, some of which have become more."""

    def __init__(self, count: int, long: Places, more: Places) -> None:
        self._source = np.repeat(long, more)
        behind = np.cumsum(more)
        self.within = np.arange(len(self._source)) - np.repeat(behind - more, more) + 1
        """How far behind the first of its entry each stands."""
        self.added = np.repeat(long + behind - more, more) + self.within
        """Where those are that are not the first of their entries."""
        self._is_first = np.ones(count + len(self.added), bool)
        self._is_first[self.added] = False

    def of[T: np.generic](self, column: NDArray[T]) -> NDArray[T]:
        """The column with each entry as often as it is there now."""
        found: NDArray[T] = np.empty(len(self._is_first), column.dtype)
        found[self._is_first] = column
        found[self.added] = column[self._source]
        return found

    def of_first(self, flags: Flags) -> Flags:
        """The flags, of the first of each entry alone."""
        found = np.zeros(len(self._is_first), bool)
        found[self._is_first] = flags
        return found


class LaidOut(NamedTuple):
    """How many letters each has, where they begin, and all letters one behind the other."""

    lengths: Places
    begins: Places
    letters: Codes

    def first(self, which: Codes) -> Codes:
        first: Codes = self.letters[self.begins[which]]
        return first

    def last(self, which: Codes) -> Codes:
        last: Codes = self.letters[self.begins[which] + self.lengths[which] - 1]
        return last


def _laid_out(long: Sequence[str]) -> LaidOut:
    lengths = np.array([len(letters) for letters in long], np.int64)
    letters = np.frombuffer("".join(long).encode("utf-32-le"), np.uint32)
    return LaidOut(lengths, np.cumsum(lengths) - lengths, letters)


@cache
def letter_table() -> Table:
    return Table(letters_of)


@cache
def part_table() -> Table:
    """What letters are written as for look-up: m as r and n, so that either is found for the other."""
    return Table(_as_parts, letter_table().text_of, LONG + _MOST_LONG)


def _as_parts(letters: str) -> str:
    doubled = [one == other and not script_of(np.uint32(ord(one))) for one, other in pairwise(letters)]
    kept = compress(letters, (True, *(not each for each in doubled)))
    return "".join(kept).translate(_PAIRS)


@cache
def plain_table() -> Table:
    return Table(plain_letter)


@cache
def alien_table() -> Table:
    return Table(_alien_letter)


def _alien_letter(char: str) -> str:
    shape = alien_shape(char).translate(LEET) if is_alien(char) else ""
    return shape if len(shape) == 1 else ""


_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x30FA),
    (0x30FC, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x10FFFF),
)
_HANGUL = ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF))


@cache
def _scripts() -> Scripts:
    scripts = np.zeros(0x110000, np.uint8)
    for number, ranges in ((1, _UNSPACED), (2, _HANGUL)):
        for first, last in ranges:
            scripts[first : last + 1] = number
    return scripts


def script_of(codes: Codes | np.uint32) -> Scripts:
    """1 where words have no edges (Han, kana, Thai …), 2 for Hangul, 0 for alphabets."""
    return _scripts()[codes]
