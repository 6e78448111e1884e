"""What may happen to a counter-notice, what comes of it for its removal, and when a person is needed. Pure.

Two tables say it all: one by where the removal stands, one by where the counter-notice does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from takedown.redress.counter.rules import CAN_BE_ANSWERED
from takedown.redress.counter.states import LIVE, CounterStatus
from takedown.redress.replies.states import Task
from takedown.states import RemovalStatus, once_nobody_wants_it

# A person looks at a proof of legal action within this time, while the clock stands still.
CHECK_WITHIN = timedelta(days=3)
# An undertaking that nobody has signed by then is off the table.
SIGN_WITHIN = timedelta(days=7)


class Event(StrEnum):
    """Everything that can happen in redress."""

    FILED = "filed"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    LEGAL_ACTION_SHOWN = "legal_action_shown"
    LEGAL_ACTION_CONFIRMED = "legal_action_confirmed"
    LEGAL_ACTION_NOT_ENOUGH = "legal_action_not_enough"
    UNDERTAKING_OFFERED = "undertaking_offered"
    UNDERTAKING_SIGNED = "undertaking_signed"
    # Declined, taken back, or not signed in time.
    UNDERTAKING_OVER = "undertaking_over"
    BRAND_WITHDREW = "brand_withdrew"
    SELLER_WITHDREW = "seller_withdrew"
    TIME_RAN_OUT = "time_ran_out"
    LET_BACK = "let_back"
    DECIDED_FOR_SELLER = "decided_for_seller"
    DECIDED_FOR_BRAND = "decided_for_brand"
    APPEAL_GRANTED = "appeal_granted"


E, C, R = Event, CounterStatus, RemovalStatus

# The complaint no longer keeps the listing off sale.
ENDS_THE_GROUND = frozenset(
    {
        E.ACCEPTED,
        E.UNDERTAKING_SIGNED,
        E.BRAND_WITHDREW,
        E.TIME_RAN_OUT,
        E.LET_BACK,
        E.DECIDED_FOR_SELLER,
        E.APPEAL_GRANTED,
    }
)

_ENDING: Mapping[Event, CounterStatus] = {
    E.ACCEPTED: C.ACCEPTED,
    E.UNDERTAKING_SIGNED: C.ACCEPTED,
    E.BRAND_WITHDREW: C.ENDED,
    E.SELLER_WITHDREW: C.WITHDRAWN,
    E.TIME_RAN_OUT: C.RESTORED,
    E.LET_BACK: C.RESTORED,
    E.DECIDED_FOR_SELLER: C.GRANTED,
    E.DECIDED_FOR_BRAND: C.REJECTED,
    E.APPEAL_GRANTED: C.ENDED,
}
_IN_ANY: Mapping[Event, CounterStatus] = {
    e: _ENDING[e] for e in (E.ACCEPTED, E.BRAND_WITHDREW, E.SELLER_WITHDREW, E.APPEAL_GRANTED)
}
_BY_A_PERSON: Mapping[Event, CounterStatus] = {
    e: _ENDING[e] for e in (E.DECIDED_FOR_SELLER, E.DECIDED_FOR_BRAND)
}
_WHILE_IT_RUNS: Mapping[Event, CounterStatus] = {e: _ENDING[e] for e in (E.TIME_RAN_OUT, E.LET_BACK)}

# From each status: what may happen, and what it then is. None: what it was before.
TABLE: Mapping[CounterStatus, Mapping[Event, CounterStatus | None]] = {
    C.FILED: {
        **_IN_ANY,
        **_BY_A_PERSON,
        **_WHILE_IT_RUNS,
        E.ANSWERED: C.OBJECTED,
        E.LEGAL_ACTION_SHOWN: C.LEGAL_ACTION,
        E.UNDERTAKING_OFFERED: C.UNDERTAKING,
    },
    C.OBJECTED: {
        **_IN_ANY,
        **_BY_A_PERSON,
        **_WHILE_IT_RUNS,
        E.LEGAL_ACTION_SHOWN: C.LEGAL_ACTION,
        E.UNDERTAKING_OFFERED: C.UNDERTAKING,
    },
    C.LEGAL_ACTION: {
        **_IN_ANY,
        **_BY_A_PERSON,
        E.LEGAL_ACTION_CONFIRMED: C.LEGAL_ACTION,
        E.LEGAL_ACTION_NOT_ENOUGH: None,
        E.UNDERTAKING_OFFERED: C.UNDERTAKING,
    },
    C.UNDERTAKING: {
        **_IN_ANY,
        **_BY_A_PERSON,
        **_WHILE_IT_RUNS,
        E.UNDERTAKING_SIGNED: C.ACCEPTED,
        E.UNDERTAKING_OVER: None,
        # What was offered is off the table then.
        E.LEGAL_ACTION_SHOWN: C.LEGAL_ACTION,
    },
    **{status: {} for status in CounterStatus if status not in LIVE},
}


def removal_after(event: Event, removal: RemovalStatus) -> RemovalStatus | None:
    """What the removal is then, if no other ground keeps the listing off sale. None: this cannot happen there, because
    nothing of the removal is left to argue about, or nobody has been told of it yet."""
    if removal not in CAN_BE_ANSWERED:
        return None
    return once_nobody_wants_it(removal) if event in ENDS_THE_GROUND else removal


def may_happen(event: Event, *, counter: CounterStatus, removal: RemovalStatus) -> bool:
    """To a counter-notice that has been filed."""
    return event in TABLE[counter] and removal_after(event, removal) is not None


# --- whether somebody has to look ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`proof_shown_at`: of the one that nobody has looked at yet. `person_by`: until when the clock leaves it to a person,
    if it does."""

    status: CounterStatus
    objected: bool
    person_decides_objections: bool
    person_by: datetime | None
    proof_shown_at: datetime | None
    proof_confirmed: bool


def waits_for(standing: Standing) -> tuple[Task, datetime] | None:
    """What a person has to do, and by when: the most urgent."""
    if standing.status not in LIVE:
        return None
    tasks: list[tuple[datetime, Task]] = []
    if standing.proof_shown_at is not None:
        tasks.append((standing.proof_shown_at + CHECK_WITHIN, Task.PROOF))
    if standing.person_by is not None:
        judges = standing.objected and standing.person_decides_objections
        tasks.append((standing.person_by, Task.OBJECTION if judges else Task.CLOCK))
    if not tasks:
        return None
    due, task = min(tasks)
    return task, due


def person_may_decide_who_is_right(standing: Standing) -> bool:
    """While the brand's time runs, nobody cuts it short; while its proof is looked at, that comes first."""
    if standing.status not in LIVE or standing.proof_shown_at is not None:
        return False
    return standing.person_by is not None or standing.proof_confirmed


def person_may_let_it_back(standing: Standing) -> bool:
    """The law's time is over, and the brand has shown nothing that the law asks for. Where the law leaves an objection to a
    person, that person says who is right."""
    if standing.status not in LIVE or standing.proof_shown_at is not None or standing.proof_confirmed:
        return False
    judges = standing.objected and standing.person_decides_objections
    return standing.person_by is not None and not judges


def the_clock_waits_for_this_proof(*, shown_before: int, clock_runs: bool) -> bool:
    """For the first one only: whoever shows one worthless paper after another must not hold a listing off sale for ever."""
    return clock_runs and shown_before == 0


def is_their_own_decision(person: object, *, decided_by: object, audited_by: frozenset[object]) -> bool:
    """Whoever made a decision, or confirmed it, does not judge the objection to it."""
    return person == decided_by or person in audited_by
