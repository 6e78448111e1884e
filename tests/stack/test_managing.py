"""script/manage, with a stand-in for Django (stand_in/)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.stack import secrets_file, unprivileged
from portal.stack.managing import needs_no_servers, role_for
from tests.stack.running import (
    SECONDS,
    Running,
    clean_environment,
    free_port_pair,
    is_alive,
    run,
    start,
    wait_until,
)


@pytest.fixture(scope="module")
def environment(portal_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    data = tmp_path_factory.mktemp("manage") / "data"
    yield clean_environment() | {
        "PYTHONPATH": str(portal_tree),
        "PORTAL_DATA": str(data),
        "PORTAL_PORT": str(free_port_pair()),
    }
    if data.exists():
        unprivileged.forget(stack_id=secrets_file.load(data)[secrets_file.STACK_ID])


def started(environment: dict[str, str], command: str) -> Running:
    running = start(environment, "manage", command)
    wait_until(lambda: f"{command} runs as" in running.said())
    return running


@pytest.mark.parametrize(
    "arguments", [[], ["help"], ["recognise", "--marks", "m.csv"], ["simulate", "--help"]]
)
def test_some_commands_need_no_servers(arguments):
    assert needs_no_servers(arguments)


@pytest.mark.parametrize("arguments", [["simulate"], ["shell"], ["migrate", "--plan"]])
def test_most_commands_need_servers(arguments):
    assert not needs_no_servers(arguments)


@pytest.mark.parametrize(("command", "role"), [("migrate", "app_owner"), ("shell", "app_worker")])
def test_only_commands_about_tables_run_as_their_owner(command, role):
    assert role_for([command]) == role


def test_a_command_without_need_of_servers_runs_where_it_was_called(environment, tmp_path):
    done = run(environment | {"PORTAL_DATA": str(tmp_path / "none")}, "manage", "recognise")

    assert done.stdout == "recognise runs in /\n"
    assert not (tmp_path / "none").exists()


@pytest.mark.stack
def test_servers_are_started_for_one_command_and_stopped_after_it(environment):
    running = started(environment, "relay")
    pids = running.pids()

    running.stop()

    assert running.process.returncode == 0
    assert set(pids) == {"postgres", "valkey"}
    assert not any(map(is_alive, pids.values()))


@pytest.mark.stack
def test_a_new_database_gets_its_tables_first(environment):
    done = run(environment, "manage", "rederive_standing")

    assert done.stdout == "rederive_standing runs as app_worker\n"
    assert (Path(environment["PORTAL_DATA"]) / "logs" / "migrate.log").exists()


@pytest.mark.stack
def test_a_simulation_has_servers_of_its_own(environment, tmp_path):
    nobodys = {
        "DATABASE_URL": "postgresql://somebody@127.0.0.1:9/portal",
        "PORTAL_DATA": str(tmp_path / "none"),
    }

    done = run(environment | nobodys, "manage", "simulate")

    assert done.stdout.endswith("simulate runs as app_worker\n")
    assert not (tmp_path / "none").exists()


@pytest.mark.stack
def test_a_second_command_shares_the_servers_of_the_first(environment):
    first = started(environment, "relay")
    second = started(environment, "scheduler")

    first.process.terminate()
    wait_until(lambda: "Waiting for another script/manage" in first.said())

    assert is_alive(first.pids()["postgres"])
    assert second.stop() == 0
    assert first.process.wait(SECONDS) == 0


@pytest.mark.stack
def test_the_portal_does_not_start_in_the_middle_of_a_command(environment):
    command = started(environment, "relay")

    refused = run(environment, "up")

    command.stop()
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"server: script/manage (pid {command.process.pid}) is already using")
