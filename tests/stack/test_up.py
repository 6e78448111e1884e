"""script/server as a whole, with stand-ins for Django's processes (stand_in/)."""

import contextlib
import http.client
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from portal.stack import secrets_file, unprivileged
from portal.stack.files import read_json
from tests.stack.running import Running, clean_environment, free_port_pair, is_alive, run, start, wait_until

pytestmark = pytest.mark.stack

PORTAL = {"postgres", "valkey", "marketplace", "web", "worker", "webhooks", "relay", "scheduler"}


@pytest.fixture(scope="module")
def environment(portal_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return clean_environment() | {
        "PYTHONPATH": str(portal_tree),
        "PORTAL_DATA": str(tmp_path_factory.mktemp("up") / "data"),
        "PORTAL_PORT": str(free_port_pair()),
        # Must not reach any process of the stack.
        "PGOPTIONS": "-c search_path=nowhere",
    }


@pytest.fixture(scope="module")
def up(environment: dict[str, str]) -> Iterator[Running]:
    running = start(environment, "up")
    wait_until(running.is_ready)
    yield running
    running.stop()
    unprivileged.forget(stack_id=secrets_file.load(running.data)[secrets_file.STACK_ID])


def assert_all_run(running: Running) -> None:
    """One that met a server in the middle of its restart may be on its way back at this moment."""
    wait_until(lambda: set(running.pids()) == PORTAL)


def user_of(running: Running, name: str) -> str:
    return (running.data / "logs" / f"{name}.log").read_text().splitlines()[0]


def test_it_says_where_the_portal_is_and_who_may_sign_in(up, environment):
    assert f"http://localhost:{environment['PORTAL_PORT']}\n" in up.said()
    assert "alice@example.com" in up.said()


def test_every_process_runs_and_the_portal_answers(up, environment):
    connection = http.client.HTTPConnection("127.0.0.1", int(environment["PORTAL_PORT"]))
    with contextlib.closing(connection):
        connection.request("GET", "/")
        answer = connection.getresponse().read()

    assert_all_run(up)
    assert answer == b"well"


@pytest.mark.parametrize(
    ("name", "role"),
    [("migrate", "app_owner"), ("demo", "app_worker"), ("relay", "app_relay"), ("scheduler", "app_worker")],
)
def test_each_process_connects_as_its_own_role(up, name, role):
    wait_until(lambda: "runs as" in (up.data / "logs" / f"{name}.log").read_text())

    assert user_of(up, name) == f"{name} runs as {role}"


def test_a_second_server_on_the_same_data_is_refused_in_one_line(up, environment):
    second = run(environment, "up")

    assert second.returncode == 1
    assert second.stderr == f"server: script/server (pid {up.process.pid}) is already using {up.data}\n"


def test_a_busy_port_is_said_in_one_line(up, environment, tmp_path):
    other = run(environment | {"PORTAL_DATA": str(tmp_path / "other")}, "up")

    assert other.returncode == 1
    assert f"port {environment['PORTAL_PORT']} is in use" in other.stderr
    assert other.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "role"), [("rederive_standing", "app_worker"), ("sqlmigrate", "app_owner")]
)
def test_manage_uses_the_servers_that_run(up, environment, command, role):
    done = run(environment, "manage", command)

    assert done.stdout == f"{command} runs as {role}\n"
    assert_all_run(up)


def test_a_killed_database_comes_back_with_what_it_had(up):
    database = up.pids()["postgres"]
    os.kill(database, signal.SIGKILL)
    wait_until(lambda: up.pids().get("postgres") not in {None, database})
    secrets = secrets_file.load(up.data)
    port = read_json(up.data / "ports.json")["postgres"]

    def migrations() -> bool:
        with contextlib.suppress(psycopg2.OperationalError):
            url = f"postgresql://app_owner:{secrets['app_owner']}@127.0.0.1:{port}/portal"
            with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
                cursor.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL")
                return cursor.fetchone() == (True,)
        return False

    wait_until(migrations)


def test_secrets_are_for_their_owner_alone(up):
    assert (up.data / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert up.data.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_however_it_ends_nothing_is_left_after_the_next_start(up, number):
    old = up.pids().values()

    up.stop(number)
    up.start()

    wait_until(up.is_ready)
    assert_all_run(up)
    assert not any(map(is_alive, old))


def test_after_a_stop_nothing_is_left(up, environment):
    pids = up.pids().values()

    code = up.stop()

    with socket.socket() as probe:
        port_answers = probe.connect_ex(("127.0.0.1", int(environment["PORTAL_PORT"]))) == 0
    alive = [pid for pid in pids if is_alive(pid)]
    up.start()
    wait_until(up.is_ready)
    assert (code, alive, port_answers) == (0, [], False)
