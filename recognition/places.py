"""Where in a title a hit stands: what is written there, and what it is glued to."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.affixes import BEFORE, BEHIND
from recognition.folding import plain_of
from recognition.goods import names_goods, stands_before_a_name
from recognition.known import is_a_famous_word
from recognition.letter_tables import Codes, Places
from recognition.stream import Stream
from recognition.surfaces import is_hangul, is_unspaced
from recognition.vocabulary import english, frequencies, is_usual
from recognition.words import ORDINARY

_LONGEST_REST = 16
_LONG_MARK = 8
_LONG_WITH_AN_ENDING = 6
_SHORTEST_GLUED = 4
_PLAIN = 4.3
_NUMBER = re.compile(r"\d[\w.]*")
_DIGITS = re.compile(r"\d+")
_YEAR_OR_LUCK = re.compile(r"(?:19|20)\d\d|(\d)\1\1")
_OF_MOUNTAINS = frozenset(("산",))
_BEHIND_SHORT = frozenset(("s", "os"))
_OTHER_ALPHABETS = "\u0370"
# A syllable of India has several.
_IN_SIGNS = re.compile("[\u0900-\u0963\u0970-\u0dff]")


class Place(NamedTuple):
    text: str
    start: int
    end: int
    before: str
    """The rest of the word that the place is in, on its left; empty where a word begins."""
    behind: str

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]


_UNSEEN, _NONE, _ALPHABET, _HANGUL = 255, 0, 1, 2


def _kind_of(char: str) -> int:
    """Of what a word's letters go on in."""
    is_letter = (
        char.isalnum()
        or "\u0300" <= char <= "\u036f"
        or _IN_SIGNS.match(char) is not None
        or not char.isprintable()
    )
    if not is_letter or is_unspaced(char):
        return _NONE
    return _HANGUL if is_hangul(char) else _ALPHABET


@cache
def _kinds() -> NDArray[np.uint8]:
    """By code point, filled as characters come up."""
    return np.full(0x110000, _UNSEEN, np.uint8)


def _kinds_of(codes: Codes) -> NDArray[np.uint8]:
    kinds = _kinds()
    found = kinds[codes]
    if found.size and found.max() == _UNSEEN:
        for code in np.unique(codes[found == _UNSEEN]):
            kinds[code] = _kind_of(chr(code))
        found = kinds[codes]
    return found


def rests_of_words(stream: Stream, start: Places, end: Places) -> tuple[Places, Places]:
    """Where the words begin that go on before the starts, and where those end that go on behind the ends, in the joined texts:
    letters of the script of what they stand beside."""
    kinds = _kinds_of(stream.codes)
    kinds[stream.row_starts[1:] - 1] = _NONE
    kinds[-1:] = _NONE
    edges = np.concatenate([[0], np.flatnonzero(kinds[1:] != kinds[:-1]) + 1, [len(kinds)]])
    before = kinds[np.maximum(start - 1, 0)]
    goes_before = (before == np.maximum(kinds[start], _ALPHABET)) & (start > 0)
    left = np.maximum(edges[np.searchsorted(edges, start, "left") - 1], start - 2 * _LONGEST_REST)
    goes_behind = kinds[end] == np.maximum(kinds[end - 1], _ALPHABET)
    right = np.minimum(edges[np.searchsorted(edges, end, "right")], end + 2 * _LONGEST_REST)
    return np.where(goes_before, left, start), np.where(goes_behind, right, end)


def is_a_name_with_an_ending(before: str, written: str, behind: str) -> bool:
    """ "Samsungin", "Samsunga": usual words of languages that decline names, for no other reason than the name."""
    whole = plain_of(written + behind)
    is_long = len(written) >= _LONG_WITH_AN_ENDING
    is_ended = not before and is_long and plain_of(behind) in BEHIND and english(whole) == 0
    return is_ended and not _is_rather_a_word_of_its_own(plain_of(written), whole)


def _is_rather_a_word_of_its_own(name: str, whole: str) -> bool:
    """ "Campera", "Alessia": in some language it is said oftener than what it seems to be a form of. "Samsunga" is not."""
    alone = frequencies(name)
    return any(usual > alone.get(language, 0.0) for language, usual in frequencies(whole).items())


@lru_cache(maxsize=50_000)
def leaves_nothing_over(whole: str) -> bool:
    """Whether it is a word by itself, and no mark in an alphabet is glued to anything in it."""
    plain = plain_of(whole)
    return is_usual(plain) or plain in ORDINARY


def is_well_glued(place: Place, base: str) -> bool:
    """Whether the rest of the word leaves the mark a word of its own: "nikeshoes", "Lumora15", "mylumora"; not "acerola"."""
    before, behind = plain_of(place.before), plain_of(place.behind)
    if is_hangul(base):
        return _is_well_glued_in_korean(before, behind, base)
    if len(base) < _SHORTEST_GLUED:
        return False
    if (base[-1].isdigit() and behind[:1].isdigit()) or (base[0].isdigit() and before[-1:].isdigit()):
        return False
    whole = place.before + place.written + place.behind
    is_whole = leaves_nothing_over(whole) and not is_a_name_with_an_ending(
        place.before, place.written, place.behind
    )
    if is_whole or any(
        each != base and is_a_famous_word(each) for each in _with_and_without_an_s(plain_of(whole))
    ):
        return False
    if len(base) == _SHORTEST_GLUED:
        return _is_a_short_name_well_glued(place, before, behind)
    is_long = len(base) >= _LONG_MARK
    return _may_stand(before, BEFORE, is_long) and (
        _may_stand(behind, BEHIND, is_long) or _begins_with_a_capital(place)
    )


def _with_and_without_an_s(plain: str) -> Iterator[str]:
    """ "Playmobiles" are Playmobil's."""
    yield plain
    yield from (plain.removesuffix(ending) for ending in ("s", "es") if plain.endswith(ending))


def _is_a_short_name_well_glued(place: Place, before: str, behind: str) -> bool:
    if not before and _is_an_ending_of_a_short_name(behind):
        return True
    begins = _begins_with_a_capital(place)
    if not all(map(_is_plain_english, filter(None, (before, behind)))):
        return begins and not before
    return _may_stand(before, BEFORE, is_long=False) and (
        _may_stand(behind, frozenset(), is_long=False) or begins
    )


def is_glued_to_goods(place: Place) -> bool:
    """ "newdieselhoodie", "Supreme2025", "Shell888": a word of the language that is not simply in another one."""
    before, behind = plain_of(place.before), plain_of(place.behind)
    stands = not before or stands_before_a_name(before)
    return stands and (not behind or names_goods(behind) or _YEAR_OR_LUCK.fullmatch(behind) is not None)


def _is_an_ending_of_a_short_name(behind: str) -> bool:
    """ "Nikeos" is Hungarian; in other alphabets few words go on so that begin with a name."""
    return behind in _BEHIND_SHORT or (behind in BEHIND and behind >= _OTHER_ALPHABETS)


def _is_plain_english(rest: str) -> bool:
    """Names of four letters are in many words ("diorama"): what is left has to be usual words, and numbers."""
    return all(map(_is_plainly_a_word, filter(None, _DIGITS.split(rest))))


def _is_plainly_a_word(letters: str) -> bool:
    return (
        letters in ORDINARY | BEFORE
        or english(letters) >= _PLAIN
        or names_goods(letters)
        or _is_two_words(letters)
    )


def _is_two_words(letters: str) -> bool:
    cuts = range(3, len(letters) - 2)
    return any(min(english(letters[:cut]), english(letters[cut:])) >= _PLAIN for cut in cuts)


def _is_well_glued_in_korean(before: str, behind: str, base: str) -> bool:
    """Names of many syllables are found anywhere; short ones only before a particle or a word of two syllables."""
    if len(base) > _SHORTEST_GLUED:
        return True
    stands = (not before or (is_usual(before) and len(before) > 1)) and len(base) > 1
    goes_on = len(behind) > 1 and (is_usual(behind) or (len(behind) > 2 and len(base) > 2))
    return stands and (not behind or behind in BEHIND or goes_on)


def is_known_to_be_glued(place: Place) -> bool:
    """Of what nobody has registered: 나이키신발, 벤츠용, "Мерседеса"; not 필라테스, and 삼성산 is a mountain."""
    before, behind = plain_of(place.before), plain_of(place.behind)
    long = _SHORTEST_GLUED if is_hangul(place.written) else _LONG_WITH_AN_ENDING
    if place.written.isascii() or (len(place.written) >= long and not _IN_SIGNS.search(place.written)):
        return True
    if leaves_nothing_over(place.before + place.written + place.behind) or behind in _OF_MOUNTAINS:
        return False
    goes_on = not behind or behind in BEHIND or names_goods(behind) or _NUMBER.fullmatch(behind) is not None
    return goes_on and (not before or before in BEFORE)


def _begins_with_a_capital(place: Place) -> bool:
    """NikeAirMax."""
    return place.behind[:1].isupper() and place.written[-1:].islower() and len(place.behind) > 1


def _may_stand(rest: str, affixes: frozenset[str], is_long: bool) -> bool:
    if not rest or rest in affixes or _NUMBER.fullmatch(rest):
        return True
    if len(rest) > _LONGEST_REST:
        return False
    return (is_long and len(rest) > 2) or _is_words(rest)


@lru_cache(maxsize=20_000)
def _is_words(rest: str) -> bool:
    """Usual words, no more than two without a number between them: "shoes", "bagsale", "style2024", "air97shoes"."""
    return all(map(_is_a_word_or_two, filter(None, _DIGITS.split(rest))))


def _is_a_word_or_two(letters: str) -> bool:
    if len(letters) > 2 and (
        english(letters) >= 3 or letters in ORDINARY or (len(letters) > 3 and is_usual(letters))
    ):
        return True
    return any(
        _is_english(letters[:cut]) and _is_english(letters[cut:]) for cut in range(2, len(letters) - 1)
    )


def _is_english(word: str) -> bool:
    return english(word) >= (4.0 if len(word) > 2 else 5.5)
