"""A brand takes an item back, wherever it stands, and nothing is done for it any more."""

import pytest
from django.core.exceptions import PermissionDenied

from complaints.intake.withdrawal import withdraw
from complaints.models import Decision, Item, PendingDecision
from complaints.review.decide import TIME_TO_UNDO
from complaints.states import MoveRefused
from complaints.work import WITHDRAWN
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.stories import World, file, items_of, let_pass, manager_decides, pending_work, run_work


def take_back(world: World, item: Item, *, by: str = "oscar", brand: str = "lumora") -> None:
    actor = world.actor(by, brand)
    with acting_as(actor):
        withdraw(item, by=actor, now=clock.now())


def fresh(item: Item) -> Item:
    with acting_as(SYSTEM):
        return Item.objects.get(id=item.id)


@pytest.fixture
def reviewed(world: World) -> Item:
    complaint = file(world, "a1")
    run_work()
    return items_of(complaint)[0]


def test_what_was_just_filed_ends_at_once(world: World) -> None:
    (item,) = items_of(file(world, "a1"))

    take_back(world, item)
    run_work()

    assert fresh(item).status == "withdrawn"
    assert world.site.calls["hide"] == 0


def test_what_waits_for_a_person_leaves_the_queue(world: World, reviewed: Item) -> None:
    take_back(world, reviewed)

    with pytest.raises(Item.DoesNotExist):
        manager_decides(world, reviewed)


@pytest.mark.parametrize("outcome", ["uphold", "refuse", "ask"])
def test_a_decision_that_is_pending_comes_to_nothing(world: World, reviewed: Item, outcome: str) -> None:
    manager_decides(world, reviewed, outcome, wait=False)

    take_back(world, fresh(reviewed))
    let_pass(TIME_TO_UNDO)
    run_work()

    assert fresh(reviewed).status == "withdrawn"
    with acting_as(SYSTEM):
        assert not PendingDecision.objects.exists()
        assert not Decision.objects.exists()
    assert world.site.calls["hide"] == 0


def test_an_unanswered_question_needs_no_answer(world: World) -> None:
    complaint = file(world, "a1", with_evidence=False)
    run_work()
    (item,) = items_of(complaint)

    take_back(world, item)

    assert fresh(item).status == "withdrawn"


def test_withdrawing_twice_is_refused_as_over(world: World, reviewed: Item) -> None:
    take_back(world, reviewed)

    with pytest.raises(MoveRefused, match="withdrawn"):
        take_back(world, reviewed)


@pytest.mark.parametrize("outcome", ["refuse"])
def test_what_was_refused_leaves_nothing_to_withdraw(world: World, reviewed: Item, outcome: str) -> None:
    manager_decides(world, reviewed, outcome)

    with pytest.raises(MoveRefused, match="refused"):
        take_back(world, reviewed)


def test_after_the_removal_it_is_asked_once_and_put_out_once(world: World, reviewed: Item) -> None:
    manager_decides(world, reviewed)

    take_back(world, reviewed)
    take_back(world, reviewed)

    assert fresh(reviewed).withdrawal_asked_at is not None
    assert len(pending_work([WITHDRAWN])) == 1
    with acting_as(SYSTEM):
        assert AuditEvent.objects.filter(event="item.withdrawal_asked").count() == 1


def test_the_ledger_says_where_it_was_withdrawn_from(world: World, reviewed: Item) -> None:
    take_back(world, reviewed)

    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="item.withdrawn")
    assert (event.actor_id, event.data) == (world.oscar.id, {"from": "in_review"})


@pytest.mark.parametrize("name", ["vera", "rita", "ada"])
def test_only_those_who_file_withdraw(world: World, reviewed: Item, name: str) -> None:
    with pytest.raises(PermissionDenied):
        take_back(world, reviewed, by=name)


def test_nobody_withdraws_another_brands_item(world: World, reviewed: Item) -> None:
    with pytest.raises(Item.DoesNotExist):
        take_back(world, reviewed, by="charlie", brand="kestrel")
