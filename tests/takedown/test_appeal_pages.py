"""The pages of appeals: a brand's own, and staff's queue with both sides beside each other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from complaints.models import Item
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import AppealFile, DecisionAppeal
from tests.complaints.pages import a_file, get, text_of, tokens_in
from tests.past import trust
from tests.stories import World
from tests.takedown.appealing import (
    again,
    brand_appeals,
    claimed,
    decide,
    refused_by_rita,
    removed_by_rita,
    seller_appeals,
)
from tests.takedown.auditing import removed_by_the_policy

type SignIn = Callable[[Any], Client]
ANSWER = {"outcome": "dismissed", "ground": "nothing_new_shown", "explanation": "Nothing is new."}


@pytest.fixture
def refused(world: World) -> Item:
    return refused_by_rita(world)


# --- the brand ---------------------------------------------------------------------------------------------


def test_a_brand_appeals_on_the_page_of_its_listing(world: World, refused: Item, client_for: SignIn) -> None:
    oscar = client_for(world.oscar)
    assert ">Appeal</a>" in oscar.get(f"/items/{refused.id}/").content.decode()

    page = oscar.post(
        f"/items/{refused.id}/appeal/",
        {"statement": "Look at the clasp.", "send": "1", "uploads": a_file(), "new_kind": "test_buy"},
        follow=True,
    )

    with acting_as(SYSTEM):
        appeal = DecisionAppeal.objects.get()
        assert [row.file.name for row in AppealFile.objects.all()] == ["proof.jpg"]
    for said in (
        f"Your appeal {appeal.number}",
        "Waits for another person",
        "Look at the clasp.",
        "proof.jpg",
    ):
        assert said in text_of(page)
    assert "You appealed: another person looks at it" in get(oscar, f"/items/{refused.id}/")


def test_files_are_kept_while_the_words_are_missing(world: World, refused: Item, client_for: SignIn) -> None:
    sent = {"statement": "", "send": "1", "uploads": a_file(), "new_kind": "test_buy"}

    page = client_for(world.oscar).post(f"/items/{refused.id}/appeal/", sent)

    assert page.status_code == 422
    assert len(tokens_in(page.content.decode())) == 1
    with acting_as(SYSTEM):
        assert not DecisionAppeal.objects.exists()


def test_the_brand_reads_the_answer_and_where_else_to_turn(
    world: World, refused: Item, client_for: SignIn
) -> None:
    decide(world, brand_appeals(world, refused), granted=False)

    page = get(client_for(world.vera), f"/items/{refused.id}/appeal/")

    for said in ("Dismissed", "We looked at it again.", "certified body"):
        assert said in page
    # Not who: a brand deals with the marketplace.
    assert "Rupert" not in page


def test_what_cannot_be_appealed_says_why(world: World, client_for: SignIn) -> None:
    removed = removed_by_rita(world)

    page = get(client_for(world.oscar), f"/items/{removed.id}/appeal/")

    assert "There is no appeal against this This was decided in your favour." in page
    assert "Send the appeal" not in page


def test_a_viewer_reads_and_sends_nothing(world: World, refused: Item, client_for: SignIn) -> None:
    vera = client_for(world.vera)

    assert "Send the appeal" not in get(vera, f"/items/{refused.id}/appeal/")
    vera.post(f"/items/{refused.id}/appeal/", {"statement": "Mine.", "send": "1"})
    with acting_as(SYSTEM):
        assert not DecisionAppeal.objects.exists()


def test_a_brand_takes_it_back_on_the_page(world: World, refused: Item, client_for: SignIn) -> None:
    appeal = brand_appeals(world, refused)

    page = client_for(world.oscar).post(f"/items/{refused.id}/appeals/{appeal.id}/withdrawal/", follow=True)

    assert "You took your appeal back. The decision stands." in text_of(page)


# --- staff -------------------------------------------------------------------------------------------------


def test_the_queue_shows_the_next_due_first_and_filters_by_side(
    world: World, refused: Item, client_for: SignIn
) -> None:
    removed = removed_by_rita(world, "a2")
    brand_appeals(world, refused)
    seller_appeals(removed)
    rupert = client_for(world.rupert)

    page = get(rupert, "/staff/appeals/")
    assert "2 waiting" in page
    assert page.index("handbag a2") < page.index("handbag a1")
    of_sellers = get(rupert, "/staff/appeals/?side=seller")
    assert "handbag a1" not in of_sellers
    assert "Under this filter: 1 of 2 waiting" in of_sellers
    assert "Nothing waits under this filter" not in get(rupert, "/staff/appeals/?side=nobody")


def test_the_queue_costs_the_same_for_many_as_for_few(world: World, client_for: SignIn) -> None:
    rupert, found = client_for(world.rupert), []
    for refs in (["a1", "a2"], ["b1", "b2", "b3", "b4"]):
        for ref in refs:
            brand_appeals(world, refused_by_rita(world, ref))
        with CaptureQueriesContext(connection) as queries:
            rupert.get("/staff/appeals/")
        found.append(len(queries))

    assert found[0] == found[1]


def test_an_appeal_shows_both_sides_and_everything_that_was_decided(world: World, client_for: SignIn) -> None:
    removed = removed_by_rita(world)
    appeal = seller_appeals(removed, statement="I have the bill.")

    page = get(client_for(world.rupert), f"/staff/appeals/{appeal.id}/")

    for said in (
        "These are fakes.",
        "proof.jpg",
        "I have the bill.",
        "We looked at it.",
        "Rita Manager",
        "Appealed against",
        "What we found",
    ):
        assert said in page


def test_whoever_decided_finds_no_panel_and_reads_why(
    world: World, refused: Item, client_for: SignIn
) -> None:
    appeal = brand_appeals(world, refused)
    claimed(world, appeal, "rita")
    rita = client_for(world.rita)

    page = rita.get(f"/staff/appeals/{appeal.id}/").content.decode()
    answer = rita.post(f"/staff/appeals/{appeal.id}/answer/", ANSWER)

    assert "You took the decision that this appeal is about." in page
    assert "disabled" in page
    assert "appeal-answer" not in page
    assert answer.status_code == 409
    assert again(appeal).status == "open"


def test_a_second_person_takes_it_and_decides(world: World, refused: Item, client_for: SignIn) -> None:
    appeal, rupert = brand_appeals(world, refused), client_for(world.rupert)

    taken = text_of(rupert.post("/staff/appeals/next/", follow=True))
    assert "Grant: take the listing off sale" in taken
    page = rupert.post(f"/staff/appeals/{appeal.id}/answer/", ANSWER, follow=True)

    assert "Decided. Whoever appealed is told now." in text_of(page)
    assert (again(appeal).status, again(appeal).decided_by_id) == ("dismissed", world.rupert.id)


def test_whoever_comes_second_reads_that_it_is_over_and_keeps_their_words(
    world: World, refused: Item, client_for: SignIn
) -> None:
    appeal = brand_appeals(world, refused)
    decide(world, appeal)

    page = client_for(world.ada).post(f"/staff/appeals/{appeal.id}/answer/", ANSWER)

    assert page.status_code == 409
    assert "this appeal is over" in text_of(page)
    assert "Nothing is new." in text_of(page)


def test_a_reason_that_does_not_fit_is_refused_with_the_words_kept(
    world: World, refused: Item, client_for: SignIn
) -> None:
    appeal = brand_appeals(world, refused)
    claimed(world, appeal, "rupert")

    page = client_for(world.rupert).post(
        f"/staff/appeals/{appeal.id}/answer/", ANSWER | {"outcome": "granted"}
    )

    assert page.status_code == 409
    assert "Choose a reason that goes with the decision." in text_of(page)


def test_the_appeal_of_an_audited_item_is_no_page_for_those_who_audit(
    world: World, client_for: SignIn
) -> None:
    trust(world)
    [item] = removed_by_the_policy(world, "a1")
    appeal = seller_appeals(item)

    assert client_for(world.rita).get(f"/staff/appeals/{appeal.id}/").status_code == 404
    assert client_for(world.ada).get(f"/staff/appeals/{appeal.id}/").status_code == 200


@pytest.mark.parametrize("name", ["oscar", "alice"])
def test_brands_find_no_queue_of_appeals(world: World, client_for: SignIn, name: str) -> None:
    assert client_for(world.people[name]).get("/staff/appeals/").status_code in {403, 404}


def test_what_is_late_is_marked(world: World, refused: Item, client_for: SignIn) -> None:
    appeal = brand_appeals(world, refused)
    with acting_as(SYSTEM):
        DecisionAppeal.objects.filter(id=appeal.id).update(due_at=clock.now() - timedelta(hours=1))

    assert 'data-tone="bad"' in client_for(world.rupert).get("/staff/appeals/").content.decode()
