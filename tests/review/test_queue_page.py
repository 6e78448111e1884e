"""The queue: what waits for a person, the most urgent first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.models import Item
from complaints.review import queue as claims
from core import clock
from core.tenancy import acting_as
from tests import stories

pytestmark = pytest.mark.django_db


def wait_for_a_person(world, *refs, by="charlie", brand="kestrel", **changes):
    complaint = stories.file(world, *refs, by=by, brand=brand, **changes)
    stories.run_work()
    assert set(stories.status_of(complaint)) == {"in_review"}
    return complaint


def words(answer):
    return answer.content.decode()


def test_an_empty_queue_says_so(world, client_for):
    assert "Queue clear" in words(client_for(world.rita).get("/queue/"))


def test_a_row_says_what_waits_for_whom_and_why(world, client_for):
    complaint = wait_for_a_person(world, "a1")

    page = words(client_for(world.rita).get("/queue/"))

    for said in (
        complaint.number,
        "Kestrel Audio",
        "Kestrel Audio handbag a1",
        "Counterfeit goods",
        "Standard",
    ):
        assert said in page


def test_the_most_urgent_comes_first(world, client_for):
    wait_for_a_person(world, "later")
    stories.let_pass(timedelta(hours=1))
    wait_for_a_person(world, "newcomer", by="nina", brand="newleaf")
    wait_for_a_person(world, "last")

    page = words(client_for(world.rita).get("/queue/"))

    # Unverified brands come after verified ones, whatever is due first.
    assert page.index("handbag later") < page.index("handbag last") < page.index("handbag newcomer")


def test_it_shows_who_holds_an_item(world, client_for):
    [item] = stories.items_of(wait_for_a_person(world, "a1"))
    rupert = world.actor("rupert")
    with acting_as(rupert):
        claims.claim(item.id, by=rupert, now=clock.now())

    assert "Rupert Manager holds it" in words(client_for(world.rita).get("/queue/"))


def test_filters_leave_out_the_rest(world, client_for):
    wait_for_a_person(world, "mine")
    wait_for_a_person(world, "theirs", by="nina", brand="newleaf")
    kestrel = world.brands["kestrel"].tenant_id

    page = words(
        client_for(world.rita).get(f"/queue/?brand={kestrel}&reason=counterfeit_goods&marketplace=bazaar")
    )

    assert "handbag mine" in page
    assert "handbag theirs" not in page


def test_a_filter_counts_what_it_lets_through(world, client_for):
    wait_for_a_person(world, "mine", "mine2")
    wait_for_a_person(world, "theirs", by="nina", brand="newleaf")
    browser = client_for(world.rita)
    kestrel = world.brands["kestrel"].tenant_id

    assert "3 waiting, most urgent first." in words(browser.get("/queue/"))
    assert "Under this filter: 2 of 3 waiting, most urgent first." in words(
        browser.get(f"/queue/?brand={kestrel}")
    )


def test_a_filter_that_lets_nothing_through_counts_none_and_names_no_empty_choice(world, client_for):
    wait_for_a_person(world, "a1")

    page = words(client_for(world.rita).get("/queue/?reason=patent"))

    assert "Under this filter: 0 of 1 waiting" in page
    assert "Nothing waits under this filter" in page
    assert '<span class="small soft">Brand</span>' not in page


@pytest.mark.parametrize(
    "query", ["brand=nonsense", "after=1~2~3", "before=~~", "reason=<b>", "marketplace=x y"]
)
def test_an_address_that_nobody_wrote_shows_the_start_of_the_queue(world, client_for, query):
    wait_for_a_person(world, "a1")

    assert "handbag a1" in words(client_for(world.rita).get(f"/queue/?{query}"))


def test_pages_go_on_where_the_last_one_ended(world, client_for, monkeypatch):
    monkeypatch.setattr("complaints.review.selectors.PAGE_SIZE", 2)
    wait_for_a_person(world, "a1", "a2", "a3")
    browser = client_for(world.rita)

    first = browser.get("/queue/").context["queue"].page
    second = browser.get("/queue/", {"after": first.later}).context["queue"].page
    back = browser.get("/queue/", {"before": second.earlier}).context["queue"].page

    assert [len(first.rows), len(second.rows)] == [2, 1]
    assert not {item.id for item in first.rows} & {item.id for item in second.rows}
    assert [item.id for item in back.rows] == [item.id for item in first.rows]


def test_it_takes_as_many_queries_for_fifty_items_as_for_five(world, client_for):
    browser = client_for(world.rita)
    wait_for_a_person(world, *(f"few{n}" for n in range(5)))
    browser.get("/queue/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/queue/")
    wait_for_a_person(world, *(f"more{n}" for n in range(45)))

    with CaptureQueriesContext(connection) as many:
        page = browser.get("/queue/")

    assert len(page.context["queue"].rows) == 50
    assert len(many) == len(few)


def test_it_never_counts_all_nor_skips_rows(world, client_for):
    wait_for_a_person(world, "a1")

    with CaptureQueriesContext(connection) as queries:
        client_for(world.rita).get("/queue/")

    asked = [q["sql"].upper() for q in queries]
    assert not [sql for sql in asked if "OFFSET" in sql]
    assert all("LIMIT" in sql for sql in asked if "COUNT(*)" in sql)


def test_taking_the_next_gives_the_most_urgent_free_item(world, client_for):
    first, second = stories.items_of(wait_for_a_person(world, "a1", "a2"))
    with acting_as(world.actor("rita")):
        urgent = claims.queue(world.actor("rita")).first()

    ritas = client_for(world.rita).post("/queue/next/")
    ruperts = client_for(world.rupert).post("/queue/next/")

    assert ritas["Location"] == f"/queue/items/{urgent.id}/"
    other = second if urgent.id == first.id else first
    assert ruperts["Location"] == f"/queue/items/{other.id}/"


def test_taking_the_next_of_an_empty_queue_goes_back_to_it(world, client_for):
    assert client_for(world.rita).post("/queue/next/")["Location"] == "/queue/"


@pytest.mark.parametrize("name", ["alice", "oscar", "vera", "gil"])
def test_people_of_brands_are_not_let_in(world, client_for, name):
    [item] = stories.items_of(wait_for_a_person(world, "a1"))
    browser = client_for(world.people[name])

    for path in ("/queue/", f"/queue/items/{item.id}/"):
        assert browser.get(path).status_code == 403


def test_a_visitor_signs_in_first(client, world):
    assert client.get("/queue/")["Location"] == "/accounts/login/?next=/queue/"


def test_an_auditor_looks_and_takes_nothing(world, client_for):
    wait_for_a_person(world, "a1")
    browser = client_for(world.audrey)

    assert "Take the next" not in words(browser.get("/queue/"))
    assert browser.post("/queue/next/").status_code == 403


def test_a_manager_of_some_brands_sees_only_those(world, client_for):
    wait_for_a_person(world, "mine")
    [theirs] = stories.items_of(wait_for_a_person(world, "theirs", by="nina", brand="newleaf"))
    with acting_as(stories.SYSTEM):
        world.brands["kestrel"].account_manager = world.rita
        world.brands["kestrel"].save(update_fields=["account_manager"])
    world.rita.sees_all_brands = False
    world.rita.save(update_fields=["sees_all_brands"])
    browser = client_for(world.rita)

    page = words(browser.get("/queue/"))

    assert "handbag mine" in page
    assert "handbag theirs" not in page
    assert browser.get(f"/queue/items/{theirs.id}/").status_code == 404


def test_nothing_changes_by_looking(world, client_for):
    [item] = stories.items_of(wait_for_a_person(world, "a1"))
    browser = client_for(world.rita)

    browser.get("/queue/")
    browser.get(f"/queue/items/{item.id}/")

    with acting_as(stories.SYSTEM):
        assert Item.objects.get(id=item.id).claimed_by is None
