"""Marks that are words of English's dictionaries: whether a title says the word rather than the name.

Shops of every language write such words in Latin letters, also beside their own: "פרפר butterfly".
"""

import re

from recognition.anothers import WORN
from recognition.context import Around, around, denial_in, use_of
from recognition.english_words import is_an_english_word
from recognition.goods import goods_around
from recognition.judge import Candidate
from recognition.known import known_writings
from recognition.marks import Kind
from recognition.names import FIRMS
from recognition.reading import SLIPS
from recognition.speaking import says_what_it_fits, speaks_of_the_brand
from recognition.standing_out import stands_out_as_a_name

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_ENDS = "\u0250"
_LOOKED_AT = 160


def is_a_noun_here(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Where nothing says that a brand is meant: among goods of others, beside another script, in small letters among capitals."""
    if not _may_be_a_noun(found, text):
        return False
    place = around(text, found.start, found.end)
    if _says_a_brand(place, found, text):
        return False
    classes = found.surface.nice_classes
    if nice_class is None or not classes:
        return _is_a_noun_without_a_class(found, text, place)
    if nice_class not in classes and not (nice_class in WORN and _is_a_famous_name(found, text)):
        return True
    return _is_written_as_a_noun(found, text)


def _may_be_a_noun(found: Candidate, text: str) -> bool:
    name, reading = found.surface.name, found.reading
    is_hidden = reading.is_disguised and SLIPS.isdisjoint(reading.tricks)
    if found.surface.generated or is_hidden or name in FIRMS or not is_an_english_word(name):
        return False
    return text[found.start : found.end].isascii()


def _says_a_brand(place: Around, found: Candidate, text: str) -> bool:
    near = text[max(0, found.start - _LOOKED_AT) : found.end + _LOOKED_AT]
    return (
        speaks_of_the_brand(place, text, found.end)
        or says_what_it_fits(place)
        or use_of(place, denial_in(near)).kind is not Kind.USE
    )


def _is_a_noun_without_a_class(found: Candidate, text: str, place: Around) -> bool:
    goods, classes = goods_around(place), found.surface.nice_classes
    if not classes or not goods.isdisjoint(classes):
        return False
    if goods or _is_written_as_a_noun(found, text):
        return True
    # Of a famous name nobody has to say what goods bear it.
    return (
        not known_writings(found.surface.mark)
        and _goes_on_in_small_letters(text, found)
        and not _stands_out(text, found)
    )


def _stands_out(text: str, found: Candidate) -> bool:
    return text[found.start : found.end].isupper() or stands_out_as_a_name(text, found.start, found.end)


def _goes_on_in_small_letters(text: str, found: Candidate) -> bool:
    """ "Camper furgoneta", not "Continental WinterContact"."""
    after = text[found.end : found.end + _LOOKED_AT].split(maxsplit=1)
    return text[found.start : found.end].islower() or (bool(after) and after[0].islower())


def _is_a_famous_name(found: Candidate, text: str) -> bool:
    return bool(known_writings(found.surface.mark)) and not text[found.start : found.end].islower()


def _is_written_as_a_noun(found: Candidate, text: str) -> bool:
    """In small letters, beside another script, or behind the first of words of which some have capitals."""
    if not text[found.start : found.end].islower():
        return False
    before = _WORD.findall(text[max(0, found.start - _LOOKED_AT) : found.start])
    others = [*before, *_WORD.findall(text[found.end : found.end + _LOOKED_AT])]
    foreign = sum(len(word) for word in others if word[0] >= _LATIN_ENDS)
    if 2 * foreign > sum(map(len, others)):
        return True
    return bool(before) and any(map(str.istitle, others)) and _is_common_or_rather(found)


def _is_common_or_rather(found: Candidate) -> bool:
    """Of a famous name that is hardly said otherwise small letters tell nothing."""
    return found.surface.is_common or not known_writings(found.surface.mark)
