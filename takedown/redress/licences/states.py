"""The life of a seller's claim "I am authorised". The database refuses every other move."""

from collections.abc import Mapping
from enum import StrEnum


class ClaimStatus(StrEnum):
    OPEN = "open"
    WITH_A_PERSON = "with_a_person"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    OVER = "over"


C = ClaimStatus
NEXT: Mapping[ClaimStatus, frozenset[ClaimStatus]] = {
    # Over: the complaint has ended in another way, and there is nothing left to answer.
    C.OPEN: frozenset({C.WITH_A_PERSON, C.CONFIRMED, C.DENIED, C.OVER}),
    C.WITH_A_PERSON: frozenset({C.CONFIRMED, C.DENIED, C.OVER}),
    C.CONFIRMED: frozenset(),
    C.DENIED: frozenset(),
    C.OVER: frozenset(),
}
UNANSWERED = frozenset({C.OPEN, C.WITH_A_PERSON})
MOVES = tuple((str(a), str(b)) for a, nexts in NEXT.items() for b in sorted(nexts))
