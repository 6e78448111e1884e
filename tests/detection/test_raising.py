"""The marketplace suspects listings and asks brands, unless something stands against it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brands.services import NewSeller, allow_seller
from core import clock
from core.tenancy import SYSTEM, acting_as
from detection.models import AuthenticationRequest
from detection.questions.handling import withdraw
from detection.questions.raising import Suspicion, raise_suspicions
from detection.states import Answer
from listings import feed
from listings.connectors.base import RemoteState, Unavailable
from tests.detection.asking import ask, now_of, raise_for, say, sign, suspect
from tests.stories import World, a_right, file, items_of, let_pass, manager_decides, run_work


def reasons(world: World, *refs: str, **options: object) -> list[str]:
    return [one.refused for one in raise_for(world, refs, **options)]  # type: ignore[arg-type]


def test_a_suspected_listing_is_copied_and_put_to_the_brand(world: World) -> None:
    [request] = ask(world, "s1")

    assert request.state == "open"
    assert request.snapshot.title == "Lumora handbag s1"
    assert request.snapshot.picture_id is not None
    assert request.snapshot.tenant_id == world.brands["lumora"].tenant_id
    assert (request.due_at - request.opened_at).total_seconds() == 72 * 3600


def test_the_same_listing_is_asked_about_once(world: World) -> None:
    first, second, third = suspect(world, "s1", "s1", "s2")

    assert first.request_id
    assert second.refused == "The brand is being asked about this listing already."
    assert third.request_id
    assert reasons(world, "s1") == ["The brand is being asked about this listing already."]


def test_two_brands_can_be_asked_about_one_listing(world: World) -> None:
    ask(world, "s1")

    [theirs] = ask(world, "s1", brand="kestrel")

    assert theirs.state == "open"


def test_what_the_brand_called_genuine_is_not_asked_again_until_it_changes(world: World) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE)

    assert "very listing" in reasons(world, "s1")[0]

    world.site.change("s1", title="Lumora handbag, another one")
    with acting_as(SYSTEM):
        feed.record_listings(world.marketplace, [world.site.listings["s1"]], now=clock.now())
    assert reasons(world, "s1") == [""]


def test_the_listings_of_authorised_sellers_are_not_asked_about(world: World) -> None:
    alice = world.actor("alice")
    with acting_as(alice):
        allow_seller(
            NewSeller(marketplace_id=world.marketplace.id, seller_ref="shop"), by=alice, now=clock.now()
        )

    [request] = ask(world, "s1", seller="shop")

    # Nobody knew the seller before we looked.
    assert (request.state, request.cause) == ("withdrawn", "allowed_seller")
    assert reasons(world, "s1") == ["The brand has authorised this seller."]


def test_what_the_brand_has_complained_about_is_not_asked_about(world: World) -> None:
    file(world, "s1")

    assert reasons(world, "s1") == ["The brand has complained about this listing itself."]


def test_what_is_off_sale_is_not_asked_about(world: World) -> None:
    complaint = file(world, "s1", by="charlie", brand="kestrel")
    run_work()
    manager_decides(world, items_of(complaint)[0])

    assert reasons(world, "s1") == ["The listing is off sale already."]


def test_a_listing_that_is_gone_when_we_look_is_not_put_to_the_brand(world: World) -> None:
    world.site.offer("s1", state=RemoteState.GONE)

    [request] = ask(world, "s1")

    assert (request.state, request.cause) == ("withdrawn", "listing_gone")


def test_a_site_that_does_not_answer_is_asked_again_and_then_given_up(world: World) -> None:
    world.site.fail("get", *[Unavailable("no answer")] * 6)
    [raised] = suspect(world, "s1")

    states = []
    for _ in range(6):
        run_work()
        states.append(now_of(raised.request_id).state)
        let_pass(timedelta(minutes=6))

    assert states == ["raised"] * 5 + ["withdrawn"]
    assert now_of(raised.request_id).cause == "could_not_be_read"


def test_brands_are_asked_about_their_own_trademarks_only(world: World) -> None:
    with acting_as(SYSTEM):
        copyright = a_right(world.brands["lumora"], "Catalogue", verified_by=world.rita, kind="copyright")

    assert reasons(world, "s1", right=copyright.id) == ["Brands are asked about their trademarks only."]
    assert reasons(world, "s1", right=world.rights["kestrel"].id) == ["There is no such right."]


def test_a_manager_of_other_brands_cannot_ask_this_one(world: World) -> None:
    with acting_as(SYSTEM):
        type(world.rita).objects.filter(id=world.rita.id).update(sees_all_brands=False)
        world.rita.refresh_from_db()

    assert reasons(world, "s1") == ["There is no such right."]


@pytest.mark.parametrize("name", ["alice", "audrey"])
def test_nobody_else_asks(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        suspect(world, "s1", by=name)


def test_a_detector_asks_by_the_same_service(world: World) -> None:
    [by_hand] = suspect(world, "s1")
    [request] = ask(world, "s2")

    with acting_as(SYSTEM):
        [raised] = raise_suspicions(
            [_like(by_hand.suspicion, "s3", world)], by=SYSTEM, now=clock.now(), detector="titles 4"
        )

    assert now_of(raised.request_id).raised_by_label == "titles 4"
    assert now_of(raised.request_id).raised_by is None
    assert request.raised_by == world.rita.id


def _like(suspicion: Suspicion, ref: str, world: World) -> Suspicion:
    world.site.offer(ref)
    return replace(suspicion, subject=suspicion.subject._replace(listing_ref=ref))


def test_a_hundred_cost_as_many_queries_as_one(world: World) -> None:
    def queries(refs: list[str]) -> int:
        for ref in refs:
            world.site.offer(ref)
        with CaptureQueriesContext(connection) as captured:
            raise_for(world, refs)
        return len(captured)

    assert queries(["a0"]) == queries([f"b{n}" for n in range(60)])


def test_staff_take_a_question_back(world: World) -> None:
    [request] = ask(world, "s1")
    rita = world.actor("rita")

    with acting_as(rita):
        withdraw(request.id, by=rita, now=clock.now())

    assert (now_of(request).state, now_of(request).cause) == ("withdrawn", "by_staff")
    assert reasons(world, "s1") == [""]


def test_nothing_of_it_is_visible_to_another_brand(world: World) -> None:
    ask(world, "s1")
    sign(world)
    charlie = world.actor("charlie")

    with acting_as(charlie):
        assert not AuthenticationRequest.objects.exists()
