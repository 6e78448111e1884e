"""The life of a removal: one table. The database refuses every other move (GuardMoves)."""

from collections.abc import Mapping
from enum import StrEnum


class RemovalStatus(StrEnum):
    REQUESTED = "requested"
    SUBMITTED = "submitted"
    PENDING = "pending"
    VERIFIED = "verified"
    REFUSED = "refused"
    NEEDS_INFO = "needs_info"
    RESTORING = "restoring"
    RESTORED = "restored"
    CONFLICT = "conflict"
    REAPPEARED = "reappeared"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


S = RemovalStatus
NEXT: Mapping[RemovalStatus, frozenset[RemovalStatus]] = {
    # Cancelled: the last ground ended before the marketplace was told anything.
    S.REQUESTED: frozenset({S.SUBMITTED, S.CANCELLED}),
    # A withdrawal in flight reads the marketplace back and then restores.
    S.SUBMITTED: frozenset({S.PENDING, S.VERIFIED, S.REFUSED, S.NEEDS_INFO, S.RESTORING}),
    S.PENDING: frozenset({S.VERIFIED, S.REFUSED, S.NEEDS_INFO, S.RESTORING}),
    S.NEEDS_INFO: frozenset({S.SUBMITTED, S.REFUSED, S.RESTORING}),
    S.VERIFIED: frozenset({S.RESTORING, S.REAPPEARED}),
    # Replaced: what came back is another offer, and a new item judges it.
    S.REAPPEARED: frozenset({S.SUBMITTED, S.RESTORING, S.REPLACED}),
    S.RESTORING: frozenset({S.RESTORED, S.CONFLICT}),
    S.CONFLICT: frozenset({S.RESTORING, S.RESTORED}),
    S.REFUSED: frozenset(),
    S.RESTORED: frozenset(),
    S.CANCELLED: frozenset(),
    S.REPLACED: frozenset(),
}

ENDED = frozenset({S.REFUSED, S.RESTORED, S.CANCELLED, S.REPLACED})
# Where few removals are at any moment, or ever end.
SELDOM = frozenset(S) - {S.VERIFIED, S.RESTORED}
# The marketplace has been told, so the seller has been too.
TOLD = frozenset(S) - {S.REQUESTED, S.CANCELLED}
ON_THE_WAY = frozenset({S.REQUESTED, S.SUBMITTED, S.PENDING, S.NEEDS_INFO, S.REAPPEARED})

MOVES = tuple((str(a), str(b)) for a, nexts in NEXT.items() for b in sorted(nexts))


def may_move(start: str, end: RemovalStatus) -> bool:
    return end in NEXT[RemovalStatus(start)]


def once_nobody_wants_it(status: RemovalStatus) -> RemovalStatus | None:
    """What becomes of a removal whose last ground ends: never ordered, or taken back. None: it is over, or on its way back."""
    if status is S.REQUESTED:
        return S.CANCELLED
    return S.RESTORING if S.RESTORING in NEXT[status] else None
