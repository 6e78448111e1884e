"""Judges whether written pieces read as a mark, by which tricks, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from recognition.folding import base_of, base_of_cluster, clusters_of, visual_of, visual_of_cluster
from recognition.lookalikes import LEET, SYMBOLS
from recognition.spelling import is_one_edit_away, may_be_misspelt
from recognition.surfaces import Surface, cuts_between
from recognition.words import is_ordinary


class Trick(StrEnum):
    """What makes a mark look unlike itself. The value ends the sentence shown to the reviewer."""

    LETTERS = "letters of another alphabet stand in for its own"
    DIGITS = "digits stand in for letters"
    SYMBOLS = "symbols stand in for letters"
    STROKES = "I and l are swapped"
    PAIRS = "two letters are set to look like one"
    DOUBLED = "a letter is doubled"
    DROPPED = "a double letter is written once"
    SPACED = "the letters are spaced apart"
    SLIP = "one letter is off"


# How surely the text still names the mark: one factor for each trick, multiplied.
SURENESS: dict[Trick, float] = {
    Trick.LETTERS: 0.95,
    Trick.DIGITS: 0.92,
    Trick.SYMBOLS: 0.92,
    Trick.STROKES: 0.85,
    Trick.PAIRS: 0.85,
    Trick.DOUBLED: 0.85,
    Trick.DROPPED: 0.8,
    Trick.SPACED: 0.9,
    Trick.SLIP: 0.7,
}
AS_A_SHORT_MARK = 0.8
AS_A_PLURAL = 0.9
INSIDE_A_LONGER_RUN = 0.9
# A slip in nine letters or more is hardly chance.
LONG_SLIP = 0.8
_FOUR_LETTERS = 4
_NINE_LETTERS = 9


@dataclass(frozen=True, slots=True)
class Reading:
    score: float
    tricks: tuple[Trick, ...] = ()
    is_plural: bool = False

    @property
    def is_disguised(self) -> bool:
        return bool(self.tricks)


class _Letter(NamedTuple):
    """One place of the sign, and what was written there."""

    sign: str
    base: str
    shown: str


def _letters_of(text: str) -> list[_Letter]:
    return _undoubled(_unpaired(_single_letters_of(text)))


def _single_letters_of(text: str) -> list[_Letter]:
    letters = []
    for cluster in clusters_of(text):
        shapes = visual_of_cluster(cluster).translate(LEET)
        base = base_of_cluster(cluster)
        parts = list(base) if len(base) == len(shapes) else [base] + [""] * len(shapes)
        letters += [_Letter(s, b, cluster[:1]) for s, b in zip(shapes, parts, strict=False)]
    return letters


def _merged(first: _Letter, second: _Letter, sign: str) -> _Letter:
    return _Letter(sign, first.base + second.base, first.shown + second.shown)


def _unpaired(letters: list[_Letter]) -> list[_Letter]:
    kept: list[_Letter] = []
    for letter in letters:
        pair = kept[-1].sign + letter.sign if kept else ""
        if pair in ("rn", "vv"):
            kept.append(_merged(kept.pop(), letter, "m" if pair == "rn" else "w"))
        else:
            kept.append(letter)
    return kept


def _undoubled(letters: list[_Letter]) -> list[_Letter]:
    kept: list[_Letter] = []
    for letter in letters:
        if kept and kept[-1].sign == letter.sign:
            kept.append(_merged(kept.pop(), letter, letter.sign))
        else:
            kept.append(letter)
    return kept


def _trick_between(ours: _Letter, theirs: _Letter, *, in_capitals: bool) -> Trick | None:
    """How `ours` (in the title) passes for `theirs` (in the mark); None if a buyer would not take it so."""
    # A stroke too few is another word: "index" has the sign of "lindex", whose l and i melt into one.
    if any(char.isdigit() for char in theirs.base) or len(ours.base) < _runs_in(theirs.base):
        return None
    foreign = _foreign_trick(ours.base, theirs.base)
    if foreign:
        return foreign
    if set(ours.base) == set(theirs.base):
        return Trick.DOUBLED if len(ours.base) > len(theirs.base) else Trick.DROPPED
    return _stroke_trick(ours.shown, in_capitals=in_capitals) if ours.sign == "l" else Trick.PAIRS


def _runs_in(letters: str) -> int:
    return sum(1 for _ in groupby(letters))


def _foreign_trick(ours: str, theirs: str) -> Trick | None:
    """What is no letter of the mark's alphabet at all."""
    if any(char.isdigit() for char in ours):
        return Trick.DIGITS
    if any(char in SYMBOLS for char in ours):
        return Trick.SYMBOLS
    is_mixed = not (ours.isascii() and theirs.isascii()) and set(ours) != set(theirs)
    return Trick.LETTERS if is_mixed else None


def _stroke_trick(shown: str, *, in_capitals: bool) -> Trick | None:
    """I looks like l only as a capital among small letters, and l like I only among capitals: mall is no Mali."""
    looks_alike = set(shown) <= {"l"} if in_capitals else set(shown) <= {"I"}
    return Trick.STROKES if looks_alike else None


def _tricks_in(written: str, base: str, surface: Surface) -> frozenset[Trick] | None:
    """The tricks by which `written` passes for the mark; None if it does not."""
    if base == surface.base:
        return frozenset()
    ours, theirs = _letters_of(written), _letters_of(_letters_only(surface))
    if [letter.sign for letter in ours] != [letter.sign for letter in theirs]:
        return None
    in_capitals = sum(map(str.isupper, written)) > sum(map(str.islower, written))
    tricks = set()
    changed = 0
    for our, their in zip(ours, theirs, strict=True):
        if our.base != their.base:
            trick = _trick_between(our, their, in_capitals=in_capitals)
            if trick is None:
                return None
            tricks.add(trick)
            changed += 1
    return frozenset(tricks) if _is_still_the_word(tricks, changed, len(ours), surface) else None


def _letters_only(surface: Surface) -> str:
    with_symbols = any(char in SYMBOLS for char in surface.base)
    return "".join(
        cluster
        for cluster in clusters_of(surface.shown)
        if any(char.isalnum() or (with_symbols and char in SYMBOLS) for char in base_of_cluster(cluster))
    )


def _is_still_the_word(tricks: set[Trick], changed: int, length: int, surface: Surface) -> bool:
    """A short word, or one with little left of it, reads as too many things to read as the mark."""
    if surface.is_short:
        return tricks == {Trick.LETTERS} and changed < length
    if tricks & {Trick.DIGITS, Trick.SYMBOLS} and changed * 2 > length:
        return False
    if len(surface.base) <= _FOUR_LETTERS:
        # Russian "сор" and model numbers: see the hard negatives in the tests.
        return changed < length and not tricks & {Trick.PAIRS, Trick.DROPPED}
    return True


def _is_split(bases: Sequence[str], gaps: Sequence[str], surface: Surface) -> bool | None:
    """Whether the mark is cut where it has no cut; None if the pieces are words of their own ("kin dle")."""
    if surface.is_short and any(gap.isspace() for gap in gaps) and not _is_cut_by_spaces(surface):
        return None
    if tuple(bases) == surface.words or cuts_between(list(map(visual_of, bases))) <= surface.cuts:
        return False
    if all(len(base) == 1 for base in bases):
        # Initials with full stops are how such a mark is properly written.
        return len(bases) > _FOUR_LETTERS or any(gap != "." for gap in gaps)
    return None if _are_words_of_their_own(bases, surface) else min(map(len, bases)) < _FOUR_LETTERS


def _are_words_of_their_own(bases: Sequence[str], surface: Surface) -> bool:
    """One long odd piece is enough to tell "pine barrow" from "good year"; a short common word never is part."""
    strange = [base for base in bases if base not in surface.words]
    short = [base for base in strange if len(base) < _FOUR_LETTERS]
    return any(len(base) == 1 or is_ordinary(base) for base in short) or all(map(is_ordinary, strange))


def _is_cut_by_spaces(surface: Surface) -> bool:
    return any(char.isspace() for char in surface.shown.strip())


def how_it_reads(pieces: Sequence[str], gaps: Sequence[str], surface: Surface) -> Reading | None:
    """Whether the pieces, put together, are the mark, and by which tricks."""
    bases = [base_of(piece) for piece in pieces]
    written = "".join(bases)
    tricks = _tricks_in("".join(pieces), written, surface)
    if tricks is None or _is_an_ordinary_word(bases, tricks, surface):
        return None
    split = _is_split(bases, gaps, surface)
    if split is None:
        return None
    return _reading((*sorted(tricks), *((Trick.SPACED,) if split else ())), surface)


def _is_an_ordinary_word(bases: Sequence[str], tricks: frozenset[Trick], surface: Surface) -> bool:
    """A word that any title may carry, unless it is the mark as registered."""
    is_registered = not tricks and (len(bases) > 1 or len(surface.words) == 1)
    return not is_registered and is_ordinary("".join(bases))


def how_it_is_misspelt(pieces: Sequence[str], surface: Surface) -> Reading | None:
    """Whether the pieces are one letter away from the mark: a slip or a plural, and not simply another word."""
    written = visual_of("".join(pieces))
    if len(pieces) not in (1, len(surface.words)) or not may_be_misspelt(surface):
        return None
    if not written.isalpha() or not is_one_edit_away(written, surface.raw):
        return None
    bases = [base_of(piece) for piece in pieces]
    if "".join(bases) == surface.base + "s":
        return Reading(AS_A_PLURAL, is_plural=True)
    strange = [base for base in bases if base not in surface.words]
    if is_ordinary("".join(bases)) or any(
        is_ordinary(base) or len(base) <= _FOUR_LETTERS for base in strange
    ):
        return None
    sureness = LONG_SLIP if len(surface.base) >= _NINE_LETTERS else SURENESS[Trick.SLIP]
    return Reading(sureness, (Trick.SLIP,))


def _reading(tricks: tuple[Trick, ...], surface: Surface) -> Reading:
    score = AS_A_SHORT_MARK if surface.is_short else 1.0
    for trick in tricks:
        score *= SURENESS[trick]
    return Reading(round(score, 3), tricks)
