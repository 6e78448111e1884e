"""What the gate says, and what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from listings.traffic.pace import Line


class Word(StrEnum):
    GO = "go"
    TRIAL = "trial"
    """The one call that tries a marketplace that is out of order."""
    BUSY = "busy"
    PAUSE = "pause"
    OPEN = "open"


class Heard(StrEnum):
    """What came of a call, as far as the gate cares."""

    ANSWER = "answer"
    LIMITED = "limited"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """`wait` seconds until it is worth asking again; `failures` in a row before this call."""

    word: Word
    wait: float = 0.0
    failures: int = 0

    @property
    def allowed(self) -> bool:
        return self.word in {Word.GO, Word.TRIAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How a marketplace stands, for a page. `left` is the part of each bucket that is full."""

    is_open: bool
    open_seconds: float
    next_trial_seconds: float
    pause_seconds: float
    failures: int
    left: Mapping[Line, float]
    shared: bool = False
    """Whether this holds for all processes, or for the one that was asked."""
