"""Whether the words around a name leave no doubt that a brand is meant."""

import re

from recognition.context import Around, use_of
from recognition.folding import base_of, plain_of
from recognition.known import is_a_famous_word
from recognition.listed import listed
from recognition.marks import Kind
from recognition.names import FIRMS, FIRMS_IN_ROWS
from recognition.vocabulary import is_usual

_SIGNS = re.compile(r"\s?[®™℠]")
_BRAND_BEFORE = listed(
    """
    by from brand genuine authentic original official von marque marca marke бренд бренда бренд марка оригинал оригинальный original
    """
)
_BRAND_AFTER = listed("brand official store marke")


def speaks_of_the_brand(place: Around, text: str, end: int) -> bool:
    """Whether the title itself says that the word is a name: "by Gap", "genuine Coach", "Apple®"."""
    if _SIGNS.match(text, end):
        return True
    before, after = place.words_before[:1], place.words_after[:1]
    return bool((before and before[0] in _BRAND_BEFORE) or (after and after[0] in _BRAND_AFTER))


# "For apples" may be anything; these words leave no doubt that a brand's goods are meant.
_FITS_A_BRAND = listed(
    "compatible kompatibel compatibile compativel uyumlu совместим совместимый совместимые fits replaces"
    " συμβατο συμβατη συμβατα متوافق متوافقة תואם תואמת תואמים תואמות संगत"
)
_VERBS = frozenset(("fits", "replaces"))
_GLUED_TO_A_BRAND = tuple(base_of("适用于 適用於 适用 適用 兼容 対応 互換 호환 ใช้กับ รองรับ").split())


def says_what_it_fits(place: Around) -> bool:
    """Whether the words around a name say that the goods go with a brand's."""
    if any(word in _FITS_A_BRAND for word in place.words_before[:2]):
        return True
    # "Vacuum head fits V8": what stands before the verb is what is sold.
    if any(word in _FITS_A_BRAND and word not in _VERBS for word in place.words_after[:1]):
        return True
    return place.before.rstrip().endswith(_GLUED_TO_A_BRAND) or place.after.lstrip().startswith(
        _GLUED_TO_A_BRAND
    )


def is_a_firm_in_a_row_of_firms(name: str, place: Around) -> bool:
    """ "BMW Ford Toyota Honda": two famous names beside it, of which one is nothing else. Not "Toyota Honda seat covers"."""
    if name not in FIRMS and name not in FIRMS_IN_ROWS:
        return False
    before, after = place.words_before[:2], place.words_after[:2]
    rows = (before, (*before[:1], *after[:1]), after)
    return any(
        len(row) > 1 and any(map(_is_nothing_else, row)) and all(map(is_a_famous_word, row)) for row in rows
    )


def _is_nothing_else(name: str) -> bool:
    return name in FIRMS or not (name.isascii() or is_usual(name))


_BEHIND = re.compile(r" ([^\W\d_]{3,})")


def fits_what_has_a_model(place: Around, text: str, end: int) -> bool:
    """ "На Ладу Весту", "לקיה פיקנטו": what the goods fit has another name behind its own, a word that nobody says otherwise."""
    behind = _BEHIND.match(text, end)
    if (
        behind is None
        or behind[1].isascii()
        or (behind[1].lower() != behind[1].upper() and behind[1].islower())
    ):
        return False
    return not is_usual(plain_of(behind[1])) and use_of(place, "").kind is Kind.COMPATIBLE
