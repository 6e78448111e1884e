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
_VOICED = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎゐゑ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほうあいうえおつやゆよわいえ",
)
# One letter that two others pass for.
_PAIRS = str.maketrans({"m": "rn", "d": "cl", "w": "v"})
_OPENING, _INNER = re.escape(OPENING_SYMBOLS), re.escape(INNER_SYMBOLS)
_ANY_SYMBOL = re.compile(
    # Before a letter, behind one, or alone among letters that stand alone.
    f"[{_OPENING}]+(?=[^\\W\\d])|[|](?=['’]?\\w)|(?<=\\w)['’]?(?:[|!@(<]+|[{_OPENING}{_INNER}]+(?!\\d))|(?<=\\w\\s)[{_OPENING}{_INNER}](?=\\s\\w\\b)"
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
        self.long: list[str] = []
        self._number: dict[str, int] = {}

    def __getitem__(self, codes: Codes) -> Codes:
        found = self._values[codes]
        unknown = found == _UNKNOWN
        if unknown.any():
            for code in np.unique(codes[unknown]):
                self._values[code] = self._value(self._letters(chr(code)))
            found = self._values[codes]
        return found

    def _value(self, letters: str) -> int:
        if len(letters) == 1:
            return CUT if letters == " " else ord(letters)
        if not letters:
            return DROPPED
        if letters not in self._number:
            if len(self.long) >= _MOST_LONG:
                return CUT
            self._number[letters] = _LONG + len(self.long)
            self.long.append(letters)
        return self._number[letters]


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
    plain: Codes
    """The letter as it is meant, where it is one."""


@dataclass(frozen=True, slots=True)
class Stream:
    words: Letters
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
    for number, text in enumerate(texts):
        if read_again := symbols_as_letters(text):
            rows.append(read_again)
            text_of.append(number)
    joined = "\0".join([*rows, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum([len(row) + 1 for row in rows]) - 1 if rows else np.zeros(0, np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1]) if rows else np.zeros(0, np.int64)
    values = _letters()[codes]
    values[ends] = END
    values = _with_aliens(codes, values)
    words = _words(values, _plain()[codes])
    glued, word_ends, runs, run_ends = _glued(words)
    spaced = codes[np.maximum(glued.first - 1, 0)] == ord(" ")
    spaced[1:] &= glued.first[1:] != glued.first[:-1]
    spaces = np.cumsum(spaced)
    return Stream(
        words, glued, word_ends, spaces, runs, run_ends, starts, text_of, len(texts), values == DROPPED
    )


def _is_latin(values: Codes) -> Flags:
    return (values >= ord("a")) & (values <= ord("z"))


def _with_aliens(codes: Codes, values: Codes) -> Codes:
    """Letters of other scripts pass for Latin ones where they touch Latin ones, a few in a row at most."""
    if not (codes >= 0x590).any():
        return values
    shapes = _aliens()[codes]
    places = np.flatnonzero(shapes > END)
    if not places.size:
        return values
    values = values.copy()
    for _ in range(2):
        before = values[np.maximum(places - 1, 0)]
        after = values[np.minimum(places + 1, len(values) - 1)]
        taken = _is_latin(before) & (_is_latin(after) | (after <= END)) | _is_latin(after) & (before <= END)
        values[places[taken]] = shapes[places[taken]]
    return values


def script_of(codes: Codes) -> NDArray[np.uint8]:
    """1 where words have no edges (Han, kana, Thai …), 2 for Hangul, 0 for alphabets."""
    unspaced = (
        (codes >= 0x0E00) & (codes <= 0x0EFF)
        | (codes >= 0x1000) & (codes <= 0x109F)
        | (codes >= 0x1780) & (codes <= 0x17FF)
        | (codes >= 0x3005) & (codes <= 0x30FF) & (codes != 0x30FB)
        | (codes >= 0x31F0) & (codes <= 0x31FF)
        | (codes >= 0x3400) & (codes <= 0x9FFF)
        | (codes >= 0xF900) & (codes <= 0xFAFF)
        | (codes >= 0x20000)
    )
    hangul = (
        (codes >= 0x1100) & (codes <= 0x11FF)
        | (codes >= 0xA960) & (codes <= 0xA97F)
        | (codes >= 0xAC00) & (codes <= 0xD7FF)
    )
    return np.where(unspaced, 1, np.where(hangul, 2, 0)).astype(np.uint8)


def _expanded(codes: Codes, table: _Table, values: Codes) -> tuple[Codes, Places]:
    """Each value by its letters, with the number of the entry that each came from."""
    source = np.arange(len(values))
    long = values >= _LONG
    if not long.any():
        return values, source
    counts = np.ones(len(values), np.int64)
    counts[long] = [len(table.long[value - _LONG]) for value in values[long]]
    source = np.repeat(source, counts)
    spread = np.repeat(values, counts)
    flat = "".join([table.long[value - _LONG] for value in values[long]])
    spread[spread >= _LONG] = np.frombuffer(flat.encode("utf-32-le"), np.uint32)
    return spread, source


def _words(values: Codes, plain: Codes) -> Letters:
    places = np.flatnonzero(values != DROPPED)
    kept = values[places]
    is_cut = kept == CUT
    after_cut = np.concatenate([np.ones(1, bool), is_cut[:-1]]) if kept.size else np.zeros(0, bool)
    letters = np.flatnonzero(~is_cut)
    code, source = _expanded(kept, _letters(), kept[letters])
    place = places[letters][source]
    cut = after_cut[letters][source]
    cut[1:] &= source[1:] != source[:-1]
    is_end = code == END
    cut |= is_end
    cut[1:] |= is_end[:-1]
    script = script_of(code)
    cut[1:] |= script[1:] != script[:-1]
    return Letters(code, place, place, cut, plain[place])


def _glued(words: Letters) -> tuple[Letters, Flags, Letters, Flags]:
    code, source = _expanded(words.code, _parts(), _parts()[words.code])
    if not code.size:
        return words, np.zeros(0, bool), words, np.zeros(0, bool)
    code = np.where(words.code[source] == END, np.uint32(END), code)
    cut = words.cut[source]
    cut[1:] &= source[1:] != source[:-1]
    new = np.ones(len(code), bool)
    new[1:] = (code[1:] != code[:-1]) | (script_of(code[1:]) > 0) | (code[1:] == END)
    # "T o m m y": an m is two letters here, and the second m goes with the first all the same.
    again = np.zeros(len(words.code), bool)
    again[1:] = (
        (words.code[1:] == words.code[:-1]) & (script_of(words.code[1:]) == 0) & (words.code[1:] != END)
    )
    new &= ~again[source]
    starts = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    ends = np.concatenate([starts[1:], [len(code)]]) - 1
    first, last, edge = (
        words.first[source[starts]].copy(),
        words.last[source[ends]].copy(),
        cut[starts].copy(),
    )
    edge_after = np.concatenate([cut[starts[1:]], [True]])
    plain = words.plain[source[starts]]
    runs, run_ends = Letters(code[starts], first.copy(), last.copy(), edge.copy(), plain), edge_after.copy()
    # A letter doubled over the edge of two words ends one and begins the other.
    inside = np.flatnonzero(cut & ~new)
    first[group[inside]] = words.first[source[inside]]
    last[group[inside][::-1]] = words.last[source[inside - 1]][::-1]
    edge[group[inside]] = True
    edge_after[group[inside]] = True
    return Letters(code[starts], first, last, edge, plain), edge_after, runs, run_ends
