"""What the marketplace's people have confirmed or reversed is truth to learn from; a bare answer is none."""

from datetime import timedelta

import pytest

from core import clock
from core.tenancy import SYSTEM, acting_as
from detection.models import AuthenticationRequest
from detection.questions.truth import labels_since
from detection.states import Answer
from takedown.programme.records import records_of
from takedown.removal.restore import overturn
from tests.detection.asking import ask, join_force, now_of, say
from tests.stories import World, manager_decides, run_work


def removed(world: World, ref: str) -> AuthenticationRequest:
    [request] = ask(world, ref)
    say(world, request, Answer.COUNTERFEIT)
    run_work()
    assert now_of(request).item.status == "removed"
    return now_of(request)


def audited(world: World, request: AuthenticationRequest, result: str) -> None:
    assert request.item
    manager_decides(world, request.item, {"confirmed": "uphold", "overturned": "refuse"}[result])


def truth() -> dict[str, bool]:
    labels = list(labels_since(clock.now() - timedelta(days=1)))
    return {now_of(label.request_id).listing_ref: label.is_counterfeit for label in labels}


@pytest.fixture
def joint(world: World) -> World:
    join_force(world)
    return world


def test_an_answer_that_nobody_looked_at_is_no_truth_and_raises_no_standing(joint: World) -> None:
    before = standing(joint)
    removed(joint, "s1")

    assert truth() == {}
    assert standing(joint) == before


def standing(world: World) -> object:
    tenant = world.brands["lumora"].tenant_id
    with acting_as(SYSTEM):
        return records_of([tenant], since=clock.now() - timedelta(days=180))


def test_audited_answers_are_kept_as_truth(joint: World) -> None:
    audited(joint, removed(joint, "right"), "confirmed")
    audited(joint, removed(joint, "wrong"), "overturned")

    assert truth() == {"right": True, "wrong": False}


def test_a_reversal_on_the_merits_outweighs_an_earlier_audit(joint: World) -> None:
    request = removed(joint, "s1")
    audited(joint, request, "confirmed")
    rita = joint.actor("rita")
    with acting_as(rita):
        overturn(request.item_id, explanation="It was genuine.", by=rita, now=clock.now())

    assert truth() == {"s1": False}
