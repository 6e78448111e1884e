"""The words of this library: what is looked for and what was found."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word mark to look for. `variants` are its registered writings, in any script."""

    key: str
    text: str
    variants: tuple[str, ...] = ()
    nice_classes: frozenset[int] = frozenset()


class Kind(StrEnum):
    """How a title uses the mark it names."""

    USE = "use"
    """As a mark, or so that it may be one."""
    DISGUISED = "disguised"
    """Written so that a search does not find it."""
    COMPATIBLE = "compatible"
    """What the goods fit: "case for X"."""
    COMPARATIVE = "comparative"
    """What the goods are like: "X style"."""
    LISTED = "listed"
    """One of several unrelated marks in a row, to be found for any of them."""
    DENIED = "denied"
    """What the goods are not: "no brand, not X"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One mark in one text: `text[start:end]` names it.

    `score` says how surely the text names the mark; `kind` says how it is used. Neither changes the other:
    "case for Lumora" names Lumora beyond doubt and still is no use as a mark.
    """

    mark_key: str
    mark: str
    start: int
    end: int
    kind: Kind
    score: float
    why: str
