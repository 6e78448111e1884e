"""Many listings of a list are taken back at once: those that are ticked, or all that match."""

from typing import Any

import pytest
from django.test import Client

from complaints.intake import choosing
from complaints.models import Item, PendingDecision
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.complaints.pages import item, text_of
from tests.stories import World

ADDRESS = "/items/withdrawal/"


@pytest.fixture
def oscar(world: World, client_for: Any) -> Client:
    client: Client = client_for(world.oscar)
    return client


@pytest.fixture
def waiting(world: World) -> list[Item]:
    found = stories.items_of(stories.file(world, "a1", "a2", "a3"))
    stories.run_work()
    return found


def statuses(items: list[Item]) -> list[str]:
    return [item(one.id).status for one in items]


def test_the_list_offers_all_that_match(oscar: Client, waiting: list[Item]) -> None:
    page = text_of(oscar.get("/complaints/?status=in_review"))

    assert "All 3 that match" in page
    assert "Withdraw …" in page


def test_a_list_of_what_has_ended_offers_nothing(oscar: Client, waiting: list[Item]) -> None:
    oscar.post(ADDRESS, {"status": "in_review", "all": "1"})

    assert "that match" not in text_of(oscar.get("/complaints/?status=withdrawn"))


def test_who_only_looks_is_offered_nothing(world: World, client_for: Any, waiting: list[Item]) -> None:
    assert "that match" not in text_of(client_for(world.vera).get("/complaints/?status=in_review"))


def test_the_page_says_how_many_before_anything_happens(oscar: Client, waiting: list[Item]) -> None:
    page = text_of(oscar.get(ADDRESS, {"status": "in_review", "all": "1"}))

    assert "Withdraw 3 listings?" in page
    assert "The complaint about each of these listings ends at once." in page
    assert statuses(waiting) == ["in_review"] * 3


def test_only_what_is_ticked_is_withdrawn(oscar: Client, waiting: list[Item]) -> None:
    ticked = [str(one.id) for one in waiting[:2]]

    answer = oscar.post(ADDRESS, {"status": "in_review", "item": ticked}, follow=True)

    assert "You withdrew 2 listings." in text_of(answer)
    assert statuses(waiting) == ["withdrawn", "withdrawn", "in_review"]


def test_everything_that_matches_is_withdrawn_each_with_its_event(oscar: Client, waiting: list[Item]) -> None:
    oscar.post(ADDRESS, {"status": "in_review", "all": "1"})

    assert statuses(waiting) == ["withdrawn"] * 3
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event="item.withdrawn", subject_id__in=[i.id for i in waiting])
        assert events.count() == 3


def test_what_was_filed_after_the_question_stays(world: World, oscar: Client, waiting: list[Item]) -> None:
    asked = oscar.get(ADDRESS, {"status": "in_review", "all": "1"})
    later = stories.items_of(stories.file(world, "b1"))
    stories.run_work()

    oscar.post(ADDRESS, {"status": "in_review", "all": "1", "until": str(asked.context["ids"][0])})

    assert statuses(waiting) == ["withdrawn"] * 3
    assert statuses(later) == ["in_review"]


def test_what_has_moved_on_since_it_was_ticked_stays(
    world: World, oscar: Client, waiting: list[Item]
) -> None:
    stories.manager_decides(world, waiting[0], "uphold")

    oscar.post(ADDRESS, {"status": "in_review", "item": [str(one.id) for one in waiting]})

    assert statuses(waiting) == ["removed", "withdrawn", "withdrawn"]


def test_listings_off_sale_come_back_and_a_second_click_adds_nothing(
    world: World, oscar: Client, waiting: list[Item]
) -> None:
    for one in waiting[:2]:
        stories.manager_decides(world, one, "uphold")
    asked = text_of(oscar.get(ADDRESS, {"status": "removed", "all": "1"}))

    first = oscar.post(ADDRESS, {"status": "removed", "all": "1"}, follow=True)
    second = oscar.post(ADDRESS, {"status": "removed", "all": "1"}, follow=True)
    stories.run_work()

    assert "have the marketplace take the listings back" in asked
    assert "You withdrew 2 listings." in text_of(first)
    assert "There is nothing to withdraw any more." in text_of(second)
    assert statuses(waiting) == ["restored", "restored", "in_review"]


def test_a_decision_that_waits_for_its_ten_seconds_is_gone_with_the_item(
    world: World, oscar: Client, waiting: list[Item]
) -> None:
    stories.manager_decides(world, waiting[0], "refuse", wait=False)

    oscar.post(ADDRESS, {"status": "in_review", "all": "1"})

    assert not PendingDecision.objects.filter(item__in=waiting).exists()
    assert statuses(waiting) == ["withdrawn"] * 3


def test_another_brands_listings_are_never_among_them(
    world: World, client_for: Any, waiting: list[Item]
) -> None:
    charlie = client_for(world.people["charlie"])

    charlie.post(ADDRESS, {"status": "in_review", "item": [str(one.id) for one in waiting]})
    charlie.post(ADDRESS, {"status": "in_review", "all": "1"})

    assert statuses(waiting) == ["in_review"] * 3


@pytest.mark.parametrize("sent", [{}, {"all": "1"}, {"status": "none", "all": "1"}, {"status": "in_review"}])
def test_a_choice_of_nothing_changes_nothing(
    oscar: Client, waiting: list[Item], sent: dict[str, str]
) -> None:
    assert "There is nothing to withdraw" in text_of(oscar.get(ADDRESS, sent))

    oscar.post(ADDRESS, sent)

    assert statuses(waiting) == ["in_review"] * 3


def test_more_than_can_be_withdrawn_at_once_says_so(
    oscar: Client, waiting: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "MOST_AT_ONCE", 2)

    page = text_of(oscar.get("/complaints/?status=in_review"))
    oscar.post(ADDRESS, {"status": "in_review", "all": "1"})

    assert "The newest 2 that match" in page
    assert statuses(waiting) == ["in_review", "withdrawn", "withdrawn"]
