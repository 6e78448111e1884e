"""Many texts folded at once: arrays of *letters*, each with its way back to the text.

A letter is the class of shapes that a character belongs to: "0", "О" (Cyrillic) and "o" are one. Whatever a text hides
a name with is gone from here: case, width, accents, invisible characters, doubled letters, and spaces, which are only
remembered as cuts. Equal letters are a reason to look closely (`reading.py`), no proof.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from recognition.letter_tables import (
    DROPPED,
    END,
    LONG,
    Codes,
    Flags,
    Places,
    Scripts,
    alien_table,
    letter_table,
    part_table,
    plain_table,
    script_of,
)
from recognition.lookalikes import INNER_SYMBOLS, LEET, OPENING_SYMBOLS

_BEYOND_SYMBOLS = max(map(ord, OPENING_SYMBOLS + INNER_SYMBOLS)) + 1
_OPENING, _INNER = re.escape(OPENING_SYMBOLS), re.escape(INNER_SYMBOLS)
_ANY_SYMBOL = re.compile(
    # Before a letter, behind one, or alone among letters that stand alone.
    f"[{_OPENING}]+(?=[^\\W\\d])|[|](?=['’]?\\w)|(?<=\\w)['’]?(?:[|!@(<]+|[{_OPENING}{_INNER}]+(?!\\d))|(?<=\\w\\s)[{_OPENING}{_INNER}](?=\\s\\w\\b)|(?<=\\s\\w\\s)[{_OPENING}](?!\\S)"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """One entry a letter. `first` and `last` are places in the joined texts."""

    code: Codes
    first: Places
    last: Places
    cut: Flags
    """Whether a word begins here."""


@dataclass(frozen=True)
class Stream:
    glued: Letters
    """Written as if there were no spaces, and no letter twice in a row. `first` is the first place after the last cut inside a doubled letter."""
    ends: Flags
    """Of `glued`: whether a word ends here."""
    runs: Letters
    """`glued` with the whole of each doubled letter, over the edges of words: "qu 0 0" ends in the second 0."""
    run_ends: Flags
    script: Scripts
    """Of `glued`: see `script_of`."""
    row_starts: Places
    """Where each row begins in the joined text."""
    text_of: Sequence[int]
    """Row → number of the text; a text with symbols that may be letters has two rows."""
    texts: int
    """How many there are; the rows from here on are second readings."""
    codes: Codes
    """The joined text."""
    values: Codes
    """Of the joined text: its letters, one number for those of each character."""

    def row_of(self, places: Places) -> Places:
        return np.searchsorted(self.row_starts, places, side="right") - 1

    @cached_property
    def dropped(self) -> Flags:
        """Of the joined text: what nobody sees, or sits on the character before."""
        dropped: Flags = self.values == DROPPED
        return dropped

    @cached_property
    def words(self) -> Letters:
        return _words(self.values)

    @cached_property
    def plain(self) -> Codes:
        """Of `words`: the letter as it is meant, where it is one."""
        return plain_table()[self.codes[self.words.first]]

    @cached_property
    def spaces(self) -> Places:
        """Of `glued`: how many letters up to here have a space before them."""
        first = self.glued.first
        spaced = self.codes[np.maximum(first - 1, 0)] == ord(" ")
        spaced[1:] &= first[1:] != first[:-1]
        return np.cumsum(spaced)


def symbols_as_letters(text: str) -> str:
    """The text with $, @, ! … as the letters that they pass for, or nothing if there are none in such a place."""
    if not _ANY_SYMBOL.search(text):
        return ""
    return _ANY_SYMBOL.sub(lambda found: found.group().translate(LEET), text)


def stream_of(texts: Sequence[str]) -> Stream:
    codes, ends = _joined(texts)
    read_again = {number: symbols_as_letters(texts[number]) for number in _with_symbols(codes, ends)}
    second = {number: text for number, text in read_again.items() if text}
    if second:
        more_codes, more_ends = _joined(list(second.values()))
        ends = np.concatenate([ends, more_ends + len(codes)])
        codes = np.concatenate([codes, more_codes])
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])[: len(ends)]
    values = letter_table()[codes]
    values[ends] = END
    values = _with_aliens(codes, values)
    text_of = (*range(len(texts)), *second)
    return Stream(*_glued(values), starts, text_of, len(texts), codes, values)


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
    shapes = alien_table()[codes[places]]
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


def _letters_in(values: Codes) -> tuple[Codes, Places, Flags]:
    """The values that are letters, their places, and whether something stands between one and the one before that parts words."""
    places = np.flatnonzero(values >= END)
    cut = np.ones(len(places), bool)
    np.not_equal(places[1:] - places[:-1], 1, out=cut[1:])
    dropped = np.flatnonzero(values == DROPPED)
    if dropped.size:
        behind, count = np.unique(np.searchsorted(places, dropped), return_counts=True)
        inside = (behind > 0) & (behind < len(places))
        behind, count = behind[inside], count[inside]
        cut[behind] = places[behind] - places[behind - 1] - 1 > count
    return values[places], places, cut


def _cut_by_script(code: Codes, cut: Flags) -> tuple[Flags, Scripts]:
    """A word begins where another script does, too, and an end of a text is a word of its own."""
    script = script_of(code)
    is_end = code == END
    cut |= is_end
    cut[1:] |= is_end[:-1]
    cut[1:] |= script[1:] != script[:-1]
    return cut, script


def _words(values: Codes) -> Letters:
    """The letters of the texts."""
    code, place, cut = _letters_in(values)
    code, expansion = letter_table().expanded(code)
    place = expansion.of(place)
    cut, _ = _cut_by_script(code, expansion.of_first(cut))
    return Letters(code, place, place, cut)


def _said_again(values: Codes, code: Codes) -> Places:
    """Of what is written in several letters, whether it begins with the letter before it: "T o m m y": an m is two letters here,
    and the second m goes with the first all the same."""
    long = np.flatnonzero(code >= LONG)
    first = values[long]
    before = values[np.maximum(long - 1, 0)]
    laid_out = letter_table().laid_out()
    for letters, end in ((first, laid_out.first), (before, laid_out.last)):
        several = np.flatnonzero(letters >= LONG)
        letters[several] = end(letters[several] - LONG)
    again = (first == before) & (long > 0) & (script_of(first) == 0) & (part_table()[first] >= LONG)
    return np.asarray(again, np.int64)


def _glued(values: Codes) -> tuple[Letters, Flags, Letters, Flags, Scripts]:
    letters, place, cut = _letters_in(values)
    code = part_table()[letters]
    code, expansion = part_table().expanded(code, _said_again(letters, code))
    place = expansion.of(place)
    cut, script = _cut_by_script(code, expansion.of_first(cut))
    new = np.ones(len(code), bool)
    new[1:] = (code[1:] != code[:-1]) | (script[1:] > 0) | (code[1:] == END)
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(code))[: len(starts)] - 1
    kept, first, last = code[starts], place[starts], place[ends]
    edge, edge_after = cut[starts], np.append(cut[starts[1:]], True)[: len(starts)]
    runs, run_ends = Letters(kept, first.copy(), last.copy(), edge.copy()), edge_after.copy()
    # A letter doubled over the edge of two words ends one and begins the other.
    inside = np.flatnonzero(cut & ~new)
    group = np.searchsorted(starts, inside, side="right") - 1
    first[group] = place[inside]
    last[group[::-1]] = place[inside - 1][::-1]
    edge[group] = True
    edge_after[group] = True
    return Letters(kept, first, last, edge), edge_after, runs, run_ends, script[starts]
