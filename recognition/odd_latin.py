"""Latin words with a letter of another alphabet by its sound ("Ωmega", "Aдidas"), with a sign for a letter ("Gu©©i"), and upside down."""

import re
from collections.abc import Iterator

from recognition.edits import Edit
from recognition.latin import latin_of
from recognition.reading import Trick

# What letters look like in the symbol: neither Unicode nor any alphabet has them as letters.
SIGNS = dict(zip("©®¡†‡ƒ∂∆∑∩∪⊂√¤°∅⊘", "crittfdaenucvoooo", strict=True))
TURNED = dict(zip("ɐɔǝɟƃɓɥᴉıɾʞʃɯɹʇʌʍʎ∀ƎℲ⅁ſ⅂ԀɅ⅄", "acefgghiijklmrtvwyaefgjlpvy", strict=True))
"""Letters on their heads, that turned again are these."""
_SAME_TURNED = dict(zip("bdpqnulosxz", "qpdbunlosxz", strict=True))

_LATIN, _OTHER = "A-Za-z", "\u0370-\u03ff\u0400-\u052f"
_FEWEST_LATIN, _MOST_ODD = 3, 2
_MIXED = re.compile(f"[{_LATIN}{_OTHER}{''.join(SIGNS)}]+")
_ODD = re.compile(f"[{_OTHER}{''.join(SIGNS)}]")
_HEADS = f"[{''.join(TURNED)}{''.join(_SAME_TURNED)}]+"
_ON_ITS_HEAD = re.compile(rf"(?<!\w){_HEADS}(?: {_HEADS})*(?!\w)")
_FEWEST_TURNED = 2


def in_latin_words(text: str) -> Iterator[Edit]:
    """The few odd letters of a word that is Latin for the most part, made the letters that they say or look like."""
    for word in _MIXED.finditer(text):
        written = word.group().rstrip("©®°")
        odd = list(_ODD.finditer(written))
        if not 0 < len(odd) <= _MOST_ODD or len(written) - len(odd) < _FEWEST_LATIN:
            continue
        for letter in odd:
            char, start = letter.group(), word.start() + letter.start()
            becomes = SIGNS.get(char) or latin_of(char)
            yield Edit(start, start + 1, becomes, Trick.LETTERS if char.isalpha() else Trick.SYMBOLS)


def upside_down(text: str) -> Iterator[Edit]:
    for found in _ON_ITS_HEAD.finditer(text):
        written = found.group()
        if sum(char in TURNED for char in written) >= _FEWEST_TURNED:
            turned = "".join(TURNED.get(char) or _SAME_TURNED.get(char, char) for char in reversed(written))
            yield Edit(found.start(), found.end(), turned, Trick.LETTERS)
