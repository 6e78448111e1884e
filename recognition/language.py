"""What a word of another script means to those of its language who know no marks."""

import re
from typing import NamedTuple

from recognition.folding import plain_of
from recognition.reading import Among
from recognition.thai import is_thai, is_written_as_borrowed
from recognition.vocabulary import FREQUENT, frequency_in_a_run, is_frequent, is_usual

# Of these scripts' languages nobody has counted the words for us: any of them may be said every day.
_UNKNOWN = re.compile("[\u0531-\u0587\u0980-\u0e4e\u10a0-\u10ff]")

# It writes b and p, d and t, g and k with one letter: too much sounds alike.
_TAMIL = re.compile("[\u0b80-\u0bff]")


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
    def may_be_a_short_name(self) -> bool:
        return self.looks_borrowed or not self.is_plain

    @property
    def may_be_nearly_a_name(self) -> bool:
        return self.looks_borrowed or not self.is_a_word

    @property
    def among(self) -> Among:
        return Among.NOT_OTHERS if self.is_plain else Among.ANY


def in_its_language(word: str) -> InItsLanguage:
    if _UNKNOWN.match(word):
        looks_borrowed = is_written_as_borrowed(word) if is_thai(word) else not _TAMIL.match(word)
        return InItsLanguage(is_a_word=True, is_plain=True, is_unknown=True, looks_borrowed=looks_borrowed)
    plain, in_a_run = plain_of(word), frequency_in_a_run(word)
    is_a_word = in_a_run > 0 or is_usual(plain)
    return InItsLanguage(is_a_word, in_a_run >= FREQUENT or (is_a_word and is_frequent(plain)))
