"""What may happen to a counter-notice, told cell by cell, and when a person has to look. Pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from takedown.redress.counter.rules import CAN_BE_ANSWERED, FILING
from takedown.redress.counter.states import LIVE, CounterStatus, may_move
from takedown.redress.replies.rules import (
    CHECK_WITHIN,
    TABLE,
    Event,
    Standing,
    is_their_own_decision,
    may_happen,
    person_may_decide_who_is_right,
    person_may_let_it_back,
    removal_after,
    the_clock_waits_for_this_proof,
    waits_for,
)
from takedown.redress.replies.states import Task
from takedown.states import RemovalStatus
from takedown.states import may_move as removal_may_move
from tests.takedown.redress_matrix import BY_COUNTER, BY_REMOVAL, EVENTS


def test_the_tables_have_a_cell_for_everything() -> None:
    assert set(EVENTS) == set(Event)
    assert set(BY_REMOVAL) == set(map(str, RemovalStatus))
    assert set(BY_COUNTER) == set(map(str, CounterStatus))
    assert {len(row.split()) for row in [*BY_REMOVAL.values(), *BY_COUNTER.values()]} == {len(EVENTS)}


@pytest.mark.parametrize("removal", RemovalStatus)
def test_every_removal_state_by_every_redress_event(removal: RemovalStatus) -> None:
    for event, cell in zip(EVENTS, BY_REMOVAL[removal].split(), strict=True):
        expected = {"-": None, ".": removal, "r": RemovalStatus.RESTORING}[cell]
        assert removal_after(event, removal) == expected, event
        assert expected in {None, removal} or removal_may_move(removal, expected)


def test_filing_is_possible_just_where_redress_is() -> None:
    assert {r for r in FILING if removal_after(Event.FILED, r)} == CAN_BE_ANSWERED


@pytest.mark.parametrize("counter", CounterStatus)
def test_every_status_of_a_counter_notice_by_every_redress_event(counter: CounterStatus) -> None:
    for event, cell in zip(EVENTS, BY_COUNTER[counter].split(), strict=True):
        happens = may_happen(event, counter=counter, removal=RemovalStatus.VERIFIED)
        assert happens is (cell != "-"), event
        if not happens:
            continue
        expected = None if cell == "before" else CounterStatus(cell)
        assert TABLE[counter][event] == expected, event
        assert expected in {None, counter} or may_move(counter, expected)


@pytest.mark.parametrize("removal", sorted(set(RemovalStatus) - CAN_BE_ANSWERED))
def test_where_nothing_is_left_to_argue_about_nothing_happens(removal: RemovalStatus) -> None:
    assert not any(may_happen(e, counter=c, removal=removal) for e in Event for c in CounterStatus)


# --- a person --------------------------------------------------------------------------------------------

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)
QUIET = Standing(
    status=CounterStatus.FILED,
    objected=False,
    person_decides_objections=True,
    person_by=None,
    proof_shown_at=None,
    proof_confirmed=False,
)
HANDED_OVER = replace(QUIET, person_by=NOW + 5 * A_DAY)
OBJECTED = replace(HANDED_OVER, status=CounterStatus.OBJECTED, objected=True)
PROOF = replace(QUIET, status=CounterStatus.LEGAL_ACTION, proof_shown_at=NOW)
CONFIRMED = replace(QUIET, status=CounterStatus.LEGAL_ACTION, proof_confirmed=True)


@pytest.mark.parametrize(
    ("standing", "task"),
    [
        (QUIET, None),
        (HANDED_OVER, (Task.CLOCK, NOW + 5 * A_DAY)),
        (OBJECTED, (Task.OBJECTION, NOW + 5 * A_DAY)),
        (replace(OBJECTED, person_decides_objections=False), (Task.CLOCK, NOW + 5 * A_DAY)),
        (PROOF, (Task.PROOF, NOW + CHECK_WITHIN)),
        (replace(PROOF, person_by=NOW + A_DAY), (Task.CLOCK, NOW + A_DAY)),
        (CONFIRMED, None),
        *((replace(OBJECTED, status=status), None) for status in set(CounterStatus) - LIVE),
    ],
)
def test_what_a_person_has_to_do(standing: Standing, task: tuple[Task, datetime] | None) -> None:
    assert waits_for(standing) == task


@pytest.mark.parametrize(
    ("standing", "judges", "lets_back"),
    [
        (QUIET, False, False),
        (HANDED_OVER, True, True),
        (OBJECTED, True, False),
        (replace(OBJECTED, person_decides_objections=False), True, True),
        (PROOF, False, False),
        (replace(PROOF, person_by=NOW), False, False),
        (CONFIRMED, True, False),
        (replace(HANDED_OVER, status=CounterStatus.RESTORED), False, False),
    ],
)
def test_what_a_person_may_decide(standing: Standing, judges: bool, lets_back: bool) -> None:
    assert person_may_decide_who_is_right(standing) is judges
    assert person_may_let_it_back(standing) is lets_back


def test_the_clock_stands_still_for_the_first_proof_only() -> None:
    assert the_clock_waits_for_this_proof(shown_before=0, clock_runs=True)
    assert not the_clock_waits_for_this_proof(shown_before=1, clock_runs=True)
    assert not the_clock_waits_for_this_proof(shown_before=0, clock_runs=False)


def test_nobody_judges_what_they_decided_or_confirmed() -> None:
    assert is_their_own_decision("rita", decided_by="rita", audited_by=frozenset())
    assert is_their_own_decision("rita", decided_by=None, audited_by=frozenset({"rita"}))
    assert not is_their_own_decision("rita", decided_by="rupert", audited_by=frozenset({"ada"}))
