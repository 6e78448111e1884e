"""The states of the programme, one table each: a grant's step, an application, an appeal. The database guards them."""

from collections.abc import Mapping
from enum import StrEnum


class GrantStep(StrEnum):
    """How far a grant's trust reaches now. `review` pauses it, `suspended` ends it."""

    FULL = "full"
    WARNED = "warned"
    CAPPED = "capped"
    REVIEW = "review"
    SUSPENDED = "suspended"


class ApplicationStatus(StrEnum):
    WAITING = "waiting"
    PROPOSED = "proposed"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class AppealStatus(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    DISMISSED = "dismissed"


G = GrantStep
GRANT_NEXT: Mapping[GrantStep, frozenset[GrantStep]] = {
    G.FULL: frozenset({G.WARNED, G.CAPPED, G.REVIEW, G.SUSPENDED}),
    G.WARNED: frozenset({G.FULL, G.CAPPED, G.REVIEW, G.SUSPENDED}),
    G.CAPPED: frozenset({G.FULL, G.WARNED, G.REVIEW, G.SUSPENDED}),
    G.REVIEW: frozenset({G.FULL, G.WARNED, G.CAPPED, G.SUSPENDED}),
    # Only an appeal leads back from here; else there is a new application, and two people again.
    G.SUSPENDED: frozenset({G.FULL, G.WARNED, G.CAPPED, G.REVIEW}),
}

A = ApplicationStatus
APPLICATION_NEXT: Mapping[ApplicationStatus, frozenset[ApplicationStatus]] = {
    A.WAITING: frozenset({A.PROPOSED, A.DECLINED, A.WITHDRAWN}),
    # Back to waiting: the first admin's proposal was taken back.
    A.PROPOSED: frozenset({A.GRANTED, A.WAITING, A.DECLINED, A.WITHDRAWN}),
    # An appeal against the refusal was granted.
    A.DECLINED: frozenset({A.WAITING}),
    A.GRANTED: frozenset(),
    A.WITHDRAWN: frozenset(),
}

P = AppealStatus
APPEAL_NEXT: Mapping[AppealStatus, frozenset[AppealStatus]] = {
    P.OPEN: frozenset({P.GRANTED, P.DISMISSED}),
    P.GRANTED: frozenset(),
    P.DISMISSED: frozenset(),
}


def moves_of[S: StrEnum](table: Mapping[S, frozenset[S]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(a), str(b)) for a, ends in table.items() for b in sorted(ends))
