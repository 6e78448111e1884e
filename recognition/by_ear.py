"""Which strange words of a title may be a name as it sounds (aloud.py), asked of arrays: by their consonants and by the first vowel
between two, each as one number with whatever some language writes for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from recognition.aloud import distinct, sounds_of_all, words_of
from recognition.hashing import Hashes, HashSet, Running
from recognition.letter_tables import Codes, Flags, Places
from recognition.patterns import spread
from recognition.spoken import ways_to_speak
from recognition.stream import Stream

_MOST, _AT_ONCE = 24, 5_000
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


class Names:
    """The writings of an index in Latin letters, by what they may be written with."""

    def __init__(self, writings: Iterable[tuple[str, int]]) -> None:
        """Each with its number."""
        spoken = [(words, number) for shown, number in writings if (words := words_of(shown))]
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


def _keys_of(spoken: Sequence[tuple[tuple[str, ...], int]]) -> tuple[Hashes, Places]:
    """What `Names.alike` asks of what may be written for these names, and whose it is: all at once, a way to say one in each line."""
    ways = [distinct(said) for said in ways_to_speak([words for words, _ in spoken])]
    owner = np.repeat(np.array([number for _, number in spoken], np.int64), list(map(len, ways)))
    sounds = sounds_of_all("".join(f"{way}\n" for each in ways for way in each))
    pairs = np.unique(np.concatenate([_pairs(written, owner) for written in _writings_of(sounds)]))
    return pairs["key"], pairs["owner"]


def _writings_of(sounds: str) -> Iterator[str]:
    """In some language one letter is a t and an s, a J a vowel or none, "ei" says "ai", and a last e nothing."""
    for j, ts, ai in product(("", "s"), ("ts", "s"), ("ai", "ei")):
        written = sounds.translate(_AS_WRITTEN).replace("J", j).replace("ts", ts).replace("ai", ai)
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
