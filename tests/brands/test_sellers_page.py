import pytest

from brands.models import AllowedSeller
from listings.connectors.base import Unavailable
from tests import stories
from tests.complaints.pages import all_of, get, text_of
from tests.fakes import listing_url


@pytest.fixture
def alice(world, client_for):
    return client_for(world.alice)


def add(world, client, seller):
    form = {"marketplace": str(world.marketplace.id), "seller": seller}
    return client.post("/sellers/", form, follow=True)


@pytest.fixture
def seen(world):
    """A listing that we have looked at: then we know who sells it."""
    stories.file(world, "a1")
    stories.run_work()


@pytest.mark.parametrize(
    "typed", ["s1", "  s1 ", "https://bazaar.example/seller/s1/", listing_url("a1")], ids=str.strip
)
def test_a_seller_is_recognised_however_they_are_named(world, alice, seen, typed):
    add(world, alice, typed)

    assert [(s.seller_ref, s.seller_name) for s in all_of(AllowedSeller)] == [("s1", "Seller s1")]


def test_a_listing_is_asked_of_the_marketplace_whether_anybody_complained_about_it_or_not(world, alice):
    world.site.offer("n1", seller="s4")

    add(world, alice, listing_url("n1"))

    assert [s.seller_ref for s in all_of(AllowedSeller)] == ["s4"]


def test_a_seller_that_only_another_brand_has_met_has_no_name_yet(world, alice):
    stories.file(world, "k1", by="charlie", brand="kestrel")
    stories.run_work()

    add(world, alice, "s1")

    assert [(s.seller_ref, s.seller_name) for s in all_of(AllowedSeller)] == [("s1", "")]


def test_where_the_marketplace_does_not_answer_the_sellers_number_is_asked_for(world, alice):
    stories.file(world, "a1")
    stories.run_work()
    world.site.fail("get", Unavailable("down"))

    page = add(world, alice, listing_url("a1"))

    assert "does not say who sells this at the moment" in text_of(page)
    assert all_of(AllowedSeller) == []


def test_a_listing_that_does_not_exist_names_no_seller(world, alice):
    assert "We do not know who sells this." in text_of(add(world, alice, listing_url("zz")))


def test_adding_twice_is_adding_once(world, alice):
    add(world, alice, "s7")

    assert "is on your list already" in text_of(add(world, alice, "s7"))
    assert len(all_of(AllowedSeller)) == 1


def test_a_seller_is_taken_off_again(world, alice):
    add(world, alice, "s7")
    [allowed] = all_of(AllowedSeller)

    response = alice.post(f"/sellers/{allowed.id}/removal/", follow=True)

    assert "s7 is no longer on your list." in text_of(response)
    assert all_of(AllowedSeller) == []


def test_nobody_touches_another_brands_list(world, alice, client_for):
    add(world, alice, "s7")
    [allowed] = all_of(AllowedSeller)
    charlie = client_for(world.charlie)

    charlie.post(f"/sellers/{allowed.id}/removal/")

    assert "s7" not in get(charlie, "/sellers/")
    assert len(all_of(AllowedSeller)) == 1


def test_only_an_owner_changes_the_list(world, client_for):
    oscar = client_for(world.oscar)

    assert oscar.get("/sellers/").status_code == 200
    assert add(world, oscar, "s7").status_code == 403


def test_words_that_are_no_number_put_nobody_on_the_list(world, alice):
    page = add(world, alice, "zzz no such")

    assert "We do not know who sells this" in text_of(page)
    assert all_of(AllowedSeller) == []


def test_a_number_that_no_complaint_of_the_brand_is_about_asks_to_be_checked(world, alice):
    page = add(world, alice, "s99")

    assert "Check that it is the one you mean." in text_of(page)
    assert [s.seller_ref for s in all_of(AllowedSeller)] == ["s99"]
