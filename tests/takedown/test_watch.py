"""Removed listings are looked at again, ever more seldom; what comes back is removed again or judged anew."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brands.models import AllowedSeller
from complaints.models import Complaint, Item
from core import clock, outbox
from core.models import AuditEvent, Outbox
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState, Unavailable
from takedown.models import SellerNotice
from takedown.removal.watch_rules import FIRST_LOOKS, SPREAD, THEN_EVERY, UNTIL, next_look
from takedown.work import LOOK_AGAIN, WATCH
from tests.past import trust
from tests.stories import World, file, items_of, let_pass, manager_decides, pending_work, run_work
from tests.takedown.delivery import (
    attempts,
    fresh,
    overturned_by,
    removal_of,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
)

THEN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


def time_goes_by(time: timedelta) -> None:
    """And the schedule comes round."""
    let_pass(time)
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=WATCH, subject_id=NO_SUBJECT, tenant_id=None))
    run_work()


def raised_from(item: Item) -> list[Item]:
    with acting_as(SYSTEM):
        rows = Item.objects.filter(complaint__channel=Complaint.Channel.PORTAL, tenant_id=item.tenant_id)
        return list(rows.select_related("complaint"))


# --- the schedule ----------------------------------------------------------------------------------------


def test_the_looks_thin_out_and_end_after_a_year() -> None:
    looks, at = [], THEN
    while (following := next_look(THEN, now=at)) is not None:
        looks.append(following - THEN)
        at = following

    assert tuple(looks[: len(FIRST_LOOKS)]) == FIRST_LOOKS
    assert {b - a for a, b in pairwise(looks[6:])} == {THEN_EVERY}
    assert UNTIL - THEN_EVERY < looks[-1] <= UNTIL


@given(st.timedeltas(timedelta(0), UNTIL), st.floats(0, 1))
def test_the_next_look_always_lies_ahead_and_never_far_beyond_its_plan(
    gone: timedelta, spread: float
) -> None:
    planned = next_look(THEN, now=THEN + gone, spread=spread)

    assert planned is None or planned > THEN + gone
    assert planned is None or planned - THEN <= max(gone + THEN_EVERY, timedelta(0)) * (
        1 + SPREAD
    ) + timedelta(days=1)


# --- looking ---------------------------------------------------------------------------------------------


def test_nobody_looks_before_the_moment_has_come(world: World, removed: Item) -> None:
    before = world.site.calls["public"]
    time_goes_by(timedelta(minutes=30))

    assert world.site.calls["public"] == before


def test_what_is_still_gone_is_looked_at_again_later(world: World, removed: Item) -> None:
    for _ in range(3):
        # One hour, six hours, one day.
        time_goes_by(removal_of(removed).look_again_at - clock.now() + timedelta(seconds=1))

    assert attempts(removed).count("probe: still gone for buyers") == 3
    assert timedelta(days=1) < removal_of(removed).look_again_at - clock.now() < timedelta(days=3)
    assert removal_of(removed).status == "verified"


def test_a_site_that_answers_nobody_makes_no_dead_letter_of_a_look(world: World, removed: Item) -> None:
    world.site.fail_next["public"] = [Unavailable("down")] * 100
    time_goes_by(timedelta(hours=2))
    for _ in range(12):
        time_passes()
    world.site.fail_next.clear()
    for _ in range(2):
        time_passes()

    assert not pending_work([LOOK_AGAIN])
    with acting_as(SYSTEM):
        assert not Outbox.objects.filter(state="dead").exists()
    assert removal_of(removed).look_again_at is not None


def test_after_a_restoration_on_the_merits_nothing_is_watched(world: World, removed: Item) -> None:
    overturned_by(world, "rupert", removed)
    run_work()
    before = world.site.calls["public"]
    time_goes_by(timedelta(days=40))

    assert removal_of(removed).status == "restored"
    assert world.site.calls["public"] == before


def test_a_look_that_was_put_out_and_then_restored_does_nothing(world: World, removed: Item) -> None:
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=LOOK_AGAIN, subject_id=removal_of(removed).id, tenant_id=None))
    take_back(world, removed)
    run_work()

    assert fresh(removed).status == "restored"
    assert removal_of(removed).status == "restored"


# --- coming back unchanged -------------------------------------------------------------------------------


@pytest.fixture
def put_back(world: World, removed: Item) -> Item:
    """The seller has flipped the switch."""
    world.site.change("a1", state=RemoteState.LIVE)
    time_goes_by(timedelta(hours=2))
    return removed


def test_what_comes_back_unchanged_is_removed_again_under_a_new_order(world: World, put_back: Item) -> None:
    assert world.site.listings["a1"].state is RemoteState.HIDDEN
    assert world.site.hides["a1"] == 2
    assert len(set(world.site.keys["a1"])) == 2
    assert (removal_of(put_back).status, fresh(put_back).status) == ("verified", "removed")


def test_its_return_is_an_event_of_its_own(world: World, put_back: Item) -> None:
    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="removal.reappeared")
    assert (event.subject_id, event.data) == (removal_of(put_back).id, {"unchanged": True})


def test_the_seller_is_told_again(world: World, put_back: Item, mailoutbox: list) -> None:  # type: ignore[type-arg]
    with acting_as(SYSTEM):
        again = [notice.facts["again"] for notice in SellerNotice.objects.order_by("written_at")]
    assert again == [False, True]
    assert "put back unchanged" in mailoutbox[-1].body
    assert "put back unchanged" not in mailoutbox[0].body


def test_after_it_the_watch_begins_anew(world: World, put_back: Item) -> None:
    ahead = removal_of(put_back).look_again_at - clock.now()

    assert FIRST_LOOKS[0] - timedelta(minutes=1) < ahead < FIRST_LOOKS[0] * (1 + SPREAD)


def test_withdrawn_after_it_the_listing_comes_back_as_it_was(world: World, put_back: Item) -> None:
    take_back(world, fresh(put_back))
    run_work()

    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert fresh(put_back).status == "restored"


# --- coming back as something else, or wanted by nobody --------------------------------------------------


@pytest.fixture
def rewritten(world: World, removed: Item) -> Item:
    world.site.change("a1", state=RemoteState.LIVE, title="Lumora handbag, now in red")
    time_goes_by(timedelta(hours=2))
    return removed


def test_what_comes_back_changed_is_not_removed_but_judged_anew_by_a_person(
    world: World, rewritten: Item
) -> None:
    [item] = raised_from(rewritten)

    assert world.site.hides["a1"] == 1
    assert item.status == "in_review"
    assert (item.complaint.right_id, item.complaint.reason) == (
        world.rights["lumora"].id,
        "counterfeit_goods",
    )
    assert (removal_of(rewritten).status, fresh(rewritten).status) == ("replaced", "removed")


def test_a_trusted_brand_s_item_that_the_portal_raised_goes_to_a_person_too(world: World) -> None:
    trust(world)
    complaint = file(world, "a1")
    run_work()
    [item] = items_of(complaint)
    assert item.status == "removed"
    world.site.change("a1", state=RemoteState.LIVE, title="Lumora handbag, now in red")
    time_goes_by(timedelta(hours=2))

    [raised] = raised_from(item)
    assert raised.status == "in_review"
    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="item.in_review", subject_id=raised.id)
    assert "portal_has_raised_it" in event.data["because"]


def test_the_new_item_has_the_evidence_of_the_old_one(world: World, rewritten: Item) -> None:
    [item] = raised_from(rewritten)
    with acting_as(SYSTEM):
        ours = item.complaint.evidence.values_list("kind", "file")
        assert list(ours) == list(rewritten.complaint.evidence.values_list("kind", "file"))


def test_the_new_item_upheld_has_a_removal_and_a_notice_of_its_own(world: World, rewritten: Item) -> None:
    manager_decides(world, raised_from(rewritten)[0], "uphold")

    assert world.site.hides["a1"] == 2
    with acting_as(SYSTEM):
        assert SellerNotice.objects.count() == 2
    assert raised_from(rewritten)[0].status == "removed"


def test_the_old_item_taken_back_ends_at_once_and_nothing_is_called(world: World, rewritten: Item) -> None:
    take_back(world, fresh(rewritten))
    run_work()

    assert (fresh(rewritten).status, fresh(rewritten).cause) == ("restored", "withdrawn")
    assert world.site.calls["restore"] == 0


def test_a_seller_whom_the_brand_has_authorised_since_is_not_removed_again(
    world: World, removed: Item
) -> None:
    with acting_as(SYSTEM):
        AllowedSeller.objects.create(
            tenant_id=removed.tenant_id, marketplace_id=world.marketplace.id, seller_ref="s1"
        )
    world.site.change("a1", state=RemoteState.LIVE)
    time_goes_by(timedelta(hours=2))

    assert world.site.hides["a1"] == 1
    assert [item.status for item in raised_from(removed)] == ["in_review"]


def test_rewritten_at_the_moment_of_the_new_order_it_is_not_given(
    world: World, removed: Item, calls_here: None
) -> None:
    world.site.change("a1", state=RemoteState.LIVE)
    let_pass(timedelta(hours=2))

    def again() -> None:
        # The look's own reading is over by now, and the order's comes next.
        world.site.at["get"] = lambda: world.site.change("a1", title="Lumora handbag, now in red")

    world.site.at["get"] = again
    time_goes_by(timedelta(0))

    assert world.site.hides["a1"] == 1
    assert removal_of(removed).status == "replaced"
    assert len(raised_from(removed)) == 1
