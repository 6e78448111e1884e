import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints import listing
from tests import stories
from tests.complaints.pages import text_of


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def test_a_brand_sees_its_own_complaints_and_no_others(world, oscar):
    own = stories.file(world, "a1")
    foreign = stories.file(world, "b1", by="charlie", brand="kestrel")

    page = text_of(oscar.get("/complaints/"))

    assert own.number in page
    assert foreign.number not in page


def test_each_complaint_says_where_its_listings_stand(world, oscar):
    stories.file(world, "a1", "a2")
    stories.run_work()

    assert "2 · In review" in text_of(oscar.get("/complaints/"))


def test_a_state_shows_the_listings_that_are_in_it(world, oscar):
    stories.file(world, "a1")
    stories.run_work()
    stories.file(world, "a2")

    page = text_of(oscar.get("/complaints/?status=in_review"))

    assert "Lumora handbag a1" in page
    assert "Listing a2" not in page


def test_nothing_yet_and_nothing_found_are_told_apart(oscar):
    assert "No complaint yet" in text_of(oscar.get("/complaints/"))
    assert "Clear the filters" in text_of(oscar.get("/complaints/?status=removed"))


def test_words_that_mean_nothing_in_the_address_are_passed_over(world, oscar):
    stories.file(world, "a1")

    response = oscar.get("/complaints/?status=gone&right=x&days=many&after=0&before=1")

    assert response.status_code == 200


def test_pages_go_from_row_to_row(world, oscar, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 2)
    numbers = [stories.file(world, f"a{n}").number for n in range(3)]

    first = oscar.get("/complaints/")
    second = oscar.get("/complaints/" + first.context["older_url"])
    back = oscar.get("/complaints/" + second.context["newer_url"])

    assert shown(first) == [numbers[2], numbers[1]]
    assert shown(second) == [numbers[0]]
    assert shown(back) == shown(first)


def shown(response):
    return [row.complaint.number for row in response.context["complaints"]]


def test_a_long_list_takes_no_more_queries_than_a_short_one(world, oscar):
    stories.file(world, "a1")
    few = queries_of(oscar, "/complaints/")
    for n in range(5):
        stories.file(world, f"b{n}", f"c{n}")

    assert queries_of(oscar, "/complaints/") == few


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    assert not any("COUNT(*)" in query["sql"] for query in captured)
    return len(captured)


def test_a_complaint_is_found_by_its_number_in_small_letters(world, oscar):
    number = stories.file(world, "a1").number

    assert oscar.get(f"/complaints/{number.lower()}/").status_code == 200


def test_the_complaint_page_names_evidence_with_its_hash(world, oscar):
    complaint = stories.file(world, "a1")

    response = oscar.get(f"/complaints/{complaint.number}/")

    [one] = response.context["evidence"]
    assert one["row"].file.sha256 in text_of(response)
    assert "Hidden from the seller" in text_of(response)


def test_an_open_complaint_page_hears_only_of_news(world, oscar):
    complaint = stories.file(world, "a1")
    url = oscar.get(f"/complaints/{complaint.number}/").context["poll_url"]
    quiet = oscar.get(url, headers={"HX-Request": "true"})
    stories.run_work()

    news = oscar.get(url, headers={"HX-Request": "true"})

    assert quiet.status_code == 204
    assert "In review" in text_of(news)
