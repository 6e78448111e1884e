"""The matcher: every window of a title is looked up once, however many marks there are."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from recognition.context import Use, around, denial_in, lists_on, use_of
from recognition.folding import Title, base_of
from recognition.marks import Kind, Mark, Match
from recognition.reading import Reading, how_it_is_misspelt, how_it_reads
from recognition.sentences import why
from recognition.spelling import Misspellings
from recognition.surfaces import Surface, spaced_surfaces_of
from recognition.tokens import Limits, Token, Window, heads_of, readings_of, windows_of
from recognition.unspaced import Runs
from recognition.words import ORDINARY, neighbours_make_it_ordinary

ALGORITHM = 1
"""Counts up with every change that can change a match: a decision names the version that it relied on."""

LONGEST_TEXT = 10_000
"""Nothing is looked for beyond. No shop allows titles near it, and the time for one text stays bounded."""

MOST_HITS = 2_000
"""Nor are more windows weighed in one text: a title of nothing but marks is no title."""

MOST_WORDS = 6
_SHORTEST_BEFORE_A_NUMBER = 5


class _Hit(NamedTuple):
    """A window with the sign of a mark, or nearly; not yet looked at closely."""

    surface: Surface
    tokens: Sequence[Token]


class _Candidate(NamedTuple):
    surface: Surface
    reading: Reading
    start: int
    end: int


class MarkIndex:
    """Marks prepared for look-up; never changed after `build`, so it may be shared between threads."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.version = _version_of(marks)
        self._exact: dict[str, list[Surface]] = {}
        self._near = Misspellings()
        self._runs = Runs()
        for mark in marks:
            self._add(mark)
        self._limits = Limits(
            heads={head for sign in self._exact for head in heads_of(sign)},
            longest=max(map(len, self._exact), default=0) + 1,
            most_words=MOST_WORDS,
            misspelt_words=self._near.most_words,
        )

    @classmethod
    def build(cls, marks: Iterable[Mark]) -> "MarkIndex":
        """A mark without a letter or digit is kept in the version and never found."""
        return cls(sorted(marks, key=lambda mark: (mark.key, mark.text)))

    def find(self, text: str, *, nice_class: int | None = None) -> tuple[Match, ...]:
        """The marks that the text names, in the order of the text; one match for each place and mark."""
        title = Title(text[:LONGEST_TEXT])
        candidates = [found for found in self._candidates(title) if _may_count(found, title, nice_class)]
        return _in_context(_best_of(candidates), title.text) if candidates else ()

    def find_many(self, texts: Sequence[tuple[str, int | None]]) -> list[tuple[Match, ...]]:
        return [self.find(text, nice_class=nice_class) for text, nice_class in texts]

    def _add(self, mark: Mark) -> None:
        self._runs.add(mark)
        for surface in spaced_surfaces_of(mark):
            self._exact.setdefault(surface.sign, []).append(surface)
            self._near.add(surface)

    def _candidates(self, title: Title) -> Iterator[_Candidate]:
        readings = readings_of(title.visual)
        for hit in islice(self._hits(readings), MOST_HITS):
            yield from _weighed(hit, title)
        for tokens in readings:
            yield from self._before_numbers(tokens, title)
        for place in self._runs.find(title):
            yield _Candidate(place.surface, place.reading, *title.span(place.start, place.end))

    def _hits(self, readings: Iterable[Sequence[Token]]) -> Iterator[_Hit]:
        for tokens in readings:
            for window in windows_of(tokens, self._limits):
                exact = self._exact.get(window.sign)
                # A known mark is no misspelling of another one, nor is an ordinary word.
                for surface in exact or self._near_in(window, tokens):
                    yield _Hit(surface, tokens[window.first : window.last + 1])

    def _near_in(self, window: Window, tokens: Sequence[Token]) -> Sequence[Surface]:
        words = window.last - window.first + 1
        raw = "".join([token.raw for token in tokens[window.first : window.last + 1]])
        return () if raw in ORDINARY else self._near.near(raw, words)

    def _before_numbers(self, tokens: Sequence[Token], title: Title) -> Iterator[_Candidate]:
        """A number glued to a mark ("Lumora15"). Only the plain word, since digits may be letters, too."""
        for token in tokens:
            word = token.raw.strip("0123456789")
            if word != token.raw and len(word) >= _SHORTEST_BEFORE_A_NUMBER and word.isalpha():
                at = token.start + token.raw.index(word)
                start, end = title.span(at, at + len(word))
                base = base_of(title.text[start:end])
                for surface in self._exact_of(base):
                    yield _Candidate(surface, Reading(1.0), start, end)

    def _exact_of(self, base: str) -> list[Surface]:
        title = Title(base)
        signs = [tokens[0].sign for tokens in readings_of(title.visual) if tokens]
        return [surface for sign in signs for surface in self._exact.get(sign, ()) if surface.base == base]


def _weighed(hit: _Hit, title: Title) -> Iterator[_Candidate]:
    spans = [title.span(token.start, token.end) for token in hit.tokens]
    pieces = [title.text[start:end] for start, end in spans]
    gaps = [title.text[one[1] : other[0]] for one, other in pairwise(spans)]
    reading = how_it_reads(pieces, gaps, hit.surface) or how_it_is_misspelt(pieces, hit.surface)
    if reading:
        yield _Candidate(hit.surface, reading, spans[0][0], spans[-1][1])


def _version_of(marks: Sequence[Mark]) -> str:
    content = sorted([mark.key, mark.text, list(mark.variants), sorted(mark.nice_classes)] for mark in marks)
    stamp = json.dumps([ALGORITHM, unicodedata.unidata_version, content])
    return hashlib.sha256(stamp.encode()).hexdigest()[:16]


def _may_count(found: _Candidate, title: Title, nice_class: int | None) -> bool:
    """Ordinary words and very short marks mean the brand only among the brand's own goods."""
    surface, classes = found.surface, found.surface.mark.nice_classes
    if surface.needs_its_class:
        return nice_class in classes and not _is_ordinary_here(found, title)
    contradicted = nice_class is not None and bool(classes) and nice_class not in classes
    return not (surface.is_short and contradicted)


def _is_ordinary_here(found: _Candidate, title: Title) -> bool:
    if found.reading.is_disguised:
        return False
    place = around(title.text, found.start, found.end)
    before, after = place.words_before[:1], place.words_after[:1]
    return neighbours_make_it_ordinary(found.surface.base, "".join(before), "".join(after))


def _best_of(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Of overlapping candidates for one mark the surest, and of equals the longest."""
    kept: dict[str, list[_Candidate]] = {}
    for found in sorted(candidates, key=lambda each: (each.start, -each.end)):
        chosen = kept.setdefault(found.surface.mark.key, [])
        if not chosen or chosen[-1].end <= found.start:
            chosen.append(found)
        elif found.reading.score > chosen[-1].reading.score:
            chosen[-1] = found
    every = (found for chosen in kept.values() for found in chosen)
    return sorted(every, key=lambda each: (each.start, each.end, each.surface.mark.key))


def _in_context(candidates: Sequence[_Candidate], text: str) -> tuple[Match, ...]:
    denial = denial_in(text)
    matches: list[Match] = []
    for found in candidates:
        use = use_of(around(text, found.start, found.end), denial)
        if use.kind is Kind.USE and matches and _continues(matches[-1], found, text):
            use = Use(Kind.COMPATIBLE, "It continues the list of what the goods fit.")
        matches.append(_match(found, use, text))
    return tuple(matches)


def _continues(before: Match, found: _Candidate, text: str) -> bool:
    return before.kind is Kind.COMPATIBLE and lists_on(text[before.end : found.start])


def _match(found: _Candidate, use: Use, text: str) -> Match:
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
