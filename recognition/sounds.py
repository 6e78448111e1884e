"""Names by their sound: "Адидас", "アディダス", "아디다스", "اديداس" and "אדידס" are ways to write what "Adidas" says.

Nobody's table of spellings is complete, so none is kept. A word of another script is put into Latin letters, then both sides
are brought down to a *skeleton* of consonants that survive every script (b and p are one in Arabic, l and r in Japanese, v and b
in Korean, and Hebrew has few vowels). Equal skeletons are compared once more with their vowels, of which there are three.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from recognition.folding import plain_of

_DOUBLED = re.compile(r"(.)\1+")
_LONGEST = 30
_TWO = 2
SHORTEST_NAME = 4
FEWEST_CONSONANTS = 3
_LONG_NAME, _FURTHEST = 8, 2
_MOST_LEFT_OUT = 2
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
_KANA_LONG = re.compile("[ー・]")
_SMALL_TSU = re.compile("[ッっ]")
# A small letter takes the place of the vowel before it: fu + small i is fi, shi + small yu is shu.
_SMALL_KANA = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o"}
_SMALL_BEHIND = re.compile(f"(.)([{''.join(_SMALL_KANA)}])")
# As Koreans write English: ae says a, eo says u or o, a stop is held by an s before it, and eu only parts two consonants.
_HANGUL = (("ae", "a"), ("eo", "o"), ("eu", ""))
_HELD = re.compile("s(?=[kptmn])")
_SOFT_VOWELS = str.maketrans("яю", "ау")
# What English says for a vowel before one consonant and a silent e, and for pairs of vowels. Each group is named so.
_MUTE = "(?=[bcdfgklmnprstvz]es?$)"
_ENGLISH = re.compile(
    f"(?P<ai>i{_MUTE}|ei(?=n)|(?<=[bcdfghklmnprst])y(?=[bcdfgklmnprstvz][aeiou]))|(?P<ei>a{_MUTE}|a[iy])|(?P<i>ea)|(?P<u>oo)|(?P<o>a[uw])"
)
# iPhone, iRobot: said as the letter is.
_LETTER_I = re.compile("i(?=[A-Z])")

# Most specific first. Each is a consonant as every script can say it.
_LATIN = (
    ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("tsh", "S"), ("dzh", "S"), ("shch", "S"), ("sh", "S"), ("ch", "S"), ("zh", "S"), ("ts", "S"), ("dz", "S"),
    ("tz", "S"), ("ph", "P"), ("th", "T"), ("gh", "K"), ("kh", "K"), ("ck", "K"), ("qu", "K"), ("x", "KS"), ("ng", "N"), ("nj", "N"),
)  # fmt: skip
_SINGLE = str.maketrans("bpfvdtgkqcszjlrmnh", "PPPPTTKKKKSSSLLMN ")
_VOWELS = str.maketrans("aeiyouw", "AIIIOOO")


class Spelling(NamedTuple):
    skeleton: str
    shape: str
    """The skeleton with its vowels: A, I (e, i, y) and O (o, u)."""


def _latin(word: str) -> str:
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


def _in_english(word: str) -> str:
    return _ENGLISH.sub(lambda vowels: str(vowels.lastgroup), word)


def _spelling(latin: str) -> Spelling:
    """Of letters a to z."""
    found = latin
    for old, new in _LATIN:
        found = found.replace(old, new)
    found = re.sub("m(?=[bpfv])", "n", found).translate(_SINGLE).translate(_VOWELS)
    shape = undoubled(re.sub("[^A-Z]", "", found))
    return Spelling(undoubled(re.sub("[AIO]", "", shape)), shape)


def undoubled(shape: str) -> str:
    return _DOUBLED.sub(r"\1", shape)


@lru_cache(maxsize=20_000)
def spellings_of(name: str) -> frozenset[Spelling]:
    """How a name in Latin letters may be said: c and g hard or soft, r heard or not, w as v, silent ends."""
    words = re.findall("[a-z]+", plain_of(_LETTER_I.sub("ai", name)).replace("'", ""))
    if len(words) > _TWO and words[0] == "the":
        words = words[1:]
    latin, english = ("".join(each)[:_LONGEST] for each in (words, map(_in_english, words)))
    softened, said = (re.sub("c(?=[eiy])", "s", each) for each in (latin, english))
    found = {
        latin,
        softened,
        said,
        re.sub("e$", "", said),
        said.replace("th", "s"),
        re.sub("g(?=[eiy])", "j", softened),
        softened.replace("w", "v"),
        re.sub("^x", "s", latin),
    }
    # Behind a vowel and before no other, many do not hear it.
    found |= {re.sub("(?<=[aeiou])r+(?![aeiouyr])", "", each) for each in found}
    # Italian and French.
    found |= {each.replace("cch", "k").replace("cci", "tsi").replace("ch", "k") for each in (latin, *found)}
    silent = [re.sub("(?:[tsxz]|e)$", "", word) if len(word) > 4 else word for word in words]
    found |= {"".join([*silent[:-1], *words[-1:]]), re.sub("e$", "", softened), "".join(silent)}
    return frozenset(spelling for spelling in map(_spelling, filter(None, found)) if spelling.skeleton)


@lru_cache(maxsize=200_000)
def heard_as(word: str) -> tuple[Spelling, ...]:
    """A word in another script than Latin: as it is written, and without the vowels that its script had to put in."""
    latin = re.sub("[^a-z]", "", _latin(unicodedata.normalize("NFKC", word)))[:_LONGEST]
    spelt = {latin}
    if "\uac00" <= word[:1] <= "\ud7a3":
        for written, said in _HANGUL:
            latin = latin.replace(written, said)
        spelt = {latin, _HELD.sub("", latin)}
    if "\u0400" <= word[:1] <= "\u04ff":
        spelt.add(re.sub("[^a-z]", "", _latin(word.casefold().translate(_SOFT_VOWELS)))[:_LONGEST])
    if "\u30a0" <= word[:1] <= "\u30ff":
        spelt.add(re.sub("(?<=[bcdfghjklmnprstvz])u(?=[^aeiouy]|$)|(?<=[td])o(?=[^aeiouy]|$)", "", latin))
    if "\u0370" <= word[:1] <= "\u03ff":
        spelt.add(latin.replace("d", "nt"))
    return tuple(sorted(spelling for spelling in map(_spelling, filter(None, spelt)) if spelling.skeleton))


@lru_cache(maxsize=50_000)
def distance(one: str, other: str) -> int:
    """Letters to add, drop or change."""
    row = list(range(len(other) + 1))
    for at, ours in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, theirs in enumerate(other, start=1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (ours != theirs)),
            )
    return row[-1]


def is_within(one: str, other: str, allowed: int) -> bool:
    """Whether one is at most so many letters, added, dropped or changed, from the other; told from what differs where it can be."""
    if abs(len(one) - len(other)) > allowed:
        return False
    start = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        start += 1
    end, other_end = len(one), len(other)
    while end > start and other_end > start and one[end - 1] == other[other_end - 1]:
        end -= 1
        other_end -= 1
    longest = max(end, other_end) - start
    if longest <= allowed or allowed < _TWO:
        return longest <= allowed
    return distance(one[start:end], other[start:other_end]) <= allowed


def latin_of(name: str) -> str:
    """A name of another script in Latin letters: 耐克 → "naike"."""
    return re.sub("[^a-z]", "", _latin(unicodedata.normalize("NFKC", name)))


def unvowelled(shape: str) -> str:
    """As Hebrew and Arabic write it, where a is none or one of several letters."""
    return "~" + undoubled(shape.replace("A", ""))


def tells_without_a(shape: str) -> bool:
    return consonants_in(shape) >= FEWEST_CONSONANTS or len(shape.replace("A", "")) > SHORTEST_NAME


def leaves_out_vowels(ours: str, theirs: str) -> bool:
    """Whether it is theirs without a few vowels, which Hebrew and Arabic need not write."""
    ours, theirs = unvowelled(ours), unvowelled(theirs)
    rest = iter(theirs)
    return len(theirs) - len(ours) <= _MOST_LEFT_OUT and all(letter in rest for letter in ours)


def consonants_in(shape: str) -> int:
    return sum(letter not in "AIO" for letter in shape)


def is_nearly_said(ours: str, theirs: str) -> bool:
    """The longer a name, the further from it its sound may be."""
    allowed = 0 if len(theirs) <= SHORTEST_NAME else 1 if len(theirs) < _LONG_NAME else _FURTHEST
    return (
        ours != theirs and consonants_in(ours) == consonants_in(theirs) and is_within(ours, theirs, allowed)
    )
