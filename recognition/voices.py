"""Which consonants a script tells apart, and which of its words cannot be foreign names at all.

Consonants are written as one capital each: P B F V, T D, K G, S Z, X (sh), C (ch), J (j and zh), Q (ts), U (the ch of "Bach"),
M N L R, W (ng).
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from recognition.spoken import AS_ENGLISH

_DOUBLED = re.compile(r"(.)\1+")


def undoubled(letters: str) -> str:
    return _DOUBLED.sub(r"\1", letters)


def joined(parts: Iterable[str]) -> str:
    """What is said in a row, none of it doubled in itself, with nothing doubled where two meet."""
    found = ""
    for part in parts:
        found += part[1:] if found[-1:] == part[:1] else part
    return found


_THAI, _KANA, _SYLLABLES = "\u0e01-\u0e4e", "\u3041-\u30ff", "\uac00-\ud7a3"
_AS_ENGLISH = (_THAI, _KANA, _SYLLABLES)
"""What is written without an r where English does not say it."""


class _Script(NamedTuple):
    letters: re.Pattern[str]
    as_one: dict[int, int | None]
    """What it writes with one letter, or now with one and now with the other."""
    native: re.Pattern[str]
    """Letters that it does not write foreign names with."""


def _script(letters: str, pairs: str, native: str = "(?!)") -> _Script:
    """`pairs`: "BP" where a b is written as a p is; a chain of these ends at its last letter."""
    last = {pair[0]: pair[1] for pair in pairs.split()}
    as_one: dict[int, int | None] = {ord(one): ord(_end(one, last)) for one in last}
    if letters in _AS_ENGLISH:
        as_one[ord(AS_ENGLISH)] = None
    return _Script(re.compile(f"[{letters}]"), as_one, re.compile(native))


def _end(letter: str, last: dict[str, str]) -> str:
    while letter in last:
        letter = last[letter]
    return letter


# Aspirated letters, and the n and sh of Sanskrit, at their places in each block.
def _of_sanskrit(block: int, *but: int) -> str:
    places = (0x16, 0x18, 0x1D, 0x20, 0x22, 0x23, 0x27, 0x2D, 0x37, 0x03, 0x0B)
    return "[" + "".join(chr(block + place) for place in places if place not in but) + "]"


_BH, _NN = 0x2D, 0x23
# The most telling first: an Arabic letter of Urdu or Persian is one of Arabic's block.
_SCRIPTS = (
    _script("\u0370-\u03ff", "WN XS CZ JZ QZ"),
    _script("\u0400-\u04ff", "WN", "[щЩ]"),
    _script("\u0531-\u0587", "WN UK"),
    _script("\u10a0-\u10ff", "WN UK FP"),
    # k, t and s have letters of their own in foreign words; final letters but m, n and f are not in these.
    _script("\u0590-\u05ff", "WN PF BV CQ", "[עחךכ]|ת(?!['׳’])"),
    _script("\u0600-\u06ff", "WN PB VF JG", "[عحضظڑںھۂؤء]"),
    _script("\u0900-\u097f\u0a00-\u0aff", "WN ZJ QJ UK", f"{_of_sanskrit(0x900)}|{_of_sanskrit(0xA80)}"),
    _script("\u0980-\u09ff", "WN ZJ QJ VB XS UK", _of_sanskrit(0x980, _BH)),
    _script("\u0b80-\u0bff", "WN BP FP DT GK XS CS JS ZS QS UK", "[ழறண]"),
    _script("\u0c00-\u0d7f", "WN ZJ QJ UK", f"{_of_sanskrit(0xC00)}|{_of_sanskrit(0xC80)}|{_of_sanskrit(0xD00, _NN)}"),
    _script("\u0b00-\u0b7f", "WN ZJ QJ UK", _of_sanskrit(0xB00)),
    _script(_THAI, "WN GK ZS QS XC JC VF UK", "[ฃฅฆฌญฎฏฐฑฒณภศษฬฤฦ]"),
    _script(_KANA, "WN VB LR XS JZ UK"),
        _script(_SYLLABLES, "BP FP VP DT LR XS CJ ZJ QJ UK", ""),
)  # fmt: skip
_HANGUL = len(_SCRIPTS) - 1
_FIRST_SYLLABLE, _ENDINGS = 0xAC00, 28
# So many names are told apart one by one as soon as by a table, of which no more than so many are kept.
_FEW, _MOST_REMEMBERED = 4, 20_000
# ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅇ by their numbers among what a syllable may end in.
_FOREIGN_ENDINGS = frozenset((0, 1, 4, 8, 16, 17, 19, 21))


class Voice(NamedTuple):
    """The consonants of a word as far as its script tells them apart."""

    said: str
    script: int | None

    def may_be(self, consonants: str) -> bool:
        return self.script is None or _as_written_in(self.script, consonants) == self.said


def voice_of(word: str, consonants: str) -> Voice:
    number = _script_of(word)
    return Voice("" if number is None else _as_written_in(number, consonants), number)


def _script_of(word: str) -> int | None:
    return _script_of_letter(word[:1])


@lru_cache(maxsize=5_000)
def _script_of_letter(letter: str) -> int | None:
    return next((number for number, script in enumerate(_SCRIPTS) if script.letters.match(letter)), None)


def are_the_same(consonants: str, others: str) -> bool:
    """Whether they are, even where a script writes several with one letter."""
    return consonants.replace("W", "N") == others.removesuffix(AS_ENGLISH).replace("W", "N")


@lru_cache(maxsize=50_000)
def may_be_foreign(word: str) -> bool:
    """Whether its script would write a foreign name with these letters."""
    number = _script_of(word)
    if number is None:
        return True
    if number == _HANGUL:
        return all(
            (ord(char) - _FIRST_SYLLABLE) % _ENDINGS in _FOREIGN_ENDINGS
            for char in word
            if "\uac00" <= char <= "\ud7a3"
        )
    return _SCRIPTS[number].native.search(word) is None


@lru_cache(maxsize=200_000)
def _as_written_in(script: int, consonants: str) -> str:
    """Asked of the same few thousand names for every word."""
    return undoubled(consonants.translate(_SCRIPTS[script].as_one))


class ByVoice[K: Hashable, N]:
    """Names under keys, as many a key as sound alike where all that scripts write with one letter is one: of those that share a
    key, the names that a word with these consonants may be."""

    def __init__(self) -> None:
        self._named: dict[K, list[tuple[str, N]]] = {}
        self._told_apart: dict[tuple[K, int], dict[str, list[N]]] = {}

    def add(self, key: K, consonants: str, name: N) -> None:
        """Nothing may be asked for before all names are in."""
        self._named.setdefault(key, []).append((consonants, name))

    def __contains__(self, key: K) -> bool:
        return key in self._named

    def named(self, key: K, voice: Voice) -> Sequence[N]:
        """In the order in which they were added."""
        every = self._named.get(key, ())
        if voice.script is None or len(every) <= _FEW:
            return [name for consonants, name in every if voice.may_be(consonants)]
        told_apart = self._told_apart.get((key, voice.script))
        if told_apart is None:
            told_apart = {}
            for consonants, name in every:
                told_apart.setdefault(_as_written_in(voice.script, consonants), []).append(name)
            if len(self._told_apart) >= _MOST_REMEMBERED:
                self._told_apart.clear()
            self._told_apart[key, voice.script] = told_apart
        return told_apart.get(voice.said, ())


# What Thai's stretches are looked up by (thai.py).
_IN_THAI = str.maketrans("FVGZXCJQUW", "PBKSSSSSKN", AS_ENGLISH)


def as_written_in_thai(consonants: str) -> frozenset[str]:
    """A last v is mostly written as an f: โดฟ; and a last t behind an s often not at all: ลาคอส."""
    ways = {consonants, consonants[:-1] + "F"} if consonants.endswith("V") else {consonants}
    if consonants.endswith("ST"):
        ways.add(consonants.removesuffix("T"))
    return frozenset(
        undoubled(each.translate(_IN_THAI)).replace("MP", "NP").replace("MB", "NB") for each in ways
    )
