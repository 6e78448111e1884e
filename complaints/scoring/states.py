"""The life of a trained score: one table. The database refuses every other move (GuardMoves)."""

from collections.abc import Mapping
from enum import StrEnum


class ModelState(StrEnum):
    """CANDIDATE: made, and asked about nothing. SHADOW: scores everything beside the score in force, and decides
    nothing. LIVE: its score is the score."""

    CANDIDATE = "candidate"
    SHADOW = "shadow"
    LIVE = "live"
    RETIRED = "retired"


S = ModelState
# From live back to shadow: it has drifted, or another one has taken its place. Either way it can be looked at further.
NEXT: Mapping[ModelState, frozenset[ModelState]] = {
    S.CANDIDATE: frozenset({S.SHADOW, S.RETIRED}),
    S.SHADOW: frozenset({S.LIVE, S.RETIRED}),
    S.LIVE: frozenset({S.SHADOW, S.RETIRED}),
    S.RETIRED: frozenset(),
}
MOVES = tuple((str(start), str(end)) for start, ends in NEXT.items() for end in sorted(ends))


class MoveRefused(Exception):
    """The step is not allowed; the message says why."""
