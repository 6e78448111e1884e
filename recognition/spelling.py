"""One-letter slips: how a word differs from a mark, and whether that may be a slip of that mark at all."""

from enum import Enum
from itertools import zip_longest

from recognition.lookalikes import ANY_LETTER

LONGEST = 24
FOUR_LETTERS, FIVE_LETTERS, SIX_LETTERS, SEVEN_LETTERS, EIGHT_LETTERS = 4, 5, 6, 7, 8

_VOWELS = frozenset("aeiouyäöüåøæœаеёиоуыэюяαεηιουω")
# Letters that one sound is written with, or that are one shape turned.
_ALIKE = tuple(
    map(
        frozenset,
        ("ckq", "sz", "vwf", "gj", "td", "bp", "mn", "iyl", "sc", "xsz", "rl", "uv", "hn", "gq", "bd"),
    )
)

SAME_SOUND = {"q": "k", "c": "k", "z": "s", "w": "v", "u": "v", "y": "i"}
"""Letters that are written for one another, however often: "Kalwin" says what "Calvin" says."""
_SAME_SOUND = str.maketrans(SAME_SOUND)


class Slip(Enum):
    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    SWAPPED = "swapped"


def slip_between(word: str, mark: str) -> tuple[Slip, int] | None:
    """One letter added, lost or changed, or two neighbours swapped, and where in the mark; None for anything else."""
    if word == mark or abs(len(word) - len(mark)) > 1:
        return None
    pairs = zip_longest(word, mark)
    at = next(place for place, (ours, theirs) in enumerate(pairs) if ours != theirs)
    rest, theirs_rest = word[at:], mark[at:]
    if len(word) != len(mark):
        longer, shorter = (rest, theirs_rest) if len(word) > len(mark) else (theirs_rest, rest)
        found = Slip.ADDED if len(word) > len(mark) else Slip.DROPPED
        return (found, at) if longer[1:] == shorter else None
    if rest[1:] == theirs_rest[1:]:
        return Slip.CHANGED, at
    return (Slip.SWAPPED, at) if rest[1::-1] + rest[2:] == theirs_rest else None


def is_one_edit_away(word: str, mark: str) -> bool:
    return slip_between(word, mark) is not None


def may_be_a_slip(word: str, mark: str) -> bool:
    """Whether people, or people in disguise, would write the mark so: the shorter, the nearer it has to be."""
    slip = slip_between(word, mark)
    if slip and ANY_LETTER in word.replace("*", ANY_LETTER):
        return slip[0] is Slip.CHANGED and slip[1] > 0 and len(mark) >= FOUR_LETTERS
    if slip is None or not word.isalnum() or not mark.isalnum() or _digits_of(word) != _digits_of(mark):
        return False
    kind, at = slip
    length = len(mark)
    if length < SIX_LETTERS:
        return _is_a_short_slip(kind, at, word, mark)
    if at == 0 and kind is not Slip.SWAPPED:
        return length >= EIGHT_LETTERS
    return kind is not Slip.CHANGED or length >= SEVEN_LETTERS or _sounds_alike(word[at], mark[at])


def may_be_written_by_ear(word: str, mark: str) -> bool:
    """Whether it says the mark with other letters, in a long one with a slip beside."""
    said, name = word.translate(_SAME_SOUND), mark.translate(_SAME_SOUND)
    if word == said and mark == name:
        return False
    if said == name:
        return len(mark) >= FOUR_LETTERS and word.isalpha()
    return len(mark) >= SEVEN_LETTERS and may_be_a_slip(said, name)


def may_have_a_digit_for_a_letter(word: str, mark: str) -> bool:
    """ "D7son": it looks like no letter of the name, but stands among all others."""
    slip = slip_between(word, mark)
    if slip is None or slip[0] is not Slip.CHANGED or len(mark) < FIVE_LETTERS or not mark.isalpha():
        return False
    return word[slip[1]].isdigit() and 0 < slip[1] < len(mark) - 1


def _digits_of(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _is_a_short_slip(kind: Slip, at: int, word: str, mark: str) -> bool:
    if len(mark) < FOUR_LETTERS or at == 0:
        return False
    if kind is Slip.SWAPPED:
        return True
    if len(mark) < FIVE_LETTERS:
        return False
    return kind is not Slip.CHANGED or _sounds_alike(word[at], mark[at])


def _sounds_alike(ours: str, theirs: str) -> bool:
    if ours in _VOWELS and theirs in _VOWELS:
        return True
    return any(ours in group and theirs in group for group in _ALIKE)
