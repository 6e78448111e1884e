"""Every decision of the policy keeps what it was made on, and can be made again."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyCase
from takedown.programme import decide
from takedown.programme.policy import Numbers
from takedown.programme.standing import Tier
from takedown.programme.versions.facts import unpack
from tests.past import trust
from tests.policies import a_version
from tests.stories import World, file, run_work
from tests.takedown.test_caps import file_some, look_again, set_caps

ALL = {"days": 0}


def cases() -> list[PolicyCase]:
    with acting_as(SYSTEM):
        return list(PolicyCase.objects.order_by("decided_at", "id"))


def replayed(**options: Any) -> str:
    out = StringIO()
    call_command("replay_decisions", stdout=out, stderr=out, **options)
    return out.getvalue()


def many_sides(world: World) -> None:
    """Upheld, asked, doubted, closed; under two versions."""
    trust(world)
    file(world, "a1", "a2")
    file(world, "b1", with_evidence=False)
    file(world, "k1", by="gil", brand="kestrel")
    run_work()
    a_version(world, {"score_threshold": 0.99})
    file(world, "a3")
    file(world, "a1")
    run_work()


def test_a_decision_is_kept_with_its_version_and_with_what_was_known(world: World) -> None:
    trust(world)
    file(world, "a1")
    run_work()

    [case] = cases()
    facts = unpack(case.facts)
    assert (case.outcome, case.policy_version, case.tenant_id) == (
        "uphold",
        1,
        world.brands["lumora"].tenant_id,
    )
    assert (facts.tier, facts.reason, facts.brand_hourly_cap) == (Tier.GOOD_FAITH, "counterfeit_goods", 180)
    assert facts.basis is not None
    assert (facts.basis.record.upheld, facts.basis.step) == (60, "full")
    assert facts.basis.filer_days is not None
    assert facts.basis.filer_days >= 399


def test_each_item_of_a_set_keeps_what_those_before_it_had_used_up(world: World) -> None:
    trust(world)
    file_some(world, 3, seller="one")
    run_work()

    facts = [unpack(case.facts) for case in cases()]
    assert sorted(f.brand_removals_this_hour for f in facts) == [0, 1, 2]
    assert sorted(f.seller_removals_this_hour for f in facts) == [0, 1, 2]


def test_all_decisions_come_out_again_as_they_did(world: World) -> None:
    many_sides(world)

    assert {case.outcome for case in cases()} == {"uphold", "ask", "review", "close"}
    assert {case.policy_version for case in cases()} == {1, 2}
    assert replayed() == f"{len(cases())} decisions come out as they did.\n"


def test_what_a_cap_held_is_decided_again_as_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    a_version(world, {"least_hourly_cap": 1, "hourly_cap_factor": 0.0})
    file_some(world, 2)
    run_work()
    look_again(decide.LONGEST_HOLD)

    assert [case.outcome for case in cases()] == ["uphold", "hold", "review"]
    assert [unpack(case.facts).waited for case in cases()] == ["no", "no", "too_long"]
    assert "3 decisions" in replayed()


def test_an_item_that_goes_on_being_held_adds_no_row_each_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=1)
    file_some(world, 2)
    run_work()
    look_again()

    assert [case.outcome for case in cases()] == ["uphold", "hold"]


def test_a_rule_that_has_changed_is_found_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    many_sides(world)
    monkeypatch.setattr(Numbers, "threshold_for", lambda self, reason: 0.0)

    with pytest.raises(CommandError, match="come out otherwise"):
        replayed()


def test_cases_are_never_changed_and_never_another_brands(world: World) -> None:
    file(world, "a1")
    run_work()

    with acting_as(world.actor("charlie", "kestrel")):
        assert PolicyCase.objects.count() == 0
    with pytest.raises(DatabaseError, match="append-only"), acting_as(SYSTEM):
        PolicyCase.objects.update(outcome="close")


def test_facts_stay_small(world: World) -> None:
    """A billion listings: what is kept of a decision is hundreds of bytes and not thousands."""
    trust(world)
    file(world, "a1")
    run_work()

    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT max(pg_column_size(facts) + pg_column_size(because)) FROM takedown_policycase")
        assert cursor.fetchone()[0] < 1500


def test_only_the_last_days_are_made_again_when_one_asks_so(world: World) -> None:
    file(world, "a1")
    run_work()

    assert clock.now() > cases()[0].decided_at
    assert replayed(days=1).startswith("1 ")
