"""The life of an item: one table. The database refuses every other move (GuardMoves)."""

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    RECEIVED = "received"
    ASSESSING = "assessing"
    ASSESSED = "assessed"
    NEEDS_INFORMATION = "needs_information"
    IN_REVIEW = "in_review"
    HELD = "held"
    UPHELD = "upheld"
    REFUSED = "refused"
    REMOVED = "removed"
    CONTESTED = "contested"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Cause(StrEnum):
    """Why an item is closed or restored."""

    LISTING_GONE = "listing_gone"
    DUPLICATE = "duplicate"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"
    COUNTER_NOTICE = "counter_notice"
    APPEAL = "appeal"
    MISTAKE = "mistake"
    FIXED = "fixed"


NEXT: Mapping[Status, frozenset[Status]] = {
    # Straight to `assessed` where freezing and assessing are one transaction.
    Status.RECEIVED: frozenset({Status.ASSESSING, Status.ASSESSED, Status.WITHDRAWN}),
    Status.ASSESSING: frozenset({Status.ASSESSED, Status.WITHDRAWN}),
    Status.ASSESSED: frozenset(
        {
            Status.NEEDS_INFORMATION,
            Status.IN_REVIEW,
            Status.HELD,
            Status.UPHELD,
            Status.CLOSED,
            Status.WITHDRAWN,
        }
    ),
    Status.NEEDS_INFORMATION: frozenset({Status.ASSESSING, Status.CLOSED, Status.WITHDRAWN}),
    Status.IN_REVIEW: frozenset(
        {
            Status.NEEDS_INFORMATION,
            Status.HELD,
            Status.UPHELD,
            Status.REFUSED,
            Status.CLOSED,
            Status.WITHDRAWN,
        }
    ),
    Status.HELD: frozenset({Status.UPHELD, Status.IN_REVIEW, Status.WITHDRAWN}),
    Status.UPHELD: frozenset({Status.REMOVED, Status.IN_REVIEW, Status.WITHDRAWN}),
    # A refused item may be sent again with what was missing ("fix and resubmit"), or appealed.
    Status.REFUSED: frozenset({Status.IN_REVIEW, Status.ASSESSING}),
    Status.REMOVED: frozenset({Status.CONTESTED, Status.RESTORED}),
    Status.CONTESTED: frozenset({Status.REMOVED, Status.RESTORED}),
    Status.RESTORED: frozenset({Status.IN_REVIEW}),
    Status.WITHDRAWN: frozenset(),
    Status.CLOSED: frozenset(),
}

# Nothing is asked of anybody any more; live pages stop polling here.
SETTLED = frozenset({Status.REFUSED, Status.REMOVED, Status.RESTORED, Status.WITHDRAWN, Status.CLOSED})
# Before `removed` a withdrawal ends the item; afterwards the listing has to be restored first.
WITHDRAWN_AT_ONCE = frozenset(
    {
        Status.RECEIVED,
        Status.ASSESSING,
        Status.ASSESSED,
        Status.NEEDS_INFORMATION,
        Status.IN_REVIEW,
        Status.HELD,
        Status.UPHELD,
    }
)
WITHDRAWN_BY_RESTORING = frozenset({Status.REMOVED, Status.CONTESTED})

# What was upheld without a person can be looked at by one, as if it still waited.
AUDITABLE = frozenset({Status.UPHELD, Status.REMOVED, Status.CONTESTED})

MOVES = tuple((str(a), str(b)) for a, nexts in NEXT.items() for b in sorted(nexts))


class MoveRefused(Exception):
    """The item is not where this move starts: somebody else was faster, or the page is old."""


def may_move(start: str, end: Status) -> bool:
    return end in NEXT[Status(start)]
