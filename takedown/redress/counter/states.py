"""The life of a counter-notice: one table. The database refuses every other move (GuardMoves)."""

from collections.abc import Mapping
from enum import StrEnum


class CounterStatus(StrEnum):
    # With the brand; where the law has a clock, it runs.
    FILED = "filed"
    # The brand has answered: a person decides, or the clock goes on, as the law says.
    OBJECTED = "objected"
    # Shown by the brand: the listing stays off, and the clock was stopped.
    LEGAL_ACTION = "legal_action"
    # The brand takes its complaint back if the seller signs what it asks for.
    UNDERTAKING = "undertaking"
    # The brand agrees: its ground has ended.
    ACCEPTED = "accepted"
    # Silence: the law's time ran out, and the ground has ended.
    RESTORED = "restored"
    # A person sided with the seller.
    GRANTED = "granted"
    # A person sided with the brand: the listing stays off.
    REJECTED = "rejected"
    # The seller took it back: the listing stays off.
    WITHDRAWN = "withdrawn"
    # There is nothing left to answer: the ground ended in another way.
    ENDED = "ended"


class Why(StrEnum):
    """The seller's answer to "why is it wrong?"."""

    GENUINE = "genuine"
    PERMISSION = "permission"
    NOT_USED = "not_used"
    RIGHT_DOES_NOT_APPLY = "right_does_not_apply"
    OTHER = "other"


S = CounterStatus
# However it stands, these may always follow while it lives.
_ENDS = frozenset({S.ACCEPTED, S.RESTORED, S.GRANTED, S.REJECTED, S.WITHDRAWN, S.ENDED})
_OVER: frozenset[CounterStatus] = frozenset()
NEXT: Mapping[CounterStatus, frozenset[CounterStatus]] = {
    S.FILED: _ENDS | {S.OBJECTED, S.LEGAL_ACTION, S.UNDERTAKING},
    S.OBJECTED: _ENDS | {S.LEGAL_ACTION, S.UNDERTAKING},
    # An offer that is declined or taken back leaves things as they stood before it.
    S.UNDERTAKING: _ENDS | {S.FILED, S.OBJECTED, S.LEGAL_ACTION},
    # Nothing runs any more, so silence restores nothing. A proof that is not good enough leaves things as they stood before.
    S.LEGAL_ACTION: (_ENDS - {S.RESTORED}) | {S.UNDERTAKING, S.FILED, S.OBJECTED},
    S.ACCEPTED: _OVER,
    S.RESTORED: _OVER,
    S.GRANTED: _OVER,
    S.REJECTED: _OVER,
    S.WITHDRAWN: _OVER,
    S.ENDED: _OVER,
}

LIVE = frozenset(s for s, following in NEXT.items() if following)
MOVES = tuple((str(a), str(b)) for a, nexts in NEXT.items() for b in sorted(nexts))


def may_move(start: str, end: CounterStatus) -> bool:
    return end in NEXT[CounterStatus(start)]
