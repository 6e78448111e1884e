"""The bell: rung once a pause, never for nothing, and given up after too many rings."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import groupby
from typing import Any, cast
from uuid import UUID

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from redis import Redis

from core import clock, outbox, relay
from core.ids import new_id
from core.models import Outbox, Tenant
from core.outbox import Handler, Order
from core.tenancy import SYSTEM, acting_as
from portal.management.commands import relay as relay_command
from portal.management.commands.relay import (
    BELLS_AHEAD,
    MEMORY,
    has_all_busy,
    has_lost_its_memory,
    let_work_gather,
)

pytestmark = pytest.mark.django_db

KIND = "test.work"


class Bell:
    def __init__(self) -> None:
        self.rung: list[tuple[str, list[UUID]]] = []

    def __call__(self, kind: str, ids: list[UUID]) -> None:
        self.rung.append((kind, ids))

    @property
    def ids(self) -> list[UUID]:
        return [id for _, ids in self.rung for id in ids]


def ring(bell: relay.Bell, *, patience: float = 0) -> int:
    with acting_as(SYSTEM):
        return relay.ring_once(bell, patience=patience)


def put_out(how_many: int = 1, *, kind: str = KIND, due_in: timedelta = timedelta()) -> list[UUID]:
    with acting_as(SYSTEM):
        due_at = clock.now() + due_in
        return outbox.add_all(
            Order(kind=kind, subject_id=new_id(), tenant_id=None, due_at=due_at) for _ in range(how_many)
        )


def row(id: UUID) -> Outbox:
    with acting_as(SYSTEM):
        return Outbox.objects.get(id=id)


def time_passes(seconds: float) -> None:
    with acting_as(SYSTEM):
        for one in Outbox.objects.all():
            one.ring_at -= timedelta(seconds=seconds)
            one.save(update_fields=["ring_at"])


def test_due_work_is_rung_once_a_pause() -> None:
    (id,), bell = put_out(), Bell()

    assert [ring(bell) for _ in range(3)] == [1, 0, 0]
    time_passes(relay.FIRST_PAUSE_SECONDS)
    assert ring(bell) == 1

    assert bell.rung == [(KIND, [id])] * 2


def test_the_pause_doubles_up_to_eleven_minutes() -> None:
    (id,) = put_out()
    pauses = []

    for _ in range(12):
        ring(Bell())
        pauses.append(round((row(id).ring_at - clock.now()).total_seconds()))
        time_passes(1000)

    assert pauses == [min(relay.FIRST_PAUSE_SECONDS * 2**n, 640) for n in range(12)]


def test_work_for_later_is_rung_later() -> None:
    put_out(due_in=timedelta(minutes=1))
    bell = Bell()

    assert ring(bell) == 0
    time_passes(60)
    assert ring(bell) == 1


def test_many_rows_are_rung_in_sets_of_one_kind() -> None:
    put_out(outbox.SET_SIZE + 1)
    put_out(2, kind="test.other")
    bell = Bell()

    assert ring(bell) == outbox.SET_SIZE + 3

    assert sorted((kind, len(ids)) for kind, ids in bell.rung) == [
        ("test.other", 2),
        (KIND, 1),
        (KIND, outbox.SET_SIZE),
    ]


def test_a_tenants_rows_are_rung_together() -> None:
    with acting_as(SYSTEM):
        tenants = [Tenant.objects.create().id for _ in range(3)]
        outbox.add_all(
            Order(kind=KIND, subject_id=new_id(), tenant_id=tenants[n % 3], due_at=clock.now())
            for n in range(9)
        )
        owners = dict(Outbox.objects.values_list("id", "tenant_id"))
    bell = Bell()

    ring(bell)

    rung = [owners[id] for id in bell.ids]
    assert [tenant for tenant, _ in groupby(rung)] == sorted(tenants, key=str)


def ring_until_the_broker_is_away(bells_heard: int, *, set_size: int = outbox.SET_SIZE) -> list[UUID]:
    """Whom the bells reached before one failed."""
    heard = Bell()

    def breaks(kind: str, ids: list[UUID]) -> None:
        if len(heard.rung) == bells_heard:
            raise ConnectionError("no broker")
        heard(kind, ids)

    # The error must not leave `acting_as`: its rollback would undo the marks whatever the relay does.
    with acting_as(SYSTEM), pytest.raises(ConnectionError):
        relay.ring_once(breaks, set_size_of=lambda kind: set_size)
    return heard.ids


def test_nothing_is_marked_as_rung_when_the_broker_is_away() -> None:
    ids = put_out(2)

    assert ring_until_the_broker_is_away(0) == []

    assert {row(id).rings for id in ids} == {0}
    assert ring(Bell()) == 2


def test_only_what_was_not_rung_before_the_broker_went_away_is_due_again_at_once() -> None:
    ids, bell = put_out(5), Bell()

    heard = ring_until_the_broker_is_away(1, set_size=2)

    assert len(heard) == 2
    assert {row(id).rings for id in heard} == {1}
    assert ring(bell) == 3
    assert sorted(heard + bell.ids) == sorted(ids)


def test_work_that_kills_every_worker_becomes_a_dead_letter() -> None:
    (id, other), bell = put_out(2), Bell()
    outbox.do(Handler(run=lambda works: None), kind=KIND, ids=[other])

    for _ in range(relay.MOST_RINGS + 5):
        ring(bell)
        time_passes(1000)

    assert len(bell.rung) == relay.MOST_RINGS
    assert row(id).state == "dead"
    assert row(id).error == "rung too often without an end"


def test_work_waits_for_workers_that_are_away_all_night() -> None:
    (id,) = put_out()

    for _ in range(2 * relay.MOST_RINGS):
        ring(Bell())
        time_passes(1000)

    assert row(id).state == "pending"


def test_work_that_was_put_off_starts_counting_its_rings_afresh() -> None:
    (id,), bell = put_out(), Bell()

    def fails(works: object) -> None:
        raise ValueError

    for _ in range(10):
        ring(bell)
        time_passes(1000)
    outbox.do(Handler(run=fails), kind=KIND, ids=[id])

    assert row(id).rings == 0


def test_work_under_a_lease_is_not_rung_before_the_lease_ends() -> None:
    (id,), bell = put_out(), Bell()
    outbox.do(Handler(run=lambda works: None, lease_seconds=60), kind=KIND, ids=[id])

    assert ring(bell) == 0
    time_passes(61)
    assert ring(bell) == 1


def test_done_and_dead_work_is_not_rung() -> None:
    done, dead = put_out(2)
    outbox.do(Handler(run=lambda works: None), kind=KIND, ids=[done])
    with acting_as(SYSTEM):
        Outbox.objects.filter(id=dead).update(state="dead", ended_at=clock.now())
    time_passes(1000)

    assert ring(Bell()) == 0


# --- a long queue ----------------------------------------------------------------------------------------


def test_work_whose_bell_may_wait_in_a_long_queue_is_rung_for_later() -> None:
    put_out()
    bell = Bell()
    ring(bell)
    time_passes(relay.FIRST_PAUSE_SECONDS)
    at_once = ring(bell, patience=45)
    time_passes(45)

    assert (at_once, ring(bell, patience=45)) == (0, 1)


def test_work_of_a_worker_that_is_gone_is_rung_for_in_spite_of_a_long_queue() -> None:
    (id,), bell = put_out(), Bell()
    ring(bell)
    with acting_as(SYSTEM):
        outbox._lease(KIND, [id], seconds=60)
        Outbox.objects.update(lease_until=clock.real_now())
    time_passes(60)

    assert ring(bell, patience=45) == 1


def test_new_work_is_rung_for_in_spite_of_a_long_queue() -> None:
    put_out()

    assert ring(Bell(), patience=45) == 1


# --- a broker that loses what it was given ---------------------------------------------------------------


def test_what_an_emptied_broker_was_told_is_rung_for_at_once() -> None:
    (id,), bell = put_out(), Bell()
    for _ in range(6):
        ring(bell)
        time_passes(relay.FIRST_PAUSE_SECONDS * 2**6)
    ring(bell)

    with acting_as(SYSTEM):
        anew = relay.ring_anew()

    assert (anew, ring(bell), row(id).rings) == (1, 1, 1)


def test_what_somebody_is_doing_is_left_alone_when_the_broker_was_emptied() -> None:
    (id,), bell = put_out(), Bell()
    ring(bell)
    with acting_as(SYSTEM):
        outbox._lease(KIND, [id], seconds=60)
        anew = relay.ring_anew()

    assert (anew, ring(bell)) == (0, 0)


def test_what_is_for_later_stays_for_later_when_the_broker_was_emptied() -> None:
    bell = Bell()
    put_out(due_in=timedelta(minutes=1))
    with acting_as(SYSTEM):
        anew = relay.ring_anew()

    assert (anew, ring(bell)) == (0, 0)


def test_an_emptied_broker_is_noticed_once() -> None:
    broker = Redis.from_url(settings.REDIS_URL)
    has_lost_its_memory(broker)
    before = has_lost_its_memory(broker)
    broker.delete(MEMORY)

    assert (before, has_lost_its_memory(broker), has_lost_its_memory(broker)) == (False, True, False)


def test_workers_are_busy_while_bells_wait_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    broker, queue = Redis.from_url(settings.REDIS_URL), f"queue of {new_id()}"
    monkeypatch.setattr(relay_command, "USUAL_QUEUE", queue)
    seen = [has_all_busy(broker)]
    broker.rpush(queue, *["bell"] * BELLS_AHEAD)
    seen.append(has_all_busy(broker))
    broker.lpop(queue)
    seen.append(has_all_busy(broker))
    broker.delete(queue)

    assert seen == [False, True, False]


class Queue:
    """A broker whose queue is as long as it says, once for each look."""

    def __init__(self, *lengths: int) -> None:
        self.lengths = iter(lengths)

    def llen(self, name: str) -> int:
        return next(self.lengths)


class Waits(threading.Event):
    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.times += 1
        return self.is_set()


@pytest.mark.parametrize(
    ("lengths", "waits"), [((0,), 0), ((BELLS_AHEAD - 1,), 0), ((BELLS_AHEAD, BELLS_AHEAD, 0), 2)]
)
def test_work_gathers_for_as_long_as_every_worker_is_busy(lengths: tuple[int, ...], waits: int) -> None:
    waited = Waits()
    let_work_gather(cast(Redis, Queue(*lengths)), waited)

    assert waited.times == waits


def test_a_queue_that_stays_full_is_rung_for_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_command, "GATHERING_SECONDS", 0)
    waited = Waits()
    let_work_gather(cast(Redis, Queue(*[BELLS_AHEAD] * 3)), waited)

    assert waited.times == 0


def test_a_relay_that_is_told_to_stop_waits_for_no_work() -> None:
    told = Waits()
    told.set()
    let_work_gather(cast(Redis, Queue(*[BELLS_AHEAD] * 3)), told)

    assert told.times == 1


def test_looking_for_due_work_passes_over_what_waits_for_later() -> None:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = []
        for statement in (relay.RING, relay.RING_AGAIN):
            cursor.execute("EXPLAIN " + statement, {"most": 1, "pause": 5, "most_rings": 25, "patience": 0})
            plans.append("\n".join(line for (line,) in cursor.fetchall()))

    assert all("Index Cond: (ring_at <= " in plan for plan in plans)
    assert "outbox_to_ring" in plans[0]
    assert "outbox_rung" in plans[1]


# --- its login role --------------------------------------------------------------------------------------


@pytest.fixture
def as_relay(db: None, sign_in: Callable[[str], Any]) -> Iterator[Any]:
    with closing(sign_in("DATABASE_RELAY_URL")) as opened, opened.cursor() as cursor:
        yield cursor
        opened.rollback()


def test_the_relay_may_read_and_mark_the_outbox(as_relay: Any) -> None:
    as_relay.execute(relay.RING, {"most": 1, "pause": 20, "most_rings": 25})

    assert as_relay.fetchall() == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT FROM complaints_item",
        "SELECT FROM core_tenant",
        "SELECT FROM accounts_user",
        "DELETE FROM core_outbox",
        "INSERT INTO core_outbox (id, kind, subject_id) VALUES (gen_random_uuid(), 'x', gen_random_uuid())",
        "SET ROLE app_staff",
    ],
)
def test_the_relay_may_do_nothing_else(as_relay: Any, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        as_relay.execute(statement)
