"""Search from every page: what is found by what, by whom, and in how many questions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from complaints.finding import LONGEST, MOST_OF_A_KIND
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.stories import World

pytestmark = pytest.mark.django_db
type ClientFor = Callable[[Any], Client]


def page_of(client: Client, text: str, **headers: str) -> str:
    return client.get("/search/", {"q": text}, headers=headers).content.decode()


@pytest.fixture
def filed(world: World) -> Any:
    world.site.offer("f1", title="Lum0ra Selene satchel", seller="night-market")
    world.site.offer("f2", title="Kestrel talon headphones", seller="day-market")
    stories.file(world, "f2", by="charlie", brand="kestrel")
    complaint = stories.file(world, "f1")
    stories.run_work()
    return complaint


def test_a_number_however_typed_leads_to_its_complaint(world, client_for, filed):
    oscar, number = client_for(world.oscar), filed.number

    for typed in (number, number.lower(), number.replace("-", " "), f" {number} "):
        assert oscar.get("/search/", {"q": typed})["Location"] == f"/complaints/{number}/"


def test_a_link_or_a_listings_number_leads_to_the_one_listing(world, client_for, filed):
    [item] = stories.items_of(filed)

    for typed in (item.url, item.listing_ref):
        assert client_for(world.oscar).get("/search/", {"q": typed})["Location"] == f"/items/{item.id}/"
        assert client_for(world.rita).get("/search/", {"q": typed})["Location"] == f"/staff/items/{item.id}/"


def test_words_are_found_by_how_they_begin(world, client_for, filed):
    for person in (world.oscar, world.rita):
        found = page_of(client_for(person), "satch lum", **{"HX-Request": "true"})
        assert "Lum0ra Selene satchel" in found
    assert "satchel" not in page_of(client_for(world.oscar), "atchel", **{"HX-Request": "true"})


def test_a_brand_finds_nothing_of_anothers(world, client_for, filed):
    other = stories.items_of(filed)[0]

    for typed in ("satchel", "night-market", other.listing_ref, other.url, filed.number, "Lumora"):
        assert "Nothing found" in page_of(client_for(world.charlie), typed)


def test_sellers_are_found_by_name_with_what_they_are_to_the_reader(world, client_for, filed):
    seller = stories.items_of(filed)[0].listing.seller

    assert "1 listing that you complained about" in page_of(client_for(world.oscar), seller.name)
    assert f"/staff/sellers/{seller.id}/" in page_of(client_for(world.rita), seller.name)


def test_a_mark_is_found_by_itself_by_another_writing_and_by_its_number(world, client_for):
    right = world.rights["lumora"]
    with acting_as(SYSTEM):
        type(right).objects.filter(id=right.id).update(variants=["露梦拉"])

    for typed in (right.title, right.title[:3].lower(), "露梦拉", right.number):
        assert f"/rights/{right.id}/" in page_of(client_for(world.oscar), typed)


def test_what_is_found_is_counted_kind_by_kind_and_what_is_left_out_is_said(world, client_for):
    refs = [f"s{number}" for number in range(MOST_OF_A_KIND + 1)]
    for ref in refs:
        world.site.offer(ref, title=f"Selene satchel {ref}", seller="selene-shop")
    stories.file(world, *refs[:MOST_OF_A_KIND])
    stories.run_work()
    exactly = page_of(client_for(world.oscar), "selene")
    stories.file(world, refs[-1])
    stories.run_work()

    for person in (world.oscar, world.rita):
        page = page_of(client_for(person), "selene")
        assert page.count('class="thumb"') == MOST_OF_A_KIND
        assert "The latest 20; there are more: add a word." in page
        assert "1 found" in page
        assert "20 found" not in page
    assert "20 found" in exactly
    assert "there are more" not in exactly


@pytest.mark.parametrize(
    "text", ["", "   ", "& | ! ( :*", "'", "<script>", "C-AAAA-AA", "a" * (LONGEST + 50)]
)
def test_whatever_is_typed_gets_a_page(world, client_for, text):
    for person in (world.oscar, world.rita):
        assert client_for(person).get("/search/", {"q": text}).status_code == 200


def test_while_it_is_typed_only_what_was_found_comes_back(world, client_for, filed):
    part = page_of(client_for(world.oscar), filed.number, **{"HX-Request": "true"})

    assert "<h1" not in part
    assert filed.number in part


def test_much_is_found_in_as_many_questions_as_little(world, client_for):
    """The brand's and the staff's."""
    for ref in range(6):
        world.site.offer(f"m{ref}", title=f"Mirador purse {ref}", seller=f"Mirador shop {ref}")
    stories.file(world, "m0")
    stories.run_work()

    def questions(person: Any) -> int:
        client = client_for(person)
        client.get("/search/", {"q": "warm up"})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/search/", {"q": "mirador"}, headers={"HX-Request": "true"})
        return len(asked)

    few = questions(world.oscar), questions(world.rita)
    stories.file(world, *(f"m{ref}" for ref in range(1, 6)))
    stories.run_work()

    assert (questions(world.oscar), questions(world.rita)) == few
