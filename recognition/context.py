"""The kind of use, read off the words around a mark."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from recognition.accessories import is_fitted_by_an_accessory
from recognition.folding import base_of
from recognition.listed import listed
from recognition.marks import Kind

_LOOKED_AT = 48
# One place of a title is asked for by every mark that stands there.
PLACES_REMEMBERED = 64
_WORD = re.compile("(?:[^\\W_]|[\u0900-\u109f\u0e00-\u0eff\u1780-\u17ff])+")

# All word lists are in base form: small letters, no accents.
_FITS_BEFORE = listed(
    """
    for fits compatible replacement replaces
    fur passend kompatibel ersatz geeignet pour compatible adaptable para compatibles per compatibile compatibili compativel
    voor geschikt dla do till pentru pro для под совместим совместимый совместимые совместима подходит подходят
    na на danh untuk buat cocok kompatibil compatibil compativeis adaptables uygun pasuje
    kompatybilny kompatybilne kompatybilna zamiennik kompatibilni passende подойдет подойдут подходящий compativeis ersatzteil
    תואמים תואמות سازگار συμβατος
    για συμβατο συμβατη συμβατα συμβατες متوافق متوافقة مناسب برای لهاتف ل لل ל ל. תואם תואמת עבור מתאים
    """
)
_FITS_AFTER = listed(
    "compatible kompatibel compatibile compativel uyumlu uyumludur icin uchun zamiennik совместимый 호환 호환용 전용 용 対応 互換 専用 संगत"
)
# Between "for" and the mark: "for your new Lumora", "compatible with the Lumora", "passend für".
_FILLERS = listed(
    """
    the a an your all any new most old original genuine with to and or models series devices
    laptop notebook phone smartphone tablet printer watch vacuum shaver aspiradora aspirateur aspirapolvere drucker staubsauger imprimante impresora stampante
    reloj montre orologio pily телефон телефона пылесоса часов смартфона принтера שעון טלפון
    mit fur avec con cho k к com met z с для με مع ل עם ile के साथ de le la les el los las der die das den il lo
    """
)
_MOST_FILLERS = 3

_DENIED_BEFORE = listed(
    "no not non nao nie nem ikke inte niet geen bukan isnt unlike without kein keine nicht pas sin senza не без ليس ليست مش نه לא όχι οχι ไม่ใช่"
)
_DENIED_AFTER = listed("degil degildir नहीं 아님 아닙니다 아닌 ではない")
_NOT_BY = (
    "not by", "not from", "not made by", "is not", "are not", "not a", "non e", "non sono", "nao e", "nao sao", "no es", "no son",
    "pas des", "pas de la", "pas du", "nie jest", "nie sa", "n est pas", "ist kein", "sind keine", "khong phai",
)  # fmt: skip
_LIKENESS_BEFORE = listed(
    "estilo tipo typu stylu jak ala mirip gaya kieu dupe homage типа стиль стиле как аналог facon style τυπου σαν οπως στυλ ستايل يشبه شبیه مشابه בסגנון בהשראת דמוי طرح شبه تقليد contratipo imitacion imitacao imitazione реплика копия репліка аналог replika"
)
_LIKENESS_PHRASES = (
    "similar to", "inspired by", "smells like", "better than", "meilleur que", "mejor que", "besser als", "a la", "alternativa a", "alternative zu",
    "inspirada na", "inspirado no", "inspirada en", "ispirato a", "ispirata a", "inspirowany", "inspirowane", "مستوحى من", "مستوحاة من", "duftzwilling zu",
    "по мотивам", "style of", "looks like", "dupe of", "dupe for", "alternative to", "alternative for",
    "ahnlich wie", "stil von", "similar a", "inspirado en", "inspire de", "inspiree de", "דומה ל", "похож на", "похожи на",
)  # fmt: skip
# "Slim fit Lumora jeans" fits nothing.
_FITTING_BEFORE = (
    "to fit",
    "will fit",
    "made to fit",
    "works with",
    "work with",
    "designed for",
    "قطع غيار ل",
)
_SHORT_FOR_FOR = (" p/", " pt.")
_FITTING_AFTER = ("ile uyumlu", "के लिए", "के साथ", "와 호환", "과 호환")
_LIKENESS_AFTER = listed(
    "style styled like type inspired lookalike alike esque dupe alternative gibi stil стиль типа tipo estilo tarzi benzeri 스타일 풍 जैसा जैसे जैसी स्टाइल"
)
_DENIED_ANYWHERE = re.compile(
    r"\b(?:no[ -]?brand|no[ -]?name|unbranded|non?[ -]branded|not (?:a )?branded|off[ -]brand"
    r"|(?:not|non|no)[ -](?:an? )?(?:genuine|original|authentic|oem|official)|ohne marke|sans marque|sin marca"
    r"|senza marca|без бренда|markasiz|χωρις μαρκα|μη γνησιο|не оригинал|nicht original|pas officiel|non officiel)\b(?! box| packag| verpack)"
    r"|ノーブランド|非正規|ではありません|无品牌|無品牌|无牌|非正品|비정품|노브랜드|بدون ماركه|بدون ماركة|غير اصلي|ללא מותג|לא מקורי|बिना ब्रांड"
)


# In scripts without spaces the words sit right against the mark.
# Put into base form, in which Thai vowels are taken apart.
def _openings(words: str) -> tuple[str, ...]:
    return tuple(base_of(words).split())


_GLUED_BEFORE = {
    Kind.COMPATIBLE: _openings(
        "适用于 適用於 适用 適用 适配 適配 用于 用於 兼容 適合 适合 対応 互換 通用 สำหรับ ใช้กับ รองรับ"
    ),
    Kind.DENIED: _openings("非 不是 ไม่ใช่ ไม่ใช่ของ ไม่มียี่ห้อ"),
    Kind.COMPARATIVE: _openings("类似 類似 仿 平替 แบบ สไตล์ คล้าย ทรง"),
}
_GLUED_AFTER = {
    Kind.COMPATIBLE: _openings("対応 対應 専用 专用 專用 適用 适用 適合 互換 通用 兼容 用 호환 전용 용"),
    Kind.DENIED: _openings("ではありません"),
    Kind.COMPARATIVE: _openings("風 调 調 风格 风 平替 同款 款 类似 類似 っぽい タイプ スタイル 스타일 풍"),
}
# Coats, fans, supplies and users: longer words that only begin like the ones above.
_OTHER_WORDS = (
    "款式",
    "款型",
    "专用章",
    "风水",
    "風水",
    "风景",
    "風景",
    "风铃",
    "風鈴",
    "风筝",
    "风味",
    "風味",
    "风车",
    "风暖",
    "用具",
    "风衣",
    "風衣",
    "风扇",
    "風扇",
    "风筒",
    "風呂",
    "用品",
    "用户",
    "調整",
    "調節",
    "调整",
    "调节",
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
    words_before: tuple[str, ...]
    words_after: tuple[str, ...]


@lru_cache(maxsize=PLACES_REMEMBERED)
def around(text: str, start: int, end: int) -> Around:
    before = base_of(text[max(0, start - _LOOKED_AT) : start])
    after = base_of(text[end : end + _LOOKED_AT])
    return Around(before, after, tuple(_WORD.findall(before)[::-1]), tuple(_WORD.findall(after)))


# One of these is in whatever `_DENIED_ANYWHERE` finds, and in few titles.
_HINTS_OF_DENIAL = (
    "brand", "name", "genuine", "original", "authentic", "oem", "offici", "marke", "marque", "marca", "marka",
)  # fmt: skip
_OTHER_HINTS_OF_DENIAL = (
    "бренда", "оригинал", "μαρκα", "γνησιο", "ノーブランド", "非正", "ではありません", "品牌", "无牌", "비정품", "노브랜드", "بدون", "غير", "ללא", "לא", "बिना",
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
def use_at(text: str, start: int, end: int, denial: str) -> Use:
    place = around(text, start, end)
    use = use_of(place, denial)
    if use.kind is Kind.USE and is_fitted_by_an_accessory(*place):
        return Use(Kind.COMPATIBLE, "An accessory is sold, and the name with its model says what it fits.")
    return use


def use_of(place: Around, denial: str) -> Use:
    """How the title uses the mark at this place; `denial` is what the whole title says against any brand.

    What stands beside a mark is said of it, before what is said of all: "similar to Lumora, unbranded".
    """
    beside = _denied(place) or _likened(place)
    if beside:
        return beside
    if denial:
        return Use(Kind.DENIED, f'The title says "{denial}".')
    return _compatible(place) or Use(Kind.USE, "")


def _denied(place: Around) -> Use | None:
    word = _denying_word(place) or _glued(place, Kind.DENIED)
    return Use(Kind.DENIED, f'"{word}" beside it says that the goods are not of the brand.') if word else None


def _denying_word(place: Around) -> str:
    if (
        place.words_before
        and place.words_before[0] in _DENIED_BEFORE
        and not place.before.rstrip().endswith(".")
    ):
        return place.words_before[0]
    if place.words_after and place.words_after[0] in _DENIED_AFTER and _touches(place.after):
        return place.words_after[0]
    return _phrase_before(place, _NOT_BY)


def _likened(place: Around) -> Use | None:
    word = _likening_word(place) or _glued(place, Kind.COMPARATIVE)
    return Use(Kind.COMPARATIVE, f'"{word}" beside it likens the goods to the brand\'s.') if word else None


def _likening_word(place: Around) -> str:
    if place.words_before and place.words_before[0] in _LIKENESS_BEFORE:
        return place.words_before[0]
    # "im Lumora Stil", "Lumora, style 14": the word has to touch.
    if place.words_after and place.words_after[0] in _LIKENESS_AFTER and _says_a_likeness(place):
        return place.words_after[0]
    return _phrase_before(place, _LIKENESS_PHRASES)


def _phrase_before(place: Around, phrases: Sequence[str]) -> str:
    if not place.words_before or place.words_before[0] not in _ends_of(phrases):
        return ""
    spaced = " " + " ".join(reversed(place.words_before))
    return next((phrase for phrase in phrases if spaced.endswith(f" {phrase}")), "")


def _phrase_after(place: Around, phrases: Sequence[str]) -> str:
    spaced = " ".join(place.words_after) + " "
    return next((phrase for phrase in phrases if spaced.startswith(f"{phrase} ")), "")


@cache
def _ends_of(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in phrases)


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
    if place.before.rstrip().endswith(_SHORT_FOR_FOR):
        return "p/"
    return _phrase_before(place, _FITTING_BEFORE) or _phrase_after(place, _FITTING_AFTER)


def _glued(place: Around, kind: Kind) -> str:
    before, after = place.before.rstrip(), place.after.lstrip()
    if before.endswith(_GLUED_BEFORE[kind]):
        return next(word for word in _GLUED_BEFORE[kind] if before.endswith(word))
    if after.startswith(_GLUED_AFTER[kind]) and not after.startswith(_OTHER_WORDS):
        return next(word for word in _GLUED_AFTER[kind] if after.startswith(word))
    return ""


_LISTS_ON = re.compile(r"\s*(?:[,/&+、・|]|and|or|und|et|y|и|または|和|或)?\s*")


def lists_on(between: str) -> bool:
    """Whether the text between two marks only continues a list: "for Lumora, Kestrel and Pinebarrow"."""
    return len(between) <= 8 and _LISTS_ON.fullmatch(base_of(between)) is not None
