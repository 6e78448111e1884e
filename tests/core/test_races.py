"""What only two connections at once can show."""

import select
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import connection

from core import clock, outbox, relay
from core.ids import new_id
from core.models import Outbox, ScheduledRun
from core.outbox import Handler, LeaseLost, Order, Work
from core.scheduler import Job, put_out_due
from core.tenancy import SYSTEM, acting_as
from portal import environment as env
from tests.racing import PATIENCE, at_the_same_time

KIND = "test.work"


def put_out(how_many: int) -> list[UUID]:
    with acting_as(SYSTEM):
        return outbox.add_all(Order(kind=KIND, subject_id=new_id(), tenant_id=None) for _ in range(how_many))


@pytest.mark.parametrize("lease_seconds", [0, 60])
def test_two_workers_never_do_the_same_work(committed: None, lease_seconds: int) -> None:
    ids = put_out(6)
    inside = threading.Barrier(2, timeout=PATIENCE)
    done: list[UUID] = []

    def worker(mine: list[UUID]) -> None:
        def run(works: Sequence[Work]) -> None:
            inside.wait()
            done.extend(work.id for work in works)
            inside.wait()

        outbox.do(Handler(run=run, lease_seconds=lease_seconds), kind=KIND, ids=mine)

    # Both are rung for the middle two; whoever comes second finds them taken and does the rest.
    at_the_same_time(lambda: worker(ids[:4]), lambda: worker(ids[2:]))

    assert sorted(done) == sorted(ids)


def test_a_worker_that_was_away_too_long_finds_its_lease_lost(committed: None) -> None:
    (id,) = put_out(1)
    held: list[Work] = []
    outbox.do(Handler(run=held.extend, lease_seconds=60), kind=KIND, ids=[id])
    with acting_as(SYSTEM):
        Outbox.objects.update(lease_until=clock.now() - timedelta(seconds=1))

    def takes_over() -> None:
        def run(works: Sequence[Work]) -> None:
            with acting_as(SYSTEM):
                outbox.finish(works)

        outbox.do(Handler(run=run, lease_seconds=60), kind=KIND, ids=[id])

    at_the_same_time(takes_over)

    with pytest.raises(LeaseLost), acting_as(SYSTEM):
        outbox.finish(held)


def test_a_killed_worker_leaves_a_set_untouched(committed: None, sign_in: Callable[[str], Any]) -> None:
    ids = put_out(2)
    with closing(sign_in("DATABASE_WORKER_URL")) as killed, killed.cursor() as cursor:
        cursor.execute("SET ROLE app_staff; SELECT FROM core_outbox FOR UPDATE")
        outbox.do(Handler(run=lambda works: None), kind=KIND, ids=ids)
        with acting_as(SYSTEM):
            assert Outbox.objects.filter(state="pending").count() == 2
    # Its connection is gone, and with it its locks, as soon as the server has noticed.
    with acting_as(SYSTEM):
        assert len(Outbox.objects.select_for_update()) == 2
    outbox.do(Handler(run=lambda works: None), kind=KIND, ids=ids)

    with acting_as(SYSTEM):
        assert Outbox.objects.filter(state="done").count() == 2


def test_two_relays_ring_each_row_once(committed: None) -> None:
    ids = put_out(5)
    rung: list[UUID] = []
    inside = threading.Barrier(2, timeout=PATIENCE)

    def relays() -> None:
        def bell(kind: str, some: list[UUID]) -> None:
            rung.extend(some)

        with acting_as(SYSTEM):
            inside.wait()
            relay.ring_once(bell)
            inside.wait()

    at_the_same_time(relays, relays)

    assert sorted(rung) == sorted(ids)


@contextmanager
def signed_in_as(variable: str) -> Iterator[None]:
    """The test's own connection under another login role, outside any transaction, as the product opens it."""
    address = env.address(variable)
    with patch.dict(connection.settings_dict, USER=address.user, PASSWORD=address.password):
        connection.close()
        try:
            yield
        finally:
            connection.close()


def test_rows_are_marked_and_not_locked_any_more_while_the_bell_rings(
    committed: None, sign_in: Callable[[str], Any]
) -> None:
    ids = put_out(3)
    free: list[tuple[UUID, int]] = []

    def bell(kind: str, some: list[UUID]) -> None:
        with closing(sign_in("DATABASE_WORKER_URL")) as worker, worker.cursor() as cursor:
            cursor.execute("SET ROLE app_staff")
            cursor.execute(
                "SELECT id, rings FROM core_outbox WHERE id = ANY(%s::uuid[]) FOR UPDATE SKIP LOCKED", [some]
            )
            free.extend(cursor.fetchall())

    # Not in `acting_as`: its transaction would hold the rows until after the bell.
    with signed_in_as("DATABASE_RELAY_URL"):
        assert relay.ring_once(bell) == 3

    assert sorted(free) == [(id, 1) for id in sorted(ids)]


def test_two_schedulers_open_each_period_once(committed: None) -> None:
    jobs = [Job(kind=f"test.{n}", every=timedelta(days=1)) for n in range(5)]
    ready = threading.Barrier(2, timeout=PATIENCE)

    def schedules() -> int:
        ready.wait()
        return put_out_due(jobs)

    opened = at_the_same_time(schedules, schedules)

    assert sum(opened) == 5
    with acting_as(SYSTEM):
        assert Outbox.objects.count() == ScheduledRun.objects.count() == 5


def test_new_work_wakes_the_relay_when_it_is_committed(
    committed: None, sign_in: Callable[[str], Any]
) -> None:
    with closing(sign_in("DATABASE_RELAY_URL")) as listening, listening.cursor() as cursor:
        listening.autocommit = True
        cursor.execute(f"LISTEN {outbox.CHANNEL}")
        with acting_as(SYSTEM):
            outbox.add(Order(kind=KIND, subject_id=new_id(), tenant_id=None))
            listening.poll()
            assert listening.notifies == []

        assert select.select([listening], [], [], PATIENCE)[0]
        listening.poll()
        assert [notice.channel for notice in listening.notifies] == [outbox.CHANNEL]
