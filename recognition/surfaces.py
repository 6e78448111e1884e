"""Each way a mark is registered, prepared for look-up: the mark's own side of every comparison."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recognition.folding import Title, base_of, sign_of, visual_of
from recognition.marks import Mark
from recognition.tokens import ANY_UNSPACED, readings_of
from recognition.words import ORDINARY

# "Studio54" is as well written "Studio 54".
_PARTS = re.compile(r"\d+|\D+")

SHORT = 3
"""Marks of so few letters turn up by chance: no digit, look-alike word or space may be explained away."""
_SHORT_IN_SYLLABLES = 2
_FIRST_SYLLABLE = "\u1100"


@dataclass(frozen=True, slots=True)
class Surface:
    mark: Mark
    shown: str
    words: tuple[str, ...]
    """The base of each word; for scripts without spaces, of the whole."""
    raw: str
    """The visual key, in one word."""
    sign: str
    cuts: frozenset[int]
    """Where the sign may fall into words, as the mark itself does."""
    registered: str

    @property
    def base(self) -> str:
        return "".join(self.words)

    @property
    def is_short(self) -> bool:
        # From Hangul on, a character is a syllable or a word: three of them are a whole name.
        return len(self.base) <= (_SHORT_IN_SYLLABLES if self.base >= _FIRST_SYLLABLE else SHORT)

    @property
    def needs_its_class(self) -> bool:
        return self.base in ORDINARY


def cuts_between(raws: Sequence[str]) -> frozenset[int]:
    """How far into the glued sign each word but the last reaches. Letters may melt into one over the edge of two
    words, so the lengths of their own signs would not add up."""
    return frozenset(len(sign_of("".join(raws[:count]))) for count in range(1, len(raws)))


def is_unspaced(text: str) -> bool:
    return ANY_UNSPACED.search(visual_of(text)) is not None


def spaced_surfaces_of(mark: Mark) -> list[Surface]:
    """The writings to be found word by word. Empty if the mark has no letter or digit at all."""
    found: dict[tuple[str, str], Surface] = {}
    for registered in _registered(mark):
        if not is_unspaced(registered):
            for surface in _written(mark, registered):
                found.setdefault((surface.sign, surface.base), surface)
    return list(found.values())


def unspaced_surfaces_of(mark: Mark) -> list[Surface]:
    """The writings to be found inside a run of Han, kana, Thai …, keyed by their visual key."""
    found: dict[str, Surface] = {}
    for registered in _registered(mark):
        if is_unspaced(registered):
            key = "".join(
                char for char in visual_of(registered) if char.isalnum() or ANY_UNSPACED.match(char)
            )
            base = "".join(char for char in base_of(registered) if char.isalnum() or ANY_UNSPACED.match(char))
            # One character alone is inside too many other words.
            if len(key) > 1:
                found.setdefault(key, Surface(mark, registered, (base,), key, key, frozenset(), registered))
    return list(found.values())


def can_be_found(mark: Mark) -> bool:
    return bool(spaced_surfaces_of(mark) or unspaced_surfaces_of(mark))


def _registered(mark: Mark) -> tuple[str, ...]:
    return (mark.text, *mark.variants)


def _written(mark: Mark, registered: str) -> Iterator[Surface]:
    # A Greek or Cyrillic letter has another shape in each case, and so another key.
    shown_in = (registered, registered.lower(), registered.upper(), registered.title())
    for shown in shown_in[:1] if registered.isascii() else shown_in:
        title = Title(shown)
        for tokens in readings_of(title.visual):
            if tokens:
                pieces = [_original(title, token.start, token.end) for token in tokens]
                cuts = cuts_between([part for token in tokens for part in _PARTS.findall(token.raw)])
                raw = "".join(token.raw for token in tokens)
                yield Surface(mark, shown, tuple(map(base_of, pieces)), raw, sign_of(raw), cuts, registered)


def _original(title: Title, start: int, end: int) -> str:
    first, last = title.span(start, end)
    return title.text[first:last]
