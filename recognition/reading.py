"""Judges whether a stretch of text reads as a mark, by which tricks, and how surely."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import accumulate, groupby

from recognition.folding import plain_of
from recognition.letters import Letter, Spelt
from recognition.lookalikes import HAN_LIKE_KANA, SYMBOLS
from recognition.surfaces import BY_ITS_TELLING_WORD, IN_ANOTHER_ORDER, SHORT, Surface
from recognition.vocabulary import english, is_frequent, is_usual
from recognition.words import ORDINARY, is_ordinary, is_ordinary_english, is_ordinary_in_english

_CAPITAL_INSIDE = re.compile("[a-z]I")


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
    HIDDEN = "letters are starred out"
    BY_EAR = "other letters say the same"
    VOWELS = "vowels are other ones or left out"
    AS_HEARD = "it is written as it sounds"


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
    Trick.HIDDEN: 0.85,
    Trick.BY_EAR: 0.9,
    Trick.VOWELS: 0.65,
    Trick.AS_HEARD: 0.7,
}
# What nobody hides a name by: it may be another word as well.
SLIPS = frozenset((Trick.SLIP, Trick.VOWELS, Trick.AS_HEARD))
AS_A_SHORT_MARK = 0.8
# Surer than what is heard.
AS_KNOWN = 0.78
AS_GENERATED = 0.75
AS_HEARD = 0.65
INSIDE_A_LONGER_WORD = 0.85
_THRICE = re.compile(r"(.)\1\1")
_FOUR_LETTERS = 4
_SIX_LETTERS = 6
# Longer gaps, commas and semicolons separate things rather than letters.
_WIDEST_GAP = 3
# What two letters mostly shorten is rarer in English than a word of two letters is.
_ABBREVIATED = 4.1
_SAID_EVERY_DAY = 4.5
_SEPARATORS = frozenset(",;、，。؛،\n")


_FOREIGN_SIGNS = frozenset((Trick.DIGITS, Trick.SYMBOLS))


class Among(IntEnum):
    """Among which goods a reading counts."""

    ANY = 0
    NOT_OTHERS = 1
    """Goods of a class that the mark is not registered for are others' goods."""
    ITS_OWN = 2


@dataclass(frozen=True, slots=True)
class Reading:
    score: float
    tricks: tuple[Trick, ...] = ()
    is_plural: bool = False
    glued_to: str = ""
    among: Among = Among.ANY

    @property
    def is_disguised(self) -> bool:
        return bool(self.tricks)


def reading_with(
    tricks: Sequence[Trick], surface: Surface, *, glued_to: str = "", at_most: float = 1.0
) -> Reading:
    # What is known in other scripts is known to be the mark, however short it is.
    is_doubtful = surface.is_short_form if surface.is_known else surface.is_short
    score = at_most * (AS_A_SHORT_MARK if is_doubtful else 1.0)
    score *= AS_GENERATED if surface.generated else AS_KNOWN if surface.is_known else 1.0
    score *= INSIDE_A_LONGER_WORD if glued_to else 1.0
    for trick in tricks:
        score *= SURENESS[trick]
    return Reading(round(score, 3), tuple(tricks), glued_to=glued_to)


def tricks_in(ours: Spelt, theirs: Spelt, surface: Surface) -> frozenset[Trick] | None:
    """The tricks by which `ours` (in the title) passes for `theirs` (the mark); None if it does not."""
    if ours.base == surface.base:
        return frozenset()
    for our_letters, their_letters in ((ours.folded, theirs.folded), (ours.undoubled, theirs.undoubled)):
        if [letter.sign for letter in our_letters] == [letter.sign for letter in their_letters]:
            return _tricks_between(our_letters, their_letters, surface)
    return None


def _tricks_between(
    ours: Sequence[Letter], theirs: Sequence[Letter], surface: Surface
) -> frozenset[Trick] | None:
    shown = "".join([letter.shown for letter in ours])
    # "SheII": the strokes themselves, which are the question, do not tell.
    others = "".join([letter.shown for letter in ours if letter.sign != "l"]) or shown
    in_capitals = sum(map(str.isupper, others)) > sum(map(str.islower, others))
    # "B0CT0K": Latin capitals are nothing strange in a longer Cyrillic word.
    may_be_in_latin = shown.isupper() and len(ours) > _FOUR_LETTERS
    tricks = set()
    changed = 0
    for our, their in zip(ours, theirs, strict=True):
        if our.plain != their.plain:
            trick = _trick_between(our, their, in_capitals=in_capitals)
            if trick is None:
                return None
            tricks.add(trick)
            changed += not (may_be_in_latin and trick is Trick.LETTERS and our.plain.isascii())
    is_foreign_word = changed == len(ours) and all("\u0370" <= char <= "\u058f" for char in shown)
    if is_foreign_word and len(surface.base) <= _FOUR_LETTERS:
        return None
    if changed == len(ours) and tricks == {Trick.LETTERS} and all(map(_is_a_form_of_latin, shown)):
        return frozenset(tricks)
    if tricks == {Trick.DOUBLED} and _THRICE.search(shown.casefold()):
        return frozenset(tricks)
    length = sum(max(len(letter.plain), 1) for letter in ours)
    return frozenset(tricks) if _is_still_the_word(tricks, changed, length, surface) else None


def _is_a_form_of_latin(char: str) -> bool:
    """Small capitals: "ᴋɪᴀ" is no word of another alphabet."""
    return unicodedata.name(char, "").startswith("LATIN")


def _trick_between(ours: Letter, theirs: Letter, *, in_capitals: bool) -> Trick | None:
    """How `ours` passes for `theirs`; None if a buyer would not take it so."""
    # A stroke too few is another word: "index" has the sign of "lindex", whose l and i melt into one.
    if any(char.isdigit() for char in theirs.plain) or len(ours.plain) < _runs_in(theirs.plain):
        return None
    if theirs.plain >= "\u0e00":
        return Trick.LETTERS if ours.shown in HAN_LIKE_KANA else None
    foreign = _foreign_trick(ours.plain, theirs.plain)
    if foreign:
        return foreign
    if set(ours.plain) == set(theirs.plain):
        return Trick.DOUBLED if len(ours.plain) > len(theirs.plain) else Trick.DROPPED
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
    """I looks like l only as a capital among small letters, and l like I only among capitals; i never looks like l
    to a careful reader, but to many a hurried one: that is left to marks long enough (`_is_still_the_word`)."""
    seen = set(unicodedata.normalize("NFKC", shown))
    looks_alike = seen <= {"l"} if in_capitals else seen <= {"I", "l"}
    return Trick.STROKES if looks_alike else None


def _is_still_the_word(tricks: set[Trick], changed: int, length: int, surface: Surface) -> bool:
    """A short word, or one with little left of it, reads as too many things to read as the mark."""
    if surface.is_short:
        return changed < length and (
            tricks == {Trick.LETTERS}
            or (len(surface.base) == SHORT and changed == 1 and tricks <= _FOREIGN_SIGNS)
        )
    if tricks & {Trick.DIGITS, Trick.SYMBOLS} and changed * 2 > length + (length > _SIX_LETTERS):
        return False
    if len(surface.base) <= _FOUR_LETTERS:
        return Trick.DROPPED not in tricks and (Trick.PAIRS not in tricks or len(tricks) == 1)
    return True


def how_it_reads(ours: Spelt, theirs: Spelt, surface: Surface) -> Reading | None:
    """Whether whole words, put together, are the mark, and by which tricks."""
    if are_apart(ours) or (surface.joins_with_and and not _has_its_and(ours, surface)):
        return None
    if _counts_something(ours, surface):
        return None
    tricks = tricks_in(ours, theirs, surface)
    if tricks is None or _is_an_ordinary_word(ours, tricks, surface):
        return None
    split = _is_split(ours, surface)
    if split is None:
        return None
    reading = reading_with((*sorted(tricks), *((Trick.SPACED,) if split else ())), surface)
    # "J8L" is a number of somebody's model, too.
    may_be_another = (
        (surface.is_short and tricks & _FOREIGN_SIGNS)
        or _is_spelt_out(ours, surface)
        or (tricks and is_usual(ours.base))
        or surface.generated in (IN_ANOTHER_ORDER, BY_ITS_TELLING_WORD)
        or (split and _is_cut_into_nothing(ours, surface))
        or (split and _is_cut_in_two(ours, surface) and _are_words_of_their_own(ours, surface))
    )
    return replace(reading, among=Among.ITS_OWN) if may_be_another else reading


def are_apart(ours: Spelt) -> bool:
    return any(len(gap) > _WIDEST_GAP or _SEPARATORS & set(gap) for gap in ours.gaps)


def _counts_something(ours: Spelt, surface: Surface) -> bool:
    """ "2 line" is no Z-Line: a number by itself stands for no letter of a word."""
    return (
        any(base.isdigit() and base not in surface.base for base in ours.bases)
        and max(map(len, ours.bases)) > 1
    )


def _has_its_and(ours: Spelt, surface: Surface) -> bool:
    return (
        any(set(gap) & set("&＆+") for gap in ours.gaps) or "and" in surface.words or surface.shown.isalpha()
    )


def _is_an_ordinary_word(ours: Spelt, tricks: frozenset[Trick], surface: Surface) -> bool:
    """A word that any title may carry, unless it is the mark as registered."""
    is_registered = not tricks and (len(ours.pieces) > 1 or len(surface.words) == 1)
    if Trick.STROKES in tricks and _CAPITAL_INSIDE.search("".join(letter.shown for letter in ours.letters)):
        # Nobody writes "appIe" who means another word.
        return False
    if _has_capitals_of_its_own(ours, surface):
        return False
    # Whether a word of another language is one in the title, too, is asked of the title.
    is_a_word = is_ordinary_in_english if tricks else is_ordinary
    return not is_registered and is_a_word(ours.base)


def _has_capitals_of_its_own(ours: Spelt, surface: Surface) -> bool:
    """ "LiNing" is no lining: a capital stands wherever the name has one of its words begin, and nowhere else."""
    shown = [letter.shown for letter in ours.letters]
    capitals = {at for at, char in enumerate(shown) if char.isupper()}
    return len(surface.words) > 1 and capitals == {0, *surface.cuts} and len(shown) == len(surface.base)


def _cuts_of(bases: Sequence[str]) -> frozenset[int]:
    return frozenset(accumulate(map(len, bases[:-1])))


def _is_split(ours: Spelt, surface: Surface) -> bool | None:
    """Whether the mark is cut where it has no cut; None if the pieces are words of their own ("good year")."""
    bases = ours.bases
    is_latin = surface.base.isascii()
    if surface.is_short and is_latin and any(gap.isspace() for gap in ours.gaps) and len(surface.words) == 1:
        return True if _is_spelt_out(ours, surface) else None
    if bases == surface.words or _cuts_of(bases) <= surface.cuts:
        return False
    if all(len(base) == 1 for base in bases):
        # Initials with full stops are how such a mark is properly written.
        return len(bases) > _FOUR_LETTERS or any(gap != "." for gap in ours.gaps)
    if len(surface.base) < _SIX_LETTERS and any(gap.isspace() for gap in ours.gaps):
        return True if _is_cut_into_nothing(ours, surface) else None
    if _are_words_of_their_own(ours, surface):
        return True if _is_cut_in_two(ours, surface) else None
    return min(map(len, bases)) < _FOUR_LETTERS


def _is_spelt_out(ours: Spelt, surface: Surface) -> bool:
    """ "B M W": three capitals may be anything, but hardly among the mark's own goods."""
    is_apart = len(ours.bases) == SHORT == len(surface.base) and all(gap.isspace() for gap in ours.gaps)
    return is_apart and all(letter.shown.isupper() for letter in ours.letters)


def _is_cut_into_nothing(ours: Spelt, surface: Surface) -> bool:
    """ "Gu cci", "EC C O": a name too short to be told from its pieces, none of which is much of a word."""
    shown = "".join(letter.shown for letter in ours.letters)
    is_written_as_one = shown.isupper() or shown[1:].islower()
    is_short = (
        SHORT < len(surface.base) < _SIX_LETTERS and surface.base == ours.base and surface.base.isascii()
    )
    if not is_short or not is_written_as_one or any(gap != " " for gap in ours.gaps):
        return False
    if not 1 < len(ours.bases) < _FOUR_LETTERS or (min(map(len, ours.bases)) == 1 and not shown.isupper()):
        return False
    return not any(map(_is_a_word, ours.bases)) and min(map(english, ours.bases)) < _ABBREVIATED


def _is_cut_in_two(ours: Spelt, surface: Surface) -> bool:
    """ "Timber land", "Sam sung": two words, of which one is not said every day, begun as a name is."""
    return (
        len(ours.bases) == len(surface.words) + 1 == len(ours.gaps) + 1
        and ours.gaps[0] == " "
        and ours.base == surface.base
        and surface.base.isascii()
        and len(surface.base) >= _SIX_LETTERS
        and ours.letters[0].shown.isupper()
        and len(ours.bases[1]) > 1
        and min(map(english, ours.bases)) < _SAID_EVERY_DAY
    )


def _is_a_word(piece: str) -> bool:
    return piece in ORDINARY or (len(piece) > 2 and (is_frequent(piece) or is_ordinary_english(piece)))


def _are_words_of_their_own(ours: Spelt, surface: Surface) -> bool:
    """One odd piece is enough to tell "pine barrow" from "good year"; a lone letter is nobody's piece."""
    if not all(gap.isspace() for gap in ours.gaps):
        return False
    strange = [base for base in ours.bases if base not in surface.words]
    usual = [base for base in strange if len(base) == 1 or is_ordinary_english(base)]
    is_short = len(surface.base) <= _SIX_LETTERS and any(len(base) < _FOUR_LETTERS for base in usual)
    return len(usual) == len(strange) or is_short or any(len(base) == 1 for base in usual)


@lru_cache(maxsize=50_000)
def is_plainly_ordinary(written: str) -> bool:
    """Whether what is written is a usual English word, as most words of a title are: asked before anything dearer."""
    plain = plain_of(written)
    return plain.isalpha() and is_ordinary_in_english(plain)
