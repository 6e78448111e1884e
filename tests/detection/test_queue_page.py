"""The brand's queue: one card at a time, one key each, by htmx and without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from detection.states import Answer
from tests.complaints.pages import get, text_of
from tests.detection.asking import ask, join_force, now_of, say, sign
from tests.portal.pages import forms_in
from tests.stories import World, run_work


@pytest.fixture
def oscar(world: World, client_for: Any) -> Client:
    return client_for(world.oscar)


def press(client: Client, request: Any, said: str, *, htmx: bool = False, **more: Any) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(
        f"/questions/{request.id}/answer/", {"answer": said, **more}, headers=headers, follow=not htmx
    )


def test_with_nothing_to_answer_it_says_so(oscar: Client) -> None:
    assert "Nothing is asked of you" in get(oscar, "/questions/")


def test_a_card_shows_what_is_needed_to_decide(world: World, oscar: Client) -> None:
    ask(world, "s1", "s2", seller="shop", price="12.50")

    page = get(oscar, "/questions/")

    assert "2 left" in page
    assert "Lumora handbag s1" in page
    assert "12.50 EUR" in page
    assert "Seller shop" in page
    assert "Your mark is in its title, at a tenth of the price." in page


def test_one_press_answers_and_brings_the_next_card(world: World, oscar: Client) -> None:
    first, _second = ask(world, "s1", "s2")

    part = press(oscar, first, "genuine", htmx=True)

    text = text_of(part)
    assert "<html" not in part.content.decode()
    assert "Lumora handbag s2" in text
    assert "Genuine: “Lumora handbag s1”." in text
    assert now_of(first).answer == "genuine"


def test_without_javascript_the_page_comes_again(world: World, oscar: Client) -> None:
    first, _second = ask(world, "s1", "s2")
    page = oscar.get("/questions/")
    [form] = [f for f in forms_in(page.content.decode(), "/questions/") if "/answer/" in f.action]

    after = oscar.post(form.action, form.values | {"answer": "cannot_tell"}, follow=True)

    assert "Lumora handbag s2" in text_of(after)
    assert now_of(first).answer == "cannot_tell"


def test_the_next_picture_is_fetched_beforehand(world: World, oscar: Client) -> None:
    _first, second = ask(world, "s1", "s2")

    assert str(second.snapshot.picture_id) in oscar.get("/questions/").content.decode()


def test_a_second_click_says_that_it_was_answered(world: World, oscar: Client) -> None:
    [request] = ask(world, "s1")
    press(oscar, request, "genuine")

    assert "was answered already: Genuine, said Oscar Filer" in text_of(press(oscar, request, "genuine"))


def test_another_tab_learns_what_the_first_said(world: World, oscar: Client) -> None:
    join_force(world)
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE, by="alice")

    said = text_of(press(oscar, request, "counterfeit", htmx=True))

    assert "came too late and was not taken" in said
    assert "Genuine, said Alice Owner" in said
    assert world.site.hides == {}


def test_what_is_put_off_comes_at_the_end(world: World, oscar: Client) -> None:
    first, second = ask(world, "s1", "s2")

    assert "Lumora handbag s2" in get(oscar, f"/questions/?after={first.id}")
    assert "You have seen all of them" in get(oscar, f"/questions/?after={second.id}")


def test_an_address_that_names_nothing_begins_at_the_front(world: World, oscar: Client) -> None:
    ask(world, "s1")

    for after in ("x", "0" * 32):
        assert "Lumora handbag s1" in get(oscar, f"/questions/?after={after}")


def test_the_same_picture_is_answered_once_for_all(world: World, oscar: Client) -> None:
    first, second, third = ask(world, "s1", "s2", "s3")
    page = oscar.get("/questions/").content.decode()
    assert "Give the same answer for 2 others with the same picture" in page

    part = press(oscar, first, "genuine", htmx=True, with_twins="on", twin=[str(second.id), str(third.id)])

    assert "and 2 others with the same picture" in text_of(part)
    assert {now_of(r).answer for r in (first, second, third)} == {"genuine"}


def test_without_the_tick_only_one_is_answered(world: World, oscar: Client) -> None:
    first, second = ask(world, "s1", "s2")

    press(oscar, first, "genuine", twin=[str(second.id)])

    assert now_of(second).state == "open"


def test_an_owner_makes_the_declaration_on_the_page(world: World, client_for: Any) -> None:
    ask(world, "s1")
    alice = client_for(world.alice)
    page = alice.get("/questions/").content.decode()
    assert 'value="counterfeit" data-key="1"' in page
    assert "One declaration for all answers" in page

    empty = alice.post("/questions/declaration/", {"signed_as": " "})
    assert (empty.status_code, "Type your name" in text_of(empty)) == (422, True)

    done = alice.post("/questions/declaration/", {"signed_as": "Alice Owner"}, follow=True)
    assert "The declaration is made" in text_of(done)
    assert "One declaration for all answers" not in text_of(done)


def test_a_filer_is_told_to_ask_an_owner(world: World, oscar: Client) -> None:
    [request] = ask(world, "s1")

    assert "an owner of the brand makes a declaration first" in get(oscar, "/questions/")
    assert "Nothing was answered" in text_of(press(oscar, request, "counterfeit"))


def test_a_viewer_sees_the_card_without_keys(world: World, client_for: Any) -> None:
    ask(world, "s1")

    page = client_for(world.vera).get("/questions/").content.decode()

    assert "Lumora handbag s1" in page
    assert 'name="answer"' not in page


def test_an_owner_is_offered_sellers_that_were_named_as_authorised(world: World, client_for: Any) -> None:
    [request] = ask(world, "s1", seller="shop")
    say(world, request, Answer.AUTHORISED_SELLER)
    alice = client_for(world.alice)
    assert "Seller shop" in get(alice, "/questions/")

    added = alice.post(f"/questions/{request.id}/seller/", {"add": "on"}, follow=True)

    assert "Seller shop is on your list of authorised sellers." in text_of(added)


def test_answers_are_listed_with_what_became_of_them(world: World, oscar: Client) -> None:
    sign(world)
    [request] = ask(world, "s1")
    say(world, request, Answer.COUNTERFEIT)
    run_work()

    page = oscar.get("/questions/answers/").content.decode()

    assert f"/items/{now_of(request).item_id}/" in page
    assert "Counterfeit, said Oscar Filer" in page
    assert "Counterfeit, said Oscar Filer" in get(oscar, f"/questions/{request.id}/")


def test_an_answer_that_is_none_changes_nothing(world: World, oscar: Client) -> None:
    [request] = ask(world, "s1")

    said = press(oscar, request, "maybe", htmx=True, twin=["x"])

    assert "Choose one of the five answers." in text_of(said)
    assert now_of(request).state == "open"
