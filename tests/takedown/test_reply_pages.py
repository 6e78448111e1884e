"""The brand's pages about counter-notices, the seller's page of a promise, and the same for programs."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from complaints.models import Item
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterNotice
from takedown.redress.counter.states import CounterStatus
from takedown.redress.notices import token_of
from tests.api.program import a_key
from tests.fakes import a_picture
from tests.stories import World, run_work
from tests.takedown.answering import a_proven_browser
from tests.takedown.delivery import fresh, ten_seconds_pass, upheld_by_rita
from tests.takedown.replying import (
    accepts,
    clock_of,
    counter_filed,
    counter_now,
    notice_of,
    offer_of,
    offers,
)


@pytest.fixture
def removed(world: World, orders_land_at_once: None) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


@pytest.fixture
def counter(removed: Item) -> CounterNotice:
    return counter_filed(removed)


@pytest.fixture
def oscar(world: World, client_for: Callable[[Any], Client]) -> Client:
    return client_for(world.oscar)


def a_document() -> Any:
    body = BytesIO(a_picture("olive"))
    body.name = "filing.jpg"
    return body


def said_by(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_brand_without_counter_notices_is_told_what_will_stand_there(world: World, oscar: Client) -> None:
    assert "No seller has answered" in said_by(oscar, "/counter-notices/")


def test_what_waits_stands_on_home_complaint_item_and_list(
    world: World, removed: Item, counter: CounterNotice, oscar: Client
) -> None:
    with acting_as(SYSTEM):
        case = Item.objects.select_related("complaint").get(id=removed.id).complaint.number
    assert "1 counter-notice waits for you" in said_by(oscar, "/")
    for address in ("/counter-notices/", f"/items/{removed.id}/", f"/complaints/{case}/"):
        page = said_by(oscar, address)
        assert counter.number in page, address
        assert "Waits for your answer" in page, address


def test_the_page_shows_what_the_seller_says_the_rule_and_every_choice_with_its_result(
    world: World, counter: CounterNotice, oscar: Client, client_for: Callable[[Any], Client]
) -> None:
    address = f"/counter-notices/{counter.id}/"
    page, until = said_by(oscar, address), clock_of(counter).earliest
    assert until is not None

    for said in (
        "The goods are genuine.",
        "I bought them from the brand&#x27;s own shop.",
        "invoice.jpg",
        "I believe in good faith that the removal was a mistake.",
        "Signed by Sam Seller",
        until.isoformat()[:16],
        "10 to 12 business days",
        "No lawyer has yet checked how we read this rule.",
        "Say why you do not agree",
        "reads both sides and decides",
        "Show that you have taken legal action",
        "within 3 days",
        "Take it back if the seller promises something",
        "Agree that it comes back",
        "does not count against your standing",
        "Withdraw the complaint about this listing",
    ):
        assert said in page, said
    assert "Harbour Road" not in page
    assert "What you can do" not in said_by(client_for(world.vera), address)


def test_an_answer_with_a_file_is_kept_and_a_second_click_changes_nothing(
    world: World, counter: CounterNotice, oscar: Client
) -> None:
    address = f"/counter-notices/{counter.id}/reply/"
    sent = {"text": "The invoice is for another model.", "papers": a_document()}

    first = oscar.post(address, sent, follow=True).content.decode()
    second = oscar.post(address, sent | {"papers": a_document()}, follow=True).content.decode()

    assert "Your answer is kept with the case." in first
    assert "filing.jpg" in first
    assert "nothing was changed" in second


def test_what_was_typed_too_late_is_not_lost(world: World, counter: CounterNotice, oscar: Client) -> None:
    accepts(world, counter)

    answer = oscar.post(f"/counter-notices/{counter.id}/reply/", {"text": "But look at this."})

    assert answer.status_code == 409
    assert "Too late: this counter-notice has come to its end." in answer.content.decode()


def test_a_document_is_carried_by_the_form_until_the_form_is_right(
    world: World, counter: CounterNotice, oscar: Client
) -> None:
    address = f"/counter-notices/{counter.id}/legal-action/"
    sent = {"kind": "court", "body": "Landgericht Hamburg", "taken_on": "2026-01-05"}
    assert "Add the document." in oscar.post(address, sent | {"file_number": "2 O 1/26"}).content.decode()
    page = oscar.post(address, sent | {"papers": a_document()})
    assert page.status_code == 422
    [paper] = page.context["legal_form"].papers.kept

    oscar.post(address, sent | {"file_number": "2 O 1/26", "kept_papers": paper.token})

    assert counter_now(counter).status == CounterStatus.LEGAL_ACTION


def test_the_brand_offers_and_takes_back_and_agrees_on_the_page(
    world: World, counter: CounterNotice, oscar: Client
) -> None:
    address = f"/counter-notices/{counter.id}/"
    assert oscar.post(f"{address}undertaking/", {"signed_name": "Oscar"}).status_code == 422
    oscar.post(f"{address}undertaking/", {"clauses": ["show_invoices"], "signed_name": "Oscar"})
    assert "Waits for the seller to sign" in said_by(oscar, address)
    oscar.post(f"{address}undertaking/end/")
    assert "Your turn." in said_by(oscar, address)

    page = oscar.post(f"{address}acceptance/", follow=True).content.decode()

    assert "You agreed. Your complaint no longer keeps the listing off sale." in page
    run_work()
    assert "You agreed" in said_by(oscar, "/counter-notices/")


def test_the_list_costs_the_same_for_more(
    world: World, counter: CounterNotice, oscar: Client, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as one:
        oscar.get("/counter-notices/")
    for ref in ("b1", "b2"):
        item = upheld_by_rita(world, ref)
        ten_seconds_pass()
        counter_filed(item)

    with django_assert_num_queries(len(one)):
        oscar.get("/counter-notices/")


# --- the seller ------------------------------------------------------------------------------------------


def test_a_seller_reads_the_promise_by_link_and_signs_it_with_a_code(
    world: World, removed: Item, counter: CounterNotice
) -> None:
    offers(world, counter, "show_invoices")
    notice = notice_of(removed)
    address = f"/notice/{token_of(notice.id)}/promise/{offer_of(counter).id}/"
    anybody = Client()
    page = anybody.get(address)
    assert "I will show the brand my invoices" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert address in anybody.get(f"/notice/{token_of(notice.id)}/").content.decode()
    anybody.post(address, {"signed_name": "Mallory", "sign": "1"})
    assert offer_of(counter).status == "offered"

    seller = a_proven_browser(notice)
    seller.post(address, {"signed_name": "Sam Seller", "sign": "1"})

    assert offer_of(counter).status == "signed"
    assert "You have signed." in anybody.get(address).content.decode()
    assert anybody.get(f"/notice/{'0' * 48}/promise/{offer_of(counter).id}/").status_code == 404


# --- programs --------------------------------------------------------------------------------------------


def test_a_program_reads_and_answers(world: World, counter: CounterNotice) -> None:
    program = a_key(world)
    [line] = program.get("counter-notices/?status=filed").json()["results"]
    assert line["choices"] == ["answer", "legal_action", "undertaking", "accept", "withdraw"]
    detail = program.get(f"counter-notices/{counter.id}/").json()
    assert detail["seller"] == {"name": "Sam Seller", "address": "", "phone": ""}
    address = f"counter-notices/{counter.id}/answer/"

    assert program.post(address, {"choice": "answer"}).status_code == 422
    assert program.post(address, {"choice": "accept", "text": "x"}).status_code == 422
    offer = {"choice": "undertaking", "clauses": ["show_invoices"], "signed_name": "Watch"}
    assert program.post(address, offer).json()["status"] == "undertaking"
    assert program.post(address, {"choice": "take_back"}).json()["status"] == "filed"
    upload = program.upload(a_document()).json()["id"]
    proof = {
        "choice": "legal_action",
        "kind": "court",
        "body": "Landgericht Hamburg",
        "file_number": "2 O 1/26",
        "taken_on": "2026-01-05",
        "evidence": [upload],
    }
    assert program.post(address, proof).json()["legal_actions"][0]["result"] is None
    assert program.post(address, {"choice": "accept"}).json()["status"] == "accepted"
    late = program.post(address, {"choice": "answer", "text": "Too late."})
    assert (late.status_code, late.json()["code"]) == (409, "state_changed")
