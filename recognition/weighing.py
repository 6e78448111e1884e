"""From the hits of many texts at once to candidates: each place is cut out of its text by arrays, and judged once."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from recognition.judge import Candidate, judged
from recognition.letter_tables import Flags, Places
from recognition.places import Place, is_a_name_with_an_ending, leaves_nothing_over, rests_of_words
from recognition.reading import Reading
from recognition.segment import Hits, Segment, Words, all_of, chosen
from recognition.stream import Stream
from recognition.surfaces import Surface

_MOST_REMEMBERED = 50_000
_UNKNOWN: Any = object()


class _Judged(NamedTuple):
    """What was judged of a place, its start and end told from where the hit's are."""

    surface: Surface
    reading: Reading
    start: int
    end: int


class _Cut(NamedTuple):
    """The hits as they stand in their own texts: `left` and `right` are where the words begin and end that they are in."""

    text: Places
    hit: Hits
    is_near: Flags
    symbols: Flags
    start: Places
    end: Places
    left: Places
    right: Places


def candidates_in(
    segment: Segment, texts: Sequence[str], stream: Stream, words: Words, most: int
) -> Iterator[tuple[int, Candidate]]:
    """With the number of the text; of each text at most so many hits, exact ones first."""
    exact, near = segment.exact_hits(stream), segment.near_hits(stream, words)
    if not len(exact.row) and not len(near.row):
        return
    cut = _cut(exact, near, stream, most)
    known: set[tuple[int, int, int]] = set()
    columns = (*cut.hit[1:4], cut.text, cut.is_near, cut.symbols, *cut[4:])
    for first, last, writing, at, is_near, symbols, start, end, left, right in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        # What is the mark to the letter is no slip of it.
        if (first, last, writing) in known:
            continue
        text = texts[at]
        if segment.is_unspaced[writing]:
            place = Place(text, start, end, text[left:start], text[end:right])
            found = judged(place, segment.surface(writing), is_near=is_near, symbols=symbols)
        else:
            found = _remembered(segment, text, (start, end, left, right), (writing, is_near, symbols))
        if found:
            known.add((first, last, writing))
            yield at, found


def _cut(exact: Hits, near: Hits, stream: Stream, most: int) -> _Cut:
    hits = all_of(exact, near)
    is_near = np.arange(len(hits.row)) >= len(exact.row)
    text = np.array(stream.text_of, np.int64)[hits.row]
    order = np.argsort(text, kind="stable")
    begins = np.searchsorted(text[order], text[order], "left")
    order = order[np.arange(len(order)) - begins < most]
    hits, is_near, text = chosen(hits, order), is_near[order], text[order]
    # A second reading has its own row, and the places of its text's first one.
    begin = stream.row_starts[text]
    shift = begin - stream.row_starts[hits.row]
    kept = np.flatnonzero(~stream.dropped)
    end = kept[np.searchsorted(kept, hits.last + 1)] + shift if len(kept) else hits.last
    start = hits.first + shift
    left, right = rests_of_words(stream, start, end)
    left, right = np.where(hits.opens, start, left), np.where(hits.closes, end, right)
    symbols = hits.row >= stream.texts
    return _Cut(text, hits, is_near, symbols, start - begin, end - begin, left - begin, right - begin)


def _remembered(
    segment: Segment, text: str, place: tuple[int, int, int, int], asked: tuple[int, bool, bool]
) -> Candidate | None:
    """In an alphabet nothing but the word around it decides about a place, and titles are made of the same words."""
    start, end, left, right = place
    word = text[left:right]
    if (
        (left < start or end < right)
        and not segment.is_hangul[asked[0]]
        and leaves_nothing_over(word)
        and not is_a_name_with_an_ending(text[left:start], text[start:end], text[end:right])
    ):
        return None
    key = (word, start - left, end - left, *asked)
    remembered = segment.remembered
    found: _Judged | None = remembered.get(key, _UNKNOWN)
    if found is _UNKNOWN:
        if len(remembered) >= _MOST_REMEMBERED:
            remembered.clear()
        found = remembered[key] = _judged_in_its_word(segment, word, start - left, end - left, *asked)
    return found and Candidate(found.surface, found.reading, start + found.start, end + found.end)


def _judged_in_its_word(
    segment: Segment, word: str, start: int, end: int, writing: int, is_near: bool, symbols: bool
) -> _Judged | None:
    place = Place(word, start, end, word[:start], word[end:])
    found = judged(place, segment.surface(writing), is_near=is_near, symbols=symbols)
    return found and _Judged(found.surface, found.reading, found.start - start, found.end - end)
