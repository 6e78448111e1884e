import os
import socket
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from portal.stack import postgres, unprivileged, valkey
from portal.stack.console import StackError
from portal.stack.files import read_json
from portal.stack.ports import find_free
from portal.stack.postgres import Cluster
from portal.stack.service import Child
from tests.stack.running import wait_until


@pytest.fixture
def ports_of(embedded) -> dict[str, int]:
    return read_json(embedded[0].data / "ports.json")


def test_a_wrong_password_is_refused(embedded, ports_of):
    url = f"postgresql://postgres:guess@127.0.0.1:{ports_of['postgres']}/postgres"

    assert not postgres.answers(url)
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(url)


def test_a_session_in_the_database_needs_no_file_in_the_file_system(embedded, ports_of):
    _, secrets = embedded
    url = f"postgresql://postgres:{secrets['postgres']}@127.0.0.1:{ports_of['postgres']}/postgres"

    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW unix_socket_directories")

        assert cursor.fetchone() == ("",)


def test_another_server_on_the_port_is_not_taken_for_ours(embedded, ports_of):
    _, secrets = embedded

    assert not valkey.answers_as(port=ports_of["valkey"], password=secrets["valkey"], pid=os.getpid())


def test_the_broker_asks_for_a_password(embedded, ports_of):
    with socket.create_connection(("127.0.0.1", ports_of["valkey"])) as connection:
        connection.sendall(b"PING\r\n")

        assert connection.recv(100).startswith(b"-NOAUTH")


def test_no_password_is_on_a_command_line(embedded, tmp_path):
    _, secrets = embedded

    service = valkey.as_service(tmp_path, port=1, password=secrets["valkey"], log=tmp_path / "log")

    assert not any(secrets["valkey"] in word for word in service.command)
    assert (tmp_path / "valkey.conf").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def stopped(tmp_path: Path) -> Cluster:
    """A cluster as far as PostgreSQL is not needed for it."""
    cluster = Cluster(programs=tmp_path, data=tmp_path / "postgres")
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("18\n")
    return cluster


def test_a_pid_that_now_belongs_to_a_stranger_does_not_hinder_the_start(stopped):
    (stopped.data / "postmaster.pid").write_text(f"{os.getpid()}\n{stopped.data}\n")

    postgres.prepare(stopped, password="")

    assert not (stopped.data / "postmaster.pid").exists()


def test_a_server_that_a_killed_supervisor_left_is_stopped(tmp_path):
    cluster, port = unprivileged.locate(tmp_path, stack_id="left"), find_free()
    postgres.prepare(cluster, password="password")
    left = Child(postgres.as_service(cluster, port=port, log=tmp_path / "log", throwaway=True))
    left.start()
    wait_until(lambda: postgres.answers(f"postgresql://postgres:password@127.0.0.1:{port}/postgres"))

    postgres.prepare(cluster, password="password")

    wait_until(lambda: left.exit_code() == 0)
    unprivileged.forget(stack_id="left")


def test_data_of_another_major_version_are_left_alone(stopped):
    (stopped.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(StackError, match="is of PostgreSQL 17"):
        postgres.prepare(stopped, password="")
