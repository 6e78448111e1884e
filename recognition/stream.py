"""Many texts folded at once: arrays of *letters*, each with its way back to the text.

A letter is the class of shapes that a character belongs to: "0", "О" (Cyrillic) and "o" are one. Whatever a text hides
a name with is gone from here: case, width, accents, invisible characters, doubled letters, and spaces, which are only
remembered as cuts. Equal letters are a reason to look closely (`reading.py`), no proof.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from recognition.folding import alien_shape, is_alien, plain_letter, visual_of_cluster
from recognition.lookalikes import FORMS, INNER_SYMBOLS, LEET, OPENING_SYMBOLS

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

DROPPED, CUT, END = 0, 1, 2
_UNKNOWN = 0xFFFFFFFF
_LONG = 0x110000
_MOST_LONG = 50_000
_BEYOND_SYMBOLS = max(map(ord, OPENING_SYMBOLS + INNER_SYMBOLS)) + 1
_VOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎゐゑ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほうあいうえおつやゆよわいえ",
)
# One letter that two others pass for.
_PAIRS = str.maketrans({"m": "rn", "d": "cl", "w": "v"})
_OPENING, _INNER = re.escape(OPENING_SYMBOLS), re.escape(INNER_SYMBOLS)
_ANY_SYMBOL = re.compile(
    # Before a letter, behind one, or alone among letters that stand alone.
    f"[{_OPENING}]+(?=[^\\W\\d])|[|](?=['’]?\\w)|(?<=\\w)['’]?(?:[|!@(<]+|[{_OPENING}{_INNER}]+(?!\\d))|(?<=\\w\\s)[{_OPENING}{_INNER}](?=\\s\\w\\b)|(?<=\\s\\w\\s)[{_OPENING}](?!\\S)"
)

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


class _Table:
    """Code point → value, filled as characters come up: nobody waits for a million of them, and no text can fill memory."""

    def __init__(self, letters: Callable[[str], str]) -> None:
        self._letters = letters
        self._values = np.full(0x110000, _UNKNOWN, np.uint32)
        self._long: list[str] = []
        self._number: dict[str, int] = {}
        self._laid_out: tuple[Places, Places, Codes] = _laid_out(())

    def __getitem__(self, codes: Codes) -> Codes:
        found = self._values[codes]
        if found.size and found.max() == _UNKNOWN:
            for code in np.unique(codes[found == _UNKNOWN]):
                self._values[code] = self._value(self._letters(chr(code)))
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
            self._number[letters] = _LONG + len(self._long)
            self._long.append(letters)
        return self._number[letters]

    def expanded(self, values: Codes) -> tuple[Codes, Places | None]:
        """Each value by its letters, with the number of the entry that each came from; None where each is one letter."""
        long = np.flatnonzero(values >= _LONG)
        if not long.size:
            return values, None
        if len(self._laid_out[0]) < len(self._long):
            self._laid_out = _laid_out(self._long)
        lengths, begins, letters = self._laid_out
        which = values[long] - _LONG
        counts = np.ones(len(values), np.int64)
        counts[long] = lengths[which]
        source = np.repeat(np.arange(len(values)), counts)
        spread = values[source]
        places = np.flatnonzero(spread >= _LONG)
        sizes = lengths[which]
        within = np.arange(len(places)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        spread[places] = letters[np.repeat(begins[which], sizes) + within]
        return spread, source


def _laid_out(long: Sequence[str]) -> tuple[Places, Places, Codes]:
    """How many letters each has, where they begin, and all letters one behind the other."""
    lengths = np.array([len(letters) for letters in long], np.int64)
    letters = np.frombuffer("".join(long).encode("utf-32-le"), np.uint32)
    return lengths, np.cumsum(lengths) - lengths, letters


@cache
def _letters() -> _Table:
    return _Table(letters_of)


@cache
def _parts() -> _Table:
    """What a letter is written as for look-up: m as r and n, so that either is found for the other."""
    return _Table(lambda letter: letter.translate(_PAIRS))


@cache
def _plain() -> _Table:
    return _Table(plain_letter)


@cache
def _aliens() -> _Table:
    return _Table(_alien_letter)


def _alien_letter(char: str) -> str:
    shape = alien_shape(char).translate(LEET) if is_alien(char) else ""
    return shape if len(shape) == 1 else ""


@dataclass(frozen=True, slots=True)
class Letters:
    """One entry a letter. `first` and `last` are places in the joined texts."""

    code: Codes
    first: Places
    last: Places
    cut: Flags
    """Whether a word begins here."""


@dataclass(frozen=True, slots=True)
class Stream:
    words: Letters
    plain: Codes
    """Of `words`: the letter as it is meant, where it is one."""
    glued: Letters
    """Written as if there were no spaces, and no letter twice in a row. `first` is the first place after the last cut inside a doubled letter."""
    ends: Flags
    """Of `glued`: whether a word ends here."""
    spaces: Places
    """Of `glued`: how many letters up to here have a space before them."""
    runs: Letters
    """`glued` with the whole of each doubled letter, over the edges of words: "qu 0 0" ends in the second 0."""
    run_ends: Flags
    row_starts: Places
    """Where each row begins in the joined text."""
    text_of: Sequence[int]
    """Row → number of the text; a text with symbols that may be letters has two rows."""
    texts: int
    """How many there are; the rows from here on are second readings."""
    codes: Codes
    """The joined text."""
    dropped: Flags
    """Of the joined text: what nobody sees, or sits on the character before."""

    def row_of(self, places: Places) -> Places:
        return np.searchsorted(self.row_starts, places, side="right") - 1


def symbols_as_letters(text: str) -> str:
    """The text with $, @, ! … as the letters that they pass for, or nothing if there are none in such a place."""
    if not _ANY_SYMBOL.search(text):
        return ""
    return _ANY_SYMBOL.sub(lambda found: found.group().translate(LEET), text)


def stream_of(texts: Sequence[str]) -> Stream:
    rows, text_of = list(texts), list(range(len(texts)))
    codes, ends = _joined(rows)
    for number in _with_symbols(codes, ends):
        if read_again := symbols_as_letters(texts[number]):
            rows.append(read_again)
            text_of.append(number)
    if len(rows) > len(texts):
        codes, ends = _joined(rows)
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1]) if rows else np.zeros(0, np.int64)
    values = _letters()[codes]
    values[ends] = END
    values = _with_aliens(codes, values)
    dropped = values == DROPPED
    words, script = _words(values, dropped)
    glued, word_ends, runs, run_ends = _glued(words, script)
    spaced = codes[np.maximum(glued.first - 1, 0)] == ord(" ")
    spaced[1:] &= glued.first[1:] != glued.first[:-1]
    spaces = np.cumsum(spaced)
    plain = _plain()[codes[words.first]]
    return Stream(
        words, plain, glued, word_ends, spaces, runs, run_ends, starts, text_of, len(texts), codes, dropped
    )


def _joined(rows: Sequence[str]) -> tuple[Codes, Places]:
    """All rows with a mark behind each, as code points, and where the marks are."""
    joined = "\0".join([*rows, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, np.cumsum([len(row) + 1 for row in rows]) - 1 if rows else np.zeros(0, np.int64)


def _with_symbols(codes: Codes, ends: Places) -> list[int]:
    """The numbers of the rows with any $, @, ! …: few have one, and the others need no closer look."""
    places = np.flatnonzero(_symbols()[np.minimum(codes, _BEYOND_SYMBOLS)])
    rows: list[int] = np.unique(np.searchsorted(ends, places)).tolist()
    return rows


@cache
def _symbols() -> Flags:
    """By code point, whether it is a symbol that may be a letter; the last stands for all that lie beyond."""
    flags = np.zeros(_BEYOND_SYMBOLS + 1, bool)
    flags[list(map(ord, OPENING_SYMBOLS + INNER_SYMBOLS))] = True
    return flags


def _is_latin(values: Codes) -> Flags:
    return (values >= ord("a")) & (values <= ord("z"))


def _with_aliens(codes: Codes, values: Codes) -> Codes:
    """Letters of other scripts pass for Latin ones where they touch Latin ones, a few in a row at most."""
    places = np.flatnonzero(codes >= 0x590)
    if not places.size:
        return values
    shapes = _aliens()[codes[places]]
    places, shapes = places[shapes > END], shapes[shapes > END]
    if not places.size:
        return values
    values = values.copy()
    for _ in range(2):
        before = values[np.maximum(places - 1, 0)]
        after = values[np.minimum(places + 1, len(values) - 1)]
        taken = _is_latin(before) & (_is_latin(after) | (after <= END)) | _is_latin(after) & (before <= END)
        values[places[taken]] = shapes[taken]
    return values


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
def _scripts() -> NDArray[np.uint8]:
    scripts = np.zeros(0x110000, np.uint8)
    for number, ranges in ((1, _UNSPACED), (2, _HANGUL)):
        for first, last in ranges:
            scripts[first : last + 1] = number
    return scripts


def script_of(codes: Codes) -> NDArray[np.uint8]:
    """1 where words have no edges (Han, kana, Thai …), 2 for Hangul, 0 for alphabets."""
    return _scripts()[codes]


def _words(values: Codes, dropped: Flags) -> tuple[Letters, NDArray[np.uint8]]:
    """The letters of the texts, and their scripts."""
    places = np.flatnonzero(~dropped)
    kept = values[places]
    is_cut = kept == CUT
    letters = np.flatnonzero(~is_cut)
    # Before the first letter of all there is nothing, which parts as well as a space does.
    cut = is_cut[letters - 1] | (letters == 0)
    code, source = _letters().expanded(kept[letters])
    place = places[letters]
    if source is not None:
        place, cut = place[source], cut[source]
        cut[1:] &= source[1:] != source[:-1]
    is_end = code == END
    cut |= is_end
    cut[1:] |= is_end[:-1]
    script = script_of(code)
    cut[1:] |= script[1:] != script[:-1]
    return Letters(code, place, place, cut), script


def _glued(words: Letters, script: NDArray[np.uint8]) -> tuple[Letters, Flags, Letters, Flags]:
    code, source = _parts().expanded(_parts()[words.code])
    if not code.size:
        return words, np.zeros(0, bool), words, np.zeros(0, bool)
    # "T o m m y": an m is two letters here, and the second m goes with the first all the same.
    again = np.zeros(len(words.code), bool)
    again[1:] = (words.code[1:] == words.code[:-1]) & (script[1:] == 0) & (words.code[1:] != END)
    cut, place = words.cut, words.first
    if source is not None:
        script, again, cut, place = script[source], again[source], cut[source], place[source]
        cut[1:] &= source[1:] != source[:-1]
    new = np.ones(len(code), bool)
    new[1:] = (code[1:] != code[:-1]) | (script[1:] > 0) | (code[1:] == END)
    new &= ~again
    starts = np.flatnonzero(new)
    ends = np.concatenate([starts[1:], [len(code)]]) - 1
    kept, first, last = code[starts], place[starts], place[ends]
    edge, edge_after = cut[starts], np.concatenate([cut[starts[1:]], [True]])
    runs, run_ends = Letters(kept, first.copy(), last.copy(), edge.copy()), edge_after.copy()
    # A letter doubled over the edge of two words ends one and begins the other.
    inside = np.flatnonzero(cut & ~new)
    group = np.searchsorted(starts, inside, side="right") - 1
    first[group] = place[inside]
    last[group[::-1]] = place[inside - 1][::-1]
    edge[group] = True
    edge_after[group] = True
    return Letters(kept, first, last, edge), edge_after, runs, run_ends
