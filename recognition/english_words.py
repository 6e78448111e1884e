"""Which words of English are words rather than names: its dictionaries write them with a small letter (`data/english_words.txt`).

How usual a word is does not tell: "nike" is said as often as "butterfly".
"""

from functools import cache

from recognition.listed import lines_of


@cache
def _words() -> frozenset[str]:
    return frozenset(word for line in lines_of("english_words.txt") for word in line.split())


def is_an_english_word(plain: str) -> bool:
    """Of the word itself, not of its plural."""
    return plain in _words()
