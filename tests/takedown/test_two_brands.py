"""Two brands want one listing gone: one removal, a ground each, and it comes back when the last one ends."""

import pytest

from complaints.models import Item
from complaints.states import Cause
from complaints.work import UPHELD
from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Conflict, RateLimited, RemoteState, Unavailable
from takedown.models import Ground, Removal, SellerNotice
from takedown.removal.ending import end_grounds
from tests.stories import World, file, filer_of, items_of, manager_decides, run_work
from tests.takedown.delivery import (
    fresh,
    overturned_by,
    removal_of,
    take_back,
    ten_seconds_pass,
    time_passes,
)

Pair = tuple[Item, Item]


def both_filed(world: World) -> Pair:
    world.site.offer("a1", title="Lumora Kestrel Audio")
    complaints = [file(world, "a1", by=filer_of(b), brand=b) for b in ("lumora", "kestrel")]
    run_work()
    ours, theirs = (items_of(complaint)[0] for complaint in complaints)
    return ours, theirs


@pytest.fixture
def both(world: World) -> Pair:
    """Both upheld, hidden once, both removed."""
    ours, theirs = both_filed(world)
    manager_decides(world, ours, "uphold", wait=False)
    manager_decides(world, theirs, "uphold", wait=False)
    ten_seconds_pass()
    return fresh(ours), fresh(theirs)


def test_one_listing_is_hidden_once_for_both(world: World, both: Pair) -> None:
    assert [item.status for item in both] == ["removed", "removed"]
    assert world.site.calls["hide"] == 1
    with acting_as(SYSTEM):
        assert Removal.objects.count() == SellerNotice.objects.count() == 1
        assert Ground.objects.filter(ended_at=None).count() == 2


def test_one_withdraws_and_it_stays_off(world: World, both: Pair) -> None:
    ours, theirs = both
    take_back(world, ours)
    run_work()

    assert world.site.calls["restore"] == 0
    assert (fresh(ours).status, fresh(ours).cause) == ("restored", "withdrawn")
    assert fresh(theirs).status == "removed"
    assert removal_of(ours).status == "verified"


def test_both_withdraw_and_it_comes_back_as_it_was(world: World, both: Pair) -> None:
    ours, theirs = both
    take_back(world, ours)
    run_work()
    take_back(world, theirs, brand="kestrel")
    run_work()

    assert world.site.restores["a1"] == 1
    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert [fresh(item).status for item in both] == ["restored", "restored"]


def test_both_withdraw_at_once(world: World, both: Pair) -> None:
    take_back(world, both[0])
    take_back(world, both[1], brand="kestrel")
    run_work()

    assert world.site.restores["a1"] == 1
    assert {(fresh(item).status, fresh(item).cause) for item in both} == {("restored", "withdrawn")}


def test_each_item_is_restored_for_its_own_cause(world: World, both: Pair) -> None:
    overturned_by(world, "rupert", both[0])
    take_back(world, both[1], brand="kestrel")
    run_work()

    assert [fresh(item).cause for item in both] == ["appeal", "withdrawn"]


def test_who_comes_when_it_is_off_already_is_served_at_once(world: World) -> None:
    ours, theirs = both_filed(world)
    manager_decides(world, ours, "uphold")
    assert fresh(ours).status == "removed"

    manager_decides(world, theirs, "uphold")

    assert fresh(theirs).status == "removed"
    assert world.site.calls["hide"] == 1


def test_the_notice_names_a_brand_that_still_wants_it_gone(world: World, calls_here: None) -> None:
    ours, theirs = both_filed(world)
    manager_decides(world, ours, "uphold", wait=False)
    manager_decides(world, theirs, "uphold", wait=False)
    world.site.at["get"] = lambda: take_back(world, ours)
    ten_seconds_pass()

    with acting_as(SYSTEM):
        assert SellerNotice.objects.get().facts["brand"] == "Kestrel Audio"
    assert [fresh(item).status for item in (ours, theirs)] == ["withdrawn", "removed"]


def test_who_comes_while_it_is_on_its_way_back_has_it_removed_anew(world: World) -> None:
    ours, theirs = both_filed(world)
    manager_decides(world, ours, "uphold")
    world.site.fail("restore", RateLimited("slow down", retry_after=300))
    take_back(world, fresh(ours))
    run_work()
    manager_decides(world, theirs, "uphold")
    assert (removal_of(ours).status, fresh(theirs).status) == ("restoring", "upheld")

    time_passes()

    assert (fresh(ours).status, fresh(theirs).status) == ("restored", "removed")
    assert (world.site.restores["a1"], world.site.hides["a1"]) == (1, 2)
    assert world.site.listings["a1"].state is RemoteState.HIDDEN


def test_who_comes_while_a_restoration_is_in_conflict_meets_a_person(world: World) -> None:
    ours, theirs = both_filed(world)
    manager_decides(world, ours, "uphold")
    world.site.fail("restore", Conflict("changed since", status=409))
    take_back(world, fresh(ours))
    run_work()
    assert removal_of(ours).status == "conflict"

    manager_decides(world, theirs, "uphold")

    assert (fresh(theirs).status, fresh(theirs).priority) == ("in_review", 0)


def test_an_item_that_nobody_could_read_is_given_back_instead_of_waiting_in_silence(world: World) -> None:
    complaint = file(world, "a1")
    world.site.fail("get", *[Unavailable("down") for _ in range(6)])
    for _ in range(6):
        run_work()
        time_passes()
    (item,) = items_of(complaint)
    assert (item.unread, item.status) == (True, "in_review")

    manager_decides(world, item, "uphold")

    assert (fresh(item).status, fresh(item).priority) == ("in_review", 0)


def test_an_item_removed_twice_under_one_removal_is_restored_once(world: World, both: Pair) -> None:
    """Ours is restored, appealed and upheld again while theirs keeps the listing off."""
    ours, theirs = both
    take_back(world, ours)
    run_work()
    with acting_as(SYSTEM):
        Item.objects.filter(id=ours.id).update(
            status="in_review", due_at=clock.now(), cause="", withdrawal_asked_at=None
        )
    manager_decides(world, fresh(ours), "uphold", by="rupert")
    assert fresh(ours).status == "removed"

    take_back(world, fresh(ours))
    take_back(world, theirs, brand="kestrel")
    run_work()

    assert [fresh(item).status for item in both] == ["restored", "restored"]
    assert world.site.restores["a1"] == 1


def test_a_ground_that_has_ended_keeps_its_cause(world: World, both: Pair) -> None:
    with acting_as(SYSTEM):
        ground = Ground.objects.select_related("item").get(item=both[0])
        end_grounds([ground], cause=Cause.APPEAL, now=clock.now())

        end_grounds([ground], cause=Cause.WITHDRAWN, now=clock.now())

        assert Ground.objects.get(id=ground.id).end_cause == "appeal"


def test_opening_a_removal_twice_opens_one(world: World, both: Pair) -> None:
    with acting_as(SYSTEM):
        Item.objects.filter(id=both[0].id).update(due_at=None)
        Outbox.objects.filter(kind=UPHELD).update(state="pending", ended_at=None)
    run_work()

    with acting_as(SYSTEM):
        assert Removal.objects.count() == 1
        assert Ground.objects.count() == 2
