"""Simulated time is told by an empty database that was made for it, and by no other."""

from datetime import UTC, datetime, timedelta
from random import Random

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from accounts.models import User
from core import clock, ids, outbox
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from simulation.clock import NotEmpty, SimulatedClock, next_working_hour, prepare
from tests.simulation.running import an_empty_database

MONDAY = datetime(2030, 1, 7, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def owner_url(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), an_empty_database() as url:
        prepare(url)
        yield url


def put_out(due_at=None):
    with acting_as(SYSTEM):
        return outbox.add(outbox.Order(kind="test", subject_id=ids.new_id(), tenant_id=None, due_at=due_at))


def test_the_database_tells_the_time_that_was_set(owner_url):
    simulated = SimulatedClock(MONDAY, Random(1))

    with simulated.running():
        assert clock.now() == clock.real_now() == MONDAY
        simulated.set(MONDAY + timedelta(hours=1))
        assert clock.now() == MONDAY + timedelta(hours=1)

    assert clock.now() < MONDAY


def test_time_is_never_set_back(owner_url):
    simulated = SimulatedClock(MONDAY, Random(1))

    with simulated.running():
        simulated.set(MONDAY - timedelta(days=1))
        assert clock.now() == MONDAY


def test_columns_and_work_go_by_simulated_time(owner_url):
    simulated, done = SimulatedClock(MONDAY, Random(1)), []
    handlers = {"test": outbox.Handler(run=done.extend)}

    with simulated.running():
        id = put_out(due_at=MONDAY + timedelta(days=30))
        outbox.do_all_due(handlers)
        assert done == []
        simulated.set(MONDAY + timedelta(days=30))
        outbox.do_all_due(handlers)
        with acting_as(SYSTEM):
            row = Outbox.objects.get(id=id)

    assert [work.id for work in done] == [id]
    assert row.created_at == MONDAY
    assert row.ended_at == MONDAY + timedelta(days=30)


def test_identifiers_are_of_simulated_time_in_order_and_the_same_each_time():
    one, other = SimulatedClock(MONDAY, Random(1)), SimulatedClock(MONDAY, Random(1))
    made = []
    for simulated in (one, other):
        source = ids.Source(id=simulated._new_id, letter=Random(1).choice)
        with ids.drawn_from(source):
            made.append(([ids.new_id() for _ in range(1000)], ids.readable_number("C")))

    assert made[0] == made[1]
    assert made[0][0] == sorted(made[0][0])
    assert all(id.version == 7 and id >= ids.earliest_id(MONDAY) for id in made[0][0])


def test_a_database_that_holds_anything_keeps_its_own_time(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), an_empty_database() as url:
        with acting_as(SYSTEM):
            User.objects.create(email="somebody@example.test", name="", password="!")

        with pytest.raises(NotEmpty):
            prepare(url)
        with psycopg2.connect(url) as owner, owner.cursor() as cursor:
            cursor.execute("SELECT to_regnamespace('simulated_time')")
            assert cursor.fetchone() == (None,)
        owner.close()


def test_production_keeps_its_own_time(settings):
    settings.PRODUCTION = True

    with pytest.raises(ImproperlyConfigured):
        prepare("postgresql://nobody@127.0.0.1:9/nothing")
    with pytest.raises(CommandError):
        call_command("simulate", "--complaints", "1", "--seed", "1")


@pytest.mark.parametrize(
    ("moment", "next_hour"),
    [
        (MONDAY.replace(hour=10), MONDAY.replace(hour=10)),
        (MONDAY.replace(hour=3), MONDAY.replace(hour=8)),
        (MONDAY.replace(hour=18), MONDAY.replace(day=8, hour=8)),
        (MONDAY.replace(day=11, hour=20), MONDAY.replace(day=14, hour=8)),
        (MONDAY.replace(day=12, hour=12), MONDAY.replace(day=14, hour=8)),
    ],
)
def test_offices_answer_in_their_hours(moment, next_hour):
    assert next_working_hour(moment, opens=8, closes=18) == next_hour
