"""A person decides about a counter-notice: another than before, with reasons, in one transaction with all that follows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from complaints.models import Decision, Item
from core.tenancy import SYSTEM, acting_as
from takedown.models import Contribution, CounterNotice, Ruling, StrikeEvent
from takedown.redress.clocks.states import ClockStatus
from takedown.redress.counter.states import CounterStatus
from takedown.redress.judging.deciding import TheirOwnDecision
from takedown.redress.notices import token_of
from takedown.redress.replies.case import ReplyIncomplete, ReplyRefused
from takedown.redress.statements.gather import reasons_for_item
from tests.stories import World, run_work
from tests.takedown.delivery import fresh, removal_of, ten_seconds_pass, upheld_by_rita
from tests.takedown.replying import (
    answers,
    clock_of,
    counter_filed,
    counter_now,
    decides,
    shows_legal_action,
)


@pytest.fixture
def removed(world: World, orders_land_at_once: None) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


@pytest.fixture
def objected(world: World, removed: Item) -> CounterNotice:
    counter = counter_filed(removed)
    answers(world, counter)
    return counter_now(counter)


def test_for_the_seller_the_first_decision_is_reversed_with_all_that_rests_on_it(
    world: World, removed: Item, objected: CounterNotice
) -> None:
    decides(world, objected, "for_seller")
    run_work()

    assert counter_now(objected).status == CounterStatus.GRANTED
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "counter_notice")
    assert removal_of(removed).status == "restored"
    with acting_as(SYSTEM):
        reversal = Decision.objects.get(outcome="restored")
        assert (reversal.decided_by, reversal.ground) == (world.rupert.id, "goods_shown_genuine")
        assert Contribution.objects.get(decision=reversal.overturns_id).overturned == 1
        assert StrikeEvent.objects.filter(kind="given_back").count() == 1
        assert Ruling.objects.get().about_id == reversal.overturns_id
        [reasons] = reasons_for_item(removed, SYSTEM)
    assert "decided for the seller" in reasons.latest["decision_facts"]


def test_for_the_brand_the_listing_stays_off_and_both_sides_read_why(
    world: World, removed: Item, objected: CounterNotice
) -> None:
    decides(world, objected, "for_brand")
    run_work()

    assert counter_now(objected).status == CounterStatus.REJECTED
    assert fresh(removed).status == "removed"
    assert removal_of(removed).status == "verified"
    assert clock_of(objected).status == ClockStatus.STOPPED
    page = Client().get(f"/notice/{token_of(objected.notice_id)}/").content.decode()
    assert "We looked at both sides: for_brand." in page
    assert [letter for letter in mail.outbox if "did not accept it" in letter.body]


def test_nobody_decides_about_their_own_decision(world: World, objected: CounterNotice) -> None:
    with pytest.raises(TheirOwnDecision):
        decides(world, objected, "for_brand", by="rita")
    with pytest.raises(PermissionDenied):
        decides(world, objected, "for_brand", by="ada")


def test_a_decision_once_made_is_made(world: World, objected: CounterNotice) -> None:
    assert decides(world, objected, "for_brand").is_new
    assert not decides(world, objected, "for_brand").is_new

    with pytest.raises(ReplyRefused):
        decides(world, objected, "for_seller")


def test_the_reason_goes_with_the_outcome(world: World, objected: CounterNotice) -> None:
    with pytest.raises(ReplyIncomplete):
        decides(world, objected, "for_seller", reason="proof_does_not_show_it")


def test_nobody_cuts_the_brands_time_short_or_decides_before_its_proof_is_looked_at(
    world: World, removed: Item
) -> None:
    counter = counter_filed(removed)
    with pytest.raises(ReplyRefused):
        decides(world, counter, "for_seller")
    shows_legal_action(world, counter)

    with pytest.raises(ReplyRefused):
        decides(world, counter, "for_brand")


def test_what_a_person_has_to_judge_does_not_just_come_back(world: World, objected: CounterNotice) -> None:
    with pytest.raises(ReplyRefused):
        decides(world, objected, "let_back")


# --- the pages -------------------------------------------------------------------------------------------


def test_the_queue_says_what_to_do_and_by_when_and_costs_the_same_for_more(
    world: World,
    objected: CounterNotice,
    client_for: Callable[[Any], Client],
    django_assert_max_num_queries: Any,
) -> None:
    audrey = client_for(world.audrey)
    page = audrey.get("/staff/redress/").content.decode()
    assert "Decide who is right: the brand does not agree" in page
    assert "Lumora handbag a1" in page
    for ref in ("b1", "b2", "b3"):
        item = upheld_by_rita(world, ref)
        ten_seconds_pass()
        answers(world, counter_filed(item))

    with django_assert_max_num_queries(14):
        answer = audrey.get("/staff/redress/")
    assert answer.content.decode().count("Decide who is right") == 4


def test_the_case_shows_both_sides_and_who_may_not_decide(
    world: World, objected: CounterNotice, client_for: Callable[[Any], Client]
) -> None:
    address = f"/staff/redress/{objected.id}/"
    page = client_for(world.rupert).get(address).content.decode()

    for said in (
        "These are fakes.",
        "The invoice is for another model.",
        "I bought them from the brand&#x27;s own shop.",
        "invoice.jpg",
        "comparison.jpg",
        "For the seller",
        "Keep it off sale",
    ):
        assert said in page
    assert "Somebody else decides this" in client_for(world.rita).get(address).content.decode()


def test_a_person_decides_on_the_page(
    world: World, removed: Item, objected: CounterNotice, client_for: Callable[[Any], Client]
) -> None:
    sent = {
        "outcome": "for_seller",
        "reason": "goods_shown_genuine",
        "explanation": "The invoices are in order.",
    }
    address = f"/staff/redress/{objected.id}/ruling/"
    assert client_for(world.rita).post(address, sent).status_code == 409

    answer = client_for(world.rupert).post(address, sent, follow=True)

    assert "Decided. Both sides are told why." in answer.content.decode()
    assert "The invoices are in order." in answer.content.decode()
    again = client_for(world.rupert).post(address, sent, follow=True)
    assert "nothing was changed" in again.content.decode()


def test_a_person_looks_at_a_proof_on_the_page(
    world: World, removed: Item, client_for: Callable[[Any], Client]
) -> None:
    counter = counter_filed(removed)
    shows_legal_action(world, counter)
    rita, address = client_for(world.rita), f"/staff/redress/{counter.id}/proof/"
    assert "Look at the proof" in rita.get(f"/staff/redress/{counter.id}/").content.decode()

    assert rita.post(address, {"result": "not_enough"}).status_code == 422
    rita.post(address, {"result": "not_enough", "explanation": "It names no court."})

    assert counter_now(counter).status == CounterStatus.FILED
