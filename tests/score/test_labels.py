"""What is a label: what people decided or confirmed, as it stands after all redress, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from complaints.models import Assessment, Audit, Decision, Item
from complaints.scoring.labels import everything_until, examples_between, judged_between
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests.score.judged import a_judged_past, decision
from tests.stories import World, file, items_of, run_work

LONG_AGO = timedelta(days=4_000)


def labels(*, until: datetime | None = None) -> dict[UUID, bool]:
    with acting_as(SYSTEM):
        now = until or clock.now() + timedelta(seconds=1)
        return {one.item_id: one.right for one in judged_between(now - LONG_AGO, now)}


def by(world: World, item: Item, days_ago: int, **said: Any) -> Decision:
    made = decision(world, item, clock.now() - timedelta(days=days_ago), **said)
    made.save()
    return made


def audited(world: World, made: Decision, result: str) -> None:
    then = clock.now() - timedelta(days=1)
    Audit.objects.create(
        tenant_id=made.tenant_id,
        item_id=made.item_id,
        decision=made,
        drawn=Audit.Drawn.RANDOM,
        opened_at=then,
        result=result,
        explanation="Looked at.",
        ended_at=then,
        ended_by=world.rita.id,
    )


def upheld(world: World, item: Item) -> None:
    by(world, item, 3, upheld=True)


def refused(world: World, item: Item) -> None:
    by(world, item, 3, upheld=False)


def automatic(world: World, item: Item) -> None:
    by(world, item, 3, upheld=True, automated=True)


def automatic_and_confirmed(world: World, item: Item) -> None:
    audited(world, by(world, item, 3, upheld=True, automated=True), "confirmed")


def automatic_and_overturned_by_audit(world: World, item: Item) -> None:
    audited(world, by(world, item, 3, upheld=True, automated=True), "overturned")


def restored_after_a_person(world: World, item: Item) -> None:
    first = by(world, item, 3, upheld=True)
    by(world, item, 2, upheld=True, outcome="restored", overturns=first)


def automatic_and_restored(world: World, item: Item) -> None:
    first = by(world, item, 3, upheld=True, automated=True)
    by(world, item, 2, upheld=True, outcome="restored", overturns=first)


def confirmed_and_restored_later(world: World, item: Item) -> None:
    first = by(world, item, 3, upheld=True, automated=True)
    audited(world, first, "confirmed")
    by(world, item, 0, upheld=True, outcome="restored", overturns=first)


def refused_and_upheld_on_appeal(world: World, item: Item) -> None:
    first = by(world, item, 3, upheld=False)
    by(world, item, 2, upheld=True, overturns=first)


def not_decided(world: World, item: Item) -> None:
    """It waits."""


CASES: dict[Callable[[World, Item], None], bool | None] = {
    upheld: True,
    refused: False,
    automatic: None,
    automatic_and_confirmed: True,
    automatic_and_overturned_by_audit: False,
    restored_after_a_person: False,
    automatic_and_restored: False,
    confirmed_and_restored_later: False,
    refused_and_upheld_on_appeal: True,
    not_decided: None,
}


@pytest.fixture
def items(world: World) -> list[Item]:
    """Assessed long ago, and decided by nobody."""
    complaint = file(world, *(f"a{n}" for n in range(len(CASES))), by="charlie", brand="kestrel")
    run_work()
    found = items_of(complaint)
    with acting_as(SYSTEM):
        copies = [_earlier(item) for item in found]
        Assessment.objects.bulk_create(copies)
    return found


def _earlier(item: Item) -> Assessment:
    """As if it had been assessed ten days ago, with another score."""
    made = Assessment.objects.get(item=item)
    return Assessment(
        tenant_id=made.tenant_id,
        item=item,
        made_at=made.made_at - timedelta(days=10),
        facts=made.facts,
        findings=made.findings,
        score=0.1234,
        rules_version=made.rules_version,
        marks_version=made.marks_version,
    )


def test_only_what_people_said_is_a_label_and_the_last_word_counts(world: World, items: list[Item]) -> None:
    with acting_as(SYSTEM):
        for case, item in zip(CASES, items, strict=True):
            case(world, item)

    found = labels()

    assert {case.__name__: found.get(item.id) for case, item in zip(CASES, items, strict=True)} == {
        case.__name__: said for case, said in CASES.items()
    }


def test_the_assessment_is_the_one_before_the_decision(world: World, items: list[Item]) -> None:
    with acting_as(SYSTEM):
        upheld(world, items[0])
        now = clock.now() + timedelta(seconds=1)
        [judged] = judged_between(now - LONG_AGO, now)

    assert judged.score == 0.1234


def test_what_was_said_later_is_not_known_before(world: World, items: list[Item]) -> None:
    with acting_as(SYSTEM):
        restored_after_a_person(world, items[0])

    assert labels(until=clock.now() - timedelta(days=2, hours=12)) == {items[0].id: True}


def test_examples_come_in_the_order_of_time_the_newest_first_to_stay(world: World) -> None:
    ids = a_judged_past(world, 30)
    now = clock.now()

    with acting_as(SYSTEM):
        examples = examples_between(now - LONG_AGO, now)
        newest = list(judged_between(now - LONG_AGO, now, most=10))
        everything = everything_until(now)

    assert [one.key for one in examples] == [str(id) for id in ids]
    assert [one.item_id for one in newest] == ids[-10:]
    assert len(everything) == 30
    assert {"right", "reason:counterfeit_goods"} & set(examples[0].features) <= {"reason:counterfeit_goods"}
