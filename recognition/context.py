"""The kind of use, read off the words around a mark."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from recognition.folding import base_of
from recognition.marks import Kind


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LOOKED_AT = 48
_WORD = re.compile(r"[^\W_]+")

# All word lists are in base form: small letters, no accents.
_FITS_BEFORE = _listed(
    """
    for fits compatible replacement replaces
    fur passend kompatibel ersatz pour compatible para compatibles per compatibile compatibili compativel
    voor geschikt dla do til till pentru pro для под совместим совместимый подходит
    """
)
_FITS_AFTER = _listed(
    "compatible kompatibel compatibile compativel uyumlu icin uchun совместимый 호환 호환용 용"
)
# Between "for" and the mark: "for your new Lumora", "compatible with the Lumora", "passend für".
_FILLERS = _listed(
    """
    the a an your all any new most old original genuine with to and or models series devices
    mit fur avec con com met z с для de le la les el los las der die das den il lo
    """
)
_MOST_FILLERS = 3

_DENIED_BEFORE = _listed("no not non isnt unlike without kein keine nicht pas sin senza не без")
_STYLE_BEFORE = _listed("estilo tipo типа стиль стиле")
_LIKENESS_BEFORE = (
    "similar to", "inspired by", "style of", "looks like", "dupe of", "dupe for", "alternative to", "not by", "not from",
    "ahnlich wie", "similar a", "inspire de",
)  # fmt: skip
# "Slim fit Lumora jeans" fits nothing.
_FITTING_BEFORE = ("to fit", "will fit", "made to fit")
_DENIED_AFTER = _listed(
    "style styled like type inspired lookalike alike esque dupe stil стиль типа tipo estilo"
)
_DENIED_ANYWHERE = re.compile(
    r"\b(?:no[ -]?brand|no[ -]?name|unbranded|non?[ -]branded|not (?:a )?branded|off[ -]brand"
    r"|(?:not|non|no)[ -](?:an? )?(?:genuine|original|authentic|oem|official)|ohne marke|sans marque|sin marca"
    r"|senza marca|без бренда)\b|ノーブランド|非正規|无品牌|無品牌|无牌|非正品"
)


# In scripts without spaces the words sit right against the mark.
# Put into base form, in which Thai vowels are taken apart.
def _openings(words: str) -> tuple[str, ...]:
    return tuple(base_of(words).split())


_GLUED_BEFORE = {
    Kind.COMPATIBLE: _openings("适用于 適用於 适用 適用 用于 用於 兼容 適合 适合 対応 互換 สำหรับ"),
    Kind.DENIED: _openings("非 类似 類似 仿 แบบ"),
}
_GLUED_AFTER = {
    Kind.COMPATIBLE: _openings("対応 対應 专用 專用 適用 适用 適合 互換 通用 用 호환 용"),
    Kind.DENIED: _openings("風 风 同款 款 类似 類似 っぽい タイプ スタイル 스타일"),
}
# Coats, fans, supplies and users: longer words that only begin like the ones above.
_OTHER_WORDS = (
    "风衣",
    "風衣",
    "风扇",
    "風扇",
    "风筒",
    "風呂",
    "用品",
    "用户",
    "用戶",
    "款待",
    "용량",
    "용기",
)


class Use(NamedTuple):
    kind: Kind
    why: str


class Around(NamedTuple):
    """What stands around a mark, in base form; `words` nearest first before it, in order after it."""

    before: str
    after: str
    words_before: Sequence[str]
    words_after: Sequence[str]


def around(text: str, start: int, end: int) -> Around:
    before = base_of(text[max(0, start - _LOOKED_AT) : start])
    after = base_of(text[end : end + _LOOKED_AT])
    return Around(before, after, _words(before)[::-1], _words(after))


def _words(base: str) -> list[str]:
    return _WORD.findall(base)


def denial_in(title: str) -> str:
    """What the whole title says against any brand ("unbranded"), or nothing."""
    said = _DENIED_ANYWHERE.search(base_of(title))
    return said.group() if said else ""


def use_of(place: Around, denial: str) -> Use:
    """How the title uses the mark at this place; `denial` is what the whole title says against any brand."""
    return _denied(place, denial) or _compatible(place) or Use(Kind.USE, "")


def _denied(place: Around, denial: str) -> Use | None:
    if denial:
        return Use(Kind.DENIED, f'The title says "{denial}".')
    word = _denying_word(place) or _glued(place, Kind.DENIED)
    return Use(Kind.DENIED, f'"{word}" beside it says that the goods are not of the brand.') if word else None


def _denying_word(place: Around) -> str:
    if place.words_before and place.words_before[0] in _DENIED_BEFORE | _STYLE_BEFORE:
        return place.words_before[0]
    if place.words_after and place.words_after[0] in _DENIED_AFTER and _says_a_likeness(place):
        return place.words_after[0]
    return _phrase_before(place, _LIKENESS_BEFORE)


def _phrase_before(place: Around, phrases: Sequence[str]) -> str:
    spaced = " " + " ".join(reversed(place.words_before))
    return next((phrase for phrase in phrases if spaced.endswith(f" {phrase}")), "")


def _says_a_likeness(place: Around) -> bool:
    """Neither a condition ("Lumora like new") nor a plug ("Lumora Type C")."""
    first, second = (*place.words_after, "")[:2]
    is_condition = first == "like" and second == "new"
    is_plug = first == "type" and len(second) in (1, 2)
    return _touches(place.after) and not is_condition and not is_plug


def _touches(after: str) -> bool:
    """Only a space or a hyphen lets the next word belong: "Lumora, type C" does not."""
    return after[:1] in " -" and after[1:2].isalnum()


def _compatible(place: Around) -> Use | None:
    word = _fitting_word(place) or _glued(place, Kind.COMPATIBLE)
    return Use(Kind.COMPATIBLE, f'"{word}" beside it says what the goods fit.') if word else None


def _fitting_word(place: Around) -> str:
    for word in place.words_before[: _MOST_FILLERS + 1]:
        if word in _FITS_BEFORE:
            return word
        if word not in _FILLERS:
            break
    if place.words_after and place.words_after[0] in _FITS_AFTER and _touches(place.after):
        return place.words_after[0]
    return _phrase_before(place, _FITTING_BEFORE)


def _glued(place: Around, kind: Kind) -> str:
    before, after = place.before.rstrip(), place.after.lstrip()
    ends = (word for word in _GLUED_BEFORE[kind] if before.endswith(word))
    starts = (
        word for word in _GLUED_AFTER[kind] if after.startswith(word) and not after.startswith(_OTHER_WORDS)
    )
    return next(ends, "") or next(starts, "")


_LISTS_ON = re.compile(r"\s*(?:[,/&+、・]|and|or|und|et|y|и|または|和|或)\s*")


def lists_on(between: str) -> bool:
    """Whether the text between two marks only continues a list: "for Lumora, Kestrel and Pinebarrow"."""
    return len(between) <= 8 and _LISTS_ON.fullmatch(base_of(between)) is not None
