"""What keeps an order from being given twice when it may still be under way. Quick, and without a process."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from complaints.models import Complaint
from complaints.work import ASSESSED, FREEZE
from core import clock, outbox, relay
from core.models import Outbox
from core.outbox import Handler
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Unavailable
from portal.work import HANDLERS
from takedown.removal import deliver
from takedown.removal.calls import LONGEST_IN_FLIGHT_SECONDS
from takedown.work import DELIVER
from tests.past import trust
from tests.stories import World, file, let_pass, pending_work, run_work, status_of

A_WHILE = timedelta(minutes=10)


@pytest.fixture
def filed(world: World) -> Complaint:
    """Two listings of a trusted brand, decided; their removals are put out and not carried out yet."""
    trust(world)
    complaint = file(world, "a1", "a2")
    for kind in (FREEZE, ASSESSED):
        do(HANDLERS[kind], kind)
    return complaint


def do(handler: Handler, kind: str) -> None:
    outbox.do(handler, kind=kind, ids=[work.id for work in pending_work([kind])])


def waits() -> list[float]:
    with acting_as(SYSTEM):
        now = clock.now()
        rows = Outbox.objects.filter(kind=DELIVER, state=Outbox.State.PENDING)
        return [(row.due_at - now).total_seconds() for row in rows]


def test_a_lease_is_as_long_as_its_rounds_of_calls_can_take() -> None:
    handler = Handler(run=lambda works: None, lease_seconds=10, round_seconds=4, at_once=16)

    assert [handler.lease_for(rows) for rows in (1, 16, 17, 100)] == [14, 14, 18, 38]


def test_removals_lease_longer_than_an_order_can_be_under_way() -> None:
    assert HANDLERS[DELIVER].lease_for(1) > 2 * LONGEST_IN_FLIGHT_SECONDS


def test_no_order_is_given_that_could_land_after_its_lease(world: World, filed: Complaint) -> None:
    short = replace(HANDLERS[DELIVER], lease_seconds=LONGEST_IN_FLIGHT_SECONDS - 1, round_seconds=0)

    do(short, DELIVER)
    assert world.site.calls["hide"] == 0

    let_pass(A_WHILE)
    run_work()
    assert status_of(filed) == ["removed", "removed"]
    assert world.site.hides["a1"] == world.site.hides["a2"] == 1


@pytest.mark.parametrize("status", [None, 408, 502, 503, 504])
def test_what_a_gateway_answers_says_nothing_of_the_order_behind_it(
    world: World, filed: Complaint, status: int | None
) -> None:
    world.site.fail("hide", *[Unavailable("no answer", status=status)] * 2)

    do(HANDLERS[DELIVER], DELIVER)

    assert min(waits()) > LONGEST_IN_FLIGHT_SECONDS - 1


def test_the_marketplaces_own_error_is_an_answer(world: World, filed: Complaint) -> None:
    world.site.fail("hide", *[Unavailable("broken", status=500)] * 2)

    do(HANDLERS[DELIVER], DELIVER)

    assert max(waits()) < LONGEST_IN_FLIGHT_SECONDS - 1


def test_a_failure_that_connectors_must_not_have_is_no_answer_either(
    world: World, filed: Complaint, calls_here: None
) -> None:
    world.site.ignores_keys = True
    world.site.fail("hide_after_effect", KeyError("order"))  # type: ignore[arg-type]

    do(HANDLERS[DELIVER], DELIVER)
    assert [wait > LONGEST_IN_FLIGHT_SECONDS - 1 for wait in waits()] == [True]

    let_pass(A_WHILE)
    run_work()
    assert status_of(filed) == ["removed", "removed"]
    assert world.site.hides["a1"] == world.site.hides["a2"] == 1


def test_one_orders_trouble_does_not_have_the_others_looked_at_again(
    world: World, filed: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify, troubles = deliver.mark_verified, ["one of them", "both together"]

    def fails(removals: Any, **options: Any) -> None:
        if removals and troubles:
            raise ValueError(troubles.pop())
        verify(removals, **options)

    monkeypatch.setattr(deliver, "mark_verified", fails)
    do(HANDLERS[DELIVER], DELIVER)

    assert world.site.calls["hide"] == 2
    assert sorted(status_of(filed)) == ["removed", "upheld"]
    assert [wait > LONGEST_IN_FLIGHT_SECONDS - 1 for wait in waits()] == [True]
    let_pass(A_WHILE)
    run_work()
    assert status_of(filed) == ["removed", "removed"]
    assert world.site.calls["hide"] == 2


def test_work_notified_while_the_relay_rang_is_not_waited_for(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits_for_more(*arguments: Any) -> Any:
        raise AssertionError("it is there already")

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    monkeypatch.setattr(relay.select, "select", waits_for_more)
    connection.connection.notifies.append("work")

    relay.wait_for_work(30)

    assert connection.connection.notifies == []
