"""The statement of reasons where it is read: on the seller's notice, on the staff's page, and as a file."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Rejected
from takedown.models import Ground, SellerNotice
from takedown.redress.clocks import keeping
from takedown.redress.clocks.laws import StartsWhen
from takedown.redress.notices import token_of
from takedown.redress.statements.check import problems_of
from tests import stories
from tests.past import trust
from tests.takedown.delivery import overturned_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(world):
    # The ten seconds that pass after the decision are taken off its own time: the findings came long before it.
    with clock.shifted(-timedelta(minutes=1)):
        complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
        stories.run_work()
    [item] = stories.items_of(complaint)
    stories.manager_decides(world, item, explanation="The stitching gives it away.")
    return item


def link():
    with acting_as(SYSTEM):
        return f"/notice/{token_of(SellerNotice.objects.get().id)}/"


def page(client, url):
    return client.get(url).content.decode()


def the_file(client, url):
    answer = client.get(url)
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith("attachment")
    return json.loads(answer.content)["statements"]


def test_the_seller_reads_what_was_done_why_and_how_it_was_decided(world, item):
    text = page(Client(), link())

    for said in (
        "Statement of reasons",
        "The listing was taken off sale",
        "The goods are said to be fakes.",
        "A complaint by Kestrel Audio",
        "By a person who saw what a program had found",
        "No end is set",
        "No lawyer has yet checked",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("territories", "said"),
    [
        (["EU"], "All of the EU"),
        (["EU", "NO", "US"], "All of the EU, Norway"),
        (["DE", "FR"], "Germany, France"),
    ],
)
def test_where_it_is_off_sale_is_named_as_people_name_it(world, item, territories, said):
    with acting_as(SYSTEM):
        type(world.marketplace).objects.filter(id=world.marketplace.id).update(territories=territories)

    assert f"<dt>Where in Europe</dt><dd>{said}</dd>" in re.sub(r">\s+<", "><", page(Client(), link()))


def test_what_no_person_looked_at_says_so(world):
    trust(world)
    stories.file(world, "a1")
    stories.run_work()

    assert "By a program alone" in page(Client(), link())
    [statement] = the_file(Client(), f"{link()}statement.json")
    assert statement["automated_decision"] == "AUTOMATED_DECISION_FULLY"


def test_the_seller_takes_it_away_as_a_file_that_systems_read(world, item):
    answer = Client().get(f"{link()}statement.json")

    [statement] = json.loads(answer.content)["statements"]
    assert problems_of(statement) == []
    assert statement["source_identity"] == "Kestrel Audio"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    for secret in ("stitching", "Rita", "Charlie", "s1@sellers.example", "These are fakes."):
        assert secret not in answer.content.decode()


def test_a_reversal_is_a_second_statement(world, item):
    overturned_by(world, "rupert", item)
    stories.run_work()

    first, second = the_file(Client(), f"{link()}statement.json")

    assert "end_date_visibility_restriction" not in first
    assert second["end_date_visibility_restriction"] >= second["application_date"]
    assert "A second person looked at it" in page(Client(), link())


def test_a_removal_that_the_marketplace_refused_has_ended(world):
    world.site.fail("hide", Rejected("No.", status=422))
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    stories.manager_decides(world, stories.items_of(complaint)[0])

    _, second = the_file(Client(), f"{link()}statement.json")

    assert "did not carry the removal out" in second["decision_facts"]


def test_a_wrong_link_opens_no_file(world, item):
    good = link()
    answers = [Client().get(f"{path}statement.json") for path in (f"/notice/{'0' * 48}/", "/notice/short/")]

    assert {a.status_code for a in answers} == {404}
    assert Client().post(f"{good}statement.json").status_code == 405


def test_staff_read_and_take_it_on_the_items_page(world, item, client_for):
    rita = client_for(world.rita)

    assert "Statement of reasons" in page(rita, f"/staff/items/{item.id}/")
    assert the_file(rita, f"/staff/items/{item.id}/statement.json") == the_file(
        Client(), f"{link()}statement.json"
    )


@pytest.mark.parametrize("name", ["charlie", "alice"])
def test_no_brand_takes_it(world, item, client_for, name):
    answer = client_for(world.people[name]).get(f"/staff/items/{item.id}/statement.json")

    assert answer.status_code in {403, 404}
    assert b"statements" not in answer.content


def test_before_a_seller_was_told_there_is_nothing_to_state(world, client_for):
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    [item] = stories.items_of(complaint)
    stories.manager_decides(world, item, wait=False)

    assert the_file(client_for(world.rita), f"/staff/items/{item.id}/statement.json") == []
    assert "Statement of reasons" not in page(client_for(world.rita), f"/staff/items/{item.id}/")


def test_a_running_clock_shows_its_rule_its_dates_and_that_nobody_has_confirmed_it(world, item, client_for):
    with acting_as(SYSTEM):
        [started] = keeping.start(
            Ground.objects.values_list("id", flat=True),
            law="us_dmca_512g",
            when=StartsWhen.COUNTER_NOTICE_RECEIVED,
            by=SYSTEM,
            now=clock.now(),
        )

    for text in (page(Client(), link()), page(client_for(world.rita), f"/staff/items/{item.id}/")):
        assert "US: DMCA, section 512(g)" in text
        assert started.earliest.isoformat()[:16] in text
        assert "No lawyer has yet checked how we read this rule." in text


def test_a_notice_without_a_clock_speaks_of_none(world, item):
    assert "How long it takes" not in page(Client(), link())
