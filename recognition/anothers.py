"""Whether a title that writes a mark's letters says a word of its own language, or somebody else's name.

Asked of what could be either. A disguise is never asked: nobody disguises a word.
"""

import re

from recognition.context import Around, around, use_of
from recognition.folding import plain_of
from recognition.goods import goods_around
from recognition.han import is_han
from recognition.homonyms import is_a_thing_here
from recognition.judge import Candidate
from recognition.language import Word, languages_of, languages_rather_than_english, word_in
from recognition.marks import Kind
from recognition.names import FIRMS, is_of_a_person_or_place
from recognition.own_words import (
    has_accents_of_its_own,
    is_a_quality_in_kana,
    is_an_article_and_a_noun,
    is_behind_a_stroke,
    is_behind_one_character,
    is_elided,
)
from recognition.reading import SLIPS, Trick
from recognition.senses import means_something_else, touches_its_kind
from recognition.speaking import says_what_it_fits, speaks_of_the_brand
from recognition.standing_out import is_in_a_saying, stands_out_as_a_name
from recognition.subjects import Subject, speaks_of
from recognition.surfaces import IN_THE_PLURAL, is_hangul, is_unspaced
from recognition.vocabulary import frequencies, is_frequent
from recognition.words import is_a_phrase, is_a_shade, is_of_others_too

# Printed matter, and lessons; perfume, jewels, bags and clothes, on which famous names are put whatever they are known for.
_ABOUT_SOMETHING, WORN = frozenset((16, 41)), frozenset((3, 14, 18, 25))
# Whoever sells the one often sells the other.
_AKIN = (
    frozenset((7, 8, 9, 11, 21)),
    frozenset((12, 27)),
    frozenset((5, 29, 30, 31, 32, 33)),
    frozenset((20, 21, 24, 27)),
    frozenset((2, 9, 16)),
    frozenset((9, 28)),
    frozenset((18, 25)),
)
_NO_WORD = Word()
_SEEN = 48
_CONTRACTED = ("'t", "’t")
# A word of more is borrowed, or a name.
_MOST_LANGUAGES = 2
_DOUBLED_OR_NOT = frozenset((Trick.DOUBLED, Trick.DROPPED))
_LETTERS = re.compile(r"[^\W\d_]+")
_DOTS_IN_FOREIGN_NAMES = "·・"


def hides(found: Candidate) -> bool:
    """A slip of the pen hides nothing: what it is in may still mean something else."""
    return found.reading.is_disguised and SLIPS.isdisjoint(found.reading.tricks)


def is_a_word_of_its_title(found: Candidate, text: str) -> bool:
    """Whether what would be a slip elsewhere is simply a word: "leggo" in Italian, "cassio" where nobody knows the language."""
    written = text[found.start : found.end]
    if not found.reading.is_disguised or not written.isalpha():
        return False
    said = plain_of(written)
    if said == found.surface.base:
        return False
    return is_of_a_person_or_place(said) or _is_usual_in_its_title(said, around(text, found.start, found.end))


def _is_usual_in_its_title(said: str, place: Around) -> bool:
    those = frequencies(said)
    if not those or place.after.startswith(_CONTRACTED):
        return bool(those)
    languages = languages_rather_than_english((*place.words_before, *place.words_after))
    if not languages:
        return is_frequent(said) or len(those) > _MOST_LANGUAGES
    return not languages.isdisjoint(those)


def says_something_else(found: Candidate, text: str) -> bool:
    """Whether what else the title speaks of tells that another thing of that name is meant."""
    if _is_half_a_word(found, text):
        return True
    if hides(found):
        return _is_a_thing_misspelt(found, text)
    place = around(text, found.start, found.end)
    if _is_a_shade_here(found, text):
        return True
    if says_what_it_fits(place) or speaks_of_the_brand(place, text, found.end):
        return False
    if _is_a_word_of_its_language(found, text):
        return True
    names = _names_of(found) | {plain_of(found.surface.mark.text), plain_of(text[found.start : found.end])}
    return any(means_something_else(name, place) for name in names) or _is_of_a_foreign_name(found, text)


def _is_a_thing_misspelt(found: Candidate, text: str) -> bool:
    """ "Отвёртка филлипс PH1": a letter doubled hides nothing where the title speaks of the thing."""
    if not _DOUBLED_OR_NOT.issuperset(found.reading.tricks):
        return False
    place = around(text, found.start, found.end)
    return any(
        is_a_thing_here(name, place) for name in (found.surface.name, plain_of(found.surface.mark.text))
    )


def _is_half_a_word(found: Candidate, text: str) -> bool:
    """What hides nothing though it looks as if it did."""
    written = text[found.start : found.end]
    return (
        is_elided(text, found.start, found.end)
        or is_behind_one_character(text, found.start)
        or is_behind_a_stroke(text, found.start)
        or is_a_quality_in_kana(text, found.start, found.end)
        or (Trick.SPACED in found.reading.tricks and is_an_article_and_a_noun(written))
    )


def _is_a_word_of_its_language(found: Candidate, text: str) -> bool:
    """Even among the mark's goods: with accents that the name has not, or in a saying."""
    written = text[found.start : found.end]
    if has_accents_of_its_own(written, found.surface.registered):
        word = _word_in_its_title(found, text, plain_of(written))
    elif is_in_a_saying(text, found.start, found.end):
        word = _word_of_the_title(found, text)
    else:
        return False
    return word.is_their_own or word.may_be


def _is_a_shade_here(found: Candidate, text: str) -> bool:
    """ "Off-white", "off white": only a name has a capital in each of its words, or writes them as one."""
    written = _LETTERS.findall(text[found.start : found.end])
    return (
        len(written) > 1 and is_a_shade(found.surface.base) and not all(word[0].isupper() for word in written)
    )


def is_anothers_outside_its_classes(found: Candidate, text: str, nice_class: int) -> bool:
    """There a book is about a name, what is a person's or a place's as well is theirs, and a word a word."""
    if hides(found):
        return False
    place, word = around(text, found.start, found.end), _word_of_the_title(found, text)
    if word.is_their_own and text[found.start : found.end].islower():
        return not says_what_it_fits(place)
    names = _names_of(found)
    may_be_theirs = not are_akin(frozenset((nice_class,)), found) and (
        any(map(is_of_others_too, names)) or word.may_be
    )
    is_anothers = (
        nice_class in _ABOUT_SOMETHING
        or is_a_phrase(plain_of(found.surface.mark.text))
        or word.is_their_own
        or (may_be_theirs and (nice_class not in WORN or _is_a_word_of_the_east(found)))
        or any(touches_its_kind(name, place) for name in names)
        or speaks_of(Subject.PLANT, place)
    )
    return is_anothers and use_of(place, "").kind is Kind.USE


def is_only_a_word(found: Candidate, text: str) -> bool:
    """Where no class is given: whether nothing that the title says is of the mark, and much of it a word's."""
    place = around(text, found.start, found.end)
    if hides(found) or not goods_around(place).isdisjoint(found.surface.mark.nice_classes):
        return False
    written, word = text[found.start : found.end], _word_of_the_title(found, text)
    is_in_small_letters = written.islower() and _has_capitals(text, found)
    says_a_brand = speaks_of_the_brand(place, text, found.end)
    if word.is_their_own and is_in_small_letters:
        return not (says_a_brand or says_what_it_fits(place))
    if says_a_brand or use_of(place, "").kind is not Kind.USE:
        return False
    if word.is_their_own:
        return not stands_out_as_a_name(text, found.start, found.end)
    may_be_words = word.may_be or word.is_usual or (written.isascii() and is_a_phrase(found.surface.name))
    return (
        (is_in_small_letters and may_be_words)
        or any(touches_its_kind(name, place) for name in _names_of(found))
        or _is_among_goods_of_others(
            found, word, place, may_be_akin=not (is_in_small_letters and word.is_usual)
        )
    )


def _is_among_goods_of_others(found: Candidate, word: Word, place: Around, *, may_be_akin: bool) -> bool:
    goods = goods_around(place)
    if found.surface.is_known and plain_of(found.surface.mark.text) in FIRMS:
        # Other scripts write a firm's name for nothing else.
        return False
    is_doubtful = word.may_be or found.surface.is_short or any(map(is_of_others_too, _names_of(found)))
    are_others = goods.isdisjoint(WORN) and not (may_be_akin and are_akin(goods, found))
    return is_doubtful and bool(goods) and are_others


def _names_of(found: Candidate) -> frozenset[str]:
    """The name as it is registered, and as it is written here."""
    return frozenset((found.surface.name, found.surface.base))


def _word_of_the_title(found: Candidate, text: str) -> Word:
    is_in_latin = text[found.start : found.end].isascii()
    return _word_in_its_title(found, text, found.surface.name) if is_in_latin else _NO_WORD


def _word_in_its_title(found: Candidate, text: str, plain: str) -> Word:
    """Of the word as the name is, or as it is written here."""
    place, name = around(text, found.start, found.end), found.surface.name
    is_made = found.surface.generated not in ("", IN_THE_PLURAL)
    if is_made or not name.isascii() or name in FIRMS:
        return _NO_WORD
    return word_in(languages_of((*place.words_before, *place.words_after)), plain)


def _is_a_word_of_the_east(found: Candidate) -> bool:
    base = found.surface.base
    return not base.isascii() and is_of_others_too(base)


def are_akin(goods: frozenset[int], found: Candidate) -> bool:
    classes = found.surface.mark.nice_classes
    return any(not kin.isdisjoint(goods) and not kin.isdisjoint(classes) for kin in _AKIN)


def _has_capitals(text: str, found: Candidate) -> bool:
    place = text[max(0, found.start - _SEEN) : found.start] + text[found.end : found.end + _SEEN]
    return any(word.istitle() for word in place.split())


def _is_of_a_foreign_name(found: Candidate, text: str) -> bool:
    """Chinese writes a dot between the parts of a foreigner's name: 迪奥·布兰度."""
    if not is_unspaced(found.surface.base) or is_hangul(found.surface.base):
        return False
    before, after = text[max(0, found.start - 2) : found.start], text[found.end : found.end + 2]
    goes_on = len(after) == 2 and after[0] in _DOTS_IN_FOREIGN_NAMES and is_han(after[1])
    return goes_on or (len(before) == 2 and before[1] in _DOTS_IN_FOREIGN_NAMES and is_han(before[0]))
