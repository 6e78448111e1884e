"""What a program is told when a listing has gone, a right has lapsed, or an item has moved on."""

from datetime import timedelta

import pytest

from brands.models import Right
from complaints.conversation.questions import TIME_TO_ANSWER, close_unanswered
from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from tests.api.program import Program, a_complaint
from tests.stories import World, file, items_of, let_pass, run_work


@pytest.fixture
def asked(world: World) -> str:
    """The id of an item that waits for an answer."""
    complaint = file(world, "a1", with_evidence=False)
    run_work()
    [item] = items_of(complaint)
    return str(item.id)


def test_a_listing_that_is_gone_is_closed_with_its_cause_and_the_others_go_on(
    world: World, program: Program
) -> None:
    body = a_complaint(world, "n1", "n2")
    world.site.change("n1", state=RemoteState.GONE)

    filed = program.post("complaints/", body).json()
    run_work()

    gone, there = program.get(f"complaints/{filed['id']}/").json()["items"]
    assert (gone["listing_ref"], gone["status"], gone["cause"]) == ("n1", "closed", "listing_gone")
    assert (there["status"], there["cause"]) != ("closed", "listing_gone")


def test_a_lapsed_right_is_a_gap_with_its_remedy(world: World, program: Program) -> None:
    with acting_as(SYSTEM):
        yesterday = clock.now().date() - timedelta(days=1)
        Right.objects.filter(id=world.rights["lumora"].id).update(expires_on=yesterday)

    filed = program.post("complaints/", a_complaint(world, "n1")).json()
    run_work()

    gaps = program.get(f"items/{filed['items'][0]['id']}/").json()["gaps"]
    lapsed = next(gap for gap in gaps if gap["code"] == "right_has_lapsed")
    assert lapsed["sentence"] == f"The right lapsed on {yesterday.isoformat()}."
    assert lapsed["remedy"] == "Renew it, or file under another right."


def test_an_answer_to_a_closed_item_says_why_it_was_closed(program: Program, asked: str) -> None:
    let_pass(TIME_TO_ANSWER + timedelta(hours=1))
    with acting_as(SYSTEM):
        close_unanswered([])

    answer = program.post(f"items/{asked}/answer/", {"answer": "Here."})

    assert (answer.status_code, answer.json()["code"]) == (409, "state_changed")
    assert "Our question was not answered in time. You can file again." in answer.json()["detail"]
