"""Judges whether words are a mark misspelt: a slip of the pen, a plural, or written by ear."""

from math import prod

from recognition.aloud import says_the_name
from recognition.consonants import has_its_consonants
from recognition.letters import Spelt
from recognition.reading import SURENESS, Among, Reading, Trick, are_apart
from recognition.spelling import may_be_a_slip, may_be_written_by_ear, may_have_a_digit_for_a_letter
from recognition.surfaces import Surface
from recognition.vocabulary import english, is_usual
from recognition.words import is_ordinary, is_ordinary_in_english

AS_A_PLURAL = 0.9
# A slip in nine letters or more is hardly chance.
LONG_SLIP = 0.8
_FOUR_LETTERS = 4
_SIX_LETTERS = 6
_NINE_LETTERS = 9
_ONLY_AMONG_ITS_OWN = frozenset((Trick.VOWELS, Trick.AS_HEARD))
# Rare enough in English to tell a name by itself; and too usual to be another word's misspelling.
_TELLING, _USUAL_IN_ENGLISH = 3.6, 4.0


def how_it_is_misspelt(ours: Spelt, theirs: Spelt, surface: Surface) -> Reading | None:
    """Whether whole words are one letter away from the mark: a slip or a plural, and not simply another word."""
    if surface.generated or len(ours.pieces) not in (1, len(surface.words)):
        return None
    if are_apart(ours):
        return None
    if ours.base == surface.base + "s" and len(surface.base) > _FOUR_LETTERS:
        return None if is_ordinary(ours.base) else Reading(AS_A_PLURAL, is_plural=True)
    tricks = _slips_in(ours, theirs, surface)
    is_singular = surface.base == ours.base + "s" and (is_usual(ours.base) or len(ours.base) <= _FOUR_LETTERS)
    if not tricks or is_singular or is_ordinary_in_english(ours.base):
        return None
    is_by_ear = Trick.BY_EAR in tricks and len(surface.base) >= _NINE_LETTERS
    # "Kalvin Klayn": what is a name by itself is no other one beside the rest.
    if all(map(is_ordinary_in_english, ours.bases)) if is_by_ear else _has_a_word_of_its_own(ours, surface):
        return None
    sureness = prod(SURENESS[trick] for trick in tricks)
    if len(surface.base) >= _NINE_LETTERS:
        sureness *= LONG_SLIP / SURENESS[Trick.SLIP]
    is_doubtful = len(surface.base) <= _FOUR_LETTERS and Trick.BY_EAR in tricks
    # What is a word in some language: whether it is one in the title's, nobody knows here.
    is_doubtful |= is_usual(ours.base) or not _ONLY_AMONG_ITS_OWN.isdisjoint(tricks)
    return Reading(round(sureness, 3), tricks, among=Among.ITS_OWN if is_doubtful else Among.ANY)


def _slips_in(ours: Spelt, theirs: Spelt, surface: Surface) -> tuple[Trick, ...]:
    if tricks := _one_slip_in(ours, theirs, surface):
        return tricks
    if has_its_consonants(ours.base, surface.base):
        return (Trick.VOWELS,)
    written = "".join(letter.shown for letter in ours.letters)
    return (Trick.AS_HEARD,) if says_the_name(written, surface.shown) else ()


def _one_slip_in(ours: Spelt, theirs: Spelt, surface: Surface) -> tuple[Trick, ...]:
    has_digits = any(map(str.isdigit, ours.base)) and surface.base.isalpha()
    if ours.base.isascii() and not has_digits:
        if may_be_a_slip(ours.base, surface.base):
            return (Trick.SLIP,)
        return (Trick.SLIP, Trick.BY_EAR) if may_be_written_by_ear(ours.base, surface.base) else ()
    if may_have_a_digit_for_a_letter(ours.base, surface.base):
        return (Trick.DIGITS, Trick.SLIP)
    if has_digits and len(surface.base) < _SIX_LETTERS:
        return ()
    written, mark = ("".join(letter.sign for letter in each.letters) for each in (ours, theirs))
    if not may_be_a_slip(written, mark):
        return ()
    return (Trick.DIGITS, Trick.SLIP) if has_digits else (Trick.SLIP,)


def _has_a_word_of_its_own(ours: Spelt, surface: Surface) -> bool:
    """Whether a piece that the mark has not is simply another word, and nothing around it speaks for the mark."""
    if len(ours.bases) == 1:
        return False
    strange = [base for base in ours.bases if base not in surface.words]
    if any((not is_usual(base) and len(base) > _FOUR_LETTERS) or not base.isalpha() for base in strange):
        # "Luis Vuiton", "Micheal K0rs": one piece is nobody's word.
        return False
    same = [base for base in ours.bases if base in surface.words and len(base) >= _FOUR_LETTERS]
    is_told = min(map(len, strange), default=0) > 2 and any(english(base) < _TELLING for base in same)
    if is_told or len(ours.bases) - len(strange) > 1:
        # "Luis Vuitton", "Th North Face".
        return False
    if same and all(english(base) < _USUAL_IN_ENGLISH for base in strange):
        return False
    if len(ours.bases) > 1 and any(len(base) < _FOUR_LETTERS for base in strange):
        return any(gap.isspace() for gap in ours.gaps)
    return any(map(is_ordinary, strange))
