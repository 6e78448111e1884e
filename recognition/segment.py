"""Some of an index's marks, compiled: where in a stream of letters may one of them stand?

Two ways to find a place. *Exactly*: the mark's letters anywhere in the glued stream, by one automaton for all marks. *Nearly*:
a word, or words written as one, that shares a word with a letter left out with a mark: one letter added, lost, changed or two
swapped. Both only point; `reading.py` judges.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from recognition.hashing import Hashes, HashSet, Running
from recognition.heard import Sounds
from recognition.marks import Mark
from recognition.spelling import FOUR_LETTERS, LONGEST
from recognition.stream import END, Letters, Places, Stream, script_of, stream_of
from recognition.surfaces import Surface, Writing, writings_of
from recognition.vocabulary import usual

_GLUED_ON_ONE_SIDE = 4
_GLUED_ON_BOTH = 6
_MOST_WORDS = 3
_FEW = 2_000


class Hit(NamedTuple):
    """Places of the joined text, both included."""

    row: int
    first: int
    last: int
    writing: int
    is_near: bool
    opens: bool
    closes: bool
    """Whether a word begins, and one ends, where the hit does."""


class Segment:
    """Never changed once it is built."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = tuple(marks)
        self._writings: list[tuple[Mark, Writing]] = [
            (mark, made) for mark in self.marks for made in writings_of(mark)
        ]
        stream = stream_of([writing.shown for _, writing in self._writings])
        self._by_letters = self._exact(stream)
        self._automaton = _automaton(list(self._by_letters))
        self._owners = list(self._by_letters.values())
        self._near = _Near(stream)
        self.most_words = self._near.most_words
        self.parts = self._near.parts
        self.sounds = Sounds(self.marks)

    @cache  # noqa: B019 - a segment lives as long as its index, and so do its surfaces
    def surface(self, writing: int) -> Surface:
        mark, written = self._writings[writing]
        return Surface(mark, written.shown, written.registered, written.generated)

    def hits(self, stream: Stream, words: "Words") -> Iterator[Hit]:
        yield from self.exact_hits(stream)
        yield from self._near.hits(words, stream)

    def _exact(self, stream: Stream) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        rows = _text_of(stream.glued).split(chr(END))
        for row, letters in enumerate(rows[: len(stream.text_of)]):
            if len(letters) > 1:
                owners = found.setdefault(letters, [])
                if stream.text_of[row] not in owners:
                    owners.append(stream.text_of[row])
        return found

    @property
    def patterns(self) -> Sequence[str]:
        """The letters of every writing, each once."""
        return list(self._by_letters)

    def exact_hits(self, stream: Stream) -> Iterator[Hit]:
        if self._automaton is None:
            return
        matches = self._automaton.find_matches_as_indexes(_text_of(stream.glued), overlapping=True)
        if not matches:
            return
        found = np.array(matches, np.int64)
        which, start, end = found[:, 0], found[:, 1], found[:, 2] - 1
        glued = stream.glued
        opens, closes = glued.cut[start], stream.ends[end]
        length = end - start + 1
        whole = stream.spaces[end] == stream.spaces[start]
        wanted = whole & ((length >= _GLUED_ON_ONE_SIDE) & (opens | closes) | (length >= _GLUED_ON_BOTH))
        wanted |= opens & closes
        wanted |= script_of(glued.code[start]) > 0
        wanted |= script_of(glued.code[end]) > 0
        keep = np.flatnonzero(wanted)
        rows = stream.row_of(glued.first[start[keep]])
        for at, row in zip(keep.tolist(), rows.tolist(), strict=True):
            for first, last, opened, closed in _spans(stream, int(start[at]), int(end[at])):
                for writing in self._owners[which[at]]:
                    yield Hit(row, first, last, writing, is_near=False, opens=opened, closes=closed)


def _spans(stream: Stream, start: int, end: int) -> list[tuple[int, int, bool, bool]]:
    """From where to where the letters stand, and whether words begin and end there. More than one answer only if a letter is
    doubled over the edge of two words: it may be the one's, or all of it the mark's."""
    near, far = stream.glued, stream.runs
    begins = {(int(near.first[start]), bool(near.cut[start])), (int(far.first[start]), bool(far.cut[start]))}
    closes = {(int(near.last[end]), bool(stream.ends[end])), (int(far.last[end]), bool(stream.run_ends[end]))}
    return sorted(
        (first, last, opened, closed) for first, opened in begins for last, closed in closes if first <= last
    )


def _automaton(patterns: Sequence[str]) -> AhoCorasick | None:
    if not patterns:
        return None
    how = Implementation.ContiguousNFA if len(patterns) > _FEW else None
    return AhoCorasick(patterns, implementation=how) if how else AhoCorasick(patterns)


def _text_of(letters: Letters) -> str:
    return letters.code.astype("<u4").tobytes().decode("utf-32-le")


class Words:
    """The words of a stream, and up to three neighbouring ones written as one, that may be a misspelt mark."""

    def __init__(self, stream: Stream, most: int, parts: Sequence[HashSet] = ()) -> None:
        """`parts`: the words, in plain writing, that marks of several words are made of."""
        letters = stream.words
        self.running = Running(letters.code)
        starts, ends = _words_of(letters)
        # A slip is no word that is usual anywhere; most words of a title are, and end here.
        plain = Running(letters.plain).of(starts, ends)
        is_strange = ~usual(plain) | (ends - starts < FOUR_LETTERS)
        for of_marks in parts:
            is_strange |= of_marks.has(plain)
        strange = np.concatenate([[0], np.cumsum(is_strange)])
        spans = [(starts[: len(starts) - count], ends[count:]) for count in range(most)]
        first = np.concatenate([span[0] for span in spans])
        last = np.concatenate([span[1] for span in spans])
        long_enough = (last - first >= FOUR_LETTERS - 1) & (last - first <= LONGEST + 1)
        # A window over the end of a title is none.
        ended = np.concatenate([[0], np.cumsum(letters.code == END)])
        same_title = ended[last] == ended[first]
        alphabetic = (
            script_of(letters.code[np.minimum(first, len(letters.code) - 1)]) == 0
            if first.size
            else first == 0
        )
        any_strange = np.concatenate(
            [strange[1 + count :] > strange[: len(starts) - count] for count in range(most)]
        )
        kept = long_enough & same_title & alphabetic & any_strange
        self.starts, self.ends = first[kept], last[kept]


def _words_of(letters: Letters) -> tuple[Places, Places]:
    starts = np.flatnonzero(letters.cut)
    ends = np.concatenate([starts[1:], [len(letters.code)]]).astype(np.int64)
    return starts, ends


class _Near:
    def __init__(self, stream: Stream) -> None:
        starts, ends, owners, self.most_words = _rows(stream)
        running = Running(stream.words.code)
        keys, of = _with_deletes(running, starts, ends)
        order = np.argsort(keys, kind="stable")
        self._keys, self._of = keys[order], np.asarray(owners, np.int64)[of[order]]
        self._set = HashSet(self._keys)
        self.parts = HashSet(_parts_of(stream))

    def hits(self, words: Words, stream: Stream) -> Iterator[Hit]:
        if not len(self._keys) or not words.starts.size:
            return
        keys, of = _with_deletes(words.running, words.starts, words.ends)
        places = np.flatnonzero(self._set.has(keys))
        if not places.size:
            return
        letters = stream.words
        seen: set[tuple[int, int]] = set()
        left = np.searchsorted(self._keys, keys[places], "left")
        right = np.searchsorted(self._keys, keys[places], "right")
        for word, low, high in zip(of[places].tolist(), left.tolist(), right.tolist(), strict=True):
            start, end = int(words.starts[word]), int(words.ends[word]) - 1
            first, last = int(letters.first[start]), int(letters.last[end])
            for writing in self._of[low:high].tolist():
                if (word, writing) not in seen:
                    seen.add((word, writing))
                    row = int(stream.row_of(letters.first[start : start + 1])[0])
                    yield Hit(row, first, last, writing, is_near=True, opens=True, closes=True)


def _parts_of(stream: Stream) -> Hashes:
    """The words of all writings that have more than one, in plain writing."""
    letters = stream.words
    starts, ends = _words_of(letters)
    is_word = letters.code[starts] != END
    starts, ends = starts[is_word], ends[is_word]
    rows = np.cumsum(letters.code == END)[starts]
    is_several = np.bincount(rows)[rows] > 1 if starts.size else np.zeros(0, bool)
    return Running(letters.plain).of(starts[is_several], ends[is_several])


def _rows(stream: Stream) -> tuple[Places, Places, list[int], int]:
    """Each writing in an alphabet as one word: where it begins and ends among the letters, whose it is, and the most words of one."""
    letters = stream.words
    ends = np.flatnonzero(letters.code == END)
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])[: len(ends)]
    words = np.concatenate([[0], np.cumsum(letters.cut)])
    kept = [
        row
        for row, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
        if FOUR_LETTERS <= end - start <= LONGEST and not script_of(letters.code[start:end]).any()
    ]
    most = max((int(words[ends[row]] - words[starts[row]]) for row in kept), default=1)
    return starts[kept], ends[kept], [stream.text_of[row] for row in kept], min(most, _MOST_WORDS)


def _with_deletes(running: Running, starts: Places, ends: Places) -> tuple[Hashes, Places]:
    """The hash of each word and of each word with a letter left out, and the number of the word."""
    lengths = ends - starts
    of = np.repeat(np.arange(len(starts)), lengths)
    within = np.arange(len(of)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    shorter = running.without(starts[of], ends[of], starts[of] + within)
    return np.concatenate([running.of(starts, ends), shorter]), np.concatenate([np.arange(len(starts)), of])
