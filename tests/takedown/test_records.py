"""A brand's record and usual hours, counted from its decisions."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from brands.models import Right
from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.programme import records
from takedown.programme.policy import Numbers
from takedown.programme.standing import Record
from tests.past import a_past
from tests.policies import FIRST, a_version
from tests.stories import World, a_right, file, run_work

FIRST_POLICY = Numbers.from_json(FIRST)
LATE = timedelta(days=179)
TOO_LATE = timedelta(days=181)


def record(world: World, brand: str = "lumora", *, kind: str = "trademark") -> Record:
    tenant = world.brands[brand].tenant_id
    with acting_as(SYSTEM):
        found = records.records_of([tenant], since=clock.now() - timedelta(days=180))
    return found.get((tenant, world.marketplace.id, kind, None), Record())


def hours(world: World, brand: str = "lumora") -> tuple[int, float]:
    tenant: UUID = world.brands[brand].tenant_id
    with acting_as(SYSTEM):
        return records.hours_of([tenant], now=clock.now()).get(tenant, (0, 0.0))


def test_peoples_decisions_make_the_record(world: World) -> None:
    a_past(world, upheld=3, refused=2)

    assert record(world) == Record(decided=5, upheld=3)


def test_unaudited_automatic_removals_count_nowhere(world: World) -> None:
    a_past(world, upheld=1, automated=50)

    assert record(world) == Record(decided=1, upheld=1)


def test_a_reversed_decision_stands_no_longer(world: World) -> None:
    a_past(world, upheld=3, overturned=2)

    assert record(world) == Record(decided=3, upheld=1, overturned=2)


def test_an_automatic_removal_counts_when_it_was_reversed(world: World) -> None:
    a_past(world, automated=5, overturned=2)

    assert record(world) == Record(wrongful_automatic=2)


def test_an_automatic_removal_counts_when_an_audit_confirmed_it(world: World) -> None:
    a_past(world, automated=5, confirmed=3)

    assert record(world) == Record(decided=3, upheld=3, audited=3, audited_right=3)


def test_what_was_confirmed_and_reversed_later_was_wrongful(world: World) -> None:
    a_past(world, automated=4, confirmed=4, overturned=1)

    assert record(world) == Record(decided=3, upheld=3, wrongful_automatic=1, audited=4, audited_right=3)


def test_what_is_older_than_the_window_is_forgotten(world: World) -> None:
    a_past(world, upheld=1, before=LATE)
    a_past(world, upheld=1, refused=1, before=TOO_LATE)

    assert record(world) == Record(decided=1, upheld=1)


def test_each_kind_of_right_has_its_own_record(world: World) -> None:
    with acting_as(SYSTEM):
        picture = a_right(
            world.brands["lumora"], "Photo", verified_by=None, kind=Right.Kind.COPYRIGHT, number=""
        )
    a_past(world, upheld=2)
    a_past(world, upheld=1, right=picture)

    assert record(world).upheld == 2
    assert record(world, kind="copyright").upheld == 1


def test_another_brands_decisions_are_its_own(world: World) -> None:
    a_past(world, "kestrel", upheld=5)

    assert record(world) == Record()


def test_what_was_closed_counts_in_no_record(world: World) -> None:
    file(world, "a1")
    world.site.listings.clear()
    run_work()

    assert record(world) == Record()


# --- usual hours -----------------------------------------------------------------------------------------


def test_a_brand_without_a_past_has_no_usual_hour(world: World) -> None:
    assert hours(world) == (0, 0.0)


def test_this_hours_automatic_removals_are_counted(world: World) -> None:
    a_past(world, automated=7, before=timedelta(minutes=59))
    a_past(world, automated=5, before=timedelta(minutes=61))

    assert hours(world)[0] == 7


def test_what_people_upheld_this_hour_uses_up_no_cap(world: World) -> None:
    a_past(world, upheld=7, before=timedelta(minutes=5))

    assert hours(world) == (0, 0.0)


def test_the_usual_hour_is_the_95th_percentile_of_the_active_ones(world: World) -> None:
    for n in range(19):
        a_past(world, upheld=1, before=timedelta(hours=2 + n))
    a_past(world, upheld=20, before=timedelta(hours=30))

    # 19 hours with 1 and one with 20: the 95th percentile lies a twentieth of the way from 1 to 20.
    assert round(hours(world)[1], 2) == 1.95


def test_hours_before_the_last_30_days_are_not_usual(world: World) -> None:
    a_past(world, upheld=5, before=timedelta(days=31))

    assert hours(world) == (0, 0.0)


def test_refusals_are_no_removals(world: World) -> None:
    a_past(world, refused=9, before=timedelta(hours=5))

    assert hours(world) == (0, 0.0)


# --- the policy in force ---------------------------------------------------------------------------------


def test_the_latest_version_in_force_is_the_one(world: World) -> None:
    now = clock.now()
    a_version(world, {"score_threshold": 0.2}, effective_at=now)
    a_version(world, {"score_threshold": 0.3}, effective_at=now + timedelta(days=1))
    with acting_as(SYSTEM):
        assert records.policy_at(now) == (2, replace(FIRST_POLICY, score_threshold=0.2))
        assert records.policy_at(now - timedelta(minutes=1)) == (1, FIRST_POLICY)
