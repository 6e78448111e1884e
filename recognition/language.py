"""What a word means to those of its language who know no marks: of another script's, and of the title's own."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.folding import plain_of
from recognition.reading import Among
from recognition.thai import is_thai, is_written_as_borrowed
from recognition.vocabulary import FREQUENT, frequencies, frequency_in_a_run, is_frequent, is_usual

# Of these scripts' languages nobody has counted the words for us, or, of Bengali and Tamil, not in all their forms: any of them may
# be said every day.
_UNKNOWN = re.compile("[\u0531-\u0587\u0980-\u0e4e\u10a0-\u10ff]")
# It writes b and p, d and t, g and k with one letter: too much sounds alike.
_TAMIL = re.compile("[\u0b80-\u0bff]")
_COUNTED_IN_PART = re.compile("[\u0980-\u09ff\u0b80-\u0bff]")


class InItsLanguage(NamedTuple):
    is_a_word: bool
    is_plain: bool
    """Said every day."""
    is_unknown: bool = False
    looks_borrowed: bool = False
    """Of an unknown word: whether it may be a foreign name for all that is seen."""

    @property
    def is_known_as_a_word(self) -> bool:
        return self.is_a_word and not self.is_unknown

    @property
    def may_be_nearly_a_name(self) -> bool:
        return self.looks_borrowed or not self.is_a_word

    @property
    def among(self) -> Among:
        return Among.NOT_OTHERS if self.is_plain else Among.ANY


def in_its_language(word: str) -> InItsLanguage:
    if _UNKNOWN.match(word):
        is_counted = _COUNTED_IN_PART.match(word) is not None and is_usual(plain_of(word))
        is_plain = is_counted and is_frequent(plain_of(word))
        if is_counted and not (is_plain and _TAMIL.match(word)):
            return InItsLanguage(is_a_word=True, is_plain=is_plain)
        looks_borrowed = is_written_as_borrowed(word) if is_thai(word) else not is_plain
        return InItsLanguage(is_a_word=True, is_plain=True, is_unknown=True, looks_borrowed=looks_borrowed)
    plain, in_a_run = plain_of(word), frequency_in_a_run(word)
    is_a_word = in_a_run > 0 or is_usual(plain)
    return InItsLanguage(is_a_word, in_a_run >= FREQUENT or (is_a_word and is_frequent(plain)))


# Languages in Latin letters whose words are counted.
_IN_LATIN = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "ca", "pl", "cs", "sk", "sh", "sl", "sv", "da", "nb", "is"),
    *("fi", "hu", "ro", "tr", "lt", "lv", "id", "ms", "fil", "vi"),
)
# What a word rarer than those that are counted is taken to be, and how near to the best another language comes.
_UNCOUNTED, _NEARLY_THE_BEST = 2.5, 0.85
_FEWEST_TELLING, _LONGEST_TOLD = 2, 12
# How much more usual than elsewhere a language's own words are. Names are as usual everywhere.
_ITS_OWN, _RARELY_ITS_OWN = 1.0, 0.6
_KNOWN, _USUAL = 3.5, 4.0
_WORDS_REMEMBERED = 20_000


def languages_of(words: Iterable[str]) -> frozenset[str]:
    """The languages, in Latin letters, that a title in these plain words may be written in: those that have most of its words."""
    return _best_of(_scores(words, _FEWEST_TELLING))


def languages_rather_than_english(words: Iterable[str]) -> frozenset[str]:
    """The same of however few words, without those that have no more of them than English has."""
    scores = _scores(words, 1)
    english = scores[_IN_LATIN.index("en")]
    rather = (scores > english) | (np.array(_IN_LATIN) == "en")
    return _best_of(scores) & frozenset(_IN_LATIN[at] for at in np.flatnonzero(rather).tolist())


def _scores(words: Iterable[str], fewest: int) -> NDArray[np.float64]:
    """How much of what the words say is of each language in Latin letters that has so many of them; nothing of the others."""
    told = [_told_by(word) for word in words if len(word) > 1 and word.isalpha()][:_LONGEST_TOLD]
    if len(told) < fewest:
        return np.zeros(len(_IN_LATIN))
    each = np.array(told)
    scores: NDArray[np.float64] = each.sum(axis=0)
    scores[np.count_nonzero(each, axis=0) < fewest] = 0.0
    return scores


def _best_of(scores: NDArray[np.float64]) -> frozenset[str]:
    likely = (scores > 0) & (scores >= scores.max() * _NEARLY_THE_BEST)
    return frozenset(_IN_LATIN[at] for at in np.flatnonzero(likely).tolist())


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _told_by(word: str) -> NDArray[np.float64]:
    """How much the word speaks for each language in Latin letters."""
    told = frequencies(word)
    return np.array([told[each] - _UNCOUNTED if each in told else 0.0 for each in _IN_LATIN])


def _is_more_usual_in(language: str, by_language: Mapping[str, float], more: float) -> bool:
    elsewhere = median(by_language.get(each, _UNCOUNTED) for each in _IN_LATIN)
    return by_language.get(language, 0.0) - elsewhere >= more


class Word(NamedTuple):
    """What a word in Latin letters is in the languages of its title."""

    is_their_own: bool = False
    """A word that others have not: "braun", "miele", "mobil"."""
    may_be: bool = False
    """One that they have rather than others."""
    is_usual: bool = False
    """Said every day, whoever says it, too."""


def word_in(languages: frozenset[str], plain: str) -> Word:
    by_language = frequencies(plain)
    told = {language: by_language[language] for language in languages if language in by_language}
    return Word(
        any(_is_more_usual_in(each, by_language, _ITS_OWN) for each in told if told[each] >= _KNOWN),
        any(_is_more_usual_in(each, by_language, _RARELY_ITS_OWN) for each in told),
        max(told.values(), default=0.0) >= _USUAL,
    )
