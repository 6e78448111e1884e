"""What goods show or say: a beast on a print, a wasp at carnival, a trainer's word on a cap, a saying on a shirt."""

import re

from recognition.context import Around, around
from recognition.english_words import is_an_english_word
from recognition.folding import plain_of, plain_words
from recognition.judge import Candidate
from recognition.listed import listed, words_of
from recognition.names import CHARACTERS, FIRMS
from recognition.senses import is_a_beast
from recognition.subjects import is_told, telling_of
from recognition.vocabulary import english

_PICTURED_BY = telling_of(words_of("telling.txt", "pictured by"))
_FANCY_DRESS = telling_of(words_of("telling.txt", "fancy dress"))
# What the goods show somebody as.
_FIGURES = telling_of(words_of("telling.txt", "figures"))
_WRITTEN_BY = plain_words(words_of("telling.txt", "written by"))
_WRITTEN_IN_A_RUN = ("字样", "字樣", "文字入り", "文字", "ข้อความ", "คำว่า")
# What a cap or a cup calls whoever wears it or drinks from it.
_CALLINGS = listed(words_of("telling.txt", "callings"))
_SAYINGS = telling_of(words_of("telling.txt", "sayings"))
# A sentence goes on with these before its last words.
_OF_A_SENTENCE = listed(words_of("telling.txt", "of a sentence"))
# "I'm", nearest first.
_CONTRACTED = (("m", "i"), ("re", "you"), ("s", "it"))
# "Hebrew Ahava", within two words before.
_LANGUAGES = plain_words(
    "hebrew arabic sanskrit japanese chinese kanji korean hindi gaelic celtic latin greek russian german french spanish italian turkish persian means meaning"
)
_MEANING = re.compile('\\s?["“„«”]([a-z]{3,}(?: [a-z]+){0,2})["”“»]')
_NEAR = 3


def is_shown_on_the_goods(found: Candidate, text: str) -> bool:
    """Whether the name says what the goods picture, what they are dressed as, or what is written on them."""
    name = found.surface.name
    if _is_translated(found, text):
        return True
    place = around(text, found.start, found.end)
    if plain_of(found.surface.mark.text) in CHARACTERS and is_told(_FIGURES, place):
        return True
    if is_a_beast(name) and not text[found.start : found.end][:1].isupper():
        return _is_pictured(place) or is_told(_FANCY_DRESS, place)
    if name in FIRMS:
        return False
    if is_an_english_word(name) and is_told(_FANCY_DRESS, place):
        return True
    return (name in _CALLINGS and _is_written_there(place)) or _is_of_a_saying(name, place)


def _is_pictured(place: Around) -> bool:
    """ "С принтом пума", "hình báo puma", ลายเสือ."""
    near = Around(place.before[-_NEAR:], place.after[:_NEAR], place.words_before[:2], ())
    return is_told(_PICTURED_BY, near)


def _is_written_there(place: Around) -> bool:
    return not _WRITTEN_BY.isdisjoint(
        (*place.words_before[:_NEAR], *place.words_after[:1])
    ) or place.before.rstrip().endswith(_WRITTEN_IN_A_RUN)


def _is_of_a_saying(name: str, place: Around) -> bool:
    """ "I'm hella tired funny tee": a word of a sentence, on goods that are sold for what they say."""
    if not (is_an_english_word(name) or english(name) > 0):
        return False
    is_in_a_sentence = (
        not _OF_A_SENTENCE.isdisjoint(place.words_before[:1]) or place.words_before[:2] in _CONTRACTED
    )
    return is_in_a_sentence and is_told(_SAYINGS, place)


def _is_translated(found: Candidate, text: str) -> bool:
    """ "Hebrew Ahava "love" pendant": what a word of a language means stands in quotation marks behind it."""
    if _MEANING.match(text, found.end) is None:
        return False
    return not _LANGUAGES.isdisjoint(around(text, found.start, found.end).words_before[:2])
