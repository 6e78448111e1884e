"""An hourly cap is raised for one hour, by one admin who asks and another who confirms."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.tenancy import acting_as
from takedown.models import CapRaise
from takedown.programme import caps
from takedown.programme.caps import RaiseRefused
from tests.past import trust
from tests.stories import World, file, items_of, run_work, status_of
from tests.takedown.auditing import ledger_of
from tests.takedown.test_caps import held_because, set_caps


def ask(world: World, *, cap: int = 3, by: str = "ada", reason: str = "A raid.") -> CapRaise:
    actor = world.actor(by)
    with acting_as(actor):
        tenant = world.brands["lumora"].tenant_id
        return caps.ask(tenant, cap=cap, reason=reason, by=actor, now=clock.now())


def confirm(world: World, asked: CapRaise, *, by: str = "ben") -> CapRaise:
    actor = world.actor(by)
    with acting_as(actor):
        return caps.confirm(asked.id, by=actor, now=clock.now())


@pytest.fixture
def capped(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=1, most_raised_cap=50)
    return world


def gone_of_four(world: World, prefix: str = "x") -> int:
    complaint = file(world, *(f"{prefix}{n}" for n in range(4)))
    run_work()
    return status_of(complaint).count("removed")


def test_confirmed_by_another_admin_more_may_go(capped: World) -> None:
    confirm(capped, ask(capped))

    assert gone_of_four(capped) == 3


def test_nothing_changes_before_it_is_confirmed(capped: World) -> None:
    ask(capped)

    assert gone_of_four(capped) == 1


def test_after_the_hour_the_usual_cap_holds_again(capped: World) -> None:
    confirm(capped, ask(capped))

    with clock.shifted(timedelta(minutes=61)):
        assert gone_of_four(capped) == 1


def test_it_never_lowers_a_cap(capped: World, monkeypatch: pytest.MonkeyPatch) -> None:
    set_caps(monkeypatch, least_hourly_cap=4)
    confirm(capped, ask(capped, cap=1))

    assert gone_of_four(capped) == 4


def test_it_is_one_brands_own(capped: World) -> None:
    trust(capped, "kestrel")
    confirm(capped, ask(capped))
    complaint = file(capped, "b1", "b2", by="charlie", brand="kestrel")
    run_work()

    assert status_of(complaint) == ["removed", "held"]
    assert held_because(items_of(complaint)[1]) == ["brand_is_over_its_hourly_cap"]


def test_who_asked_does_not_confirm(capped: World) -> None:
    with pytest.raises(RaiseRefused, match="Another admin"):
        confirm(capped, ask(capped), by="ada")


def test_what_nobody_confirmed_within_the_hour_is_over(capped: World) -> None:
    asked = ask(capped)

    with clock.shifted(timedelta(minutes=61)), pytest.raises(CapRaise.DoesNotExist):
        confirm(capped, asked)


def test_a_second_click_asks_for_nothing_more(capped: World) -> None:
    assert ask(capped).id == ask(capped).id


def test_it_is_confirmed_once(capped: World) -> None:
    asked = ask(capped)
    confirm(capped, asked)

    with pytest.raises(RaiseRefused):
        confirm(capped, asked)


@pytest.mark.parametrize("values", [{"cap": 0}, {"cap": 51}, {"reason": " "}])
def test_it_has_a_reason_and_a_limit(capped: World, values: dict[str, Any]) -> None:
    with pytest.raises(RaiseRefused):
        ask(capped, **values)


@pytest.mark.parametrize("name", ["rita", "audrey", "alice"])
def test_only_admins_raise_caps(capped: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(capped, by=name)


def test_both_steps_are_in_the_ledger(capped: World) -> None:
    confirm(capped, ask(capped))

    assert ledger_of("cap_raise") == ["cap_raise.asked", "cap_raise.confirmed"]
