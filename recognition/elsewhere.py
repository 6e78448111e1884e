"""Whether what a title writes in another script than Latin is a word of that script's languages rather than a mark.

Their titles are full of words that somebody has registered: 兄弟, 麒麟, パーカー, 조이. No list of them is complete, and brands are
said as often as words are; but a word tells nothing of a brand where nothing else in the title is the brand's.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from recognition.anothers import WORN, are_akin, hides
from recognition.context import Around, around, use_of
from recognition.folding import plain_of
from recognition.goods import classes_in_a_run, goods_around
from recognition.judge import Candidate
from recognition.known import is_surely_known_as
from recognition.language import in_its_language
from recognition.listed import rows_of
from recognition.marks import Kind
from recognition.names import FIRMS, is_of_a_person_or_place
from recognition.reading import Trick
from recognition.speaking import says_what_it_fits, speaks_of_the_brand
from recognition.subjects import Subject, speaks_of
from recognition.surfaces import is_hangul, is_unspaced
from recognition.vocabulary import english, frequencies, frequency_in_a_run

# As often as this only words are said, and the firms that everybody speaks of.
_SAID_EVERY_DAY = 4.0
_AN_ENGLISH_WORD = 3.6
_COMPOUNDS, _LONGEST_COMPOUND = "compounds", 12
_HAVE_COLOURS = frozenset(("plants", "beasts", "colours", "things"))
# Behind a fruit, a beast or a stone: 芒果色, オレンジ色; not 色号, the number of a shade that its maker gives.
_CALLED_A_COLOUR = re.compile("色(?![号號卡彩])|색(?:상|깔)?(?![가-힣])")
# 芒果黄, 苹果绿; not 苹果蓝牙, which is Bluetooth.
_OF_A_FRUIT = re.compile("[黄黃绿綠红紅橙紫](?![牙光外金包植木铜米茶酒牛色])")
_PICTURED = re.compile("印花|图案|圖案|花纹|花紋|柄|プリント|무늬|프린트")
# A number of a model, or a word in Latin letters, follows on a name rather than on a word.
_ITS_MODEL = re.compile(r"\s?[A-Za-z0-9]")
# Of these a title can sell nothing.
_NAMES_ONLY = frozenset(("places", "people"))
_FEWEST_OF_A_NAME = 3


def _listed() -> Iterator[tuple[str, str]]:
    """Each word, with its kind before it."""
    for kind, words in rows_of("elsewhere.txt"):
        yield from ((kind, word) for word in words.split())


@cache
def _things() -> dict[str, str]:
    """The kind of each, the first that is given."""
    found: dict[str, str] = {}
    for kind, word in _listed():
        if kind != _COMPOUNDS:
            found.setdefault(plain_of(word), kind)
    return found


@cache
def _colours() -> frozenset[str]:
    """Whatever else they are: ブラウン is a person's name, too."""
    return frozenset(plain_of(word) for kind, word in _listed() if kind == "colours")


@cache
def _compounds() -> frozenset[str]:
    return frozenset(word for kind, word in _listed() if kind == _COMPOUNDS)


@lru_cache(maxsize=20_000)
def _how_often_it_is_said(written: str) -> float:
    return max(frequency_in_a_run(written), *frequencies(plain_of(written)).values(), 0.0)


def is_in_a_compound(text: str, start: int, end: int) -> bool:
    """コーチジャケット, 蝴蝶结: whether it is a part of a longer word that everybody knows."""
    if text[start:end].isascii():
        return False
    is_wide = " " in text[max(0, end - _LONGEST_COMPOUND) : start + _LONGEST_COMPOUND]
    return any(
        (_without_a_space(text[first:last]) if is_wide else text[first:last]) in _compounds()
        for first in range(max(0, end - _LONGEST_COMPOUND), start + 1)
        for last in range(end, min(len(text), first + _LONGEST_COMPOUND) + 1)
        if last - first > end - start
    )


def _without_a_space(written: str) -> str:
    """코치 자켓 is 코치자켓."""
    return written.replace(" ", "", 1)


def _kind_of_thing(found: Candidate, text: str) -> str:
    """Whether it is the name of a place, a beast, a plant, a god, a colour or the like, as it stands there or without its ending."""
    things = _things()
    return things.get(plain_of(text[found.start : found.end])) or things.get(found.surface.base, "")


def is_a_word_elsewhere(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Whether it is written in another script than Latin, is a word there, and nothing in the title is of the mark."""
    if is_in_a_compound(text, found.start, found.end):
        return True
    written = text[found.start : found.end]
    if not found.surface.mark.nice_classes or (hides(found) and not _hides_nothing(found, written)):
        return False
    place = around(text, found.start, found.end)
    if _speaks_of_a_name(found, text, place):
        return False
    if not written.isascii() and _says_the_thing(found, text, place):
        return True
    return _is_a_word_among_others(found, text, place, nice_class)


def _is_a_word_among_others(found: Candidate, text: str, place: Around, nice_class: int | None) -> bool:
    """Where neither the class nor the goods that the title names are the mark's."""
    written, classes = text[found.start : found.end], found.surface.mark.nice_classes
    goods = goods_around(place)
    if nice_class in classes or not goods.isdisjoint(classes):
        return False
    if plain_of(written).isascii():
        return written.islower() and _is_an_english_word_abroad(found, place)
    if nice_class is not None:
        return _is_doubtful(found, text, nice_class)
    are_others = bool(goods) and goods.isdisjoint(WORN) and not are_akin(goods, found)
    return _is_hardly_a_name(found, text, others=are_others)


def _hides_nothing(found: Candidate, written: str) -> bool:
    """ "Самая милка!", 兄 弟: what ends a sentence, or is a thing set wide, hides nothing."""
    is_wide = found.reading.tricks == (Trick.SPACED,)
    return plain_of("".join(written.split()) if is_wide else written.rstrip("!")) in _things()


_SPEAKS_OF = {
    "places": (Subject.KEEPSAKE, Subject.SPORT),
    "beasts": (Subject.ANIMAL,),
    "plants": (Subject.PLANT,),
    "gods": (Subject.MYTH, Subject.SKY),
}


def _says_the_thing(found: Candidate, text: str, place: Around) -> bool:
    kind = _kind_of_thing(found, text)
    if kind in _HAVE_COLOURS and _CALLED_A_COLOUR.match(text, found.end):
        return True
    if kind == "plants" and (_OF_A_FRUIT.match(text, found.end) or _PICTURED.match(text, found.end)):
        return True
    goods = goods_around(place)
    is_of_other_goods = bool(goods) and goods.isdisjoint(found.surface.mark.nice_classes)
    is_in_front = not text[: found.start].strip()
    is_a_colour = plain_of(text[found.start : found.end]) in _colours()
    return (is_a_colour and is_of_other_goods and not is_in_front) or _speaks_of_the_thing(kind, place)


def _speaks_of_the_thing(kind: str, place: Around) -> bool:
    """Whether the title is about places, people, beasts …: then the thing is meant among the mark's own goods, too."""
    return any(speaks_of(subject, place) for subject in _SPEAKS_OF.get(kind, ()))


def _ends_in_another_word(text: str, found: Candidate) -> bool:
    """嘉实多肉: the name's last character and the one behind it are a word, with which the run ends."""
    pair, behind = text[found.end - 1 : found.end + 1], text[found.end + 1 : found.end + 2]
    return frequency_in_a_run(pair) > 0 and not is_unspaced(behind)


def _speaks_of_a_name(found: Candidate, text: str, place: Around) -> bool:
    return (
        says_what_it_fits(place)
        or speaks_of_the_brand(place, text, found.end)
        or use_of(place, "").kind is not Kind.USE
    )


def _is_an_english_word_abroad(found: Candidate, place: Around) -> bool:
    """ "ผีเสื้อ butterfly": small letters, in a title in another script, translate a word."""
    is_abroad = not any(
        word.isascii() and word.isalpha() for word in (*place.words_before, *place.words_after)
    )
    base = found.surface.base
    is_word = english(base) >= _AN_ENGLISH_WORD and base not in FIRMS and not is_of_a_person_or_place(base)
    return is_word and is_abroad and not (place.before + place.after).isascii()


def _is_doubtful(found: Candidate, text: str, nice_class: int) -> bool:
    """Among goods of another class: what is a word, is short or is only heard; among goods that the same shops sell, a word only."""
    surface = found.surface
    if _kind_of_thing(found, text) or _ends_in_another_word(text, found):
        return True
    if _is_said_only_of_it(found):
        return False
    if _is_of_a_firm(found):
        return nice_class not in WORN and _goes_on(text, found)
    written = text[found.start : found.end]
    often = _how_often_it_is_said(written)
    if are_akin(frozenset((nice_class,)), found):
        return often >= _SAID_EVERY_DAY or (often > 0 and _goes_on(text, found))
    is_native = in_its_language(written).is_unknown and not in_its_language(written).looks_borrowed
    return bool(surface.generated) or surface.is_short or often > 0 or is_native


def _is_hardly_a_name(found: Candidate, text: str, *, others: bool) -> bool:
    """Where no class is given, and the goods that the title names, if any, are others': a thing, or a word of every day, or a part
    of a longer one."""
    kind = _kind_of_thing(found, text)
    often = (
        0.0
        if _is_of_a_firm(found) or _is_said_only_of_it(found)
        else _how_often_it_is_said(text[found.start : found.end])
    )
    # A person's name that is only heard is the person's.
    is_theirs = kind == "people" and bool(found.surface.generated)
    is_name = _stands_as_a_name(found, text) and not _goes_on(text, found) and not is_theirs
    if others:
        return (bool(kind) or often > 0) and not (is_name and kind in _NAMES_ONLY)
    if _ITS_MODEL.match(text, found.end):
        return False
    if kind:
        return not is_name
    is_said = often >= _SAID_EVERY_DAY and not is_name
    return is_said or (often > 0 and _goes_on(text, found)) or _ends_in_another_word(text, found)


def _stands_as_a_name(found: Candidate, text: str) -> bool:
    """In front of all, where a title names its brand, or with a capital; and no word for goods itself, as パーカー is."""
    written = text[found.start : found.end]
    if classes_in_a_run(written):
        return False
    return not text[: found.start].strip(" 【[(（「★") or written[:1] != written[:1].lower()


def _is_of_a_firm(found: Candidate) -> bool:
    return plain_of(found.surface.mark.text) in FIRMS


def _is_said_only_of_it(found: Candidate) -> bool:
    """ポケモン, 資生堂: what the world says every day because it speaks of the mark."""
    base = found.surface.base
    return (
        is_unspaced(base) and len(base) >= _FEWEST_OF_A_NAME and is_surely_known_as(base, found.surface.mark)
    )


def _goes_on(text: str, found: Candidate) -> bool:
    """With characters of a script without edges, or, behind a hyphen, with another word of any script: "Милка-ромашка"."""
    beside = text[found.end : found.end + 1] + (text[found.start - 1] if found.start else "")
    if any(char.isalpha() and (is_unspaced(char) or is_hangul(char)) for char in beside):
        return True
    return beside[:1] == "-" and text[found.end + 1 : found.end + 2].islower()
