"""A listing comes back exactly as it stood before us, and only if nobody else has touched it since."""

from datetime import timedelta

import pytest

from complaints.models import Item
from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import (
    AuthFailed,
    Conflict,
    ConnectorError,
    NotFound,
    RateLimited,
    Rejected,
    RemoteState,
    Unavailable,
)
from takedown.removal import restore
from takedown.removal.calls import LONGEST_IN_FLIGHT_SECONDS
from takedown.removal.restore import MOST_ATTEMPTS
from takedown.work import DELIVER, RESTORE
from tests.stories import World, run_work
from tests.takedown.delivery import (
    fresh,
    removal_of,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
    work_of,
)


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


def on_sale(world: World, ref: str = "a1") -> bool:
    return world.site.listings[ref].state is RemoteState.LIVE


# --- withdrawals -----------------------------------------------------------------------------------------


def test_withdrawn_after_the_removal_the_listing_comes_back(world: World, removed: Item) -> None:
    take_back(world, removed)
    run_work()

    assert on_sale(world)
    assert world.site.restores["a1"] == 1
    assert (removal_of(removed).status, removal_of(removed).listing.state) == ("restored", "live")
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "withdrawn")


def test_withdrawn_before_the_marketplace_was_told_nothing_is_called(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("get", Unavailable("down"))
    ten_seconds_pass()

    take_back(world, item)
    run_work()
    time_passes()

    assert world.site.calls["hide"] == world.site.calls["restore"] == 0
    assert (removal_of(item).status, fresh(item).status) == ("cancelled", "withdrawn")
    assert removal_of(item).notice_id is None


def test_withdrawn_at_the_moment_of_delivery_nothing_is_called(world: World, calls_here: None) -> None:
    """The work that ends the ground comes after the delivery has begun."""
    item = upheld_by_rita(world)
    world.site.at["get"] = lambda: take_back(world, item)
    ten_seconds_pass()

    assert world.site.calls["hide"] == 0
    assert (removal_of(item).status, fresh(item).status) == ("cancelled", "withdrawn")


def test_withdrawn_while_the_order_is_under_way_the_listing_comes_back(
    world: World, calls_here: None
) -> None:
    item = upheld_by_rita(world)

    def meanwhile() -> None:
        take_back(world, item)
        run_work()

    world.site.at["hide"] = meanwhile
    ten_seconds_pass()
    time_passes()

    assert world.site.hides["a1"] == 1
    assert on_sale(world)
    assert (removal_of(item).status, fresh(item).status) == ("restored", "withdrawn")


def test_a_restoration_waits_for_an_order_that_is_under_way(world: World, calls_here: None) -> None:
    item = upheld_by_rita(world)

    def meanwhile() -> None:
        take_back(world, item)
        run_work()
        assert world.site.calls["restore"] == 0
        assert work_of(item, RESTORE).error == "an order is still under way"

    world.site.at["hide"] = meanwhile
    ten_seconds_pass()

    assert removal_of(item).status == "restoring"


def test_an_order_that_lands_late_is_undone_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Unavailable("timed out"))
    ten_seconds_pass()

    take_back(world, item)
    run_work()

    assert removal_of(item).status == "restoring"
    wait = work_of(item, RESTORE).due_at - clock.now()
    assert timedelta(seconds=LONGEST_IN_FLIGHT_SECONDS - 1) < wait
    world.site.change("a1", state=RemoteState.HIDDEN)
    monkeypatch.setattr(restore, "LONGEST_IN_FLIGHT_SECONDS", 0.0)
    time_passes()

    assert on_sale(world)
    assert removal_of(item).status == "restored"


@pytest.mark.parametrize("landed", [True, False])
def test_an_order_without_an_answer_is_undone_if_it_had_its_effect(
    world: World, orders_land_at_once: None, landed: bool
) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide_after_effect" if landed else "hide", Unavailable("timed out"))
    ten_seconds_pass()

    take_back(world, item)
    run_work()
    time_passes()

    assert on_sale(world)
    assert world.site.restores["a1"] == (1 if landed else 0)
    assert removal_of(item).status == "restored"
    assert world.site.hides["a1"] == (1 if landed else 0)


def test_withdrawn_while_buyers_still_saw_it_the_listing_comes_back(world: World) -> None:
    world.site.still_shown.add("a1")
    item = upheld_by_rita(world)
    ten_seconds_pass()
    assert removal_of(item).status == "pending"

    take_back(world, item)
    run_work()
    time_passes()

    assert (removal_of(item).status, fresh(item).status) == ("restored", "withdrawn")
    assert on_sale(world)


def test_a_failed_order_that_nobody_wants_any_more_is_not_tried_again(
    world: World, orders_land_at_once: None
) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Unavailable("broken", status=500))
    ten_seconds_pass()
    take_back(world, item)
    run_work()
    time_passes()

    assert world.site.hides["a1"] == 0
    assert work_of(item, DELIVER).state == "done"


# --- as it stood before us -------------------------------------------------------------------------------


def test_what_was_off_sale_before_us_stays_off(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.change("a1", state=RemoteState.HIDDEN)
    ten_seconds_pass()

    take_back(world, fresh(item))
    run_work()

    assert world.site.calls["restore"] == 0
    assert not on_sale(world)
    assert (removal_of(item).status, removal_of(item).listing.state) == ("restored", "hidden")


def test_what_somebody_else_put_back_is_left_alone(world: World, removed: Item) -> None:
    world.site.change("a1", state=RemoteState.LIVE)
    take_back(world, removed)
    run_work()

    assert world.site.calls["restore"] == 0
    assert fresh(removed).status == "restored"


def test_what_somebody_else_changed_since_is_left_to_a_person(world: World, removed: Item) -> None:
    world.site.fail("restore", Conflict("The seller has closed the shop.", status=409))
    take_back(world, removed)
    run_work()

    assert (removal_of(removed).status, removal_of(removed).reason) == (
        "conflict",
        "The seller has closed the shop.",
    )
    assert fresh(removed).status == "removed"
    assert not on_sale(world)


def test_a_permanent_no_is_left_to_a_person_too(world: World, removed: Item) -> None:
    world.site.fail("restore", Rejected("This seller stays closed."))
    take_back(world, removed)
    run_work()

    assert removal_of(removed).status == "conflict"
    assert work_of(removed, RESTORE).state == "done"


@pytest.mark.parametrize("when", ["before", "at the moment"])
def test_a_listing_that_is_gone_needs_no_restoration(world: World, removed: Item, when: str) -> None:
    if when == "before":
        del world.site.listings["a1"]
    else:
        world.site.fail("restore", NotFound("no listing", status=404))
    take_back(world, removed)
    run_work()

    assert (removal_of(removed).status, removal_of(removed).listing.state) == ("restored", "gone")
    assert fresh(removed).status == "restored"


@pytest.mark.parametrize("method", ["get", "restore"])
def test_a_marketplace_in_trouble_is_asked_again(world: World, removed: Item, method: str) -> None:
    world.site.fail(method, Unavailable("down", status=500))
    take_back(world, removed)
    run_work()
    assert removal_of(removed).status == "restoring"
    time_passes()

    assert on_sale(world)
    assert world.site.restores["a1"] == 1


def test_a_restoration_that_was_asked_too_often_waits_as_long_as_it_must(world: World, removed: Item) -> None:
    world.site.fail("restore", RateLimited("slow down", retry_after=200))
    take_back(world, removed)
    run_work()

    wait = work_of(removed, RESTORE).due_at - clock.now()
    assert timedelta(seconds=190) < wait <= timedelta(seconds=200)


@pytest.mark.parametrize(
    ("error", "attempts"), [(AuthFailed("bad signature"), 1), (Unavailable("down"), MOST_ATTEMPTS)]
)
def test_what_cannot_be_restored_is_a_dead_letter(
    world: World, removed: Item, error: ConnectorError, attempts: int
) -> None:
    world.site.fail("restore", *[error] * attempts)
    take_back(world, removed)
    run_work()
    for _ in range(attempts - 1):
        time_passes()

    assert (work_of(removed, RESTORE).state, work_of(removed, RESTORE).attempt) == ("dead", attempts)


def test_a_restoration_is_ordered_under_one_key_of_its_own(world: World, removed: Item) -> None:
    world.site.fail("restore", Unavailable("down", status=500))
    take_back(world, removed)
    run_work()
    time_passes()

    assert len(set(world.site.keys["restore a1"])) == 1
    assert world.site.keys["restore a1"][0] not in world.site.keys["a1"]


def test_restoring_twice_restores_once(world: World, removed: Item) -> None:
    take_back(world, removed)
    run_work()
    with acting_as(SYSTEM):
        Outbox.objects.filter(kind=RESTORE).update(state="pending", ended_at=None)
    run_work()

    assert world.site.restores["a1"] == 1
    assert fresh(removed).status == "restored"
