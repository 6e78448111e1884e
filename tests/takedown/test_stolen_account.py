"""A trusted account is stolen and fires removals: a few go, a suspension ends it, one order undoes it.

At full size on the whole stack: `script/bench stolen_account`.
"""

from datetime import timedelta

import pytest

from core import clock
from core.ids import new_id
from core.tenancy import acting_as
from takedown.removal import reinstate
from takedown.removal.reinstate import Which
from tests.past import a_past, trust
from tests.stories import World, run_work, status_of
from tests.takedown.auditing import look_around
from tests.takedown.test_brakes import pulled
from tests.takedown.test_caps import file_some, held_because, look_again, set_caps
from tests.takedown.test_rechecking import suspend, upheld_by_the_policy

CAP, FIRED = 4, 30


def test_few_go_the_brand_is_stopped_and_all_comes_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = clock.now()
    a_past(world, upheld=400)
    grant_id = trust(world)
    set_caps(monkeypatch, least_hourly_cap=CAP, brake_least_asked=20, brake_asked_factor=0.0)

    complaint = file_some(world, FIRED)
    run_work()
    look_around()
    assert world.site.calls["hide"] == CAP
    assert pulled(world, "far_more_is_removed_than_usual")

    suspend(world, grant_id)
    with clock.shifted(timedelta(hours=2)):
        look_again()
    assert world.site.calls["hide"] == CAP
    assert sorted(set(status_of(complaint))) == ["in_review", "removed"]

    ada = world.actor("ada")
    with acting_as(ada):
        which = Which(since=began, until=clock.now())
        reinstate.order(which, reason="Stolen.", form_key=new_id(), by=ada, now=clock.now())
    run_work()
    assert world.site.restores.total() == CAP
    assert sorted(set(status_of(complaint))) == ["in_review", "restored"]


def test_a_suspension_ends_what_is_queued_without_any_delay(world: World) -> None:
    """Nothing but the next look at the row is waited for, so that queued work is stopped when it is begun."""
    grant_id = trust(world)
    items = [upheld_by_the_policy(world, ref) for ref in ("a1", "a2", "a3")]
    suspend(world, grant_id)
    run_work()

    assert world.site.calls["hide"] == 0
    assert [held_because(item) for item in items] == [["brand_is_not_trusted"]] * 3
