"""The life of a clock: what can happen to it, and what it then is. The database refuses every other move."""

from collections.abc import Mapping
from enum import StrEnum


class Happening(StrEnum):
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    HANDED_OVER = "handed_over"
    RESTORED = "restored"
    LAPSED = "lapsed"


class ClockStatus(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    WITH_A_PERSON = "with_a_person"
    STOPPED = "stopped"
    RESTORED = "restored"
    LAPSED = "lapsed"


class StopCause(StrEnum):
    """Why a clock stopped before its time."""

    LEGAL_ACTION = "legal_action"
    COUNTER_NOTICE_WITHDRAWN = "counter_withdrawn"
    DECIDED = "decided"
    GROUND_ENDED = "ground_ended"


H, C = Happening, ClockStatus
AFTER: Mapping[Happening, ClockStatus] = {
    H.STARTED: C.RUNNING,
    H.PAUSED: C.PAUSED,
    H.RESUMED: C.RUNNING,
    H.STOPPED: C.STOPPED,
    H.HANDED_OVER: C.WITH_A_PERSON,
    H.RESTORED: C.RESTORED,
    H.LAPSED: C.LAPSED,
}
MAY_HAPPEN: Mapping[ClockStatus, frozenset[Happening]] = {
    C.RUNNING: frozenset({H.PAUSED, H.STOPPED, H.HANDED_OVER, H.RESTORED, H.LAPSED}),
    C.PAUSED: frozenset({H.RESUMED, H.STOPPED}),
    # From then on a person decides; the days go on and show by when.
    C.WITH_A_PERSON: frozenset({H.STOPPED}),
    C.STOPPED: frozenset(),
    C.RESTORED: frozenset(),
    C.LAPSED: frozenset(),
}

LIVE = frozenset({C.RUNNING, C.PAUSED, C.WITH_A_PERSON})
COUNTING = frozenset({C.RUNNING, C.WITH_A_PERSON})
MOVES = tuple(
    (str(start), str(AFTER[h])) for start, happenings in MAY_HAPPEN.items() for h in sorted(happenings)
)
