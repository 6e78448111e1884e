"""All marks' letters, looked for anywhere in a stream at once: equal numbers for equal stretches (`hashing.py`), longest last.

A pattern is kept by its first letters, five or six of them or all that it has. Where a stretch of a stream begins so, the whole is
compared. An automaton for a hundred thousand names waits for memory at every letter; a bit table that fits a processor's
cache turns most places away in a few array operations.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from recognition.hashing import Hashes, HashSet, Running
from recognition.letter_tables import Flags, Places
from recognition.stream import Stream

_GLUED_ON_ONE_SIDE = 4
# From here on a pattern may stand anywhere in a word.
_GLUED_ON_BOTH = 5
# Longer ones are known by so many letters at first: the more of them there are, the more have to tell them apart.
_FEW, _KNOWN_BY, _MANY_KNOWN_BY = 30_000, 5, 6


class Found(NamedTuple):
    """Which patterns stand where among the glued letters of a stream; both ends included."""

    which: Places
    start: Places
    end: Places


class _Level(NamedTuple):
    """The patterns that share how many of their first letters are asked for; sorted by the number of these."""

    size: int
    heads: HashSet
    head: Hashes
    whole: Hashes
    length: Places
    which: Places
    is_of_longer: bool
    """Whether some have more letters than that."""


class Patterns:
    def __init__(self, patterns: Sequence[str]) -> None:
        codes = np.frombuffer("".join(patterns).encode("utf-32-le"), np.uint32)
        lengths = np.array([len(pattern) for pattern in patterns], np.int64)
        starts = np.cumsum(lengths) - lengths
        running = Running(codes)
        whole = running.of(starts, starts + lengths)
        sizes = np.minimum(lengths, _KNOWN_BY if len(patterns) < _FEW else _MANY_KNOWN_BY)
        head = running.of(starts, starts + sizes)
        self._levels = [_level(int(size), head, whole, lengths, sizes) for size in np.unique(sizes)]

    def find(self, stream: Stream) -> Found:
        """Every pattern at every place where it may count by what it is glued to; in the order of their ends."""
        letters = stream.glued
        if not letters.code.size or not self._levels:
            return Found(*(np.zeros(0, np.int64),) * 3)
        running = Running(letters.code)
        in_syllables = stream.script > 0
        each = [_at(level, stream, running, in_syllables) for level in self._levels]
        which, start, end = (np.concatenate(parts) for parts in zip(*each, strict=True))
        wanted = _may_stand(stream, start, end, in_syllables)
        which, start, end = which[wanted], start[wanted], end[wanted]
        order = np.lexsort((start, end))
        return Found(which[order], start[order], end[order])


def _level(size: int, head: Hashes, whole: Hashes, lengths: Places, sizes: Places) -> _Level:
    which = np.flatnonzero(sizes == size)
    which = which[np.argsort(head[which], kind="stable")]
    longer = bool((lengths[which] > size).any())
    return _Level(size, HashSet(head[which]), head[which], whole[which], lengths[which], which, longer)


def _at(level: _Level, stream: Stream, running: Running, in_syllables: Flags) -> Iterable[Places]:
    if level.size >= _GLUED_ON_ONE_SIDE:
        starts = running.starts_of(level.size, level.heads)
        starts = starts[_may_begin(level.size, stream, in_syllables, starts)]
        heads = running.of(starts, starts + level.size)
    else:
        starts = _starts(level.size, stream, in_syllables)
        heads = running.of(starts, starts + level.size)
        maybe = np.flatnonzero(level.heads.maybe(heads))
        starts, heads = starts[maybe], heads[maybe]
    low, high = np.searchsorted(level.head, heads, "left"), np.searchsorted(level.head, heads, "right")
    at, place = spread(low, high)
    start = starts[at]
    end = start + level.length[place]
    inside = end <= len(stream.glued.code)
    place, start, end = place[inside], start[inside], end[inside]
    if level.is_of_longer:
        same = running.of(start, end) == level.whole[place]
        place, start, end = place[same], start[same], end[same]
    return level.which[place], start, end - 1


def _may_begin(size: int, stream: Stream, in_syllables: Flags, starts: Places) -> Flags:
    """Of a stretch that is asked for wherever it stands: the shorter, the more it needs an edge of a word."""
    if size >= _GLUED_ON_BOTH:
        return np.ones(len(starts), bool)
    ends = starts + size - 1
    edges = stream.glued.cut[starts] | stream.ends[ends]
    allowed: Flags = edges | in_syllables[starts] | in_syllables[ends]
    return allowed


def _starts(size: int, stream: Stream, in_syllables: Flags) -> Places:
    """Where a stretch of two or three letters may begin: it is a word, or in syllables."""
    count = max(len(stream.glued.code) - size + 1, 0)
    is_word = stream.glued.cut[:count] & stream.ends[size - 1 :]
    return np.flatnonzero(is_word | in_syllables[:count] | in_syllables[size - 1 :])


def _may_stand(stream: Stream, start: Places, end: Places, in_syllables: Flags) -> Flags:
    opens, closes = stream.glued.cut[start], stream.ends[end]
    length = end - start + 1
    # A last letter that the next word begins with stands behind the space between them, too.
    shared = stream.glued.first[end] != stream.runs.first[end]
    in_one = stream.spaces[end] - shared <= stream.spaces[start]
    glued = in_one & ((length >= _GLUED_ON_ONE_SIDE) & (opens | closes) | (length >= _GLUED_ON_BOTH))
    wanted: Flags = glued | opens & closes | in_syllables[start] | in_syllables[end]
    return wanted


def spread(low: Places, high: Places) -> tuple[Places, Places]:
    """Of each range its numbers, and the number of the range each came from."""
    counts = high - low
    of = np.repeat(np.arange(len(low)), counts)
    within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    return of, low[of] + within
