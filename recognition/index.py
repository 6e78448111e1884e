"""The matcher: many titles folded at once, looked through once for all marks, then judged place by place."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from recognition.context import Use
from recognition.counting import may_count
from recognition.drawn import titles_redrawn
from recognition.filling import titles_filled
from recognition.judge import Candidate, as_heard, as_it_was_hidden, best_of, without_pieces
from recognition.known import known_writings
from recognition.marks import Kind, Mark, Match
from recognition.masked import hides_letters
from recognition.oddities import odd_ones
from recognition.rows import with_rows_told
from recognition.segment import Segment, Words
from recognition.sentences import why
from recognition.stream import Stream, stream_of
from recognition.undoing import titles_undone
from recognition.uses_in_titles import Found, uses_in
from recognition.weighing import candidates_in

ALGORITHM = 11
"""Counts up with every change that can change a match: a decision names the version that it relied on."""

LONGEST_TEXT = 10_000
"""Nothing is looked for beyond. No shop allows titles near it, and the time for one text stays bounded."""

MOST_HITS = 2_000
"""Nor are more places weighed in one text: a title of nothing but marks is no title."""

BATCH = 2_000
_NEWEST_SEGMENT = 128
_VERSION_BITS = 1 << 256


class MarkIndex:
    """Marks compiled for look-up. Never changed: `updated` makes another one, so it may be shared between threads."""

    def __init__(
        self, segments: Sequence[Segment], gone: frozenset[str] = frozenset(), total: int = 0
    ) -> None:
        self._segments = tuple(segments)
        self._gone = gone
        self._total = total
        stamp = f"{ALGORITHM} {unicodedata.unidata_version} {total:x}"
        self.version = hashlib.sha256(stamp.encode()).hexdigest()[:16]

    @classmethod
    def build(cls, marks: Iterable[Mark]) -> "MarkIndex":
        """A mark without a letter or digit is kept in the version and never found. Two marks of one key are both kept."""
        every = sorted(marks, key=_order)
        return cls((Segment(every),), total=sum(map(_stamp, every)) % _VERSION_BITS)

    def updated(self, marks: Iterable[Mark] = (), *, gone: Iterable[str] = ()) -> "MarkIndex":
        """An index with these marks in place of those with the same keys, and without those `gone`: found and versioned as
        if it had been built anew, in a time that does not depend on how many marks there are."""
        new = {mark.key: mark for mark in marks}
        out = frozenset(gone) | new.keys()
        base, newest = self._segments[0], self._segments[1].marks if len(self._segments) > 1 else ()
        recent = sorted([*(mark for mark in newest if mark.key not in out), *new.values()], key=_order)
        left = [mark for mark in self._living() if mark.key in out] if out else []
        total = (self._total - sum(map(_stamp, left)) + sum(map(_stamp, new.values()))) % _VERSION_BITS
        if len(recent) > max(_NEWEST_SEGMENT, len(base.marks) // 50):
            return MarkIndex.build([*(m for m in base.marks if m.key not in self._gone | out), *recent])
        return MarkIndex((base, Segment(recent)), self._gone | out, total)

    def find(self, text: str, *, nice_class: int | None = None) -> tuple[Match, ...]:
        """The marks that the text names, in the order of the text; one match for each place and mark."""
        return self.find_many([(text, nice_class)])[0]

    def find_many(self, texts: Sequence[tuple[str, int | None]]) -> list[tuple[Match, ...]]:
        """The same for many texts, each with its class, at a fraction of the time."""
        found: list[tuple[Match, ...]] = []
        for at in range(0, len(texts), BATCH):
            found += self._found(texts[at : at + BATCH])
        return found

    def _living(self) -> Iterator[Mark]:
        yield from (mark for mark in self._segments[0].marks if mark.key not in self._gone)
        for segment in self._segments[1:]:
            yield from segment.marks

    def _found(self, texts: Sequence[tuple[str, int | None]]) -> list[tuple[Match, ...]]:
        cut = [text[:LONGEST_TEXT] for text, _ in texts]
        candidates: dict[int, list[Candidate]] = {}
        for at, found in (*self._candidates_in(cut), *self._hidden_in(cut)):
            candidates.setdefault(at, []).append(found)
        answers: list[tuple[Match, ...]] = [()] * len(texts)
        for at, each in candidates.items():
            answers[at] = _in_context(each, cut[at], texts[at][1])
        return answers

    def _candidates_in(self, texts: Sequence[str]) -> Iterator[tuple[int, Candidate]]:
        """With the number of the text."""
        stream = stream_of(texts)
        most = max(segment.most_words for segment in self._segments)
        words = Words(stream, most, [segment.parts for segment in self._segments])
        for segment in self._segments:
            gone = self._gone if segment is self._segments[0] else frozenset()
            for at, found in _candidates(segment, texts, stream, words):
                if found.surface.mark.key not in gone:
                    yield at, found

    def _hidden_in(self, texts: Sequence[str]) -> Iterator[tuple[int, Candidate]]:
        undone = [(at, title) for at in odd_ones(texts) for title in titles_undone(texts[at])]
        undone += [
            (at, title)
            for at, text in enumerate(texts)
            for title in (*titles_filled(text), *titles_redrawn(text))
        ]
        if undone:
            for number, found in self._candidates_in([title.text for _, title in undone]):
                at, title = undone[number]
                if was_hidden := as_it_was_hidden(found, title):
                    yield at, was_hidden


def _order(mark: Mark) -> tuple[object, ...]:
    return (mark.key, mark.text, mark.variants, sorted(mark.nice_classes))


def _stamp(mark: Mark) -> int:
    """A number for the mark; the sum of all names a set of marks, whatever the order, and is soon changed with it."""
    content = [mark.key, mark.text, list(mark.variants), sorted(mark.nice_classes)]
    content += ([known.shown, known.says_a_word, sorted(known.among)] for known in known_writings(mark))
    return int.from_bytes(hashlib.sha256(json.dumps(content).encode()).digest())


def _candidates(
    segment: Segment, texts: Sequence[str], stream: Stream, words: Words
) -> Iterator[tuple[int, Candidate]]:
    for at, found in candidates_in(segment, texts, stream, words, MOST_HITS):
        yield at, found
    for at, each in segment.sounds.heard_in_all(texts):
        yield at, as_heard(each)
    for at, text in enumerate(texts):
        if not text.isascii():
            yield from ((at, found) for found in segment.homophones.hidden_in(text))
        if hides_letters(text):
            yield from ((at, found) for found in segment.masked.hidden_in(text))


def _in_context(candidates: Sequence[Candidate], text: str, nice_class: int | None) -> tuple[Match, ...]:
    counted = [each for each in candidates if may_count(each, text, nice_class)]
    best = best_of(without_pieces(counted, candidates))
    uses = uses_in(text, list(map(_as_found, best)))
    return with_rows_told([_match(found, use, text) for found, use in zip(best, uses, strict=True)], text)


def _as_found(candidate: Candidate) -> Found:
    mark = candidate.surface.mark
    return Found(candidate.start, candidate.end, mark.text, mark.nice_classes)


def _match(found: Candidate, use: Use, text: str) -> Match:
    surface, reading = found.surface, found.reading
    return Match(
        mark_key=surface.mark.key,
        mark=surface.mark.text,
        start=found.start,
        end=found.end,
        # A disguise stays one beside "style" or "for": honest sellers have nothing to hide from a matcher.
        kind=Kind.DISGUISED if reading.is_disguised else use.kind,
        score=reading.score,
        why=why(text[found.start : found.end], surface, reading, use.why),
    )
