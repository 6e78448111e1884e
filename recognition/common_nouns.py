"""Marks in Latin letters that are words of their title's language: "oli mesin mobil", "petit bateau en bois", "Kekse für Kinder"."""

import re

from recognition.context import Around, around
from recognition.english_words import is_an_english_word
from recognition.folding import plain_of, plain_words
from recognition.goods import classes_of_word, goods_around
from recognition.judge import Candidate
from recognition.language import languages_of, word_in
from recognition.listed import words_of
from recognition.names import FIRMS, PLACES
from recognition.speaking import says_what_it_fits, speaks_of_the_brand
from recognition.standing_out import is_small_among_capitals
from recognition.surfaces import IN_THE_PLURAL
from recognition.vocabulary import frequencies

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 160
_SAID_EVERY_DAY, _SAID_BY_ALL = 4.0, 4.5
# Behind a noun they tell what it is made of, has, or is for.
_PREPOSITIONS = plain_words(words_of("telling.txt", "prepositions"))
_ARTICLES = plain_words(words_of("telling.txt", "articles"))
_FEWEST_IN_A_PHRASE = 2
_FOR = plain_words("for für pour para per voor dla för til till untuk için")
_PEOPLE_AND_PETS = plain_words(words_of("telling.txt", "people and pets"))
_GOES_ON_WITH_A_CAPITAL = re.compile(r"\s+([A-Z][^\W\d_]+)")


def is_a_noun_of_its_title(found: Candidate, text: str, nice_class: int | None) -> bool:
    written, surface = text[found.start : found.end], found.surface
    is_made = surface.generated not in ("", IN_THE_PLURAL)
    if is_made or found.reading.is_disguised or surface.name in FIRMS or not plain_of(written).isascii():
        return False
    place = around(text, found.start, found.end)
    if says_what_it_fits(place) or speaks_of_the_brand(place, text, found.end):
        return False
    return (
        _says_for_whom(found, text, place)
        or _says_for_what(found, text, place, nice_class)
        or _is_another_word_with_an_s(found, text, place)
        or _is_in_small_letters_beside_names(found, text, place)
        or _is_a_phrase_of_its_language(found, text, place, nice_class)
    )


def _says_for_whom(found: Candidate, text: str, place: Around) -> bool:
    """ "Kekse für Kinder zum Ausstechen"; not "Form für Kinder Schokolade"."""
    if plain_of(text[found.start : found.end]) not in _PEOPLE_AND_PETS or _FOR.isdisjoint(
        place.words_before[:1]
    ):
        return False
    # "Set", "Kostüm": Germans write every noun so.
    behind = _GOES_ON_WITH_A_CAPITAL.match(text, found.end)
    return behind is None or classes_of_word(plain_of(behind[1])).isdisjoint(found.surface.nice_classes)


def _says_for_what(found: Candidate, text: str, place: Around, nice_class: int | None) -> bool:
    """ "Diesel heater for camper": in small letters, among goods that the mark has not."""
    is_a_word = text[found.start : found.end].islower() and is_an_english_word(found.surface.name)
    if not is_a_word or _FOR.isdisjoint(place.words_before[:1]):
        return False
    goods, classes = goods_around(place), found.surface.nice_classes
    return bool(goods) and goods.isdisjoint(classes) and nice_class not in classes


def _is_another_word_with_an_s(found: Candidate, text: str, place: Around) -> bool:
    """ "Kaos polos" is an Indonesian shirt, and not several of Kao's."""
    said = plain_of(text[found.start : found.end])
    if said == found.surface.name or said != f"{found.surface.name}s":
        return False
    return word_in(languages_of((*place.words_before, *place.words_after)), said).is_their_own


def _is_in_small_letters_beside_names(found: Candidate, text: str, place: Around) -> bool:
    """ "Oli mesin mobil bensin … Evalube": a word of the language, written as one where a name is written as a name."""
    if not text[found.start : found.end].islower() or not place.words_before:
        return False
    languages, name = languages_of((*place.words_before, *place.words_after)), found.surface.name
    word = word_in(languages, name)
    if word.may_be and is_small_among_capitals(text, found.start, found.end):
        return True
    said = frequencies(name)
    if not word.is_their_own or max((said.get(each, 0.0) for each in languages), default=0.0) < _SAID_BY_ALL:
        return False
    near = _WORD.findall(text[max(0, found.start - _LOOKED_AT) : found.end + _LOOKED_AT])
    return near[0].istitle() and any(each.istitle() and plain_of(each) not in PLACES for each in near[1:])


def _is_a_phrase_of_its_language(found: Candidate, text: str, place: Around, nice_class: int | None) -> bool:
    """ "Petit bateau en bois": words of every day, the first alone with a capital, among goods of others; "le petit bateau"."""
    words = _WORD.findall(text[found.start : found.end])
    if len(words) < _FEWEST_IN_A_PHRASE or not all(map(str.islower, words[1:])):
        return False
    has_an_article = words[0].islower() and not _ARTICLES.isdisjoint(place.words_before[:1])
    if not has_an_article and _PREPOSITIONS.isdisjoint(place.words_after[:1]):
        return False
    classes = found.surface.nice_classes
    if nice_class in classes or not goods_around(place).isdisjoint(classes):
        return False
    told = [frequencies(plain_of(word)) for word in words]
    return any(
        all(each.get(language, 0.0) >= _SAID_EVERY_DAY for each in told)
        for language in languages_of((*place.words_before, *place.words_after))
    )
