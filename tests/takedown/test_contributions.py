"""Records are kept by difference: whatever comes, in whatever order, the sums are those of counting again."""

import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from complaints.models import Audit, Decision
from complaints.work import JUDGED
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import AgencyDay, Contribution, DailyRecord
from takedown.programme.climb import judge
from takedown.programme.rederive import compare
from takedown.removal.restore import overturn
from tests.past import a_past, trust
from tests.stories import (
    World,
    file,
    give_record,
    items_of,
    manager_decides,
    pending_work,
    run_work,
    status_of,
)


def is_right(world: World, brand: str = "lumora") -> bool:
    with acting_as(SYSTEM):
        found = compare(world.brands[brand].tenant_id)
    return not found.decisions and not found.days


def counted(world: World, brand: str = "lumora") -> list[tuple[int, int, int, int]]:
    with acting_as(SYSTEM):
        rows = Contribution.objects.filter(tenant_id=world.brands[brand].tenant_id).order_by("decision_id")
        return list(rows.values_list("decided", "upheld", "overturned", "wrongful_automatic"))


def test_a_persons_decision_begins_to_count_by_itself(world: World) -> None:
    complaint = file(world, "a1", "a2")
    run_work()
    first, second = items_of(complaint)

    manager_decides(world, first, "uphold")
    manager_decides(world, second, "refuse")

    assert sorted(counted(world)) == [(1, 0, 0, 0), (1, 1, 0, 0)]
    assert is_right(world)


def test_a_set_of_decisions_is_counted_in_one_go(world: World) -> None:
    give_record(world, "lumora", upheld=20, refused=3)

    assert len(counted(world)) == 23
    assert is_right(world)


def test_nothing_is_put_out_for_what_nobody_decided(world: World) -> None:
    trust(world)
    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["removed"]
    assert not counted(world)[60:]


def test_a_reversal_changes_what_the_first_decision_adds(world: World) -> None:
    complaint = file(world, "a1")
    run_work()
    (item,) = items_of(complaint)
    manager_decides(world, item, "uphold")
    rupert = world.actor("rupert")

    with acting_as(rupert):
        overturn(item.id, explanation="It was genuine.", by=rupert, now=clock.now())
    assert [row.kind for row in pending_work([JUDGED])] == [JUDGED]
    run_work()

    assert counted(world) == [(1, 0, 1, 0)]
    assert is_right(world)


def test_a_message_that_comes_twice_or_out_of_order_changes_nothing(world: World) -> None:
    made = a_past(world, upheld=5, refused=3, automated=4, overturned=2, confirmed=3)
    before = counted(world)

    with acting_as(SYSTEM):
        for decision in random.sample(made, k=len(made)):
            judge([decision.id])
        judge([d.id for d in made] * 2)

    assert counted(world) == before
    assert is_right(world)


def test_a_decision_that_overturns_brings_up_to_date_what_it_overturned(world: World) -> None:
    """Whoever reports only the newer decision of the two loses nothing."""
    first = a_past(world, upheld=1)[0]
    with acting_as(SYSTEM):
        second = Decision.objects.create(
            tenant_id=first.tenant_id,
            item_id=first.item_id,
            outcome="restored",
            ground="restored_on_the_merits",
            explanation="Genuine.",
            decided_at=clock.now(),
            decided_by=world.rupert.id,
            automated=False,
            overturns=first,
            marketplace_id=first.marketplace_id,
            right_kind=first.right_kind,
        )
        judge([second.id])

    assert counted(world) == [(1, 0, 1, 0)]


def test_an_audit_that_ends_later_is_counted_then(world: World) -> None:
    (decision,) = a_past(world, automated=1)
    assert counted(world) == []

    with acting_as(SYSTEM):
        Audit.objects.create(
            tenant_id=decision.tenant_id,
            item_id=decision.item_id,
            decision=decision,
            drawn="first",
            opened_at=clock.now(),
            result="confirmed",
            explanation="Right.",
            ended_at=clock.now(),
            ended_by=world.rita.id,
        )
        judge([decision.id])

    assert counted(world) == [(1, 1, 0, 0)]


def test_fifty_decisions_cost_as_many_queries_as_five(world: World) -> None:
    made = a_past(world, upheld=50)

    def cost(how_many: int) -> int:
        with acting_as(SYSTEM):
            Contribution.objects.all().delete()
            with CaptureQueriesContext(connection) as queries:
                judge([d.id for d in made[:how_many]])
        return len(queries)

    assert cost(50) == cost(5)


def test_what_an_agency_filed_is_counted_apart_and_over_all_its_brands(world: World) -> None:
    a_past(world, "kestrel", upheld=2, agency=world.agency)
    a_past(world, "lumora", upheld=3, refused=1, agency=world.agency)
    a_past(world, "kestrel", upheld=5)

    with acting_as(SYSTEM):
        brands = DailyRecord.objects.order_by("decided").values_list("agency_id", "decided")
        agencies = AgencyDay.objects.values_list("agency_id", "decided", "upheld")
        assert world.agency
        assert list(brands) == [(world.agency.id, 2), (world.agency.id, 4), (None, 5)]
        assert list(agencies) == [(world.agency.id, 6, 5)]


def test_the_database_refuses_a_sum_that_is_no_record(world: World) -> None:
    a_past(world, upheld=2)

    with pytest.raises(IntegrityError, match="dailyrecord_is_a_record"), acting_as(SYSTEM):
        DailyRecord.objects.update(upheld=3)


# --- deriving it all again -------------------------------------------------------------------------------


def rederive(*arguments: str) -> str:
    said = StringIO()
    call_command("rederive_standing", *arguments, stdout=said)
    return said.getvalue()


def test_deriving_again_finds_the_same_figures(world: World) -> None:
    a_past(world, upheld=5, refused=2, automated=6, overturned=1, confirmed=4)
    a_past(world, "kestrel", upheld=3, agency=world.agency)

    assert "0 figures wrong" in rederive()


def test_what_was_tampered_with_is_found_and_put_right(world: World) -> None:
    a_past(world, upheld=5, refused=2)
    a_past(world, "kestrel", upheld=3, refused=1, agency=world.agency)
    with acting_as(SYSTEM):
        Contribution.objects.filter(upheld=0).delete()
        DailyRecord.objects.update(decided=9)
        AgencyDay.objects.update(decided=9)

    with pytest.raises(CommandError):
        rederive()
    rederive("--write")

    assert "0 figures wrong" in rederive()
    assert is_right(world)


def test_decisions_that_were_never_counted_are_counted(world: World) -> None:
    a_past(world, upheld=5)
    with acting_as(SYSTEM):
        Contribution.objects.all().delete()
        DailyRecord.objects.all().delete()

    rederive("--write", "--brand", str(world.brands["lumora"].tenant_id))

    assert len(counted(world)) == 5
