"""Good Faith status: earned by the formula, given by one admin, confirmed by another, ended by any."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from takedown.programme import grants
from takedown.programme.grants import GrantRefused
from takedown.programme.standing import Tier
from tests.past import a_past, trust
from tests.policies import a_version
from tests.stories import World, file, run_work, status_of


def act(world: World, name: str, step: Callable[..., Grant], *args: Any, **values: Any) -> Grant:
    actor = world.actor(name)
    with acting_as(actor):
        return step(*args, by=actor, now=clock.now(), **values)


def propose(world: World, *, by: str = "ada", brand: str = "lumora", kind: str = "trademark") -> Grant:
    return act(
        world,
        by,
        grants.grant,
        tenant_id=world.brands[brand].tenant_id,
        marketplace_id=world.marketplace.id,
        right_kind=kind,
        note="A good record.",
    )


def tier(world: World, brand: str = "lumora") -> Tier:
    with acting_as(SYSTEM):
        return grants.standing_in(
            world.brands[brand].tenant_id, world.marketplace.id, "trademark", now=clock.now()
        ).tier


@pytest.fixture
def good_record(world: World) -> None:
    a_past(world, upheld=60)


def test_status_takes_two_people(world: World, good_record: None) -> None:
    made = propose(world)
    assert tier(world) is Tier.PRIORITY

    act(world, "ben", grants.confirm, made.id)

    assert tier(world) is Tier.GOOD_FAITH


def test_whoever_proposed_it_does_not_confirm_it(world: World, good_record: None) -> None:
    made = propose(world)

    with pytest.raises(GrantRefused, match="Another admin"):
        act(world, "ada", grants.confirm, made.id)
    assert tier(world) is Tier.PRIORITY


def test_not_even_the_database_takes_one_person_for_two(world: World, good_record: None) -> None:
    made = propose(world)

    with pytest.raises(IntegrityError, match="grant_takes_two_people"), acting_as(SYSTEM):
        Grant.objects.filter(id=made.id).update(confirmed_by=world.ada, confirmed_at=clock.now())


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"confirmed_at": "2026-01-01T00:00:00Z"}, "grant_confirmation_is_whole"),
        ({"ended_at": "2026-01-01T00:00:00Z"}, "grant_end_is_explained"),
        ({"end_reason": "Why not."}, "grant_end_is_explained"),
    ],
)
def test_half_a_step_is_refused_by_the_database(
    world: World, good_record: None, changes: dict[str, Any], constraint: str
) -> None:
    made = propose(world)

    with pytest.raises(IntegrityError, match=constraint), acting_as(SYSTEM):
        Grant.objects.filter(id=made.id).update(**changes)


@pytest.mark.parametrize(
    "past", [{}, {"upheld": 47, "refused": 3}, {"automated": 100}, {"upheld": 60, "overturned": 3}]
)
def test_a_record_that_does_not_reach_the_bounds_is_granted_nothing(
    world: World, past: dict[str, int]
) -> None:
    a_past(world, **past)

    with pytest.raises(GrantRefused, match="does not reach"):
        propose(world)


def test_the_bounds_are_those_of_the_policy_in_force(world: World) -> None:
    a_past(world, upheld=20)
    with pytest.raises(GrantRefused):
        propose(world)
    a_version(world, {"thresholds": {"good_faith_uphold_rate": 0.8, "good_faith_overturned_rate": 0.1}})

    assert propose(world)


def test_a_brand_that_nobody_has_verified_is_granted_nothing(world: World) -> None:
    a_past(world, "newleaf", upheld=60)

    with pytest.raises(GrantRefused, match="verified"):
        propose(world, brand="newleaf")


def test_there_is_one_live_grant_for_each_kind_of_right(world: World, good_record: None) -> None:
    propose(world)

    with pytest.raises(GrantRefused, match="already"):
        propose(world, by="ben")


def test_a_kind_of_right_that_nobody_knows_is_refused(world: World, good_record: None) -> None:
    with pytest.raises(GrantRefused):
        propose(world, kind="secret")


def test_what_is_confirmed_is_not_confirmed_again(world: World) -> None:
    grant_id = trust(world)

    with pytest.raises(GrantRefused, match="already"):
        act(world, "ada", grants.confirm, grant_id)


def test_suspension_takes_one_person_and_a_reason(world: World) -> None:
    grant_id = trust(world)

    with pytest.raises(GrantRefused, match="Say why"):
        act(world, "ada", grants.suspend, grant_id, reason=" ")
    ended = act(world, "ada", grants.suspend, grant_id, reason="Test buys came back genuine.")

    assert (ended.ended_by_id, ended.end_reason) == (world.ada.id, "Test buys came back genuine.")
    assert tier(world) is Tier.PRIORITY


def test_what_was_suspended_can_be_granted_again(world: World) -> None:
    grant_id = trust(world)
    act(world, "ada", grants.suspend, grant_id, reason="For a while.")

    assert propose(world).id != grant_id


@pytest.mark.parametrize("step", ["confirm", "suspend"])
def test_what_has_ended_or_never_was_is_not_found(world: World, step: str) -> None:
    grant_id = trust(world)
    act(world, "ada", grants.suspend, grant_id, reason="For good.")
    values = {"reason": "Again."} if step == "suspend" else {}

    for id in (grant_id, new_id()):
        with pytest.raises(Grant.DoesNotExist):
            act(world, "ben", getattr(grants, step), id, **values)


@pytest.mark.parametrize("name", ["rita", "audrey"])
def test_only_admins_grant(world: World, good_record: None, name: str) -> None:
    with pytest.raises(PermissionDenied):
        propose(world, by=name)


def test_every_step_is_in_the_ledger_with_its_reason(world: World) -> None:
    grant_id = trust(world)
    act(world, "ada", grants.suspend, grant_id, reason="For a while.")

    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_id=grant_id).order_by("id")
        assert [(e.event, e.actor_id, e.data["reason"]) for e in events] == [
            ("grant.proposed", world.ada.id, "Sixty of sixty."),
            ("grant.confirmed", world.ben.id, "Sixty of sixty."),
            ("grant.suspended", world.ada.id, "For a while."),
        ]


def test_a_record_that_falls_takes_the_automatism_with_it(world: World) -> None:
    trust(world)
    a_past(world, refused=10)

    complaint = file(world, "a1")
    run_work()

    assert tier(world) is Tier.STANDARD
    assert status_of(complaint) == ["in_review"]


def test_status_for_trademarks_is_none_for_pictures(world: World) -> None:
    trust(world)

    with acting_as(SYSTEM):
        others = [
            s.tier
            for s in grants.standings_of([world.brands["lumora"].tenant_id], now=clock.now())
            if s.right_kind != "trademark"
        ]
    assert set(others) == {Tier.STANDARD}
