"""Names by their sound: "Адидас", "アディダス", "아디다스", "اديداس", "एडिडास" and "อาดิดาส" are ways to write what "Adidas" says.

Nobody's table of spellings is complete, so none is kept. A word of another script is put into Latin letters, then both sides
are brought down to a *skeleton* of consonants that survive every script (b and p are one in Arabic, l and r in Japanese, v and b
in Korean, and Hebrew has few vowels). Equal skeletons are compared once more with their vowels, of which there are three.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from recognition.folding import plain_of
from recognition.latin import LONGEST, ways_to_say

_DOUBLED = re.compile(r"(.)\1+")
_TWO = 2
SHORTEST_NAME = 4
FEWEST_CONSONANTS = 3
_LONG_NAME, _FURTHEST = 8, 2
_MOST_LEFT_OUT = 2
# What English says for a vowel before one consonant and a silent e, and for pairs of vowels. Each group is named so.
_MUTE = "(?=[bcdfgklmnprstvz]es?$)"
_PAIRS = "(?P<i>ea)|(?P<u>oo)|(?P<o>a[uw])"
_ENGLISH = re.compile(
    f"(?P<ai>i{_MUTE}|ei(?=n)|(?<=[bcdfghklmnprst])y(?=[bcdfgklmnprstvz][aeiou]))|(?P<ei>a{_MUTE}|a[iy])|{_PAIRS}"
)
_PAIRS_ALONE = re.compile(f"(?P<ei>a[iy])|{_PAIRS}")
# The u of "sung" and "under", which most scripts have no letter for but a.
_SHORT_U = re.compile("u(?=[bcdfgklmnpst](?:[^aeiouyh]|$))")
# iPhone, iRobot: said as the letter is.
_LETTER_I = re.compile("i(?=[A-Z])")

# Most specific first. Each is a consonant as every script can say it.
_LATIN = (
    ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("tsh", "S"), ("dzh", "S"), ("shch", "S"), ("sh", "S"), ("ch", "S"), ("zh", "S"), ("ts", "S"), ("dz", "S"),
    ("tz", "S"), ("ph", "P"), ("th", "T"), ("gh", "K"), ("kh", "K"), ("ck", "K"), ("qu", "K"), ("x", "KS"), ("ng", "G"), ("nj", "N"),
)  # fmt: skip
_SINGLE = str.maketrans("bpfvdtgkqcszjlrmnh", "PPPPTTKKKKSSSLLMN ")
_VOICED = str.maketrans("bvpfdtlr", "BBPPDTLR")
# What a script writes with one letter of these: most alphabets tell b from p, d from t, r from l; ng is two letters to all but Koreans.
_TELLING_ALL = 0
_AS_ONE = (
    (
        re.compile("[\u0370-\u04ff\u0531-\u05ff\u0900-\u0b7f\u0c00-\u0e4e\u10a0-\u10ff]"),
        str.maketrans("G", "N"),
    ),
    (re.compile("[\u0600-\u06ff]"), str.maketrans("GB", "NP")),
    (re.compile("[\u30a0-\u30ff]"), str.maketrans("GL", "NR")),
    (re.compile("[\uac00-\ud7a3]"), str.maketrans("BDL", "PTR")),
)
_VOWELS = str.maketrans("aeiyouw", "AIIIOOO")


class Spelling(NamedTuple):
    skeleton: str
    shape: str
    """The skeleton with its vowels: A, I (e, i, y) and O (o, u)."""
    voiced: str
    """The skeleton with the consonants that some scripts have one letter for kept apart."""


def _in_english(word: str) -> str:
    return _ENGLISH.sub(_as_said, word)


def _as_said(vowels: re.Match[str]) -> str:
    return str(vowels.lastgroup)


def _spelling(latin: str) -> Spelling:
    """Of letters a to z."""
    found = latin
    for old, new in _LATIN:
        found = found.replace(old, new)
    found = re.sub("m(?=[bpfv])", "n", found)
    voiced = re.sub("[^A-Z]", "", re.sub("[aeiouyw]", "", found).translate(_VOICED).translate(_SINGLE))
    shape = undoubled(re.sub("[^A-Z]", "", found.replace("G", "N").translate(_SINGLE).translate(_VOWELS)))
    return Spelling(undoubled(re.sub("[AIO]", "", shape)), shape, undoubled(voiced))


class Voice(NamedTuple):
    """The consonants of a word as far as its script tells them apart."""

    said: str
    script: int | None

    def may_be(self, voiced: str) -> bool:
        return self.script is None or _as_written_in(self.script, voiced) == self.said


def voice_of(word: str, voiced: str) -> Voice:
    number = next((number for number, (script, _) in enumerate(_AS_ONE) if script.match(word)), None)
    return Voice("" if number is None else _as_written_in(number, voiced), number)


@lru_cache(maxsize=200_000)
def _as_written_in(script: int, voiced: str) -> str:
    """Asked of the same few thousand names for every word."""
    return undoubled(voiced.translate(_AS_ONE[script][1]))


def as_written_in_thai(voiced: str) -> str:
    return _as_written_in(_TELLING_ALL, voiced)


def undoubled(shape: str) -> str:
    return _DOUBLED.sub(r"\1", shape)


@lru_cache(maxsize=20_000)
def spellings_of(name: str) -> frozenset[Spelling]:
    """How a name in Latin letters may be said: c and g hard or soft, r heard or not, w as v, silent ends."""
    words = re.findall("[a-z]+", plain_of(_LETTER_I.sub("ai", name)).replace("'", ""))
    has_article = len(words) > _TWO and words[0] == "the"
    if has_article:
        words = words[1:]
    latin, english = ("".join(each)[:LONGEST] for each in (words, map(_in_english, words)))
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
        _SHORT_U.sub("a", softened),
        # Pairs of vowels as in English, a last e not; ur and ir as er; the x of pinyin.
        re.sub("e$", "", _PAIRS_ALONE.sub(_as_said, softened)),
        re.sub("[iu](?=r(?:[^aeiouyr]|$))", "e", softened),
        re.sub("^xi(?=[aou])", "sh", latin),
    }
    # Behind a vowel and before no other, many do not hear it.
    found |= {re.sub("(?<=[aeiou])r+(?![aeiouyr])", "", each) for each in found}
    # Italian and French.
    found |= {each.replace("cch", "k").replace("cci", "tsi").replace("ch", "k") for each in (latin, *found)}
    silent = [re.sub("(?:[tsxz]|e)$", "", word) if len(word) > 4 else word for word in words]
    found |= {"".join([*silent[:-1], *words[-1:]]), re.sub("e$", "", softened), "".join(silent)}
    if has_article:
        # ザノースフェイス, 더노스페이스: some say it.
        found |= {article + each for each in found for article in ("za", "do")}
    return frozenset(spelling for spelling in map(_spelling, filter(None, found)) if spelling.skeleton)


@lru_cache(maxsize=200_000)
def heard_as(word: str) -> tuple[Spelling, ...]:
    """A word in another script than Latin, in each way to say it."""
    said = map(_spelling, filter(None, ways_to_say(word)))
    return tuple(sorted({spelling for spelling in said if spelling.skeleton}))


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
    return len(shape) - shape.count("A") - shape.count("I") - shape.count("O")


def is_nearly_said(ours: str, theirs: str) -> bool:
    """The longer a name, the further from it its sound may be."""
    allowed = 0 if len(theirs) <= SHORTEST_NAME else 1 if len(theirs) < _LONG_NAME else _FURTHEST
    return (
        ours != theirs and consonants_in(ours) == consonants_in(theirs) and is_within(ours, theirs, allowed)
    )
