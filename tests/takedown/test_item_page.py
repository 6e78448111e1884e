"""One item with everything: who did what to it, and how a wrong removal is undone."""

import pytest
from django.test import Client

from complaints.models import Item
from core.tenancy import SYSTEM, acting_as
from tests import stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def removed(world):
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    [item] = stories.items_of(complaint)
    stories.manager_decides(world, item, by="rita")
    return stories.items_of(complaint)[0]


def words(answer):
    return answer.content.decode()


def path_of(item):
    return f"/staff/items/{item.id}/"


def restore(browser: Client, item, explanation="The invoice shows that the goods are genuine."):
    return browser.post(f"{path_of(item)}restoration/", {"explanation": explanation})


def status_of(item):
    with acting_as(SYSTEM):
        return Item.objects.get(id=item.id).status


def test_the_whole_story_is_told(world, client_for, removed):
    page = words(client_for(world.rita).get(path_of(removed)))

    for said in (
        "Complaint filed",
        "Assessed",
        "Waits for a person",
        "Brand is not trusted",
        "Policy version 1",
        "Upheld",
        "Marketplace and seller told",
        "Off sale: no buyer sees it",
        "Rita Manager",
    ):
        assert said in page


def test_it_shows_the_removal_with_calls_grounds_and_notice(world, client_for, removed):
    page = words(client_for(world.rita).get(path_of(removed)))

    for said in ("Verified", "Calls to the marketplace", "hidden", "Kestrel Audio", "Seller's notice"):
        assert said in page


def test_every_brand_that_wants_it_gone_is_named(world, client_for):
    first = stories.file(world, "a1", by="charlie", brand="kestrel")
    second = stories.file(world, "a1", by="nina", brand="newleaf")
    stories.run_work()
    for complaint in (first, second):
        stories.manager_decides(world, stories.items_of(complaint)[0])

    page = words(client_for(world.rita).get(path_of(stories.items_of(first)[0])))

    assert first.number in page
    assert second.number in page


def test_another_manager_restores_the_listing(world, client_for, removed):
    answer = restore(client_for(world.rupert), removed)
    stories.run_work()

    assert answer.status_code == 302
    assert status_of(removed) == "restored"
    assert world.site.restores["a1"] == 1


def test_the_one_who_upheld_it_does_not_restore_it(world, client_for, removed):
    answer = restore(client_for(world.rita), removed, explanation="I was wrong.")

    assert answer.status_code == 409
    assert "Another person than the one who upheld it" in words(answer)
    assert "I was wrong." in words(answer)
    assert status_of(removed) == "removed"


def test_restoring_twice_is_restoring_once(world, client_for, removed):
    browser = client_for(world.rupert)
    restore(browser, removed)

    answer = restore(browser, removed)

    assert answer.status_code == 409
    assert "decided already" in words(answer)


def test_restoring_needs_a_reason(world, client_for, removed):
    assert restore(client_for(world.rupert), removed, explanation=" ").status_code == 422
    assert status_of(removed) == "removed"


@pytest.mark.parametrize("name", ["ada", "audrey"])
def test_admins_and_auditors_read_and_do_not_restore(world, client_for, removed, name):
    browser = client_for(world.people[name])

    page = browser.get(path_of(removed))

    assert page.status_code == 200
    assert "Restore this listing" not in words(page)
    assert restore(browser, removed).status_code == 403


def test_people_of_the_brand_are_not_let_in(world, client_for, removed):
    assert client_for(world.charlie).get(path_of(removed)).status_code == 403
    assert restore(client_for(world.charlie), removed).status_code == 403
