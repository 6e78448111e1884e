"""A brake: while it is on nothing is removed automatically in its scope, whatever was decided or queued before."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from brands.models import Brand
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, Actor, acting_as
from listings.connectors.base import RemoteState, Result
from takedown.models import Brake
from takedown.programme import brakes
from takedown.programme.brakes import EVERYTHING, BrakeRefused, Scope
from takedown.programme.decide import LONGEST_HOLD
from takedown.work import DELIVER, RELEASE_HELD
from tests.past import a_past, trust
from tests.stories import (
    World,
    file,
    items_of,
    let_pass,
    manager_decides,
    pending_work,
    run_work,
    status_of,
)
from tests.takedown.auditing import audits_of, ledger_of, look_around, removed_by_the_policy, trusted_for_long
from tests.takedown.delivery import fresh, ten_seconds_pass, upheld_by_rita
from tests.takedown.test_caps import held_because, look_again, set_caps
from tests.takedown.test_rechecking import assert_left_to_a_person, upheld_by_the_policy, why
from tests.takedown.test_watch import time_goes_by

SCOPES = ("everything", "marketplace", "brand")
NAMES = dict(
    zip(SCOPES, ("everything_is_stopped", "the_marketplace_is_stopped", "the_brand_is_stopped"), strict=True)
)


def scope(world: World, name: str, brand: str = "lumora") -> Scope:
    return {
        "everything": EVERYTHING,
        "marketplace": Scope(marketplace_id=world.marketplace.id),
        "brand": Scope(brand_id=world.brands[brand].tenant_id),
    }[name]


@contextmanager
def acting(world: World, name: str) -> Iterator[Actor]:
    actor = world.actor(name)
    with acting_as(actor):
        yield actor


def stop(world: World, where: Scope = EVERYTHING, *, by: str = "rita", reason: str = "To be safe.") -> Brake:
    with acting(world, by) as actor:
        return brakes.stop(where, reason=reason, by=actor, now=clock.now())


def release(world: World, brake: Brake, *, by: str = "ada", reason: str = "It was a false alarm.") -> None:
    with acting(world, by) as actor:
        brakes.release(brake.id, reason=reason, by=actor, now=clock.now())


def on() -> list[Brake]:
    with acting_as(SYSTEM):
        return list(Brake.objects.filter(released_at=None))


def pulled(world: World, rule: str, name: str = "brand") -> bool:
    where = scope(world, name)
    return any(
        (b.rule, b.brand_id, b.marketplace_id) == (rule, where.brand_id, where.marketplace_id) for b in on()
    )


# --- what it stops ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCOPES)
def test_while_a_brake_is_on_nothing_is_upheld_without_a_person(world: World, name: str) -> None:
    trust(world)
    stop(world, scope(world, name))
    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["held"]
    assert held_because(items_of(complaint)[0]) == [NAMES[name]]
    assert world.site.calls["hide"] == 0


@pytest.mark.parametrize("name", SCOPES)
def test_a_brake_reaches_what_is_decided_and_queued(world: World, name: str) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    stop(world, scope(world, name))
    run_work()

    assert why(item) == [NAMES[name]]
    assert_left_to_a_person(world, item)


def test_a_brake_reaches_work_that_is_leased_already(world: World, calls_here: None) -> None:
    """The worker has read the listing and is about to order: the brake falls in between."""
    trust(world)
    item = upheld_by_the_policy(world)
    world.site.at["get"] = lambda: stop(world)
    run_work()

    assert_left_to_a_person(world, item)


def test_a_brake_on_one_brand_stops_no_other(world: World) -> None:
    trust(world)
    trust(world, "kestrel")
    stop(world, scope(world, "brand"))
    ours, theirs = file(world, "a1"), file(world, "b1", by="charlie", brand="kestrel")
    run_work()

    assert (status_of(ours), status_of(theirs)) == (["held"], ["removed"])


def test_what_a_brake_holds_goes_to_a_person_after_an_hour(world: World) -> None:
    trust(world)
    stop(world)
    complaint = file(world, "a1")
    run_work()
    look_again(LONGEST_HOLD)

    assert status_of(complaint) == ["in_review"]
    assert held_because(items_of(complaint)[0]) == ["everything_is_stopped"]


def test_when_it_is_released_what_it_held_goes_on(world: World) -> None:
    trust(world)
    brake = stop(world)
    complaint = file(world, "a1")
    run_work()
    release(world, brake)
    look_again()

    assert status_of(complaint) == ["removed"]
    assert not pending_work([RELEASE_HELD])


# --- people's decisions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["everything", "marketplace"])
def test_a_persons_stop_holds_back_what_people_have_upheld_until_it_is_released(
    world: World, name: str
) -> None:
    item = upheld_by_rita(world)
    brake = stop(world, scope(world, name))
    ten_seconds_pass()

    assert (fresh(item).status, world.site.calls["hide"]) == ("upheld", 0)
    release(world, brake)
    run_work()
    assert fresh(item).status == "removed"


def test_a_stop_that_is_on_is_looked_at_again_and_costs_the_order_nothing(world: World) -> None:
    item = upheld_by_rita(world)
    stop(world)
    ten_seconds_pass()
    let_pass(timedelta(seconds=brakes.LOOK_AGAIN_SECONDS))
    run_work()

    assert fresh(item).status == "upheld"
    [waiting] = pending_work([DELIVER])
    assert waiting.error == brakes.WAITS_FOR_RELEASE


def test_a_brands_brake_and_a_rules_brake_stop_no_persons_decision(world: World) -> None:
    item = upheld_by_rita(world)
    stop(world, scope(world, "brand"))
    with acting_as(SYSTEM):
        pull = brakes.Pull(
            where=EVERYTHING, rule="too_many_were_brought_back", figures={}, reason="Six of 100."
        )
        brakes.pull_all([pull], now=clock.now())
    ten_seconds_pass()

    assert fresh(item).status == "removed"


@pytest.mark.parametrize("name", SCOPES)
def test_what_was_removed_automatically_and_came_back_waits_for_the_release(world: World, name: str) -> None:
    trust(world)
    removed_by_the_policy(world, "a1")
    brake = stop(world, scope(world, name))
    world.site.change("a1", state=RemoteState.LIVE)
    time_goes_by(timedelta(hours=2))
    assert world.site.listings["a1"].state is RemoteState.LIVE

    release(world, brake)
    run_work()
    assert world.site.listings["a1"].state is RemoteState.HIDDEN


def test_what_a_person_had_removed_goes_again_whatever_brake_its_brand_has(world: World) -> None:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    stop(world, scope(world, "brand"))
    world.site.change("a1", state=RemoteState.LIVE)
    time_goes_by(timedelta(hours=2))

    assert fresh(item).status == "removed"
    assert world.site.listings["a1"].state is RemoteState.HIDDEN


def test_what_is_withdrawn_or_reversed_comes_back_while_everything_is_stopped(world: World) -> None:
    trusted_for_long(world)
    [item] = removed_by_the_policy(world, "a1")
    stop(world)
    manager_decides(world, item, "refuse")

    assert fresh(item).status == "restored"
    assert world.site.listings["a1"].state is RemoteState.LIVE


# --- who, and how ----------------------------------------------------------------------------------------


def test_a_stop_and_its_release_are_in_the_ledger_with_their_reasons(world: World) -> None:
    brake = stop(world, scope(world, "brand"), reason="Their account was stolen.")
    release(world, brake, by="rita", reason="They have new passwords.")

    assert ledger_of("brake") == ["brake.pulled", "brake.released"]
    with acting_as(SYSTEM):
        reasons = [e.data["reason"] for e in AuditEvent.objects.filter(subject_id=brake.id).order_by("id")]
    assert reasons == ["Their account was stolen.", "They have new passwords."]


def test_a_second_click_finds_the_first_ones_stop(world: World) -> None:
    assert stop(world).id == stop(world, by="ada").id
    assert len(on()) == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_stopping_and_releasing_need_a_reason(world: World, reason: str) -> None:
    with pytest.raises(BrakeRefused):
        stop(world, reason=reason)
    brake = stop(world)
    with pytest.raises(BrakeRefused):
        release(world, brake, reason=reason)


@pytest.mark.parametrize("name", ["alice", "audrey"])
def test_only_managers_and_admins_stop(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        stop(world, by=name)


def test_what_a_rule_has_stopped_only_an_admin_lets_go_on(world: World) -> None:
    with acting_as(SYSTEM):
        pull = brakes.Pull(where=EVERYTHING, rule="the_marketplace_refuses", figures={}, reason="20 of 40.")
        [brake] = brakes.pull_all([pull], now=clock.now())

    with pytest.raises(PermissionDenied):
        release(world, brake, by="rita")
    release(world, brake, by="ada")
    assert on() == []


def test_a_brake_is_released_once(world: World) -> None:
    brake = stop(world)
    release(world, brake)

    with pytest.raises(Brake.DoesNotExist):
        release(world, brake)


def test_who_looks_after_other_brands_does_not_stop_this_one(world: World) -> None:
    elsewhere = Actor(
        role="account_manager",
        label="Rita",
        user_id=world.rita.id,
        staff=True,
        only_tenants=frozenset({world.brands["kestrel"].tenant_id}),
    )
    with acting_as(elsewhere), pytest.raises(Brand.DoesNotExist):
        brakes.stop(scope(world, "brand"), reason="x", by=elsewhere, now=clock.now())


@pytest.mark.parametrize(
    "flaw", ["no reason", "by nobody", "by a rule and a person", "released in silence", "two scopes"]
)
def test_the_database_refuses_a_brake_without_scope_reason_or_author(world: World, flaw: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "no reason": {"reason": ""},
        "by nobody": {"pulled_by": None},
        "by a rule and a person": {"rule": "x"},
        "released in silence": {"released_at": clock.now()},
        "two scopes": {"brand": world.brands["lumora"], "marketplace": world.marketplace},
    }
    good: dict[str, Any] = {"reason": "So.", "pulled_at": clock.now(), "pulled_by": world.rita}
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Brake.objects.create(**(good | changes[flaw]))


# --- by themselves ---------------------------------------------------------------------------------------


def test_a_brand_that_asks_for_far_more_than_usual_is_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its cap holds back counts, too: that is what a stolen account looks like."""
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=1, brake_least_asked=3, brake_asked_factor=0.0)
    file(world, "a1", "a2")
    run_work()
    look_around()
    assert on() == []

    file(world, "a3")
    run_work()
    look_around()

    assert pulled(world, "far_more_is_removed_than_usual")
    assert on()[0].reason.startswith("3 automatic removals were asked for within 10 minutes")
    assert len(on()) == 1


def test_audits_that_are_overturned_in_a_row_stop_the_brand_at_once(world: World) -> None:
    trusted_for_long(world)
    items = removed_by_the_policy(world, "a1", "a2", "a3")
    for item in items:
        assert not pulled(world, "audits_were_overturned_in_a_row")
        manager_decides(world, item, "refuse")

    assert pulled(world, "audits_were_overturned_in_a_row")
    complaint = file(world, "b1")
    run_work()
    assert status_of(complaint) == ["held"]


def test_what_is_brought_back_within_hours_stops_the_brand(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(world)
    a_past(world, automated=20, overturned=2, before=timedelta(hours=3))
    set_caps(monkeypatch, brake_least_restored=2)
    look_around()

    assert pulled(world, "too_many_were_brought_back")


def test_a_marketplace_that_refuses_is_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    set_caps(monkeypatch, brake_least_refused=2)
    for ref in ("a1", "a2"):
        world.site.offer(ref, title=f"Lumora handbag {ref}")
        world.site.replies.append(
            Result(state=RemoteState.REFUSED, changed=False, prior={}, reason="Not with us.")
        )
    file(world, "a1", "a2")
    run_work()
    look_around()

    assert pulled(world, "the_marketplace_refuses", "marketplace")
    assert len(on()) == 1


def test_a_rule_pulls_its_brake_once_and_not_again_for_what_a_person_has_weighed(world: World) -> None:
    trusted_for_long(world)
    for item in removed_by_the_policy(world, "a1", "a2", "a3"):
        manager_decides(world, item, "refuse")
    look_around()
    [brake] = on()
    assert brake.brand_id == world.brands["lumora"].tenant_id
    release(world, brake)
    look_around()

    assert on() == []


def test_the_first_look_at_an_empty_portal_stops_nothing(world: World) -> None:
    look_around()

    assert on() == []


def test_an_item_that_was_sent_back_is_audited_no_more(world: World) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    stop(world)
    run_work()

    assert audits_of(item) == []
    assert not fresh(item).under_audit
