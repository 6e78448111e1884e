"""Names in Latin letters as one who only hears them writes them in his own language: "Guczi", "Lui Witon", "Şanel", "Nayk", "Sciaomi".

A mark is said in the ways of `spoken.py`; a strange word of a title is read aloud as Polish, Turkish, Spanish, French, Italian and
German do. Both are brought down to one way to write sounds, which has to be the same, vowels too. Arrays ask before whether the
consonants may be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from recognition.folding import plain_of
from recognition.hashing import Hashes, HashSet, Running
from recognition.letter_tables import Codes, Flags, Places
from recognition.patterns import spread
from recognition.spoken import AS_ENGLISH, ways_to_speak
from recognition.stream import Stream
from recognition.voices import undoubled

FEWEST_LETTERS, _MOST = 4, 24
_AT_ONCE = 5_000
_FEWEST_SOUNDS = 3
# Numbers for letters that a language may write for one another; an h is silent, or goes with the letter before.
_WRITTEN_FOR_EACH_OTHER = ("a", "eijy", "ou", "b", "ckqgszx", "d", "f", "l", "m", "n", "p", "r", "t", "vw")
_LAST_VOWEL = 3
_NUMBER_OF = {
    letter: number for number, letters in enumerate(_WRITTEN_FOR_EACH_OTHER, 1) for letter in letters
}
_AS_WRITTEN = str.maketrans("XC", "ss")


@cache
def _numbers() -> Codes:
    """By code point."""
    numbers = np.zeros(0x80, np.uint32)
    for letter, number in _NUMBER_OF.items():
        numbers[ord(letter)] = number
    return numbers


type _Rules = Sequence[tuple[re.Pattern[str], str]]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), said) for pattern, said in pairs)


# Sounds are written X (sh), C (ch), J (the s of "pleasure" and the j of "John"), and otherwise as English writes them.
_POLISH = _rules(("sz|ś", "X"), ("cz|ć", "C"), ("ż|ź", "J"), ("ó", "u"), ("j", "i"), ("ch", "h"), ("c", "ts"))
_TURKISH = _rules(("ş", "X"), ("ç", "C"), ("c|j", "J"), ("ğ", ""), ("ı", "i"))
_SPANISH = _rules(
    ("ch", "C"), ("x|sh", "X"), ("ñ", "ni"), ("ll", "i"), ("j", "h"), ("qu(?=[eiéí])", "k"), ("gu(?=[eiéí])", "g"), ("c(?=[eiéí])", "s")
)  # fmt: skip
_FRENCH = _rules(
    ("ch", "X"), ("eau|au", "o"), ("ou", "u"), ("oi", "ua"), ("qu", "k"), ("gn", "ni"), ("j|g(?=[eiéè])", "J"), ("ç|c(?=[eiéè])", "s"),
    ("(?<=[^aeiou])e$", ""),
)  # fmt: skip
_ITALIAN = _rules(
    ("sci(?=[aou])|sc(?=[ei])", "X"), ("ci(?=[aou])|c(?=[ei])", "C"), ("gi(?=[aou])|g(?=[ei])", "J"), ("ch", "k"), ("gh", "g"), ("gn", "ni")
)  # fmt: skip
_GERMAN = _rules(("tsch", "C"), ("sch", "X"), ("ei", "ai"), ("ie", "i"), ("j", "i"), ("w", "v"))
_ENGLISH = _rules(("sh", "X"), ("ch", "C"), ("j|zh", "J"), ("ee|ea", "i"), ("oo", "u"))
_LANGUAGES = (_POLISH, _TURKISH, _SPANISH, _FRENCH, _ITALIAN, _GERMAN, _ENGLISH)
# As `spoken.py` writes what it says.
_AS_SPOKEN = _rules(("tsh|tch|ch", "C"), ("sh", "X"), ("dzh|dj|zh|j", "J"), ("ee|ea", "i"), ("oo|ou", "u"))
# What all of them write for the same.
_ALIKE = _rules(
    ("ph", "f"),
    ("th", "t"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("c", "k"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
    ("gh", "g"),
    (r"(.)\1+", r"\1"),
)


class Names:
    """The writings of an index that are one word each or several, in Latin letters, by the consonants that they may be written with."""

    def __init__(self, writings: Iterable[tuple[str, int]]) -> None:
        """Each with its number."""
        spoken = [(words, number) for shown, number in writings if (words := _words_of(shown))]
        found = [_keys_of(spoken[at : at + _AT_ONCE]) for at in range(0, len(spoken), _AT_ONCE)]
        keys = np.concatenate([np.zeros(0, np.uint64), *(each for each, _ in found)])
        owner = np.concatenate([np.zeros(0, np.int64), *(each for _, each in found)])
        order = np.argsort(keys, kind="stable")
        self._keys, self._owner = keys[order], owner[order]
        self._set = HashSet(self._keys)

    def alike(self, stream: Stream, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Of stretches of a stream's words, the numbers of those that may be one of the names, and which."""
        if not len(self._owner) or not starts.size:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        said = _Heard(_numbers()[np.minimum(stream.plain, len(_numbers()) - 1)], stream.words.cut)
        heard = said.of(starts, ends)
        is_one = (ends - starts <= _MOST) & (said.sizes(starts, ends) > 0)
        places = np.flatnonzero(is_one & self._set.maybe(heard))
        keys = heard[places]
        at, key = spread(
            np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        )
        return places[at], self._owner[key]


def says_the_name(written: str, name: str) -> bool:
    """Whether a word, or what is written as one, reads aloud as the name in some language; a letter doubled or a last e is no other
    way to write it: "Chanelle" is a person's."""
    if len(written) < FEWEST_LETTERS or _bare(written) == _bare(name):
        return False
    return not _read_aloud(written.casefold()).isdisjoint(_said(name))


def _bare(written: str) -> str:
    return undoubled(plain_of(written)).rstrip("e")


def _words_of(shown: str) -> tuple[str, ...]:
    words = tuple(re.findall("[a-z]+", plain_of(shown)))
    is_all = len("".join(words)) == len("".join(filter(str.isalnum, plain_of(shown))))
    return words if is_all and len("".join(words)) >= FEWEST_LETTERS else ()


def _are_heard(said: Codes, begins: Flags) -> Flags:
    """Which of these numbers count: of a pair of vowels the first, of a doubled consonant one."""
    is_vowel = (said > 0) & (said <= _LAST_VOWEL)
    is_heard = said > 0
    is_heard[1:] &= begins[1:] | np.where(is_vowel[1:], ~is_vowel[:-1], said[1:] != said[:-1])
    return is_heard


def _keys_of(spoken: Sequence[tuple[tuple[str, ...], int]]) -> tuple[Hashes, Places]:
    """What `Names.alike` asks of what may be written for these names, and whose it is: all at once, a way to say one in each line."""
    ways = [_ways(words) for words in ways_to_speak([words for words, _ in spoken])]
    owner = np.repeat(np.array([number for _, number in spoken], np.int64), list(map(len, ways)))
    sounds = _by((*_AS_SPOKEN, *_ALIKE), "".join(f"{way}\n" for each in ways for way in each)).translate(
        _AS_WRITTEN
    )
    pairs = np.concatenate([_pairs(written, owner) for written in _writings_of(sounds)])
    pairs = np.unique(pairs)
    return pairs["key"], pairs["owner"]


def _ways(said: Iterable[str]) -> list[str]:
    return sorted({way.replace(AS_ENGLISH, "") for way in said})


def _writings_of(sounds: str) -> Iterator[str]:
    """In some language one letter is a t and an s, a J a vowel or none, "ei" says "ai", and a last e nothing."""
    for j, ts, ai in product(("", "s"), ("ts", "s"), ("ai", "ei")):
        written = sounds.replace("J", j).replace("ts", ts).replace("ai", ai)
        yield written
        yield written.replace("\n", "e\n")


def _pairs(lines: str, owner: Places) -> NDArray[np.void]:
    codes = np.frombuffer(lines.encode("utf-32-le"), np.uint32)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])[: len(ends)]
    begins = np.zeros(len(codes), bool)
    begins[starts] = True
    heard = _Heard(_numbers()[codes], begins)
    pairs = np.empty(len(ends), [("key", np.uint64), ("owner", np.int64)])
    pairs["key"], pairs["owner"] = heard.of(starts, ends), owner
    return pairs[heard.sizes(starts, ends) > 0]


class _Heard:
    """Of numbers of letters, those that count: of a pair of vowels the first, of a doubled consonant one."""

    def __init__(self, said: Codes, begins: Flags) -> None:
        is_vowel = (said > 0) & (said <= _LAST_VOWEL)
        is_heard = said > 0
        is_heard[1:] &= begins[1:] | np.where(is_vowel[1:], ~is_vowel[:-1], said[1:] != said[:-1])
        self._before = np.concatenate([[0], np.cumsum(is_heard)])
        self._running = Running(said[is_heard])

    def of(self, starts: Places, ends: Places) -> Hashes:
        return self._running.of(self._before[starts], self._before[ends])

    def sizes(self, starts: Places, ends: Places) -> Places:
        sizes: Places = self._before[ends] - self._before[starts]
        return sizes


@lru_cache(maxsize=20_000)
def _said(name: str) -> frozenset[str]:
    words = _words_of(name)
    if not words:
        return frozenset()
    (ways,) = ways_to_speak([words])
    return frozenset(filter(_is_enough, (_by((*_AS_SPOKEN, *_ALIKE), way) for way in _ways(ways))))


@lru_cache(maxsize=20_000)
def _read_aloud(written: str) -> frozenset[str]:
    return frozenset(filter(_is_enough, _readings(written)))


def _readings(written: str) -> Iterator[str]:
    for language in _LANGUAGES:
        yield _sounds(written, language)


def _sounds(written: str, language: _Rules) -> str:
    # X, C and J are sounds by now.
    return _by(_ALIKE, "".join(each if each in "XCJ" else plain_of(each) for each in _by(language, written)))


def _by(rules: _Rules, text: str) -> str:
    for pattern, said in rules:
        text = pattern.sub(said, text)
    return text


def _is_enough(sounds: str) -> bool:
    return len(sounds) >= _FEWEST_SOUNDS
