"""The states of a warning, a suspension and an appeal against either, one table each. The database guards them."""

from collections.abc import Mapping
from enum import StrEnum

from takedown.programme.states import APPEAL_NEXT, AppealStatus, moves_of

__all__ = [
    "APPEAL_NEXT",
    "AppealStatus",
    "Gravity",
    "Intention",
    "SuspensionStatus",
    "WarningStatus",
    "moves_of",
]


class WarningStatus(StrEnum):
    STANDS = "stands"
    WITHDRAWN = "withdrawn"


class SuspensionStatus(StrEnum):
    """`ended`: by itself, at its time; `lifted`: before it, by a person."""

    PROPOSED = "proposed"
    TAKEN_BACK = "taken_back"
    IN_FORCE = "in_force"
    ENDED = "ended"
    LIFTED = "lifted"


class Gravity(StrEnum):
    """What it has done to those on the other side."""

    MINOR = "minor"
    SERIOUS = "serious"
    GRAVE = "grave"


class Intention(StrEnum):
    UNKNOWN = "unknown"
    CARELESS = "careless"
    DELIBERATE = "deliberate"


W, S = WarningStatus, SuspensionStatus
WARNING_NEXT: Mapping[WarningStatus, frozenset[WarningStatus]] = {
    W.STANDS: frozenset({W.WITHDRAWN}),
    W.WITHDRAWN: frozenset(),
}
SUSPENSION_NEXT: Mapping[SuspensionStatus, frozenset[SuspensionStatus]] = {
    S.PROPOSED: frozenset({S.IN_FORCE, S.TAKEN_BACK}),
    S.IN_FORCE: frozenset({S.ENDED, S.LIFTED}),
    S.TAKEN_BACK: frozenset(),
    S.ENDED: frozenset(),
    S.LIFTED: frozenset(),
}
OPEN = frozenset({S.PROPOSED, S.IN_FORCE})
