"""How fast a marketplace is asked, and when it is left alone: shared by all processes, and in each alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
import redis

from core.ids import new_id
from listings.connectors.base import LeftAlone, NotFound, OutOfOrder, RateLimited, Unavailable
from listings.traffic import gate, shared
from listings.traffic.pace import (
    FIRST_INTERVAL_SECONDS,
    LONGEST_INTERVAL_SECONDS,
    MOST_FAILURES,
    SHARE_WITHOUT_STORE,
    TRIAL_SECONDS,
    Bucket,
    Line,
    Pace,
)
from listings.traffic.shared import SharedGate
from listings.traffic.valve import Valve
from listings.traffic.words import Heard, Pass, Sight, Word
from tests.traffic import let_traffic_pass


@dataclass
class Gate:
    """Either gate, with time that passes when the test says so."""

    inner: SharedGate | Valve
    pace: Pace
    seconds: float = 0.0

    def enter(self, line: Line = Line.LOOKS, *, cost: float = 1.0) -> Pass:
        return self.inner.enter(self.pace, line, cost=cost)

    def hear(self, heard: Heard, *, trial: bool = False, retry_after: float = 0.0) -> bool:
        return self.inner.hear(self.pace, heard, trial=trial, retry_after=retry_after)

    def see(self) -> Sight:
        return self.inner.see(self.pace)

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        let_traffic_pass([self.pace.key], timedelta(seconds=seconds))

    def breaks(self) -> None:
        for _ in range(MOST_FAILURES):
            self.hear(Heard.FAILURE)


def a_pace(*, most: float = 3, per_second: float = 0.01) -> Pace:
    """So slow that nothing is filled up while a test runs."""
    return Pace(key=new_id(), buckets={line: Bucket(most=most, per_second=per_second) for line in Line})


@pytest.fixture(params=["shared", "alone"])
def the_gate(request: pytest.FixtureRequest) -> Iterator[Gate]:
    made = Gate(inner=SharedGate(), pace=a_pace())
    if request.param == "alone":
        made.inner = Valve(clock=lambda: made.seconds, share=1.0)
    yield made
    shared.store().delete(shared.key_of(made.pace))


# --- buckets ---------------------------------------------------------------------------------------------


def test_as_many_calls_as_the_bucket_holds_go_at_once_and_the_next_waits(the_gate: Gate) -> None:
    words = [the_gate.enter().word for _ in range(4)]

    assert words == [Word.GO, Word.GO, Word.GO, Word.BUSY]


def test_looks_use_up_nothing_that_orders_need(the_gate: Gate) -> None:
    for _ in range(10):
        the_gate.enter(Line.LOOKS)

    assert the_gate.enter(Line.ORDERS).allowed


def test_who_is_turned_away_is_told_a_later_turn_than_the_one_before(the_gate: Gate) -> None:
    for _ in range(3):
        the_gate.enter()

    waits = [the_gate.enter().wait for _ in range(3)]

    assert waits == pytest.approx([100, 200, 300], rel=0.01)


def test_the_bucket_fills_up_at_its_rate(the_gate: Gate) -> None:
    for _ in range(4):
        the_gate.enter()
    the_gate.wait(150)

    assert [the_gate.enter().allowed for _ in range(2)] == [True, False]


def test_the_order_itself_is_free_because_the_reading_before_it_has_paid(the_gate: Gate) -> None:
    for _ in range(3):
        the_gate.enter(Line.ORDERS)

    assert the_gate.enter(Line.ORDERS, cost=0).allowed


# --- Retry-After -----------------------------------------------------------------------------------------


def test_a_pause_holds_for_every_class_of_call(the_gate: Gate) -> None:
    the_gate.hear(Heard.LIMITED, retry_after=30)

    assert [the_gate.enter(line).word for line in Line] == [Word.PAUSE] * 3
    the_gate.wait(31)
    assert all(the_gate.enter(line).allowed for line in Line)


def test_a_shorter_pause_does_not_cut_a_longer_one_short(the_gate: Gate) -> None:
    the_gate.hear(Heard.LIMITED, retry_after=300)
    the_gate.hear(Heard.LIMITED, retry_after=1)

    assert the_gate.enter().wait > 290


# --- the breaker -----------------------------------------------------------------------------------------


def test_failures_in_a_row_open_it_and_a_success_between_them_does_not(the_gate: Gate) -> None:
    for _ in range(MOST_FAILURES - 1):
        assert not the_gate.hear(Heard.FAILURE)
    the_gate.hear(Heard.ANSWER)

    assert not the_gate.hear(Heard.FAILURE)
    assert the_gate.enter().allowed


def test_an_outage_costs_one_call_an_interval(the_gate: Gate) -> None:
    the_gate.breaks()
    assert {the_gate.enter().word for _ in range(5)} == {Word.OPEN}
    the_gate.wait(FIRST_INTERVAL_SECONDS + 0.1)

    assert [the_gate.enter().word for _ in range(3)] == [Word.TRIAL, Word.OPEN, Word.OPEN]


def test_each_failed_trial_doubles_the_interval_up_to_the_longest(the_gate: Gate) -> None:
    the_gate.breaks()
    waits = []
    for _ in range(7):
        waits.append(the_gate.enter().wait)
        the_gate.wait(LONGEST_INTERVAL_SECONDS + 0.1)
        assert the_gate.enter().word is Word.TRIAL
        the_gate.hear(Heard.FAILURE, trial=True)

    assert waits == pytest.approx([5, 10, 20, 40, 60, 60, 60], abs=0.2)


def test_a_trial_that_is_never_heard_of_again_is_followed_by_another(the_gate: Gate) -> None:
    the_gate.breaks()
    the_gate.wait(FIRST_INTERVAL_SECONDS + 0.1)
    the_gate.enter()
    the_gate.wait(TRIAL_SECONDS + 0.1)

    assert the_gate.enter().word is Word.TRIAL


def test_after_a_good_trial_those_who_waited_come_one_after_the_other(the_gate: Gate) -> None:
    the_gate.breaks()
    the_gate.wait(FIRST_INTERVAL_SECONDS + 0.1)
    the_gate.enter(Line.ORDERS)
    the_gate.hear(Heard.ANSWER, trial=True)

    assert [the_gate.enter(Line.ORDERS).allowed for _ in range(3)] == [True, False, False]


def test_the_page_sees_what_is_open_paused_and_left(the_gate: Gate) -> None:
    the_gate.enter(Line.SCANS)
    the_gate.hear(Heard.LIMITED, retry_after=30)
    the_gate.breaks()

    seen = the_gate.see()

    assert seen.is_open
    assert seen.pause_seconds > 29
    assert seen.next_trial_seconds > FIRST_INTERVAL_SECONDS - 1
    assert seen.left[Line.SCANS] == pytest.approx(2 / 3, abs=0.01)


# --- going through ---------------------------------------------------------------------------------------


def failing() -> None:
    raise Unavailable("down")


def test_what_is_put_off_has_not_been_called() -> None:
    pace, called = a_pace(most=1), list[UUID]()
    gate.through(pace, Line.LOOKS, lambda: called.append(new_id()))

    with pytest.raises(LeftAlone):
        gate.through(pace, Line.LOOKS, lambda: called.append(new_id()))

    assert len(called) == 1


def test_one_who_is_asked_to_wait_speaks_for_all() -> None:
    pace = a_pace()

    def limited() -> None:
        raise RateLimited("slow down", retry_after=40)

    with pytest.raises(RateLimited, match="slow down"):
        gate.through(pace, Line.SCANS, limited)

    with pytest.raises(LeftAlone) as left:
        gate.through(pace, Line.ORDERS, failing)
    assert left.value.retry_after >= 39


def test_a_failure_that_opens_it_says_that_there_is_an_outage() -> None:
    pace, outages = a_pace(most=9), []
    for _ in range(MOST_FAILURES):
        with pytest.raises(Unavailable) as failed:
            gate.through(pace, Line.LOOKS, failing)
        outages.append(failed.value.in_outage)

    assert outages == [False] * (MOST_FAILURES - 1) + [True]
    with pytest.raises(OutOfOrder):
        gate.through(pace, Line.LOOKS, failing)


def test_a_no_is_an_answer_too() -> None:
    pace = a_pace(most=99)

    def absent() -> None:
        raise NotFound("no such listing")

    for call, error in [(failing, Unavailable)] * 4 + [(absent, NotFound)] + [(failing, Unavailable)] * 4:
        with pytest.raises(error):
            gate.through(pace, Line.LOOKS, call)
    gate.through(pace, Line.LOOKS, lambda: None)


# --- without the store -----------------------------------------------------------------------------------


@dataclass
class Away:
    asked: int = 0
    errors: list[str] = field(default_factory=list)

    def eval(self, *args: object) -> object:
        self.asked += 1
        raise redis.ConnectionError("nobody there")


def test_while_the_store_is_away_calls_go_on_at_a_part_of_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    away = Away()
    monkeypatch.setattr(shared, "store", lambda: away)
    monkeypatch.setattr(gate, "_store", gate._Store())
    pace = a_pace(most=8)

    let_through = 0
    for _ in range(8):
        try:
            gate.through(pace, Line.ORDERS, lambda: None)
        except LeftAlone:
            continue
        let_through += 1

    assert let_through == 8 * SHARE_WITHOUT_STORE
    assert away.asked == 1, "and nobody waits for the store at every call"
