"""Words that every shop writes in its own script: inch, litre, titanium, brand, gear. What sounds like a mark is none there."""

import re
from functools import cache

from recognition.folding import base_of, plain_of
from recognition.goods import is_a_word_for_goods
from recognition.judge import Candidate
from recognition.known import is_known_for_another
from recognition.listed import lines_of
from recognition.surfaces import BY_SOUND, is_unspaced

_LETTER = re.compile(r"[^\W\d_]|[\u0900-\u109f]")
_LONGEST_REST = 8
_OF_KAZAKH, _KAZAKH, _SEEN = (
    re.compile("(?:ға|ге|қа|ке|да|де|та|те)"),
    re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]"),
    160,
)


@cache
def _words() -> frozenset[str]:
    return frozenset(plain_of(word) for line in lines_of("trade_words.txt") for word in line.split())


def is_a_word_of_trade(found: Candidate, text: str) -> bool:
    """Of what is only heard: whether it, or the word that it is in, says something every day, or another mark by the world's
    own writing."""
    if found.surface.generated != BY_SOUND:
        return False
    written = text[found.start : found.end]
    if _has_an_ending_of_kazakh(found, text):
        return True
    if is_a_word_for_goods(base_of(written)):
        return True
    if plain_of(written) in _words() or is_known_for_another(written, found.surface.mark):
        return True
    return not is_unspaced(written) and plain_of(_word_around(text, found.start, found.end)) in _words()


def _has_an_ending_of_kazakh(found: Candidate, text: str) -> bool:
    """ "Помята" is Russian: it is no "помя" with what only Kazakh hangs on to a name."""
    return (
        _OF_KAZAKH.fullmatch(_word_around(text, found.end, found.end)) is not None
        and _KAZAKH.search(text, max(0, found.start - _SEEN), found.end + _SEEN) is None
    )


def _word_around(text: str, start: int, end: int) -> str:
    """As far as letters go on."""
    first, last = max(0, start - _LONGEST_REST), min(len(text), end + _LONGEST_REST)
    while start > first and _LETTER.match(text[start - 1]):
        start -= 1
    while end < last and _LETTER.match(text[end]):
        end += 1
    return text[start:end]
