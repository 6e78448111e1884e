"""The kind of use, read off the words around a mark."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from recognition.folding import base_of
from recognition.known import is_famous
from recognition.marks import Kind
from recognition.uses import as_written, beginnings_of, ends_of, phrases_that, words_that

LOOKED_AT = 48
# One place of a title is asked for by every mark that stands there.
PLACES_REMEMBERED = 64
# An apostrophe makes another letter of a Hebrew one, and is part of the word: ג'ל holds no ל.
WORD = re.compile(
    "(?:[^\\W_]|[\u0900-\u109f\u0e00-\u0eff\u1780-\u17ff]|(?<=[\u05d0-\u05ea])['’׳](?=[\u05d0-\u05ea]))+"
)

_MOST_FILLERS = 3
_LONGEST_FEW = 2
_SHORT_FOR_FOR = (" p/", " pt.")
_QUESTION_MARKS = ("?", "？", "؟")
_LOVERS = frozenset(("i", "we", "you", "they", "who", "would", "if", "really", "kids", "girls", "boys"))
_KOREAN_STYLE = re.compile(r"\s?(st)(?![\w])\.?")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_DENIED_ANYWHERE = re.compile(
    r"\b(?:no[ -]?brand|no[ -]?name|unbranded|non?[ -]branded|not (?:a )?branded|off[ -]brand"
    r"|(?:not|non|no)[ -](?:an? )?(?:genuine|original[ei]?s?|authentic|oem|official)|ohne marke|sans marque|sin marca"
    r"|senza marca|без бренда|markasiz|χωρις μαρκα|μη γνησιο|не оригинал|nicht original|pas officiel|non officiel)\b(?! box| packag| verpack)"
    r"|ノーブランド|非正規|ではありません|无品牌|無品牌|无牌|非正品|没有牌子|沒有牌子|비정품|노브랜드|브랜드 없음|بدون ماركه|بدون ماركة|غير اصلي|ללא מותג|לא מקורי|बिना ब्रांड"
)


_BY_KIND = {Kind.COMPATIBLE: "fits", Kind.DENIED: "denies", Kind.COMPARATIVE: "likens"}


class Use(NamedTuple):
    kind: Kind
    why: str


class Around(NamedTuple):
    """What stands around a mark, in base form; `words` nearest first before it, in order after it."""

    before: str
    after: str
    words_before: tuple[str, ...]
    words_after: tuple[str, ...]


@lru_cache(maxsize=PLACES_REMEMBERED)
def around(text: str, start: int, end: int) -> Around:
    before = base_of(text[max(0, start - LOOKED_AT) : start])
    after = base_of(text[end : end + LOOKED_AT])
    return Around(before, after, tuple(WORD.findall(before)[::-1]), tuple(WORD.findall(after)))


# One of these is in whatever `_DENIED_ANYWHERE` finds, and in few titles.
_HINTS_OF_DENIAL = (
    "brand", "name", "genuine", "original", "authentic", "oem", "offici", "marke", "marque", "marca", "marka",
)  # fmt: skip
_OTHER_HINTS_OF_DENIAL = (
    "бренда", "оригинал", "μαρκα", "γνησιο", "ノーブランド", "非正", "ではありません", "品牌", "无牌", "비정품", "노브랜드", "브랜드 없음", "牌子", "بدون", "غير", "ללא", "לא", "बिना",
)  # fmt: skip


def denial_in(title: str) -> str:
    """What the whole title says against any brand ("unbranded"), or nothing."""
    base = base_of(title)
    hints = _HINTS_OF_DENIAL if base.isascii() else _HINTS_OF_DENIAL + _OTHER_HINTS_OF_DENIAL
    if not any(hint in base for hint in hints):
        return ""
    said = _DENIED_ANYWHERE.search(base)
    return said.group() if said else ""


@lru_cache(maxsize=PLACES_REMEMBERED)
def use_of(place: Around, denial: str) -> Use:
    """How the title uses the mark at this place; `denial` is what the whole title says against any brand.

    What stands beside a mark is said of it, before what is said of all: "similar to Lumora, unbranded".
    """
    beside = _denied(place) or _likened(place) or _compatible(place)
    if beside:
        return beside
    return denied_by_all(denial) if denial else Use(Kind.USE, "")


def denied_by_all(denial: str) -> Use:
    return Use(Kind.DENIED, f'The title says "{denial}".')


def _denied(place: Around) -> Use | None:
    word = _denying_word(place) or _glued(place, Kind.DENIED)
    return (
        Use(Kind.DENIED, f'"{as_written(word)}" beside it says that the goods are not of the brand.')
        if word
        else None
    )


def _denying_word(place: Around) -> str:
    # "Inspirado no Lumora": Portuguese draws "in the" together.
    if _phrase_before(place, "likens before phrases"):
        return ""
    if (
        place.words_before
        and place.words_before[0] in words_that("denies before")
        and not place.before.rstrip().endswith(".")
    ):
        return place.words_before[0]
    if place.words_after and place.words_after[0] in words_that("denies behind") and _touches(place.after):
        return place.words_after[0]
    return (
        _phrase_before(place, "denies before phrases")
        or _phrase_behind(place, "denies behind phrases")
        or _answered_with_no(place)
    )


def _answered_with_no(place: Around) -> str:
    """ "Lumora? No, handmade": what is asked and answered in one."""
    answer = place.words_after[0] if place.words_after else ""
    asked = place.after.lstrip()
    if asked[:1] not in _QUESTION_MARKS or answer not in words_that("answers no"):
        return ""
    # "Lumora? non-slip clogs"
    goes_on = re.match(r"-\w", asked[asked.index(answer) + len(answer) :])
    return "" if goes_on else answer


def _likened(place: Around) -> Use | None:
    word = _likening_word(place) or _glued(place, Kind.COMPARATIVE)
    return (
        Use(Kind.COMPARATIVE, f'"{as_written(word)}" beside it likens the goods to the brand\'s.')
        if word
        else None
    )


def _likening_word(place: Around) -> str:
    if place.words_before and place.words_before[0] in words_that("likens before"):
        return place.words_before[0]
    # "im Lumora Stil", "Lumora, style 14": the word has to touch.
    if place.words_after and place.words_after[0] in words_that("likens behind") and _says_a_likeness(place):
        return place.words_after[0]
    return (
        _phrase_before(place, "likens before phrases")
        or _phrase_behind(place, "likens behind phrases")
        or _like_without_a_lover(place)
        or _short_for_style_in_korean(place)
    )


def _like_without_a_lover(place: Around) -> str:
    """ "Clogs like Lumora"; but "I like Lumora" and "gifts you like"."""
    first, second = (*place.words_before, "", "")[:2]
    return first if first == "like" and second not in _LOVERS else ""


def _short_for_style_in_korean(place: Around) -> str:
    said = _KOREAN_STYLE.match(place.after)
    return said[1] if said and _HANGUL.search(place.after + place.before) else ""


def _phrase_before(place: Around, say: str) -> str:
    if not place.words_before or place.words_before[0] not in ends_of(say):
        return ""
    spaced = " " + " ".join(reversed(place.words_before))
    return next((phrase for phrase in phrases_that(say) if spaced.endswith(f" {phrase}")), "")


def _phrase_behind(place: Around, say: str) -> str:
    if not place.words_after or place.words_after[0] not in beginnings_of(say):
        return ""
    spaced = " ".join(place.words_after) + " "
    return next((phrase for phrase in phrases_that(say) if spaced.startswith(f"{phrase} ")), "")


def _says_a_likeness(place: Around) -> bool:
    """Neither a condition ("Lumora like new") nor a plug ("Lumora Type C"), nor what inspired the brand ("inspired by nature")."""
    first, second = (*place.words_after, "")[:2]
    is_condition = first == "like" and second == "new"
    is_plug = first == "type" and len(second) in (1, 2)
    is_their_own = first == "inspired" and second == "by"
    return _touches(place.after) and not (is_condition or is_plug or is_their_own)


def _touches(after: str) -> bool:
    """Only a space or a hyphen lets the next word belong: "Lumora, type C" does not."""
    return after[:1] in " -" and after[1:2].isalnum()


def _compatible(place: Around) -> Use | None:
    word = _fitting_word(place) or _glued(place, Kind.COMPATIBLE)
    return Use(Kind.COMPATIBLE, f'"{as_written(word)}" beside it says what the goods fit.') if word else None


def _fitting_word(place: Around) -> str:
    for at, word in enumerate(place.words_before[: _MOST_FILLERS + 1]):
        if word in words_that("fits before"):
            return "" if word == "pro" and _ends_a_model(place.words_before[at + 1 :]) else word
        is_a_few = word.isdigit() and len(word) <= _LONGEST_FEW
        if word not in words_that("fillers") and not is_a_few:
            break
    if place.words_after and place.words_after[0] in words_that("fits behind") and _touches(place.after):
        return place.words_after[0]
    if place.before.rstrip().endswith(_SHORT_FOR_FOR):
        return "p/"
    return _phrase_before(place, "fits before phrases") or _phrase_behind(place, "fits behind phrases")


def _ends_a_model(words_before: Sequence[str]) -> bool:
    """ "15 Pro", "MacBook Pro": no "for" of Czech there."""
    return bool(words_before) and (any(map(str.isdigit, words_before[0])) or is_famous(words_before[0]))


def _glued(place: Around, kind: Kind) -> str:
    before, after = place.before.rstrip(), place.after.lstrip()
    openings = phrases_that(f"{_BY_KIND[kind]} before in runs")
    if before.endswith(openings):
        return next(word for word in openings if before.endswith(word))
    endings = phrases_that(f"{_BY_KIND[kind]} behind in runs")
    if after.startswith(endings) and not after.startswith(phrases_that("other words in runs")):
        return next(word for word in endings if after.startswith(word))
    return ""
