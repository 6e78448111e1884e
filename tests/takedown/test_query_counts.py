"""Work goes in sets: fifty items cost as many queries as five."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.conversation.questions import fix_and_resubmit
from complaints.models import Complaint
from complaints.review import decide as review
from complaints.review.decide import Choice
from complaints.review.queue import claim
from complaints.work import ASSESS, ASSESSED, FREEZE, SETTLE, UPHELD
from core import clock, outbox
from core.tenancy import acting_as
from portal.work import HANDLERS
from takedown.work import DELIVER
from tests.past import a_past, trust
from tests.stories import World, file, items_of, let_pass, pending_work, run_work

FEW, MANY = 5, 50


def file_some(world: World, how_many: int, **filing: object) -> Complaint:
    refs = [f"n{how_many}-{n}" for n in range(how_many)]
    for n, ref in enumerate(refs):
        world.site.offer(ref, title=f"Lumora handbag {ref}", seller=f"s{n % 3}")
    return file(world, *refs, **filing)  # type: ignore[arg-type]


def do(kind: str) -> int:
    """Do all pending work of the kind in one set; return how many queries that took."""
    ids = [row.id for row in pending_work([kind])]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        outbox.do(HANDLERS[kind], kind=kind, ids=ids)
    assert not pending_work([kind])
    return len(queries)


def costs(world: World, kind: str, prepare: Callable[[int], object]) -> list[int]:
    found = []
    for how_many in (FEW, MANY):
        prepare(how_many)
        found.append(do(kind))
        run_work()
    return found


def steps_before(world: World, *kinds: str, **filing: object) -> Callable[[int], None]:
    def prepare(how_many: int) -> None:
        file_some(world, how_many, **filing)
        for kind in kinds:
            do(kind)

    return prepare


@pytest.fixture
def _quiet(world: World) -> None:
    """Nothing of the past takes part in what is counted."""


def test_freezing_costs_the_same_for_five_and_for_fifty(world: World) -> None:
    few, many = costs(world, FREEZE, steps_before(world))

    assert many == few


def test_assessing_again_costs_the_same(world: World) -> None:
    def prepare(how_many: int) -> None:
        complaint = file_some(world, how_many, with_evidence=False)
        run_work()
        oscar = world.actor("oscar", "lumora")
        with acting_as(oscar):
            for item in items_of(complaint):
                fix_and_resubmit(item, answer="There is none.", evidence=[], by=oscar, now=clock.now())

    few, many = costs(world, ASSESS, prepare)

    assert many == few


@pytest.mark.parametrize("outcome", ["review", "ask", "close", "uphold"])
def test_deciding_costs_the_same(world: World, outcome: str) -> None:
    if outcome == "uphold":
        for hour in range(2, 12):
            a_past(world, upheld=40, before=timedelta(hours=hour))
        trust(world)
    prepare = steps_before(world, FREEZE, with_evidence=outcome != "ask")

    def close(how_many: int) -> None:
        file_some(world, how_many)
        for ref in world.site.listings:
            world.site.change(ref, state="hidden")
        do(FREEZE)

    few, many = costs(world, ASSESSED, close if outcome == "close" else prepare)

    # Over a cap, the rest of a set is held: two more outcomes, each a constant.
    assert many == few


@pytest.mark.parametrize("outcome", ["uphold", "refuse", "ask"])
def test_settling_costs_the_same(world: World, outcome: str) -> None:
    few, many = costs(world, SETTLE, lambda how_many: _decided(world, how_many, outcome))

    assert many == few


def test_opening_removals_costs_the_same(world: World) -> None:
    def prepare(how_many: int) -> None:
        _decided(world, how_many, "uphold")
        do(SETTLE)

    few, many = costs(world, UPHELD, prepare)

    assert many == few


def _decided(world: World, how_many: int, outcome: str) -> None:
    complaint = file_some(world, how_many)
    run_work()
    rita, now = world.actor("rita"), clock.now()
    ground = {"uphold": "evidence_convinces", "refuse": "fair_use", "ask": "picture_wanted"}[outcome]
    choice = Choice(outcome=review.Outcome(outcome), ground=ground, explanation="Looked at.")
    with acting_as(rita):
        for item in items_of(complaint):
            claim(item.id, by=rita, now=now)
            review.decide(item.id, choice, by=rita, now=now)
    let_pass(review.TIME_TO_UNDO)


def test_what_went_off_sale_together_is_written_together(world: World) -> None:
    """How many come together is chance; written one by one, each would cost twenty-five."""
    for hour in range(2, 12):
        a_past(world, upheld=40, before=timedelta(hours=hour))
    trust(world)

    few, many = costs(world, DELIVER, steps_before(world, FREEZE, ASSESS, ASSESSED))

    assert (many - few) / (MANY - FEW) < 8
