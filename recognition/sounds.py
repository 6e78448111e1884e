"""Names by their sound: "Адидас", "アディダス", "아디다스", "اديداس", "एडिडास" and "อาดิดาส" are ways to write what "Adidas" says.

Nobody's table of spellings is complete, so none is kept. A word of another script is put into Latin letters, then both sides
are brought down to a *skeleton* of consonants that survive every script (b and p are one in Arabic, l and r in Japanese, v and b
in Korean, and Hebrew has few vowels). Equal skeletons are compared once more with their vowels, of which there are three.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from recognition.folding import plain_of
from recognition.latin import LONGEST, ways_to_say
from recognition.spoken import AS_ENGLISH, ways_to_speak
from recognition.voices import undoubled

_TWO = 2
SHORTEST_NAME = 4
FEWEST_CONSONANTS = 3
_LONG_NAME, _FURTHEST = 8, 2
_MOST_LEFT_OUT = 3
_VOWEL_SIGNS = frozenset("AIO")
_AND, _SAID_FOR_AND = re.compile(r"\s*[&+]\s*"), (" ", " en ", " end ", " and ")
# "Jack Daniel's", "McDonald's": ジャックダニエル, Макдональд.
_HIS = re.compile("(?<=[a-z]{6})['’]s$", re.IGNORECASE)
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
# iPhone, iRobot: said as the letter is.
_LETTER_I = re.compile("i(?=[A-Z])")
# What their own languages say for these.
_ACCENTED = str.maketrans(
    {
        "ä": "e",
        "ö": "o",
        "ü": "u",
        "å": "o",
        "š": "sh",
        "ş": "sh",
        "č": "ch",
        "ç": "s",
        "ž": "zh",
        "ğ": "",
        "ł": "l",
        "ñ": "ni",
    }
)

# Most specific first. Each is a consonant as voices.py writes them.
_LATIN = (
    ("tsch", "C"), ("shch", "X"), ("sch", "X"), ("tch", "C"), ("tsh", "C"), ("dzh", "J"), ("dj", "J"), ("sh", "X"), ("ch", "C"), ("zh", "J"), ("ts", "Q"),
    ("tz", "Q"), ("dz", "Q"), ("ph", "F"), ("th", "T"), ("gh", "G"), ("hh", "U"), ("kh", "K"), ("ck", "K"), ("qu", "K"), ("x", "KS"), ("ng", "W"),
)  # fmt: skip
_SINGLE = str.maketrans("bpfvdtgkqcszjlrmn", "BPFVDTGKKKSZJLRMN", "h")
# A consonant as every script can say it.
_AS_ALL_SAY_IT = str.maketrans("BFVDGUZXCJQRW", "PPPTKKSSSSSLN")
_VOWELS = str.maketrans("aeiyouw", "AIIIOOO")


# "Carhartt" has two syllables.
_H_INSIDE, _PAUSE = re.compile("(?<=[aeiouyw])h(?=[aeiouyw])"), "~"


class Spelling(NamedTuple):
    skeleton: str
    shape: str
    """The skeleton with its vowels: A, I (e, i, y) and O (o, u)."""
    consonants: str
    """The skeleton with the consonants that some scripts have one letter for kept apart, as voices.py writes them."""


def _spelling(latin: str) -> Spelling:
    """Of letters a to z."""
    found = latin
    for old, new in _LATIN:
        found = found.replace(old, new)
    found = found.replace(AS_ENGLISH, "")
    said = re.sub("M(?=[BPFV])", "N", _H_INSIDE.sub(_PAUSE, found).translate(_SINGLE))
    shape = undoubled(said.translate(_AS_ALL_SAY_IT).translate(_VOWELS)).replace(_PAUSE, "")
    consonants = undoubled(re.sub(f"[aeiouyw{_PAUSE}]", "", said))
    return Spelling(
        undoubled(re.sub("[AIO]", "", shape)), shape, consonants + AS_ENGLISH * latin.endswith(AS_ENGLISH)
    )


def spellings_of_all(names: Iterable[str]) -> dict[str, frozenset[Spelling]]:
    """How each name may be said; of those in Latin letters, with an article or without it."""
    writings = {name: _words_as_written(name) for name in names}
    every = sorted({words for written in writings.values() for words in written})
    bare = [words[1:] if _has_article(words) else words for words in every]
    said = {
        words: _with_an_article(ways) if _has_article(words) else ways
        for words, ways in zip(every, ways_to_speak(bare), strict=True)
    }
    return {
        name: frozenset(
            filter(
                _can_be_heard,
                map(_spelling, {way[:LONGEST] for words in written for way in said[words] if way}),
            )
        ).union(_heard_in_its_own_script(name))
        for name, written in writings.items()
    }


def _heard_in_its_own_script(name: str) -> Iterable["Spelling"]:
    """ "Алёнка" is a name in Armenian, Georgian and Hebrew as much as a Latin one is."""
    return (
        () if name.isascii() or _LATIN_LETTER.search(name) else heard_as("".join(filter(str.isalpha, name)))
    )


@lru_cache(maxsize=20_000)
def spellings_of(name: str) -> frozenset[Spelling]:
    return spellings_of_all((name,))[name]


def _words_as_written(name: str) -> frozenset[tuple[str, ...]]:
    written = tuple(_with_and({name, name.casefold().translate(_ACCENTED)}))
    as_said = [plain_of(_LETTER_I.sub("ai", each)).replace("'", "") for each in written]
    without_his = [plain_of(_HIS.sub("", each)) for each in written if _HIS.search(each)]
    return frozenset(tuple(re.findall("[a-z]+", each)) for each in (*as_said, *without_his))


def _has_article(words: Sequence[str]) -> bool:
    return len(words) > _TWO and words[0] == "the"


def _with_an_article(ways: Iterable[str]) -> frozenset[str]:
    """ザノースフェイス, 더노스페이스: some say it."""
    said = {each[:LONGEST] for each in ways}
    return frozenset(said | {article + each for each in said for article in ("za", "do")})


def _with_and(names: Iterable[str]) -> Iterator[str]:
    """락엔락, "Дольче энд Габбана"; and without it."""
    for name in names:
        yield from (_AND.sub(said, name) for said in _SAID_FOR_AND) if _AND.search(name) else (name,)


@lru_cache(maxsize=200_000)
def heard_as(word: str) -> tuple[Spelling, ...]:
    """A word in another script than Latin, in each way to say it."""
    said = map(_spelling, filter(None, ways_to_say(word)))
    return tuple(sorted(set(filter(_can_be_heard, said))))


def _can_be_heard(spelling: Spelling) -> bool:
    """By a consonant, or by vowels that are enough of them: "Huawei"."""
    return bool(spelling.skeleton) or len(spelling.shape) >= SHORTEST_NAME


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


def leaves_out_vowels(ours: str, theirs: str) -> bool:
    """Whether it is theirs without a few vowels inside, which Hebrew and Arabic need not write: a and e, seldom o, and
    neither the first nor the last."""
    left_out, consonants = len(theirs) - len(ours), consonants_in(theirs)
    if not 0 < left_out <= min(consonants - 1, _MOST_LEFT_OUT):
        return False
    for end in (0, -1):
        if not _VOWEL_SIGNS.isdisjoint((theirs[end], ours[end])) and ours[end] != theirs[end]:
            return False
    return _is_theirs_without("AIO" if consonants > FEWEST_CONSONANTS else "AI", ours, theirs)


def _is_theirs_without(unwritten: str, ours: str, theirs: str) -> bool:
    at = 0
    for letter in theirs:
        if at < len(ours) and ours[at] == letter:
            at += 1
        elif letter not in unwritten and letter != ours[at - 1]:
            return False
    return at == len(ours)


def consonants_in(shape: str) -> int:
    return len(shape) - shape.count("A") - shape.count("I") - shape.count("O")


def syllables_in(shape: str) -> int:
    return len(re.findall("[AIO]+", shape))


def is_nearly_said(ours: str, theirs: str) -> bool:
    """The longer a name, the further from it its sound may be; a vowel at either end is heard by all."""
    if any((ours[end] in _VOWEL_SIGNS) != (theirs[end] in _VOWEL_SIGNS) for end in (0, -1)):
        return False
    allowed = 0 if len(theirs) <= SHORTEST_NAME else 1 if len(theirs) < _LONG_NAME else _FURTHEST
    return (
        ours != theirs and consonants_in(ours) == consonants_in(theirs) and is_within(ours, theirs, allowed)
    )
