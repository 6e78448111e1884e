"""The pages about misuse: staff's list and steps, a brand's own, a seller's note by link, the published rules."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from takedown.models import FilingAppeal, FilingSuspension, FilingWarning
from takedown.redress.misuse.record import refresh
from tests.complaints.pages import all_of, get, text_of
from tests.past import a_past
from tests.reading import as_spoken, by_rule, grade, sentences_of
from tests.reading import text_of as words_of
from tests.stories import World, let_pass
from tests.takedown.misuse.steps import TIME_TO_MEND, guardwell, own_people, suspend, warn

type ClientFor = Callable[[Any], Client]


def a_step(**changes: Any) -> dict[str, Any]:
    said = {"gravity": "serious", "intention": "careless", "reason": "Genuine goods, again and again."}
    return said | changes


def page_of(world: World, brand: str = "lumora") -> str:
    return f"/staff/misuse/brands/{world.brands[brand].tenant_id}/"


def test_an_admin_warns_proposes_and_another_confirms(world: World, client_for: ClientFor) -> None:
    a_past(world, refused=25)
    with acting_as(SYSTEM):
        refresh([])
    ada, ben = client_for(world.ada), client_for(world.ben)
    assert "Complaints are often wrong" in get(ada, "/staff/misuse/")

    ada.post(f"{page_of(world)}warnings/", a_step())
    let_pass(TIME_TO_MEND)
    ada.post(f"{page_of(world)}suspensions/", a_step(days="14"))
    (proposed,) = all_of(FilingSuspension)
    own = get(ada, page_of(world))
    waiting = get(ben, "/staff/misuse/")
    ben.post(f"/staff/misuse/filing/suspensions/{proposed.id}/confirmation/")

    assert "another admin confirms" in own
    assert "Suspension proposed" in waiting
    assert [s.status for s in all_of(FilingSuspension)] == ["in_force"]
    assert "Suspended" in get(client_for(world.audrey), page_of(world))


def test_a_step_needs_gravity_intention_and_reason(world: World, client_for: ClientFor) -> None:
    answer = client_for(world.ada).post(f"{page_of(world)}warnings/", a_step(gravity="", reason=""))

    assert answer.status_code == 422
    assert "Say how grave it was." in text_of(answer)
    assert all_of(FilingWarning) == []


def test_a_figure_opens_what_is_behind_it(world: World, client_for: ClientFor) -> None:
    a_past(world, refused=2)
    path = "facts/complaints_are_often_wrong/"

    for person, url in ((world.ada, page_of(world) + path), (world.vera, f"/misuse/mine/{path}")):
        assert get(client_for(person), url).count("Looked at.") == 2
    assert client_for(world.ada).get(page_of(world) + "facts/nothing/").status_code == 404


def test_a_manager_of_some_brands_sees_no_others(world: World, client_for: ClientFor) -> None:
    with acting_as(SYSTEM):
        type(world.rita).objects.filter(id=world.rita.id).update(sees_all_brands=False)
    a_past(world, refused=25)
    with acting_as(SYSTEM):
        refresh([])
    rita = client_for(world.rita)

    assert rita.get(page_of(world)).status_code == 404
    assert "Lumora" not in get(rita, "/staff/misuse/")


def test_a_brand_reads_why_until_when_and_appeals_once(world: World, client_for: ClientFor) -> None:
    suspension = suspend(world, own_people(world))
    alice = client_for(world.alice)
    page = get(alice, "/misuse/mine/")

    url = f"/misuse/mine/suspensions/{suspension.id}/appeal/"
    form = get(alice, url)
    alice.post(url, {"statement": "We had looked at each."})
    again = alice.post(url, {"statement": "Once more."})

    assert "Filing is suspended" in page
    assert "Genuine goods, again and again." in page
    assert world.ada.name not in page
    assert "You can appeal once." in form
    assert again.status_code == 422
    assert [a.statement for a in all_of(FilingAppeal)] == ["We had looked at each."]


def test_an_agency_reads_what_is_about_itself_alone(world: World, client_for: ClientFor) -> None:
    warn(world, own_people(world, "kestrel"), reason="The brand itself.")
    warn(world, guardwell(world), reason="The agency.")

    gil, charlie = (
        get(client_for(world.gil), "/misuse/mine/"),
        get(client_for(world.charlie), "/misuse/mine/"),
    )

    assert "The agency." in gil
    assert "The brand itself." not in gil
    assert "The agency." in charlie
    assert "The brand itself." in charlie
    facts = client_for(world.gil).get("/misuse/mine/facts/complaints_are_often_wrong/")
    assert facts.status_code == 404


@pytest.mark.parametrize("person", ["alice", "visitor", "ada"])
def test_everybody_reads_the_rules(world: World, client_for: ClientFor, person: str) -> None:
    page = get(client_for(world.people.get(person)), "/misuse/")

    for words in ("from 20, and 50% proved", "at least 7 and at most 180 days", "14 days the first time"):
        assert words in page
    assert "No lawyer has checked these rules yet." in page


@pytest.mark.parametrize("syllables", [by_rule, as_spoken])
def test_the_rules_can_be_read_after_eight_years_at_school(
    world: World, client_for: ClientFor, syllables: Callable[[str], int]
) -> None:
    html = client_for(None).get("/misuse/").content.decode()

    assert grade(sentences_of(words_of(html)), syllables) <= 8.0
