import pytest

from tests import stories
from tests.complaints.pages import item, text_of


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


@pytest.fixture
def waiting(world):
    [found] = stories.items_of(stories.file(world, "a1"))
    stories.run_work()
    return found


def test_the_page_says_what_will_happen_before_it_does(oscar, waiting):
    page = text_of(oscar.get(f"/items/{waiting.id}/withdrawal/"))

    assert "The complaint about this listing ends at once." in page
    assert item(waiting.id).status == "in_review"


def test_a_withdrawal_ends_the_item(oscar, waiting):
    response = oscar.post(f"/items/{waiting.id}/withdrawal/", follow=True)

    assert "You withdrew this listing" in text_of(response)
    assert item(waiting.id).status == "withdrawn"


def test_withdrawing_twice_is_withdrawing_once(oscar, waiting):
    oscar.post(f"/items/{waiting.id}/withdrawal/")

    again = oscar.post(f"/items/{waiting.id}/withdrawal/", follow=True)

    assert "There is nothing to withdraw any more." in text_of(again)


def test_a_removed_listing_is_given_back_first(world, oscar, waiting):
    stories.manager_decides(world, waiting, "uphold")
    warned = text_of(oscar.get(f"/items/{waiting.id}/withdrawal/"))

    oscar.post(f"/items/{waiting.id}/withdrawal/")
    before = text_of(oscar.get(f"/items/{waiting.id}/"))
    stories.run_work()

    assert "We end the removal that you asked for" in warned
    assert "You withdrew it. We are ending the removal on Bazaar." in before
    assert item(waiting.id).status == "restored"
    assert world.site.restores["a1"] == 1


def test_a_restored_item_never_says_that_the_listing_is_on_sale(world, oscar, waiting):
    stories.manager_decides(world, waiting, "uphold")
    oscar.post(f"/items/{waiting.id}/withdrawal/")
    stories.run_work()

    page = text_of(oscar.get(f"/items/{waiting.id}/"))

    assert "This complaint no longer keeps the listing off sale" in page
    assert "back on sale" not in page


def test_a_viewer_cannot_withdraw(world, client_for, waiting):
    assert client_for(world.vera).post(f"/items/{waiting.id}/withdrawal/").status_code == 403


def test_nobody_withdraws_for_another_brand(world, client_for, waiting):
    assert client_for(world.charlie).post(f"/items/{waiting.id}/withdrawal/").status_code == 404
    assert item(waiting.id).status == "in_review"
