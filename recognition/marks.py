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
    DISGUISED = "disguised"
    COMPATIBLE = "compatible"
    DENIED = "denied"


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
