"""Words of other scripts in Latin letters, as those who read them say them.

One word may be said in several ways: with the vowels that its script had to put in and without them, with a letter that is only
written and without it.
"""

import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

from recognition.india import is_of_india, ways_to_say_in_india
from recognition.thai import is_thai, ways_to_say_in_thai

LONGEST = 30
_GREEK = (
    ("μπ", "b"),
    ("ντ", "d"),
    ("γκ", "g"),
    ("γγ", "g"),
    ("τσ", "ts"),
    ("τζ", "dz"),
    ("ου", "u"),
    ("χ", "h"),
)
_CYRILLIC = (("дж", "j"), ("х", "h"), ("ц", "ts"), ("ъ", ""), ("ь", ""), ("ый", "y"))
# Vav is v at the beginning or twice, else a vowel.
_HEBREW = (("וו", "v"), ("ו", "u"))
# Said wherever it is written, but at the beginning it only carries another vowel.
_ALEF = re.compile("(?<=.)[اآأى]|^آ|^ا(?=[ويa])")
_KANA_LONG = re.compile("[ー・]")
_SMALL_TSU = re.compile("[ッっ]")
# A small letter takes the place of the vowel before it: fu + small i is fi, shi + small yu is shu.
_SMALL_KANA = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o"}
_SMALL_BEHIND = re.compile(f"(.)([{''.join(_SMALL_KANA)}])")
# As Koreans write English: ae says a, eo says u or o, a stop is held by an s before it, and eu only parts two consonants.
_HANGUL = (("ae", "a"), ("eo", "o"), ("eu", ""))
_HELD = re.compile("s(?=[kptmn])")
_SOFT_VOWELS = str.maketrans("яю", "ау")


def latin_of(name: str) -> str:
    """A name of another script in Latin letters: 耐克 → "naike"."""
    return _letters_in(_latin(unicodedata.normalize("NFKC", name)))


def ways_to_say(word: str) -> frozenset[str]:
    """A word in another script than Latin: as it is written, and without the vowels that its script had to put in."""
    if is_of_india(word):
        return frozenset(each[:LONGEST] for each in ways_to_say_in_india(word))
    if is_thai(word):
        return frozenset(each[:LONGEST] for each in ways_to_say_in_thai(word))
    latin = latin_of(word)[:LONGEST]
    return frozenset(each[:LONGEST] for each in (latin, *_other_ways(word, latin)))


def _other_ways(word: str, latin: str) -> Iterator[str]:
    first = word[:1]
    if "\uac00" <= first <= "\ud7a3":
        for written, spoken in _HANGUL:
            latin = latin.replace(written, spoken)
        yield from (latin, _HELD.sub("", latin))
    elif "\u0400" <= first <= "\u04ff":
        yield latin_of(word.casefold().translate(_SOFT_VOWELS))
    elif "\u30a0" <= first <= "\u30ff":
        yield re.sub("(?<=[bcdfghjklmnprstvz])u(?=[^aeiouy]|$)|(?<=[td])o(?=[^aeiouy]|$)", "", latin)
    elif "\u0600" <= first <= "\u06ff":
        yield latin_of(_ALEF.sub("a", word))
    elif "\u0370" <= first <= "\u03ff":
        yield latin.replace("d", "nt")


def _letters_in(latin: str) -> str:
    return re.sub("[^a-z]", "", latin)


def _latin(word: str) -> str:
    if is_of_india(word):
        return min(ways_to_say_in_india(word))
    if is_thai(word):
        return max(ways_to_say_in_thai(word), key=len)
    lowered = word.casefold()
    for pairs, first, last in ((_GREEK, "\u0370", "\u03ff"), (_CYRILLIC, "\u0400", "\u04ff")):
        if first <= lowered[:1] <= last or first <= lowered[-1:] <= last:
            bare = unicodedata.normalize(
                "NFC", "".join(c for c in unicodedata.normalize("NFD", lowered) if c not in "\u0301\u0300")
            )
            for old, new in pairs:
                bare = bare.replace(old, new)
            return anyascii(bare).lower()
    if "\u0590" <= lowered[:1] <= "\u05ff":
        inner = lowered[1:]
        for old, new in _HEBREW:
            inner = inner.replace(old, new)
        inner = re.sub("ה$", "a", inner)
        lowered = lowered[:1] + inner
    plain = _SMALL_TSU.sub("", _KANA_LONG.sub("", lowered))
    return anyascii(_SMALL_BEHIND.sub(_with_another_vowel, plain)).lower()


def _with_another_vowel(pair: re.Match[str]) -> str:
    before, small = pair.groups()
    return anyascii(before).lower().rstrip("aeiou") + _SMALL_KANA[small]
