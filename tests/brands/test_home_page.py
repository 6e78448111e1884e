import re

import pytest

from tests import stories
from tests.complaints.pages import get, text_of
from tests.detection.asking import ask


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def test_a_visitor_learns_what_happens_here(client_for, db):
    page = get(client_for(None), "/")

    assert "Create an account" in page
    assert "What happens" in page


def test_a_new_brand_is_told_three_steps(world, client_for):
    assert "Three steps to your first complaint" in get(client_for(world.nina), "/")


@pytest.mark.parametrize(
    ("who", "desk"), [("rita", "/queue/"), ("ada", "/programme/"), ("audrey", "/programme/")]
)
def test_the_marketplaces_own_people_go_to_their_desk(world, client_for, who, desk):
    assert client_for(getattr(world, who)).get("/").headers["Location"] == desk


def test_every_figure_links_to_exactly_its_rows(world, oscar):
    stories.file(world, "a1", with_evidence=False)
    done = stories.file(world, "b1", "b2", "b3")
    stories.run_work()
    stories.manager_decides(world, stories.items_of(done)[0], "uphold")

    figures = figures_of(oscar.get("/"))

    assert figures == {"needs_information": 1, "in_review": 2, "removed": 1}
    for status, count in figures.items():
        rows = oscar.get(f"/complaints/?status={status}").context["items"]
        assert len(rows) == count


def figures_of(response):
    links = re.findall(r'\?status=(\w+)[^"]*">(\d+)</a>', response.content.decode())
    return {status: int(count) for status, count in links}


def test_what_needs_the_brand_is_listed(world, oscar):
    stories.file(world, "a1", with_evidence=False)
    stories.run_work()

    page = get(oscar, "/")

    assert "Lumora handbag a1" in page
    assert "Your turn. If you do not answer, it is closed" in page


def test_the_median_is_measured_from_rows(world, oscar):
    complaint = stories.file(world, "a1")
    stories.run_work()
    stories.manager_decides(world, stories.items_of(complaint)[0], "uphold")

    assert re.search(r"From your click to gone \d+ seconds?", get(oscar, "/"))


def test_another_brands_figures_are_its_own(world, client_for):
    stories.file(world, "a1")
    stories.run_work()

    assert "Three steps" in get(client_for(world.charlie), "/")


def test_navigation_goes_where_the_role_may_go(world, client_for):
    menu = client_for(world.vera).get("/").context["navigation"]()
    labels = [str(page["label"]) for group in menu for page in group["pages"]]

    assert labels == [
        "Home",
        "Complaints",
        "Counter-notices",
        "Is it yours?",
        "Rights",
        "Authorised sellers",
        "Standing",
        "Try it",
        "Team",
    ]


def test_the_page_that_one_is_on_is_marked(world, oscar):
    page = oscar.get("/rights/").content.decode()

    assert re.search(r'href="/rights/" aria-current="page"', page)


def test_health_asks_nothing_of_the_database(client_for):
    # Without the `db` fixture any query would raise.
    response = client_for(None).get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_an_error_page_of_an_upload_page_has_its_frame(world, client_for):
    response = client_for(world.vera).get("/complaints/new/")

    assert response.status_code == 403
    assert "Authorised sellers" in text_of(response)


def test_what_the_marketplace_asks_about_stands_in_front(world, oscar):
    assert "The marketplace asks" not in get(oscar, "/")

    ask(world, "s1", "s2")

    assert "The marketplace asks about 2 suspected listings." in get(oscar, "/")


def test_a_button_says_how_many_questions_it_answers(world, oscar):
    ask(world, "s1")
    one = get(oscar, "/")
    ask(world, "s2", "s3")

    assert "The marketplace asks about 1 suspected listing. Answer 1 question " in one
    assert "Answer 3 questions" in get(oscar, "/")


def test_a_figure_is_named_for_what_it_counts(world, oscar):
    """Questions of the marketplace are another thing, and stand below it."""
    stories.file(world, "a1", with_evidence=False)
    stories.run_work()
    ask(world, "s1", "s2")

    page = get(oscar, "/")

    assert "Complaints that lack something 1" in page
    assert "Answer 2 questions" in page
