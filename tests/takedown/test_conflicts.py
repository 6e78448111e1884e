"""Putting a listing back stops when somebody else has changed it, and a person decides what becomes of it."""

import pytest
from django.core.exceptions import PermissionDenied

from complaints.models import Item
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Conflict, RemoteState
from takedown.models import Removal
from takedown.removal import settle
from tests.stories import World, run_work
from tests.takedown.delivery import fresh, removal_of, take_back, ten_seconds_pass, upheld_by_rita


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


@pytest.fixture
def stopped(world: World, removed: Item) -> Item:
    """The seller has rewritten the offer while it was off sale, and the brand takes its complaint back."""
    world.site.change("a1", title="Something else entirely", price="99.00")
    take_back(world, removed)
    run_work()
    return removed


def settled(world: World, item: Item, *, by: str = "rita", reason: str = "") -> None:
    actor = world.actor(by)
    with acting_as(actor):
        if reason:
            settle.leave_as_it_is(removal_of(item).id, reason=reason, by=actor, now=clock.now())
        else:
            settle.restore_anyway(removal_of(item).id, by=actor, now=clock.now())
    run_work()


def events(item: Item) -> list[AuditEvent]:
    with acting_as(SYSTEM):
        return list(AuditEvent.objects.filter(subject_id=removal_of(item).id).order_by("at", "id"))


def test_an_offer_that_was_rewritten_meanwhile_is_not_put_back_unseen(world: World, stopped: Item) -> None:
    assert (removal_of(stopped).status, fresh(stopped).status) == ("conflict", "removed")
    assert world.site.calls["restore"] == 0


def test_a_price_that_moved_is_no_other_offer(world: World, removed: Item) -> None:
    world.site.change("a1", price="12.00")
    take_back(world, removed)
    run_work()

    assert removal_of(removed).status == "restored"


def test_put_back_anyway_it_is_on_sale_as_it_stands_now(world: World, stopped: Item) -> None:
    settled(world, stopped)

    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert world.site.listings["a1"].title == "Something else entirely"
    assert (removal_of(stopped).status, fresh(stopped).status) == ("restored", "restored")


def test_putting_it_back_anyway_is_in_the_ledger_with_who_did_it(world: World, stopped: Item) -> None:
    settled(world, stopped)

    event = next(e for e in events(stopped) if e.data == {"anyway": True})
    assert (event.event, event.actor_id) == ("removal.restoring", world.rita.id)


def test_left_as_it_is_nothing_is_called_and_the_removal_is_over(world: World, stopped: Item) -> None:
    settled(world, stopped, by="ada", reason="The shop sells other goods now.")

    assert world.site.calls["restore"] == 0
    assert world.site.listings["a1"].state is RemoteState.HIDDEN
    assert (removal_of(stopped).status, removal_of(stopped).listing.state) == ("restored", "hidden")
    assert (fresh(stopped).status, fresh(stopped).cause) == ("restored", "withdrawn")
    last = events(stopped)[-1]
    assert (last.actor_id, last.data["reason"]) == (world.ada.id, "The shop sells other goods now.")


def test_a_marketplace_that_says_no_again_leaves_it_to_the_person_again(world: World, removed: Item) -> None:
    world.site.fail("restore", *[Conflict("The shop is closed.", status=409)] * 2)
    take_back(world, removed)
    run_work()
    settled(world, removed)
    assert removal_of(removed).status == "conflict"

    settled(world, removed)

    assert removal_of(removed).status == "restored"
    assert world.site.calls["restore"] == 3


def test_what_is_put_back_anyway_is_a_new_order(world: World, stopped: Item) -> None:
    with acting_as(SYSTEM):
        key = removal_of(stopped).order_key
    settled(world, stopped)

    assert str(key) not in world.site.keys["restore a1"]


def test_a_conflict_is_settled_once(world: World, stopped: Item) -> None:
    settled(world, stopped, reason="No.")

    with pytest.raises(settle.SettlingRefused):
        settled(world, stopped)


def test_an_auditor_looks_and_does_not_settle(world: World, stopped: Item) -> None:
    audrey = world.actor("audrey")
    with pytest.raises(PermissionDenied), acting_as(audrey):
        settle.restore_anyway(removal_of(stopped).id, by=audrey, now=clock.now())
    with acting_as(SYSTEM):
        assert Removal.objects.get(id=removal_of(stopped).id).status == "conflict"


def test_the_page_shows_both_states_and_both_ways_out(world: World, stopped: Item, client_for) -> None:  # type: ignore[no-untyped-def]
    address = f"/delivery/{removal_of(stopped).id}/"
    page = client_for(world.rita).get(address).content.decode()

    for said in (
        "Lumora handbag a1",
        "Something else entirely",
        "19.90 EUR",
        "99.00 EUR",
        "Leave it as it is",
    ):
        assert said in page
    assert "Leave it as it is" not in client_for(world.audrey).get(address).content.decode()


def test_the_page_s_buttons_settle_it(world: World, stopped: Item, client_for) -> None:  # type: ignore[no-untyped-def]
    rita, address = client_for(world.rita), f"/delivery/{removal_of(stopped).id}"
    assert rita.post(f"{address}/leaving/", {"reason": ""}).status_code == 422

    rita.post(f"{address}/restoration/")
    run_work()

    assert removal_of(stopped).status == "restored"
    again = rita.post(f"{address}/leaving/", {"reason": "Late."}, follow=True).content.decode()
    assert "decided already" in again
