"""A removal is carried out once, with its notice, and counts when no buyer sees the listing any more."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Capabilities, Control, RemoteState, Result, Unavailable
from takedown.models import Ground, Removal, SellerNotice
from takedown.removal.verify import MOST_LOOKS
from takedown.work import DELIVER, SEND_NOTICE, VERIFY
from tests.stories import World, file, items_of, manager_decides, run_work, status_of
from tests.takedown.delivery import (
    attempts,
    fresh,
    removal_of,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
    work_of,
)


def test_an_upheld_listing_is_hidden_and_seen_to_be_gone(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()

    removal = removal_of(item)
    assert world.site.hides["a1"] == 1
    assert (removal.status, removal.prior, removal.listing.state) == ("verified", {"state": "live"}, "hidden")
    assert fresh(item).status == "removed"
    assert removal.verified_at is not None


def test_an_order_carries_the_removals_own_key(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()

    assert world.site.keys["a1"] == [str(removal_of(item).order_key)]


def test_what_buyers_still_see_is_not_called_removed(world: World) -> None:
    world.site.still_shown.add("a1")
    item = upheld_by_rita(world)
    ten_seconds_pass()
    time_passes()

    assert removal_of(item).status == "pending"
    assert fresh(item).status == "upheld"
    world.site.still_shown.clear()
    time_passes()

    assert removal_of(item).status == "verified"
    assert fresh(item).status == "removed"
    assert world.site.hides["a1"] == 1


def test_a_storefront_that_lags_is_looked_at_when_it_should_have_caught_up(world: World) -> None:
    world.site.capabilities = Capabilities(control=Control.DIRECT, max_page=1, visible_lag_seconds=45)
    world.site.still_shown.add("a1")
    item = upheld_by_rita(world)
    ten_seconds_pass()

    wait = work_of(item, VERIFY).due_at - clock.now()
    assert timedelta(seconds=40) < wait <= timedelta(seconds=45)


def test_a_storefront_that_does_not_answer_is_looked_at_again(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("public", Unavailable("no answer"), Unavailable("no answer"))
    ten_seconds_pass()
    assert removal_of(item).status == "pending"

    time_passes()
    time_passes()

    assert fresh(item).status == "removed"
    assert world.site.hides["a1"] == 1


def test_what_never_goes_from_the_storefront_is_left_to_a_person(world: World) -> None:
    world.site.still_shown.add("a1")
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        Outbox.objects.filter(kind=VERIFY).update(attempt=MOST_LOOKS - 1)

    time_passes()

    assert work_of(item, VERIFY).state == "dead"
    assert work_of(item, VERIFY).error == "buyers still see it"


def test_a_marketplace_that_takes_its_time_is_believed_when_buyers_see_it_gone(world: World) -> None:
    world.site.replies.append(Result(state=RemoteState.PENDING, changed=False, prior={}))
    item = upheld_by_rita(world)
    ten_seconds_pass()
    assert removal_of(item).status == "pending"

    world.site.change("a1", state=RemoteState.HIDDEN)
    time_passes()

    assert fresh(item).status == "removed"


def test_a_listing_that_somebody_else_hid_first_is_not_hidden_again(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.change("a1", state=RemoteState.HIDDEN)
    ten_seconds_pass()

    assert world.site.calls["hide"] == 0
    assert removal_of(item).prior == {"state": "hidden"}
    assert fresh(item).status == "removed"


def test_a_listing_that_is_gone_altogether_is_removed_without_a_call(world: World) -> None:
    item = upheld_by_rita(world)
    del world.site.listings["a1"]
    ten_seconds_pass()

    assert world.site.calls["hide"] == 0
    assert fresh(item).status == "removed"


def test_many_listings_are_hidden_each_once(world: World) -> None:
    complaint = file(world, *[f"m{n}" for n in range(12)])
    run_work()
    for item in items_of(complaint):
        manager_decides(world, item, "uphold", wait=False)
    ten_seconds_pass()

    assert set(status_of(complaint)) == {"removed"}
    assert set(world.site.hides.values()) == {1}


def test_an_upheld_item_has_one_ground_on_one_removal(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()

    with acting_as(SYSTEM):
        ground = Ground.objects.get()
        assert (ground.item_id, ground.removal.listing_id) == (item.id, fresh(item).listing_id)
        with pytest.raises(IntegrityError, match="ground_one_live_per_item"):
            Ground.objects.create(
                tenant_id=item.tenant_id, item=item, removal=ground.removal, since=clock.now()
            )


def test_a_listing_has_one_live_removal(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()

    with pytest.raises(IntegrityError, match="removal_one_live_per_listing"), acting_as(SYSTEM):
        Removal.objects.create(
            listing=fresh(item).listing,
            seller=fresh(item).listing.seller,
            marketplace=world.marketplace,
            status_at=clock.now(),
            requested_at=clock.now(),
        )


# --- no call without a notice ----------------------------------------------------------------------------


def test_the_notice_and_the_work_that_sends_it_are_there_before_the_marketplace_is_called(
    world: World, calls_here: None
) -> None:
    item = upheld_by_rita(world)
    seen: list[tuple[str, str]] = []

    def look() -> None:
        with acting_as(SYSTEM):
            notice = SellerNotice.objects.select_related("outbox").get(removal=removal_of(item))
            seen.append((notice.outbox.kind, removal_of(item).status))

    world.site.at["hide"] = look
    ten_seconds_pass()

    assert seen == [(SEND_NOTICE, "submitted")]


def test_the_database_lets_nothing_be_submitted_without_its_notice(world: World, calls_here: None) -> None:
    item = upheld_by_rita(world)
    world.site.fail("get", Unavailable("down"))
    ten_seconds_pass()
    assert removal_of(item).status == "requested"

    with pytest.raises(IntegrityError, match="removal_no_call_without_notice"), acting_as(SYSTEM):
        Removal.objects.update(status="submitted")


def test_a_removal_does_not_lose_its_notice(world: World) -> None:
    upheld_by_rita(world)
    ten_seconds_pass()

    with pytest.raises(IntegrityError, match="removal_no_call_without_notice"), acting_as(SYSTEM):
        Removal.objects.update(notice=None)


def test_a_notice_cannot_be_without_the_work_that_sends_it(world: World) -> None:
    upheld_by_rita(world)
    ten_seconds_pass()

    with pytest.raises(IntegrityError, match="outbox_id"), acting_as(SYSTEM):
        SellerNotice.objects.update(outbox=None)


def test_a_second_order_writes_no_second_notice(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Unavailable("no answer"))
    ten_seconds_pass()
    time_passes()

    assert fresh(item).status == "removed"
    with acting_as(SYSTEM):
        assert SellerNotice.objects.count() == Outbox.objects.filter(kind=SEND_NOTICE).count() == 1


def test_every_call_is_written_down(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Unavailable("no answer", status=500))
    world.site.still_shown.add("a1")
    ten_seconds_pass()
    time_passes()
    world.site.still_shown.clear()
    time_passes()

    assert attempts(item) == [
        "hide: Unavailable",
        "hide: hidden",
        "probe: still shown",
        "probe: gone for buyers",
    ]


def test_work_done_twice_hides_nothing_twice(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        Outbox.objects.filter(kind__in=[DELIVER, "complaints.upheld", "complaints.settle"]).update(
            state="pending", ended_at=None
        )

    run_work()

    assert world.site.hides["a1"] == 1
    assert removal_of(item).status == "verified"
