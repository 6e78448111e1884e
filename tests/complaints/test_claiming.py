"""Two managers never work on the same item: a lease in the database, not presence on a page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from complaints.models import Item
from complaints.review import queue
from complaints.review.queue import LEASE, ClaimedByAnother
from core import clock
from core.tenancy import acting_as
from tests.stories import World, file, items_of, let_pass, run_work


@pytest.fixture
def items(world: World) -> list[Item]:
    complaint = file(world, "a1", "a2", "a3")
    run_work()
    return items_of(complaint)


def claim(world: World, item: Item, *, by: str = "rita") -> Item:
    actor = world.actor(by)
    with acting_as(actor):
        return queue.claim(item.id, by=actor, now=clock.now())


def claim_next(world: World, *, by: str) -> Item | None:
    actor = world.actor(by)
    with acting_as(actor):
        return queue.claim_next(by=actor, now=clock.now())


def test_whoever_claims_first_holds_the_item(world: World, items: list[Item]) -> None:
    claim(world, items[0])

    with pytest.raises(ClaimedByAnother):
        claim(world, items[0], by="rupert")


def test_a_claim_ends_after_ten_minutes(world: World, items: list[Item]) -> None:
    claim(world, items[0])
    let_pass(LEASE)

    assert claim(world, items[0], by="rupert").claimed_by == world.rupert.id


def test_claiming_again_prolongs_one_s_own(world: World, items: list[Item]) -> None:
    claim(world, items[0])
    let_pass(LEASE - timedelta(minutes=1))
    claim(world, items[0])
    let_pass(timedelta(minutes=2))

    with pytest.raises(ClaimedByAnother):
        claim(world, items[0], by="rupert")


def test_two_managers_who_ask_for_the_next_get_two_different_items(world: World, items: list[Item]) -> None:
    given = [claim_next(world, by=name) for name in ("rita", "rupert", "rita")]

    assert given[0] != given[1]
    assert given[2] == given[0]


def test_when_everything_is_held_there_is_nothing_next(world: World, items: list[Item]) -> None:
    for item in items:
        claim(world, item)

    assert claim_next(world, by="rupert") is None


def test_the_most_urgent_comes_first(world: World, items: list[Item]) -> None:
    with acting_as(world.actor("rita")):
        Item.objects.filter(id=items[2].id).update(priority=0)
        Item.objects.filter(id=items[1].id).update(due_at=clock.now() - timedelta(hours=1))

    order = [claim_next(world, by="rita")]
    for _ in range(2):
        queue_left = claim_next(world, by="rupert")
        assert queue_left
        order.append(queue_left)
        claim(world, queue_left, by="rupert")
        with acting_as(world.actor("rita")):
            Item.objects.filter(id=queue_left.id).update(claimed_by=world.ada.id)

    assert [item.listing_ref for item in order if item] == ["a3", "a2", "a1"]


def test_a_released_item_is_anybodys(world: World, items: list[Item]) -> None:
    claim(world, items[0])
    rita = world.actor("rita")
    with acting_as(rita):
        queue.release(items[0].id, by=rita)

    assert claim(world, items[0], by="rupert")


def test_nobody_releases_anothers_item(world: World, items: list[Item]) -> None:
    claim(world, items[0])
    rupert = world.actor("rupert")
    with acting_as(rupert):
        queue.release(items[0].id, by=rupert)

    with pytest.raises(ClaimedByAnother):
        claim(world, items[0], by="rupert")


def test_an_item_that_does_not_wait_is_not_in_the_queue(world: World) -> None:
    item = items_of(file(world, "a1"))[0]

    with pytest.raises(Item.DoesNotExist):
        claim(world, item)


@pytest.mark.parametrize("name", ["oscar", "ada", "audrey"])
def test_only_managers_claim(world: World, items: list[Item], name: str) -> None:
    with pytest.raises(PermissionDenied):
        claim(world, items[0], by=name)
