"""Numbers for words, so that millions of them are looked up at once: a polynomial of the letters, modulo 2 to the 64th.

hash of w0 w1 … wn = Σ w_i · B^i. Of a long run of letters the hash of any stretch, with or without one of its letters, is
a difference of two running sums. Equal hashes are a reason to compare the words, no proof.
"""

from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1
_SPREAD = 0xD6E8FEB86659FD93


def hash_of(word: str) -> int:
    total, power = 0, 1
    for letter in word:
        total = (total + ord(letter) * power) & _MASK
        power = (power * _BASE) & _MASK
    return total


def hashes_of(words: Sequence[str]) -> Hashes:
    """The same of many words."""
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    lengths = np.array(list(map(len, words)), np.int64)
    ends = np.cumsum(lengths)
    return Running(codes).of(ends - lengths, ends)


def powers() -> Hashes:
    """What to multiply a word's hash by to put it behind so many letters."""
    return _first_powers(_BASE, 1)


@cache
def _powers(base: int, size: int, times: int) -> Hashes:
    powers = np.full(size, base, np.uint64)
    powers[0] = times
    return np.multiply.accumulate(powers)


def _first_powers(base: int, count: int, times: int = 1) -> Hashes:
    size = 1 << 12
    while size < count:
        size <<= 1
    return _powers(base, size, times)


class Running:
    """The running sums of a run of letters."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        self._count = len(codes)
        self._back = _first_powers(_INVERSE, self._count + 2)
        self._sums = np.zeros(self._count + 1, np.uint64)
        np.cumsum(codes * _first_powers(_BASE, self._count)[: self._count], out=self._sums[1:])

    def of(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
        return (self._sums[ends] - self._sums[starts]) * self._back[starts]

    def starts_of(self, size: int, hashes: "HashSet") -> NDArray[np.int64]:
        """Where stretches of so many letters start that may be in the set."""
        count = max(self._count - size + 1, 0)
        spread = self._sums[size:] - self._sums[:count]
        spread *= _first_powers(_INVERSE, count, _SPREAD)[:count]
        return np.flatnonzero(hashes.maybe_spread(spread))

    def without(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64], left_out: NDArray[np.int64]
    ) -> Hashes:
        before = (self._sums[left_out] - self._sums[starts]) * self._back[starts]
        return before + (self._sums[ends] - self._sums[left_out + 1]) * self._back[starts + 1]


class HashSet:
    """Hashes to ask for, many at a time."""

    def __init__(self, hashes: Sequence[int] | Hashes) -> None:
        self.sorted = np.sort(np.asarray(hashes, np.uint64))
        self._seen = np.zeros(_size_for(len(self.sorted) * 12), bool)
        self._seen[_slot(self.sorted, self._seen)] = True

    def maybe(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Whether each may be in the set; wrong about one in twelve at most."""
        return self.maybe_spread(hashes * np.uint64(_SPREAD))

    def maybe_spread(self, spread: Hashes) -> NDArray[np.bool_]:
        """The same of hashes that are multiplied already; they are used up."""
        return self._seen[_slot_of_spread(spread, self._seen)]

    def has(self, hashes: Hashes) -> NDArray[np.bool_]:
        standing = self._standing[_slot(hashes, self._standing)]
        found: NDArray[np.bool_] = (standing == hashes) & (hashes != 0)
        # Where another hash stands, or none can be told from nothing, the whole list is asked.
        places = np.flatnonzero(~found & ((standing != 0) | (hashes == 0)))
        if places.size and len(self.sorted):
            asked = hashes[places]
            at = np.minimum(np.searchsorted(self.sorted, asked), len(self.sorted) - 1)
            found[places] = self.sorted[at] == asked
        return found

    @cached_property
    def _standing(self) -> Hashes:
        """One of the hashes that belong in each slot."""
        standing = np.zeros(_size_for(len(self.sorted) * 2), np.uint64)
        standing[_slot(self.sorted, standing)] = self.sorted
        return standing


def _size_for(count: int) -> int:
    return 1 << max(10, count.bit_length())


def _slot(hashes: Hashes, table: NDArray[np.generic]) -> NDArray[np.int64]:
    return _slot_of_spread(hashes * np.uint64(_SPREAD), table)


def _slot_of_spread(spread: Hashes, table: NDArray[np.generic]) -> NDArray[np.int64]:
    spread >>= np.uint64(65 - len(table).bit_length())
    return spread.view(np.int64)
