"""What the letters of a name are in the writing of a title's own language: half of another word, an article and a noun."""

import re
import unicodedata

from recognition.folding import plain_of
from recognition.han import is_han
from recognition.listed import listed
from recognition.lookalikes import APOSTROPHES
from recognition.vocabulary import is_frequent

# "Dell'olio", "all'aperto", "qu'elle": what Romance languages write before a vowel, and never a name.
_ELIDED = listed(
    """
    all coll dall dell nell sull un quell bell sant quest tutt mezz nessun qualcun ogn quant com dov c d j l m n s t qu jusqu lorsqu puisqu quoiqu presqu gl
    """
)
_BEGINS_WITH_A_VOWEL = re.compile("[aeiouyhàáâèéêëìíîòóôùúûœ]", re.IGNORECASE)
_ARTICLES = listed(
    "la le les el los las il lo gli un une una uno der die das den dem ein eine o os as um uma the a an het een de"
)
_TWO = 2
# Not など, なし, なら, なの, なん.
_SAYS_WHAT_IT_IS_LIKE = re.compile("な(?![どしらのんく])")
_LETTERS = re.compile(r"[^\W\d_]+")
# Before a name these are words by themselves: new, real, like, woman, man.
_BEFORE_A_NAME = frozenset("新旧原真正仿男女的款大小代高老买卖售收换修用与和")


def is_elided(text: str, start: int, end: int) -> bool:
    apostrophe, after = text[end : end + 1], text[end + 1 : end + 2]
    return (
        apostrophe in APOSTROPHES
        and apostrophe != ""
        and text[start:end].casefold() in _ELIDED
        and _BEGINS_WITH_A_VOWEL.match(after) is not None
    )


def is_an_article_and_a_noun(written: str) -> bool:
    """ "La neige": in small letters, and both are words that anybody says."""
    words = _LETTERS.findall(written)
    return (
        len(words) == _TWO and written.islower() and words[0] in _ARTICLES and is_frequent(plain_of(words[1]))
    )


def has_accents_of_its_own(written: str, registered: str) -> bool:
    """Whether it is written with accents that the name has not: "Böse" for Bose."""
    return bool(_accents_in(written) - _accents_in(registered))


def _accents_in(written: str) -> frozenset[str]:
    return frozenset(char for char in unicodedata.normalize("NFD", written) if unicodedata.combining(char))


def is_behind_one_character(text: str, start: int) -> bool:
    """ "普lada": one Chinese character that is no word before a name makes another name of both."""
    before = text[max(0, start - 2) : start]
    return bool(
        before
        and is_han(before[-1])
        and before[-1] not in _BEFORE_A_NAME
        and not (len(before) > 1 and (before[0].isalnum()))
        and text[start : start + 1].islower()
    )


def is_a_quality_in_kana(text: str, start: int, end: int) -> bool:
    """シャープな音: what Japanese puts な behind says what a thing is like."""
    return "\u30a1" <= text[start] <= "\u30ff" and _SAYS_WHAT_IT_IS_LIKE.match(text, end) is not None


def is_behind_a_stroke(text: str, start: int) -> bool:
    """ "צ'ארמס": in Hebrew an apostrophe makes another letter of the one before it, and the word goes on."""
    return start > 1 and text[start - 1] in APOSTROPHES and "\u05d0" <= text[start - 2] <= "\u05ea"
