"""Sellers for staff: points as they arise and as the ledger has them, the list, one seller's page, what people do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts.models import User
from brands.models import Brand
from core import clock, outbox
from core.models import AuditEvent
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from listings.models import Seller
from takedown.models import SellerAction, SellerRecord
from takedown.strikes.ledger import happened_by_the_ledger
from takedown.strikes.record import happened_to
from takedown.strikes.rules import strikes_of
from takedown.work import COUNT_STRIKES
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.takedown.delivery import fresh, overturned_by, take_back, ten_seconds_pass, upheld_by_rita
from tests.takedown.test_watch import time_goes_by


def seller_of(ref: str = "s1") -> UUID:
    with acting_as(SYSTEM):
        return Seller.objects.get(ref=ref).id


def points_of(ref: str = "s1") -> int:
    id = seller_of(ref)
    with acting_as(SYSTEM):
        return strikes_of(happened_to([id])[id], now=clock.now()).points


def counted() -> None:
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=COUNT_STRIKES, subject_id=NO_SUBJECT, tenant_id=None))
    run_work()


@pytest.fixture
def removed(world: World) -> Any:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


def test_an_upheld_removal_is_a_strike_when_no_buyer_sees_it_any_more(world: World) -> None:
    world.site.still_shown.add("a1")
    upheld_by_rita(world)
    ten_seconds_pass()
    assert points_of() == 0

    world.site.still_shown.clear()
    time_goes_by(timedelta(minutes=1))
    assert points_of() == 4


def test_an_overturned_removal_gives_its_strike_back_before_the_listing_is_back(
    world: World, removed: Any
) -> None:
    overturned_by(world, "rupert", removed)

    assert fresh(removed).status == "removed"
    assert points_of() == 0


def test_coming_back_adds_to_the_points(world: World, removed: Any) -> None:
    world.site.change("a1", state=RemoteState.LIVE)
    time_goes_by(timedelta(hours=2))

    assert points_of() == 4 + 3


def test_a_second_brand_s_ground_on_the_same_listing_is_the_same_incident(world: World) -> None:
    ours = upheld_by_rita(world)
    theirs = file(world, "a1", by="charlie", brand="kestrel")
    run_work()
    manager_decides(world, items_of(theirs)[0], by="rupert")

    assert [fresh(item).status for item in (ours, items_of(theirs)[0])] == ["removed", "removed"]
    assert points_of() == 4


def test_the_figures_are_the_same_when_they_are_made_from_the_ledger_alone(world: World) -> None:
    for ref, seller in (("a1", "s1"), ("a2", "s1"), ("a3", "s2"), ("a4", "s3")):
        world.site.offer(ref, title=f"Lumora handbag {ref}", seller=seller)
    items = {ref: upheld_by_rita(world, ref) for ref in ("a1", "a2", "a3", "a4")}
    ten_seconds_pass()
    counted()
    overturned_by(world, "rupert", fresh(items["a1"]))
    counted()
    take_back(world, fresh(items["a3"]))
    world.site.change("a2", state=RemoteState.LIVE)
    world.site.change("a4", state=RemoteState.LIVE, title="Lumora handbag in red")
    time_goes_by(timedelta(hours=2))
    take_back(world, fresh(items["a4"]))
    run_work()
    counted()

    sellers = [seller_of(ref) for ref in ("s1", "s2", "s3")]
    with acting_as(SYSTEM):
        again = happened_by_the_ledger(sellers)
        expected = {id: strikes_of(again[id], now=clock.now()).points for id in sellers}
        stored = dict(SellerRecord.objects.values_list("seller_id", "points"))
    assert stored == expected
    assert [expected[id] for id in sellers] == [4 + 3, 0, 3]


# --- pages -----------------------------------------------------------------------------------------------


def test_the_ladder_is_published(client_for: Callable[..., Any], world: World) -> None:
    page = client_for(None).get("/strikes/").content.decode()

    for said in ("180 days", "7 days", "Suspension", "gives its points back at once"):
        assert said in page


def test_sellers_with_most_points_come_first(
    world: World, removed: Any, client_for: Callable[..., Any]
) -> None:
    world.site.offer("b1", title="Lumora handbag b1", seller="s2")
    upheld_by_rita(world, "b1")
    ten_seconds_pass()
    world.site.change("b1", state=RemoteState.LIVE)
    time_goes_by(timedelta(hours=2))
    assert "No seller has a strike" in client_for(world.rita).get("/staff/sellers/").content.decode()
    counted()

    page = client_for(world.rita).get("/staff/sellers/").content.decode()

    assert page.index("Seller s2") < page.index("Seller s1")


def test_a_page_of_sellers_goes_on_where_the_last_one_ended(
    world: World, removed: Any, client_for: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.site.offer("b1", title="Lumora handbag b1", seller="s2")
    upheld_by_rita(world, "b1")
    ten_seconds_pass()
    counted()
    monkeypatch.setattr("takedown.strikes.selectors.PAGE_SIZE", 1)
    rita = client_for(world.rita)

    first = rita.get("/staff/sellers/")
    second = rita.get("/staff/sellers/", {"after": first.context["page"].later})

    shown = [r.context["rows"][0].record.seller_id for r in (first, second)]
    assert sorted(shown) == sorted([seller_of("s1"), seller_of("s2")])


def test_the_seller_s_page_says_what_counts_until_when(
    world: World, removed: Any, client_for: Callable[..., Any]
) -> None:
    page = client_for(world.rita).get(f"/staff/sellers/{seller_of()}/").content.decode()

    for said in ("Seller s1", "Lumora handbag a1", "Warning", "Counts until", "Lumora"):
        assert said in page


def test_brands_are_counted_and_named_only_to_those_who_may_know_them(
    world: World, removed: Any, client_for: Callable[..., Any]
) -> None:
    address, everyone = f"/staff/sellers/{seller_of()}/", client_for(world.ada)
    assert everyone.get(address).context["file"].brand_names == ["Lumora"]
    with acting_as(SYSTEM):
        User.objects.filter(id=world.rita.id).update(sees_all_brands=False)
        Brand.objects.filter(name="Kestrel Audio").update(account_manager=world.rita)

    file = client_for(world.rita).get(address).context["file"]

    assert (file.brands, file.brand_names, file.removals) == (1, [], [])


def test_what_a_person_does_is_recorded_with_the_points_of_that_moment(
    world: World, removed: Any, client_for: Callable[..., Any]
) -> None:
    rita, address = client_for(world.rita), f"/staff/sellers/{seller_of()}/"
    assert rita.post(f"{address}actions/", {"act": "warned", "note": ""}).status_code == 422

    page = rita.post(f"{address}actions/", {"act": "warned", "note": "By mail."}, follow=True)

    assert "By mail." in page.content.decode()
    with acting_as(SYSTEM):
        done = SellerAction.objects.get()
        event = AuditEvent.objects.get(event="seller.action_recorded")
    assert (done.points, done.by_id) == (4, world.rita.id)
    assert event.data == {"act": "warned", "points": 4}


def test_an_auditor_looks_and_records_nothing(
    world: World, removed: Any, client_for: Callable[..., Any]
) -> None:
    audrey, address = client_for(world.audrey), f"/staff/sellers/{seller_of()}/"

    assert "Record the action" not in audrey.get(address).content.decode()
    assert audrey.post(f"{address}actions/", {"act": "warned", "note": "No."}).status_code == 403
