"""What the goods fit or stand in for, said further off than beside the name: over a machine's name, or behind models and parts."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from recognition.accessories import is_a_carmaker, is_any_told, words_for
from recognition.context import WORD
from recognition.english_words import is_an_english_word
from recognition.folding import plain_of, plain_words
from recognition.goods import classes_of_word, names_goods_in_a_run
from recognition.known import is_famous, is_written_for_another
from recognition.surfaces import is_hangul, is_unspaced
from recognition.uses import phrases_that, words_that

_OF_MACHINES = frozenset((7, 8, 9, 10, 11, 14, 15, 16, 21, 28))
_OF_VEHICLES = 12
_OF_PERFUMES = 3
_WORN = frozenset((18, 25))
_MOST_BEFORE, _MOST_BETWEEN, _LONGEST_BETWEEN = 5, 5, 32
_LONGEST_ENDING = 4
_LONGEST_NAME_IN_A_RUN = 6
_EXACTLY = 4
_SEPARATOR = re.compile(r"[,;:|/()\[\]{}+·•。、「」【】!?؟،]|\s[-–—]\s")
_GLUED_FOR = re.compile("(?:لل|لـ|ل|ל|ב)(?=\\w)")
_GLUED_ARTICLE = re.compile("(?:ال|ה)(?=\\w)")


class Name(NamedTuple):
    """One that is found in a title, with what stands before it and behind it up to the next names found, in base form."""

    mark: str
    classes: frozenset[int]
    before: str
    behind: str
    another_follows: bool
    written: str


def word_of_what_it_fits(name: Name) -> str:
    """The word that says so, or nothing."""
    is_a_maker = _makes_machines(name.classes)
    return (
        (_for_a("machines", name.before) if is_a_maker else "")
        or (_for_a("vehicles", name.before) if is_a_carmaker(name.mark) else "")
        or _verb_fit(name.before)
        or _said_behind(name)
        or _stands_in(name)
    )


def is_for_anothers_machine(words_before: Sequence[str], classes: frozenset[int]) -> bool:
    """ "Bag for laptop Samsonite": a mark that is for no machines is not the laptop's."""
    return not _makes_machines(classes) and any(map(_is_a_machine, words_before[:1]))


def _makes_machines(classes: frozenset[int]) -> bool:
    """Whether a mark of these classes may; of none, any may."""
    return not classes or not classes.isdisjoint(_OF_MACHINES)


def word_that_likens(name: Name) -> str:
    """ "Dior Sauvage аналог", "Dior … άρωμα τύπου", "Dior ソヴァージュ風": behind a perfume's name and what else is its own."""
    if said := _LIKE_A_MODEL.match(name.behind):
        return said[1]
    if _OF_PERFUMES not in name.classes:
        return ""
    if said := _SUBSTITUTE_BEFORE.search(name.before):
        return said.group().strip()
    if name.another_follows:
        return ""
    said = _SUBSTITUTE.search(name.behind) or _OF_THE_TYPE.search(name.behind)
    return said.group() if said else ""


_LIKE_A_MODEL = re.compile(
    "[\u4e00-\u9fff]{0,6}\\s?(?:[a-z]*\\d[\\w-]{0,6}|[\u30a1-\u30ff]{2,10})\\s?(風(?![\u4e00-\u9fff]|では|じゃ)|同款|平替|っぽい)"
)
_OF_THE_TYPE = re.compile(
    r"\b(?:inspired(?! by)|dupe|duftzwilling|inspirado|inspirada|muadil\w*|τυπου|مستوح\w+)\b|香りの似た"
)
_SUBSTITUTE_BEFORE = re.compile(r"\b(?:بديل|بدائل|جایگزین|substituto|odpowiednik)\s*$")
_SUBSTITUTE = re.compile(
    r"\b(?:аналог\w{0,2}|заменител\w+|замінник\w*|zamiennik\w{0,2}|odpowiednik\w{0,2}|بديل\w?|بدائل|جایگزین|muadil\w{0,2}|aftermarket|неориг\w*"
    r"|yan sanayi\w?|utangyartott|nahrada|תחליפי\w?|חליפי\w?)\b|代用|副厂|副廠|社外品?|非原厂|非原廠|互換品|호환품|사제품"
)


def _stands_in(name: Name) -> str:
    """ "Battery … Makita 18V 6Ah аналог": whatever else is told between."""
    if name.another_follows or (name.classes and name.classes.isdisjoint(_OF_MACHINES | {_OF_VEHICLES})):
        return ""
    said = _SUBSTITUTE.search(name.behind)
    return said.group() if said else ""


def _for_a(things: str, before: str) -> str:
    """ "Filter for vacuum Lumora", "для шуруповерта Люмора", "สำหรับกล้องลูโมรา": of "machines" or of "vehicles"."""
    piece = _SEPARATOR.split(before)[-1]
    return _word_before_a_thing(things, WORD.findall(piece)[::-1]) or _run_before_a_thing(
        things, piece.rstrip()
    )


def _word_before_a_thing(things: str, words: Sequence[str]) -> str:
    has_thing = False
    for word in words[:_MOST_BEFORE]:
        if has_thing and word in words_that("fits before"):
            return word
        glued = _GLUED_FOR.match(word)
        if glued and _is_one_of(things, word[glued.end() :]):
            return word
        if _is_one_of(things, word):
            has_thing = True
        elif word not in words_that("fillers"):
            return ""
    return ""


def _run_before_a_thing(things: str, piece: str) -> str:
    if not is_unspaced(piece[-1:]):
        return ""
    for thing in filter(piece.endswith, words_for(f"{things} in runs")):
        rest = piece[: -len(thing)].rstrip()
        for word in filter(rest.endswith, phrases_that("fits before in runs")):
            return word
    return ""


def _is_one_of(things: str, word: str) -> bool:
    return _is_a_machine(word) if things == "machines" else word in words_for(things)


_NO_PLURALS = frozenset(("mens", "womens", "ladies", "kids", "boys", "girls"))


def _verb_fit(before: str) -> str:
    """ "Brake pads fit Lumora": behind what is many; "slim fit" and "dri fit" are no verbs."""
    words = WORD.findall(_SEPARATOR.split(before)[-1])
    if len(words) < 2 or words[-1] != "fit":
        return ""
    things = words[-2]
    is_many = things.endswith("s") and not things.endswith("ss") and things not in _NO_PLURALS
    return "fit" if is_many and classes_of_word(things).isdisjoint(_WORN) else ""


@cache
def _machines_by_length() -> tuple[frozenset[str], tuple[int, ...]]:
    stems = plain_words(" ".join(words_for("machines")))
    return stems, tuple(sorted({len(stem) for stem in stems}))


def _is_a_machine(word: str) -> bool:
    """The beginnings that are listed, and so many letters more; short ones as they are, for all but an s."""
    word = plain_of(word)
    word = word[article.end() :] if (article := _GLUED_ARTICLE.match(word)) else word
    stems, lengths = _machines_by_length()
    if word in stems:
        return True
    return any(
        word[:length] in stems
        for length in lengths
        if _EXACTLY <= length < len(word) <= length + _LONGEST_ENDING
    )


# These say nothing else than that goods fit; those may speak of people and places as well.
_SURELY = (
    r"\b(?:compatible|compatibles|kompatibel|compatibile|compatibili|compativel|compativeis|kompatybiln\w|kompatibiln\w|kompatibl\w{1,2}|uyumlu|uyumludur|yerine|συμβατ(?:οσ|η|ο|α|εσ|οι)"
    r"|совместим\w{2}|сумісн\w{1,2}|متوافق\w?|תואמ\w{0,2}|תואם|संगत|কম্প্যাটিবল|कंपैटिबल|कम्पेटिबल)(?!\w)|호환(?!성)|互換(?!性)|兼容(?!性)"
)
_FOR = (
    r"(?<!\w)(?:icin|uchun|के लिए|के लिये|کے لیے|کے لئے|এর জন্য|জন্য|साठी|માટે|కోసం|համար)(?!\w)|(?<=\w)h[oe]z(?: valo)?(?!\w)"
    r"|(?<=[가-힣\d])용(?!\w)|전용|(?<=\w)用(?![具品户戶途])|专用|專用|専用|通用|适配|適配|适用|適用|対応"
)
_POINTS_BACK = re.compile(f"(?P<surely>{_SURELY})|(?P<for>{_FOR})")
_GOES_ON_TO_ANOTHER = re.compile(
    r"\s*(?:(?:with|w|con|avec|mit|com|met|med|z|s|с|із|з|με|مع|עם|για|for|fur|pour|para|per|ile)(?!\w)|于|於)?\s*(\w*)"
)


def _said_behind(name: Name) -> str:
    """ "Lumora V11 호환 배터리", "ルモラ プリンター用 インク", "Lumora tost makinesi için plaka"."""
    for said in _POINTS_BACK.finditer(name.behind):
        between, rest = name.behind[: said.start()], name.behind[said.end() :]
        if not between.strip():
            continue
        if _points_forward(rest, name) or not _is_of_the_name(between, name):
            return ""
        if said["surely"] or _fits_its_machine(between, rest, name):
            return said.group().strip()
    return ""


def _points_forward(rest: str, name: Name) -> bool:
    """ "Compatible with …", "适配苹果15", or another name that is found right behind."""
    if name.another_follows and not WORD.search(rest.removeprefix("于")):
        return True
    on = _GOES_ON_TO_ANOTHER.match(rest)
    if on is None:
        return False
    has_a_with = bool(on[0][: on.start(1) - on.start()].strip())
    return has_a_with or _names_another(on[1], name) or is_any_told("anybody's", [on[1]], on[1])


def _is_of_the_name(between: str, name: Name) -> bool:
    """Whether what stands between a name and the word that points to it is its models and machines, and what fits them."""
    words = WORD.findall(between)
    if _SEPARATOR.search(between) or len(words) > _MOST_BETWEEN or len(between) > _LONGEST_BETWEEN:
        return False
    if is_any_told("anybody's", words, between):
        return False
    has_goods = False
    for word in words:
        # "Lumora charger S24 compatible": behind the goods another's model is told.
        if _names_another(word, name) or (has_goods and any(map(str.isdigit, word))):
            return False
        is_machine = _is_a_machine(word) or any(each in word for each in words_for("machines in runs"))
        has_goods = has_goods or (not is_machine and _is_goods(word))
    return True


def _is_goods(word: str) -> bool:
    return bool(classes_of_word(word)) or names_goods_in_a_run(word)


def _names_another(word: str, name: Name) -> bool:
    """Whether a famous name is written that is not the mark's own; in small letters "patron" is a word."""
    if word.isascii() and is_an_english_word(word) and f" {word}" in name.written:
        return False
    return any(is_written_for_another(each, name.mark) for each in _famous_in(word))


@lru_cache(maxsize=1_000)
def _famous_in(word: str) -> tuple[str, ...]:
    """In scripts without spaces names stand anywhere in a run."""
    if not is_unspaced(word) or is_hangul(word):
        return (word,)
    lengths = range(2, _LONGEST_NAME_IN_A_RUN + 1)
    pieces = (word[at : at + length] for at in range(len(word)) for length in lengths)
    return tuple(filter(is_famous, pieces))


def _fits_its_machine(between: str, rest: str, name: Name) -> bool:
    """ "For" behind a machine of the mark's, or where a part is sold for a machine, a model or a vehicle; not the maker's own."""
    words = WORD.findall(between)
    is_run = any(each in between for each in words_for("machines in runs"))
    has_machine = is_run or any(map(_is_a_machine, words))
    seen, every = f"{between}\0{rest}", [*words, *WORD.findall(rest)]
    if is_any_told("own", every, seen):
        return False
    is_a_maker = _makes_machines(name.classes)
    if is_a_maker and (any(map(_is_a_machine, words[-1:])) or between.rstrip().endswith(_machine_runs())):
        return True
    sells_a_part = is_any_told("parts", every, seen) or is_any_told("accessories", every, seen)
    has_model = any(map(str.isdigit, between)) and is_a_maker
    is_of_a_vehicle = _OF_VEHICLES in name.classes
    return sells_a_part and ((has_machine and is_a_maker) or has_model or is_of_a_vehicle)


@cache
def _machine_runs() -> tuple[str, ...]:
    return tuple(words_for("machines in runs"))
