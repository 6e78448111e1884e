"""A marketplace that answers nobody: it costs one call an interval, and no removal is given up for it."""

from datetime import timedelta

import pytest

from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RateLimited, Unavailable
from listings.models import Marketplace
from listings.traffic.pace import LONGEST_INTERVAL_SECONDS, MOST_FAILURES
from takedown.work import DELIVER, RESTORE
from tests.stories import World, file, items_of, manager_decides, run_work, status_of
from tests.takedown.delivery import (
    attempts,
    fresh,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
    work_of,
)

DOWN = Unavailable("down", status=503)


def goes_down(world: World) -> None:
    world.site.fail_next |= {method: [DOWN] * 1000 for method in ("get", "hide", "restore", "public")}


def comes_back(world: World) -> None:
    world.site.fail_next.clear()


def test_no_removal_is_given_up_in_an_outage_and_each_is_carried_out_after_it(world: World) -> None:
    item = upheld_by_rita(world)
    goes_down(world)
    ten_seconds_pass()
    for _ in range(30):
        time_passes()
    assert work_of(item, DELIVER).state == "pending"

    comes_back(world)
    time_passes()

    assert fresh(item).status == "removed"


def test_no_restoration_is_given_up_in_an_outage(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    goes_down(world)
    take_back(world, fresh(item))
    run_work()
    for _ in range(30):
        time_passes()
    assert work_of(item, RESTORE).state == "pending"

    comes_back(world)
    time_passes()

    assert fresh(item).status == "restored"


def test_many_removals_in_an_outage_cost_one_call_an_interval(world: World, calls_here: None) -> None:
    complaint = file(world, *[f"m{n}" for n in range(12)])
    run_work()
    for item in items_of(complaint):
        manager_decides(world, item, "uphold", wait=False)
    goes_down(world)
    ten_seconds_pass()
    before = world.site.calls["get"]
    for _ in range(5):
        # All of them are due, and the longest interval is over.
        time_passes(timedelta(seconds=3 * LONGEST_INTERVAL_SECONDS))
    assert world.site.calls["get"] - before == 5

    comes_back(world)
    for _ in range(4):
        time_passes()
    assert set(status_of(complaint)) == {"removed"}
    assert set(world.site.hides.values()) == {1}


def test_only_calls_that_were_made_are_attempts(world: World) -> None:
    item = upheld_by_rita(world)
    goes_down(world)
    ten_seconds_pass()
    for _ in range(MOST_FAILURES):
        time_passes(timedelta(seconds=40))

    assert len(attempts(item)) == world.site.calls["get"] - 1, "the first reading was the snapshot's"


def test_when_one_listing_is_asked_to_wait_all_of_the_marketplace_wait(
    world: World, calls_here: None
) -> None:
    complaint = file(world, "m1", "m2", "m3")
    run_work()
    for item in items_of(complaint):
        manager_decides(world, item, "uphold", wait=False)
    world.site.fail("hide", RateLimited("slow down", retry_after=120))
    ten_seconds_pass()
    assert world.site.calls["hide"] == 1

    time_passes(timedelta(seconds=100))
    assert world.site.calls["hide"] == 1
    time_passes()
    assert set(status_of(complaint)) == {"removed"}


def test_more_orders_than_the_marketplace_takes_wait_their_turn(world: World, calls_here: None) -> None:
    complaint = file(world, "m1", "m2", "m3")
    run_work()
    with acting_as(SYSTEM):
        # One at once, and one every six seconds.
        Marketplace.objects.update(orders_per_minute=1)
    for item in items_of(complaint):
        manager_decides(world, item, "uphold", wait=False)
    ten_seconds_pass()
    assert sorted(status_of(complaint)) == ["removed", "upheld", "upheld"]

    for _ in range(3):
        time_passes(timedelta(seconds=125))
    assert set(status_of(complaint)) == {"removed"}
    with acting_as(SYSTEM):
        assert not Outbox.objects.filter(state="dead").exists()


@pytest.mark.parametrize("status", [None, 503])
def test_a_brand_does_not_wait_for_a_site_that_answers_nobody(world: World, status: int | None) -> None:
    """A person decides from the link alone."""
    world.site.offer("a1")
    world.site.fail_next["get"] = [Unavailable("down", status=status)] * 1000
    complaint = file(world, "a1")
    run_work()
    for _ in range(8):
        time_passes()

    assert status_of(complaint) == ["in_review"]
    assert items_of(complaint)[0].unread
