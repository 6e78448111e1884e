"""Every hash of a bank within a distance of another: all of them, and without reading the whole bank.

Two hashes that differ in 31 of 256 bits at most differ in one bit at most of at least one of their sixteen parts: two
in each would be 32. So rows are kept in the order of each part, and a look reads those whose part is the query's, or
one bit away from it (multi-index hashing: Norouzi, Punjani and Fleet 2012, "Fast Search in Hamming Space").
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from recognition.pictures.arrays import Hash
from recognition.pictures.hashing import distances

_PARTS, _VALUES = 16, 1 << 16
_FOLLOWING = (np.arange(_PARTS) + 1) % _PARTS
# Bits that may differ in one part: with more, most of the bank would be read, in a worse order.
_MOST_FLIPPED = 2
# Tables take four megabytes, however small the bank: below this, reading all of it is as fast.
_WORTH_TABLES = 20_000
# Rows that are read at once: what is made of them stays near the processor.
_AT_ONCE = 1 << 15
# Pictures of nothing hash alike, so that a few values of a part may have most of the rows.
_TOO_CROWDED = 8


@dataclass(frozen=True, slots=True)
class Near:
    """One entry for each pair, by query and row: which query, which row of the bank, how many bits differ."""

    queries: NDArray[np.intp]
    rows: NDArray[np.intp]
    apart: NDArray[np.uint16]


class HashIndex:
    """`hashes`: (n, 4), as `pdq` makes them, up to a hundred million. About 100 bytes and 0.6 µs for each."""

    def __init__(self, hashes: Hash) -> None:
        self._hashes = np.ascontiguousarray(hashes, np.uint64).reshape(-1, 4)
        self._tables = _Tables(self._hashes) if len(self._hashes) >= _WORTH_TABLES else None

    def within(self, queries: Hash, distance: int) -> Near:
        """All pairs of a query, of (q, 4), and a row that differ in `distance` bits at most."""
        queries = np.ascontiguousarray(queries, np.uint64).reshape(-1, 4)
        flipped = distance // _PARTS
        pairs: list[NDArray[np.intp]] = []
        if self._tables is None or flipped > _MOST_FLIPPED:
            to_read = np.arange(len(queries))
        else:
            pairs, to_read = self._tables.pairs(queries, flipped, distance)
        pairs += [self._read(queries, int(at), distance) for at in to_read]
        return self._near(queries, np.concatenate([np.zeros((2, 0), np.intp), *pairs], axis=1), distance)

    def _read(self, queries: Hash, at: int, distance: int) -> NDArray[np.intp]:
        rows = [
            start + np.flatnonzero(distances(self._hashes[start : start + _AT_ONCE], queries[at]) <= distance)
            for start in range(0, len(self._hashes), _AT_ONCE)
        ]
        found = np.concatenate([np.zeros(0, np.intp), *rows])
        return np.vstack([np.full(len(found), at), found])

    def _near(self, queries: Hash, pairs: NDArray[np.intp], distance: int) -> Near:
        """Each of them once, and only those that are as near as that in all of their bits."""
        of_all = max(1, len(self._hashes))
        which, rows = np.divmod(np.unique(pairs[0] * of_all + pairs[1]), of_all)
        apart = distances(self._hashes[rows], queries[which])
        near = apart <= distance
        return Near(which[near], rows[near], apart[near])


class _Tables:
    """Rows in the order of each part's value, where those of a value begin, and each row's next part, in that order.

    Put the sixteen parts in a ring: if all of them differ in `distance` bits at most, there is one that differs in a
    sixteenth of those at most, and together with its next one in two sixteenths at most (the pigeonring: Qin and Xiao
    2018, "Pigeonring: A Principle for Faster Thresholded Similarity Search"). So a look at the next parts, which lie
    beside each other, leaves one in a hundred of the rows to be read, which lie anywhere.
    """

    def __init__(self, hashes: Hash) -> None:
        self._hashes, self._count = hashes, len(hashes)
        self._rows = np.empty(_PARTS * self._count, np.int32)
        self._next = np.empty(_PARTS * self._count, np.uint16)
        self._starts = np.empty(_PARTS * (_VALUES + 1), np.int32)
        parts = np.ascontiguousarray(_parts(hashes).T)
        for part, values in enumerate(parts):
            these = slice(part * self._count, (part + 1) * self._count)
            order = np.argsort(values, kind="stable")
            self._rows[these], self._next[these] = order, parts[_FOLLOWING[part]][order]
            starts = np.cumsum([these.start, *np.bincount(values, minlength=_VALUES)])
            self._starts[part * (_VALUES + 1) : (part + 1) * (_VALUES + 1)] = starts

    def pairs(
        self, queries: Hash, flipped: int, distance: int
    ) -> tuple[list[NDArray[np.intp]], NDArray[np.intp]]:
        """Pairs that are near, some more than once; and the queries for which all rows have to be read."""
        expected = len(_masks(flipped)) * _PARTS * self._count // _VALUES
        step = max(1, 2 * _AT_ONCE // (expected + 64))
        found, crowded = [], [np.zeros(0, np.intp)]
        for start in range(0, len(queries), step):
            which = np.arange(start, min(start + step, len(queries)))
            first, counts = self._to_read(queries[which], flipped)
            is_crowded = counts.sum(axis=1) > self._count // _TOO_CROWDED
            crowded.append(which[is_crowded])
            which, first, counts = which[~is_crowded], first[~is_crowded], counts[~is_crowded]
            found.append(self._near(queries, which, first, counts, distance))
        return found, np.concatenate(crowded)

    def _to_read(self, queries: Hash, flipped: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the rows of a value begin, and how many they are: a line for each query, part by part."""
        begins = (np.arange(_PARTS) * (_VALUES + 1)).astype(np.int32)
        at = ((_parts(queries)[:, :, None] ^ _masks(flipped)) + begins[:, None]).reshape(len(queries), -1)
        first = self._starts.take(at, mode="clip")
        return first, self._starts.take(at + 1, mode="clip") - first

    def _near(
        self,
        queries: Hash,
        which: NDArray[np.intp],
        first: NDArray[np.int32],
        counts: NDArray[np.int32],
        distance: int,
    ) -> NDArray[np.intp]:
        """Of the rows that are alike in a part, those that are near: first by the next part, then by all bits."""
        of_parts = counts.reshape(-1, counts.shape[1] // _PARTS).sum(axis=1)
        of_queries = counts.sum(axis=1)
        first, counts = first.ravel(), counts.ravel()
        at = np.arange(counts.sum(), dtype=np.int32)
        at += np.repeat(first - (np.cumsum(counts, dtype=np.int32) - counts), counts)
        following = _parts(queries[which]).take(_FOLLOWING, axis=1).ravel()
        apart = np.bitwise_count(self._next.take(at, mode="clip") ^ np.repeat(following, of_parts))
        likely = np.flatnonzero(apart <= 2 * distance // _PARTS)
        owners = which[np.searchsorted(np.cumsum(of_queries), likely, side="right")]
        rows = self._rows[at[likely]]
        near = distances(self._hashes[rows], queries[owners]) <= distance
        return np.vstack([owners[near], rows[near]])


def _parts(hashes: Hash) -> NDArray[np.uint16]:
    return np.ascontiguousarray(hashes).view(np.uint16)


def _masks(flipped: int) -> NDArray[np.int32]:
    """Every way to change so many of sixteen bits, or fewer."""
    bits = [1 << bit for bit in range(_VALUES.bit_length() - 1)]
    ways = [sum(some) for count in range(flipped + 1) for some in combinations(bits, count)]
    return np.array(ways, np.int32)
