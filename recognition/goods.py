"""Which goods a title names, and the Nice classes that they speak for where the listing names none."""

import re
from collections.abc import Iterator
from functools import lru_cache

from recognition.context import PLACES_REMEMBERED, Around
from recognition.folding import base_of
from recognition.goods_words import goods_words
from recognition.listed import listed
from recognition.surfaces import is_hangul, is_unspaced

_NEAR_IN_WORDS = 2
_NEAR_IN_A_RUN = 12
_SHORTEST_STEM = 3

# Numbers with these units are of phones and computers, of engine oil, of detergents.
_BY_UNIT = (
    (re.compile(r"\d\s?(?:gb|tb|mah|ghz|гб|тб|جيجا|기가)\b"), 9),
    (re.compile(r"\b\d{1,2}w[- ]?\d\d\b"), 4),
    # Loads of laundry.
    (
        re.compile(
            r"\d\s?(?:wl|waschladungen|wasch\w*gange|loads|washes|lavages|lavados|lavaggi|lavagens|pran|prani|стирок|прань|wasbeurten|tvatt\w*|vask|pesua|mosas|yikama)\b"
        ),
        3,
    ),
)
# Before a word of the language these leave it one: "the gap", "with apple", "best coach".
_DETERMINERS = listed("a an the my your our his her their of with in on no best for from to and & x")

_BEFORE_A_NAME = frozenset(("new", "vintage", "used", "authentic", "original", "genuine"))


def _table(kind: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for classes, words in goods_words():
        for word in base_of(words).split():
            its = _kind_of(word)
            if its == kind:
                found[word.strip("-")] = found.get(word.strip("-"), frozenset()) | frozenset(classes)
    return found


def _kind_of(word: str) -> str:
    if is_unspaced(word) or is_hangul(word):
        return "run"
    return "stem" if word.endswith("-") else "tail" if word.startswith("-") else "word"


_WORDS, _STEMS, _TAILS, _IN_RUNS = map(_table, ("word", "stem", "tail", "run"))
_LONGEST_STEM = max(map(len, _STEMS))
_LENGTHS_OF_TAILS = sorted(set(map(len, _TAILS)))
_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=50_000)
def classes_of_word(word: str) -> frozenset[int]:
    """The classes that one word, in base form, speaks for."""
    singular = word.removesuffix("s") if len(word) > _SHORTEST_STEM else word
    found = _WORDS.get(word, _NONE) | _WORDS.get(singular, _NONE) | _WORDS.get(word.removesuffix("es"), _NONE)
    for end in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
        found |= _STEMS.get(word[:end], _NONE)
    for length in _LENGTHS_OF_TAILS:
        found |= _TAILS.get(word[-length:], _NONE)
    return found


def is_a_word_for_goods(word: str) -> bool:
    """Whether the word, in base form, is one as it stands."""
    return word in _WORDS or word in _IN_RUNS


def names_goods(glued: str) -> bool:
    """Whether what is glued to a name, in plain writing, is a word for goods, with a number or without."""
    return bool(classes_of_word(glued.rstrip("0123456789")))


def stands_before_a_name(glued: str) -> bool:
    return glued in _BEFORE_A_NAME


def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in _IN_RUNS:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths)) for first, lengths in found.items()}


_LENGTHS_IN_RUNS = _lengths()
"""By the first character, how long such words are: most characters begin none."""
_BEGINS_IN_A_RUN = re.compile(f"[{re.escape(''.join(_LENGTHS_IN_RUNS))}]")


def _classes_in_run(run: str) -> Iterator[frozenset[int]]:
    for begin in _BEGINS_IN_A_RUN.finditer(run):
        start = begin.start()
        for length in _LENGTHS_IN_RUNS[begin.group()]:
            if (word := run[start : start + length]) in _IN_RUNS:
                yield _IN_RUNS[word]


def names_goods_in_a_run(run: str) -> bool:
    return any(_classes_in_run(run))


def classes_in_a_run(word: str) -> frozenset[int]:
    """The classes that a word of a script without plurals speaks for."""
    return _IN_RUNS.get(word, _NONE)


@lru_cache(maxsize=PLACES_REMEMBERED)
def goods_beside(place: Around) -> frozenset[int]:
    """The classes of goods that are named right beside a mark, or anywhere behind one that the title begins with."""
    if place.words_before and place.words_before[0] in _DETERMINERS:
        return _NONE
    begins = all(word in _BEFORE_A_NAME or word.isdigit() for word in place.words_before)
    after = place.words_after if begins else place.words_after[:_NEAR_IN_WORDS]
    found = _NONE.union(*map(classes_of_word, (*place.words_before[:_NEAR_IN_WORDS], *after)))
    found = found.union(*_classes_in_run(place.before[-_NEAR_IN_A_RUN:]))
    found = found.union(*_classes_in_run(place.after if begins else place.after[:_NEAR_IN_A_RUN]))
    return found | {its for unit, its in _BY_UNIT if unit.search(place.after)}


@lru_cache(maxsize=PLACES_REMEMBERED)
def goods_around(place: Around) -> frozenset[int]:
    """The classes of all goods that are named within sight of a mark: what else would a title name that sells none of them?"""
    found = _NONE.union(*map(classes_of_word, (*place.words_before, *place.words_after)))
    found = found.union(*_classes_in_run(place.before), *_classes_in_run(place.after))
    return found | {its for unit, its in _BY_UNIT if unit.search(place.before) or unit.search(place.after)}
