"""Managers at the same time, each on a connection of their own."""

import threading
from typing import Any

import pytest

from complaints.intake.withdrawal import withdraw
from complaints.models import Decision, Item, PendingDecision
from complaints.review import decide as review
from complaints.review.decide import Choice, TooLateToUndo
from complaints.review.queue import claim_next
from complaints.work import SETTLE
from core import clock, outbox
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from tests.racing import PATIENCE, at_the_same_time, until_somebody_waits_for_us
from tests.stories import World, file, items_of, let_pass, manager_decides, pending_work, run_work

REFUSE = Choice(outcome=review.Outcome.REFUSE, ground="fair_use", explanation="It only describes.")


@pytest.fixture
def items(committed: None, world: World) -> list[Item]:
    complaint = file(world, "a1", "a2")
    run_work()
    return items_of(complaint)


def count(model: Any) -> int:
    with acting_as(SYSTEM):
        return int(model.objects.count())


def test_two_managers_who_ask_at_once_get_two_different_items(world: World, items: list[Item]) -> None:
    both_have_one = threading.Barrier(2, timeout=PATIENCE)

    def next_for(name: str) -> Item | None:
        actor = world.actor(name)
        with acting_as(actor):
            item = claim_next(by=actor, now=clock.now())
            both_have_one.wait()
            return item

    given = at_the_same_time(lambda: next_for("rita"), lambda: next_for("rupert"))

    assert {item.id for item in given} == {item.id for item in items}


def test_the_same_decision_from_two_tabs_is_one(world: World, items: list[Item]) -> None:
    rita, now = world.actor("rita"), clock.now()
    first_is_written = threading.Event()

    def first_tab() -> None:
        with acting_as(rita):
            review.decide(items[0].id, REFUSE, by=rita, now=now)
            first_is_written.set()
            until_somebody_waits_for_us()

    def second_tab() -> None:
        assert first_is_written.wait(PATIENCE)
        with acting_as(rita):
            review.decide(items[0].id, REFUSE, by=rita, now=now)

    first, second = at_the_same_time(first_tab, second_tab)

    assert first is None
    assert isinstance(second, Item.DoesNotExist)
    assert count(PendingDecision) == 1


@pytest.mark.parametrize("outcome", ["uphold", "refuse"])
def test_a_decision_that_is_undone_while_it_takes_effect_is_one_or_the_other(
    world: World, items: list[Item], outcome: str
) -> None:
    pending_id = manager_decides(world, items[0], outcome, wait=False)
    rita, in_time = world.actor("rita"), clock.now()
    undone_but_not_committed = threading.Event()
    let_pass(review.TIME_TO_UNDO)
    ids = [row.id for row in pending_work([SETTLE])]

    def undoes() -> None:
        with acting_as(rita):
            # A click of the last second, on its way while the clock ran out.
            review.undo(pending_id, by=rita, now=in_time - review.TIME_TO_UNDO)
            undone_but_not_committed.set()
            until_somebody_waits_for_us()

    def settles() -> None:
        assert undone_but_not_committed.wait(PATIENCE)
        with acting_as(SYSTEM):
            review.settle([_work(ids[0], pending_id)])

    assert at_the_same_time(undoes, settles) == [None, None]
    assert count(Decision) == count(PendingDecision) == 0
    with acting_as(SYSTEM):
        assert Item.objects.get(id=items[0].id).status == "in_review"


def test_who_undoes_and_who_withdraws_do_not_wait_for_each_other(world: World, items: list[Item]) -> None:
    pending_id = manager_decides(world, items[0], "uphold", wait=False)
    rita, oscar, now = world.actor("rita"), world.actor("oscar", "lumora"), clock.now()
    withdrawn_but_not_committed = threading.Event()

    def withdraws() -> None:
        with acting_as(oscar):
            withdraw(items[0], by=oscar, now=now)
            withdrawn_but_not_committed.set()
            until_somebody_waits_for_us()

    def undoes() -> None:
        assert withdrawn_but_not_committed.wait(PATIENCE)
        with acting_as(rita):
            review.undo(pending_id, by=rita, now=now)

    first, second = at_the_same_time(withdraws, undoes)

    assert first is None
    assert isinstance(second, TooLateToUndo)
    with acting_as(SYSTEM):
        assert Item.objects.get(id=items[0].id).status == "withdrawn"


def _work(id: Any, subject_id: Any) -> outbox.Work:
    assert HANDLERS[SETTLE].lease_seconds == 0
    return outbox.Work(id=id, tenant_id=None, subject_id=subject_id, kind=SETTLE, attempt=1)
