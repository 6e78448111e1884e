"""What was typed while something else changed: a session ended, another tab was quicker, somebody else decided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from brands.models import Right
from complaints.conversation.questions import TIME_TO_ANSWER, close_unanswered
from complaints.models import Item, PendingDecision, Question
from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from tests.complaints.pages import a_form, all_of, complaints, text_of, with_file
from tests.fakes import listing_url
from tests.portal.addresses import Things
from tests.portal.asking import every_form, url_of
from tests.portal.pages import forms_in
from tests.stories import World, let_pass, run_work

pytestmark = pytest.mark.thorough

NEW = "/complaints/new/"
# Before signing in, and by a seller's link, there is no session that could end.
NO_SESSION = ("/accounts/", "/notice/")


def test_an_address_that_nobody_knows_says_so(client_for: Callable[[Any], Client], world: World) -> None:
    answer = client_for(world.alice).get("/no/such/page/")

    assert answer.status_code == 404
    assert "There is nothing here" in text_of(answer)


def test_a_half_filled_form_of_an_expired_session_comes_back_to_its_own_page(
    stage: Things, browsers: dict[str, Client], world: World, client_for: Callable[[Any], Client]
) -> None:
    """Where static/js/draft.js then gives back what was typed: it needs the same form on the page."""
    lost = []
    for person, form in every_form(stage, browsers):
        if form.method == "get" or not form.typed or form.action.startswith(NO_SESSION):
            continue
        to_sign_in = Client().post(form.action, form.values)
        back = parse_qs(urlsplit(to_sign_in["Location"]).query)["next"][0]
        page = browsers[person].get(back, follow=True)
        here = [f.action for f in forms_in(page.content.decode(), page.request["PATH_INFO"])]
        if form.action not in here and b"data-draft-keep" not in page.content:
            lost.append(f"{form.action} → {back}")
    assert lost == [], "\n".join(lost)


def test_every_form_that_is_typed_into_is_kept_as_a_draft(stage: Things, browsers: dict[str, Client]) -> None:
    for _person, form in every_form(stage, browsers):
        if form.method == "post" and form.typed and not form.action.startswith(NO_SESSION):
            assert form.draft, form.action


# --- two tabs --------------------------------------------------------------------------------------------


def test_an_item_decided_in_one_tab_is_refused_in_the_other_and_keeps_what_was_written(
    stage: Things, browsers: dict[str, Client]
) -> None:
    rita, decision = browsers["rita"], url_of("review-decision", stage)
    rita.post(url_of("review-claim", stage))
    first = {"outcome": "refuse", "ground": "fair_use", "explanation": "It only describes."}
    rita.post(decision, first)

    answer = rita.post(decision, first | {"explanation": "Another sentence of mine."})

    assert answer.status_code == 409
    assert "Nothing was decided" in text_of(answer)
    assert "Another sentence of mine." in answer.content.decode()
    assert len(all_of(PendingDecision, item=stage.waiting)) == 1


def test_the_same_decision_twice_goes_on_as_once(stage: Things, browsers: dict[str, Client]) -> None:
    rita, decision = browsers["rita"], url_of("review-decision", stage)
    rita.post(url_of("review-claim", stage))
    same = {"outcome": "refuse", "ground": "fair_use", "explanation": "It only describes."}

    answers = [rita.post(decision, same), rita.post(decision, same)]

    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert len(all_of(PendingDecision, item=stage.waiting)) == 1


def test_undoing_in_two_tabs_says_that_it_was_undone(stage: Things, browsers: dict[str, Client]) -> None:
    browsers["rita"].post(url_of("review-undo", stage))

    answer = browsers["rita"].post(url_of("review-undo", stage), follow=True)

    assert "There is nothing left to undo" in text_of(answer)


def test_withdrawing_in_two_tabs_says_that_nothing_is_left(
    stage: Things, browsers: dict[str, Client]
) -> None:
    browsers["alice"].post(url_of("item-withdrawal", stage))

    answer = browsers["alice"].post(url_of("item-withdrawal", stage), follow=True)

    assert "There is nothing to withdraw any more." in text_of(answer)


def test_taking_a_seller_off_in_two_tabs_says_that_they_are_off(
    stage: Things, browsers: dict[str, Client]
) -> None:
    browsers["alice"].post(url_of("seller-removal", stage))

    answer = browsers["alice"].post(url_of("seller-removal", stage), follow=True)

    assert "This seller is not on your list any more." in text_of(answer)


# --- an item that ended while somebody wrote -------------------------------------------------------------


def ends_unanswered(item: Item) -> None:
    let_pass(TIME_TO_ANSWER + timedelta(hours=1))
    with acting_as(SYSTEM):
        close_unanswered([])
    assert all_of(Item, id=item.id)[0].status == "closed"


def test_an_answer_that_comes_too_late_is_shown_with_the_reason(
    stage: Things, browsers: dict[str, Client]
) -> None:
    ends_unanswered(stage.asked)

    answer = browsers["alice"].post(
        url_of("item-answer", stage), {"answer": "The clasp\nis not ours.", "send": "1"}
    )

    page = text_of(answer)
    assert answer.status_code == 409
    assert "Your answer was not sent" in page
    assert "Our question was not answered in time. You can file again." in page
    assert "The clasp is not ours." in page


def test_an_answer_after_a_colleagues_is_shown_with_the_reason(
    stage: Things, browsers: dict[str, Client], world: World, client_for: Callable[[Any], Client]
) -> None:
    where = url_of("item-answer", stage)
    client_for(world.oscar).post(where, {"answer": "Words of Oscar.", "send": "1"})

    answer = browsers["alice"].post(where, {"answer": "Words of Alice.", "send": "1"})

    assert answer.status_code == 409
    assert "Words of Alice." in text_of(answer)
    assert [question.answer for question in all_of(Question, item=stage.asked)] == ["Words of Oscar."]


# --- a listing that is gone, a right that has lapsed -----------------------------------------------------


def test_of_a_complaint_only_the_listing_that_is_gone_is_closed_and_says_so(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    world.site.offer("gone", state=RemoteState.GONE)
    world.site.offer("there", title="Lumora handbag")
    oscar = client_for(world.oscar)
    oscar.post(NEW, a_form(world, "gone", "there"))
    run_work()

    items = {item.listing_ref: item for item in all_of(Item)}
    page = text_of(oscar.get(f"/items/{items['gone'].id}/"))
    assert "Closed The listing is no longer on sale." in page
    assert items["there"].status != "closed"
    [complaint] = complaints()
    assert complaint.statement == "The stitching is wrong."


def lapsed(world: World) -> str:
    day = clock.now().date() - timedelta(days=1)
    with acting_as(SYSTEM):
        Right.objects.filter(id=world.rights["lumora"].id).update(expires_on=day)
    return f"The right lapsed on {day.isoformat()}."


def test_that_the_right_has_lapsed_is_said_before_anything_is_filed(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    sentence = lapsed(world)

    answer = client_for(world.oscar).post(NEW, a_form(world, "a1", send=None, check="1"))

    page = answer.content.decode()
    assert sentence in text_of(answer)
    assert "Renew it, or file under another right." in text_of(answer)
    assert "The stitching is wrong." in page
    assert listing_url("a1") in page
    assert complaints() == []


def test_what_was_filed_under_a_lapsed_right_waits_for_a_person_and_says_why(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    sentence = lapsed(world)
    world.site.offer("a1", title="Lumora handbag")
    oscar = client_for(world.oscar)
    oscar.post(NEW, with_file(a_form(world, "a1")))
    run_work()

    [item] = all_of(Item)
    page = text_of(oscar.get(f"/items/{item.id}/"))
    assert item.status == "in_review"
    assert f"{sentence} Renew it, or file under another right." in page


def test_a_right_that_lapses_while_the_brand_answers_loses_no_answer(
    world: World, stage: Things, browsers: dict[str, Client]
) -> None:
    sentence = lapsed(world)

    browsers["alice"].post(url_of("item-answer", stage), with_file({"answer": "Here.", "send": "1"}))
    run_work()

    assert [question.answer for question in all_of(Question, item=stage.asked)] == ["Here."]
    assert sentence in text_of(browsers["alice"].get(f"/items/{stage.asked.id}/"))
