"""Some of an index's marks, compiled: where in a stream of letters may one of them stand?

Two ways to find a place. *Exactly*: the mark's letters anywhere in the glued stream (`patterns.py`). *Nearly*:
a word, or words written as one, that shares a word with a letter left out with a mark: one letter added, lost, changed or two
swapped. Both only point; `reading.py` judges.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from recognition.by_ear import Names
from recognition.consonants import Skeletons
from recognition.folding import plain_of
from recognition.hashing import Hashes, HashSet, Running
from recognition.heard import Sounds
from recognition.homophones import Homophones
from recognition.letter_tables import END, Codes, Flags, Places, letters_of, script_of
from recognition.marks import Mark
from recognition.masked import Masked
from recognition.patterns import Patterns, spread
from recognition.spelling import FOUR_LETTERS, LONGEST, SAME_SOUND
from recognition.stream import Letters, Stream, stream_of
from recognition.surfaces import Surface, Writing, is_hangul, is_unspaced, writings_of
from recognition.vocabulary import usual_in_titles

_MOST_WORDS = 3


class Hits(NamedTuple):
    """Places of the joined texts, one entry a hit; `first` and `last` are both included."""

    row: Places
    first: Places
    last: Places
    writing: Places
    opens: Flags
    closes: Flags
    """Whether a word begins, and one ends, where the hit does."""


class Segment:
    """Never changed once it is built."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = tuple(marks)
        self._writings: list[tuple[Mark, Writing]] = [
            (mark, made) for mark in self.marks for made in writings_of(mark)
        ]
        self.is_unspaced = [is_unspaced(writing.shown) for _, writing in self._writings]
        self.is_hangul = [is_hangul(plain_of(writing.shown)) for _, writing in self._writings]
        stream = stream_of([writing.shown for _, writing in self._writings])
        by_letters = _by_letters(stream)
        self.patterns: Sequence[str] = list(by_letters)
        """The letters of every writing, each once."""
        self._found = Patterns(self.patterns)
        owners = list(by_letters.values())
        self._owners = np.array([owner for each in owners for owner in each], np.int64)
        self._owned_to = np.cumsum([len(each) for each in owners], dtype=np.int64)
        self._near = _Near(stream, self._as_registered())
        self.most_words = self._near.most_words
        self.parts = self._near.parts
        self.sounds = Sounds(self.marks)
        self.homophones = Homophones([writing.shown for _, writing in self._writings], self.surface)
        self.masked = Masked([writing.shown for _, writing in self._writings], self.surface)
        self.remembered: dict[Hashable, Any] = {}
        """What was judged of a place once, by all that counts: titles are made of the same words."""

    def _as_registered(self) -> Iterator[tuple[str, int]]:
        for number, (_, writing) in enumerate(self._writings):
            if not (writing.generated or writing.is_known):
                yield writing.shown, number

    @cache  # noqa: B019 - a segment lives as long as its index, and so do its surfaces
    def surface(self, writing: int) -> Surface:
        mark, written = self._writings[writing]
        return Surface(
            mark,
            written.shown,
            written.registered,
            written.generated,
            written.is_known,
            written.says_a_word,
            written.among,
        )

    def near_hits(self, stream: Stream, words: "Words") -> Hits:
        return self._near.hits(words, stream)

    def exact_hits(self, stream: Stream) -> Hits:
        found = self._found.find(stream)
        if not found.which.size:
            return _NONE
        at, first, last, opens, closes = _spans(stream, found.start, found.end)
        rows = stream.row_of(stream.glued.first[found.start[at]])
        to = self._owned_to[found.which[at]]
        begin = np.concatenate([[0], self._owned_to])[found.which[at]]
        of, owner = spread(begin, to)
        return Hits(rows[of], first[of], last[of], self._owners[owner], opens[of], closes[of])


def all_of(some: Hits, others: Hits) -> Hits:
    columns: tuple[Any, ...] = tuple(map(np.concatenate, zip(some, others, strict=True)))
    return Hits(*columns)


def chosen(hits: Hits, order: Places) -> Hits:
    columns: tuple[Any, ...] = tuple(column[order] for column in hits)
    return Hits(*columns)


_NONE = Hits(*(np.zeros(0, np.int64),) * 4, *(np.zeros(0, bool),) * 2)


def _by_letters(stream: Stream) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = stream.glued.code.astype("<u4").tobytes().decode("utf-32-le").split(chr(END))
    for row, letters in enumerate(rows[: len(stream.text_of)]):
        if len(letters) > 1:
            owners = found.setdefault(letters, [])
            if stream.text_of[row] not in owners:
                owners.append(stream.text_of[row])
    return found


def _spans(stream: Stream, start: Places, end: Places) -> tuple[Places, Places, Places, Flags, Flags]:
    """From where to where the letters stand, and whether words begin and end there, each with the number of its hit. More than
    one answer only if a letter is doubled over the edge of two words: it may be the one's, or all of it the mark's."""
    near, far = stream.glued, stream.runs
    begins = ((near.first[start], near.cut[start]), (far.first[start], far.cut[start]))
    closes = ((near.last[end], stream.ends[end]), (far.last[end], stream.run_ends[end]))
    may_begin = (np.ones(len(start), bool), (begins[0][0] != begins[1][0]) | (begins[0][1] != begins[1][1]))
    may_close = (np.ones(len(start), bool), (closes[0][0] != closes[1][0]) | (closes[0][1] != closes[1][1]))
    parts = []
    for one in range(2):
        for other in range(2):
            at = np.flatnonzero(may_begin[one] & may_close[other] & (begins[one][0] <= closes[other][0]))
            parts.append(
                (at, begins[one][0][at], closes[other][0][at], begins[one][1][at], closes[other][1][at])
            )
    at, first, last, opened, closed = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((closed, opened, last, first, at))
    return at[order], first[order], last[order], opened[order], closed[order]


class Words:
    """The words of a stream, and up to three neighbouring ones written as one, that may be a misspelt mark."""

    def __init__(self, stream: Stream, most: int, parts: Sequence[HashSet] = ()) -> None:
        """`parts`: the words, in plain writing, that marks of several words are made of."""
        letters = stream.words
        self.running = Running(_by_ear(letters.code))
        starts, ends = _words_of(letters)
        # A slip is no word that is usual there; most words of a title are, and end here.
        plain = Running(stream.plain).of(starts, ends)
        is_end = letters.code[starts] == END
        is_strange = ~usual_in_titles(plain, np.cumsum(is_end)) | (ends - starts < FOUR_LETTERS)
        for of_marks in parts:
            is_strange |= of_marks.has(plain)
        strange = np.concatenate([[0], np.cumsum(is_strange)])
        ended = np.concatenate([[0], np.cumsum(is_end)])
        firsts, counts = [], []
        for count in range(1, min(most, len(starts)) + 1):
            # A window over the end of a title is none.
            may = (strange[count:] > strange[:-count]) & (ended[count:] == ended[:-count])
            firsts.append(np.flatnonzero(may))
            counts.append(np.full(len(firsts[-1]), count))
        word = np.concatenate([np.zeros(0, np.int64), *firsts])
        first, last = starts[word], ends[word + np.concatenate([np.zeros(0, np.int64), *counts]) - 1]
        long_enough = (last - first >= FOUR_LETTERS - 1) & (last - first <= LONGEST + 1)
        kept = long_enough & (script_of(letters.code[first]) == 0)
        self.starts, self.ends = first[kept], last[kept]


def _words_of(letters: Letters) -> tuple[Places, Places]:
    starts = np.flatnonzero(letters.cut)
    ends = np.concatenate([starts[1:], [len(letters.code)]]).astype(np.int64)
    return starts, ends


def _by_ear(codes: Codes) -> Codes:
    """Letters that say the same as one."""
    return np.where(codes < len(_sounds()), _sounds()[np.minimum(codes, len(_sounds()) - 1)], codes)


@cache
def _sounds() -> Codes:
    """By code point."""
    sounds = np.arange(0x80, dtype=np.uint32)
    for letter, same in SAME_SOUND.items():
        sounds[ord(letter)] = ord(letters_of(same))
    return sounds


class _Near:
    def __init__(self, stream: Stream, registered: Iterable[tuple[str, int]]) -> None:
        starts, ends, owners, self.most_words = _rows(stream)
        running = Running(_by_ear(stream.words.code))
        keys, of = _with_deletes(running, starts, ends)
        order = np.argsort(keys, kind="stable")
        self._keys, self._of = keys[order], np.asarray(owners, np.int64)[of[order]]
        self._skeletons = Skeletons(stream, starts, ends, owners)
        self._names = Names(registered)
        self._set = HashSet(self._keys)
        self.parts = HashSet(_parts_of(stream))

    def hits(self, words: Words, stream: Stream) -> Hits:
        if not len(self._keys) or not words.starts.size:
            return _NONE
        keys, of = _with_deletes(words.running, words.starts, words.ends)
        places = np.flatnonzero(self._set.maybe(keys))
        keys, of = keys[places], of[places]
        low, high = np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        at, key = spread(low, high)
        spoken, said = self._skeletons.alike(stream, words.starts, words.ends)
        respelt, names = self._names.alike(stream, words.starts, words.ends)
        word, writing = (
            np.concatenate([of[at], spoken, respelt]),
            np.concatenate([self._of[key], said, names]),
        )
        if not word.size:
            return _NONE
        _, kept = np.unique(word * (int(self._of.max()) + 1) + writing, return_index=True)
        kept.sort()
        word, writing = word[kept], writing[kept]
        first = stream.words.first[words.starts[word]]
        last = stream.words.last[words.ends[word] - 1]
        yes = np.ones(len(word), bool)
        return Hits(stream.row_of(first), first, last, writing, yes, yes)


def _parts_of(stream: Stream) -> Hashes:
    """The words of all writings that have more than one, in plain writing."""
    letters = stream.words
    starts, ends = _words_of(letters)
    is_word = letters.code[starts] != END
    starts, ends = starts[is_word], ends[is_word]
    rows = np.cumsum(letters.code == END)[starts]
    is_several = np.bincount(rows)[rows] > 1 if starts.size else np.zeros(0, bool)
    return Running(stream.plain).of(starts[is_several], ends[is_several])


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
