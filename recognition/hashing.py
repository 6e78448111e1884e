"""Numbers for words, so that millions of them are looked up at once: a polynomial of the letters, modulo 2 to the 64th.

hash of w0 w1 … wn = Σ w_i · B^i. Of a long run of letters the hash of any stretch, with or without one of its letters, is
a difference of two running sums. Equal hashes are a reason to compare the words, no proof.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1
_SPREAD = np.uint64(0xD6E8FEB86659FD93)


def hash_of(word: str) -> int:
    total, power = 0, 1
    for letter in word:
        total = (total + ord(letter) * power) & _MASK
        power = (power * _BASE) & _MASK
    return total


@cache
def _powers(base: int, size: int) -> Hashes:
    powers = np.full(size, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _first_powers(base: int, count: int) -> Hashes:
    size = 1 << 12
    while size < count:
        size <<= 1
    return _powers(base, size)


class Running:
    """The running sums of a run of letters."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        count = len(codes)
        self._back = _first_powers(_INVERSE, count + 2)
        self._sums = np.zeros(count + 1, np.uint64)
        np.cumsum(codes * _first_powers(_BASE, count)[:count], out=self._sums[1:])

    def of(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
        return (self._sums[ends] - self._sums[starts]) * self._back[starts]

    def without(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64], left_out: NDArray[np.int64]
    ) -> Hashes:
        before = (self._sums[left_out] - self._sums[starts]) * self._back[starts]
        return before + (self._sums[ends] - self._sums[left_out + 1]) * self._back[starts + 1]


class HashSet:
    """Hashes to ask for, many at a time: a bit table first, then exactly."""

    def __init__(self, hashes: Sequence[int] | Hashes) -> None:
        self.sorted = np.sort(np.asarray(hashes, np.uint64))
        self._shift = np.uint64(64 - max(10, int(len(self.sorted) * 12).bit_length()))
        self._seen = np.zeros(1 << (64 - int(self._shift)), bool)
        self._seen[self._slot(self.sorted)] = True

    def _slot(self, hashes: Hashes) -> NDArray[np.uint64]:
        mixed = (hashes ^ (hashes >> np.uint64(29))) * _SPREAD
        return mixed >> self._shift

    def maybe(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Whether each may be in the set; wrong about one in twelve at most."""
        return self._seen[self._slot(hashes)]

    def has(self, hashes: Hashes) -> NDArray[np.bool_]:
        found = self.maybe(hashes)
        places = np.flatnonzero(found)
        asked = hashes[places]
        at = np.minimum(np.searchsorted(self.sorted, asked), max(len(self.sorted) - 1, 0))
        found[places] = self.sorted[at] == asked if len(self.sorted) else False
        return found
