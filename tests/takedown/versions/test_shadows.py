"""A shadow decides beside the policy in force, and changes nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.models import Decision
from complaints.work import ASSESSED, FREEZE
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyDifference, PolicyShadow, Removal
from takedown.programme.versions import drafts, shadows
from takedown.programme.versions.drafts import DraftRefused
from takedown.programme.versions.shadows import ShadowRefused
from tests.past import trust
from tests.stories import World, file, run_work, status_of
from tests.takedown.test_query_counts import do, file_some, steps_before
from tests.takedown.versions.publishing import a_draft, step

STRICT = {"score_threshold": 0.99}


def start(world: World, **numbers: Any) -> PolicyShadow:
    return step(world, "ada", shadows.start, a_draft(world, **numbers).id)


def differences() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        return list(PolicyDifference.objects.order_by("at", "id").values_list("live", "shadowed"))


def what_was_done() -> dict[str, Any]:
    with acting_as(SYSTEM):
        return {
            "decisions": sorted(Decision.objects.values_list("outcome", "automated", "policy_version")),
            "events": sorted(
                AuditEvent.objects.filter(subject_kind="item").values_list("event", "policy_version")
            ),
            "removals": sorted(Removal.objects.values_list("status", flat=True)),
            "work": sorted(Outbox.objects.values_list("kind", "state")),
        }


def test_what_a_shadow_would_do_otherwise_is_noted(world: World) -> None:
    trust(world)
    start(world, **STRICT)

    complaint = file(world, "a1")
    run_work()

    assert differences() == [("uphold", "review")]
    assert status_of(complaint) == ["removed"]


def test_where_it_agrees_nothing_is_written(world: World) -> None:
    start(world, **STRICT)

    file(world, "a1")
    run_work()

    assert differences() == []


@pytest.mark.parametrize(
    "numbers", [STRICT, {"score_threshold": 0.5}, {"least_hourly_cap": 1, "hourly_cap_factor": 1.0}]
)
def test_a_shadow_changes_nothing(world: World, numbers: dict[str, Any]) -> None:
    trust(world)

    def day(prefix: str) -> None:
        file(world, *(f"{prefix}{n}" for n in range(3)))
        file(world, f"{prefix}8", with_evidence=False)
        file(world, f"{prefix}9", by="charlie", brand="kestrel")
        run_work()

    run_work()
    before = what_was_done()
    day("a")
    alone = what_was_done()
    start(world, **numbers)
    day("b")
    beside = what_was_done()

    for kind, rows in alone.items():
        came = _without(rows, before[kind])
        assert _without(beside[kind], rows) == came, kind


def _without(rows: list[Any], earlier: list[Any]) -> list[Any]:
    left = list(rows)
    for row in earlier:
        left.remove(row)
    return left


def test_two_shadows_cost_one_statement_each_however_large_the_set(world: World) -> None:
    trust(world)
    start(world, **STRICT)
    start(world, score_threshold=0.98)
    prepare = steps_before(world, FREEZE)
    costs = []
    for how_many in (5, 20):
        prepare(how_many)
        costs.append(do(ASSESSED))
        run_work()

    assert costs[0] == costs[1]
    assert len(differences()) == 2 * 25


def test_one_that_the_code_does_not_understand_is_passed_over(world: World) -> None:
    trust(world)
    made = start(world, **STRICT)
    with acting_as(SYSTEM):
        PolicyShadow.objects.filter(id=made.id).update(numbers={"moon_phase": 1})

    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["removed"]


def test_at_most_two_run_at_once(world: World) -> None:
    first = start(world, **STRICT)
    start(world, score_threshold=0.8)

    with pytest.raises(ShadowRefused, match="Two shadows"):
        start(world, score_threshold=0.9)
    step(world, "ben", shadows.stop, first.id)
    assert start(world, score_threshold=0.9).place == 1


def test_a_draft_is_its_own_shadow_once(world: World) -> None:
    draft = a_draft(world, **STRICT)
    step(world, "ada", shadows.start, draft.id)

    with pytest.raises(ShadowRefused, match="already"):
        step(world, "ben", shadows.start, draft.id)
    with pytest.raises(DraftRefused, match="shadow"):
        step(world, "ada", drafts.discard, draft.id)


def test_a_shadow_that_was_stopped_looks_on_no_longer(world: World) -> None:
    trust(world)
    made = start(world, **STRICT)
    step(world, "ada", shadows.stop, made.id)

    file(world, "a1")
    run_work()

    assert differences() == []


def test_a_set_without_shadows_pays_one_query_for_looking(world: World) -> None:
    file_some(world, 3)
    do(FREEZE)

    with CaptureQueriesContext(connection) as queries:
        do(ASSESSED)

    assert sum("policyshadow" in q["sql"] for q in queries) == 1
    assert sum("policycase" in q["sql"] for q in queries) == 1
