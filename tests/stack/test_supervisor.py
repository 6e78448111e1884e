import os
import signal
import sys
from pathlib import Path

import pytest

from portal.stack.service import LONGEST_PAUSE_SECONDS, Child, Service
from tests.stack.running import is_alive, wait_until


def test_a_killed_child_comes_back(small_stack):
    running = small_stack("web", "worker")
    before = running.pids()

    os.kill(before["web"], signal.SIGKILL)

    wait_until(lambda: running.pids().get("web") not in {None, before["web"]})
    assert running.pids()["worker"] == before["worker"]
    assert "web ended (signal 9), starts again in 0.2 s" in running.said()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_children_stop_in_the_opposite_order(small_stack, number):
    running = small_stack("database", "web", "relay")

    code = running.stop(number)

    assert code == 0
    assert (running.data / "journal").read_text().split() == ["relay", "web", "database"]


def test_after_a_stop_nothing_is_left(small_stack):
    running = small_stack("web", "worker")
    pids = running.pids()
    assert set(pids) == {"web", "worker"}

    running.stop()

    assert not any(map(is_alive, pids.values()))
    assert not (running.data / "stack.json").exists()


def test_a_child_that_does_not_stop_is_ended_by_force(small_stack):
    running = small_stack("web", "worker:stubborn")
    pids = running.pids()

    running.stop()

    assert not is_alive(pids["worker"])
    assert "worker did not stop" in running.said()


def test_the_children_of_a_killed_child_end_with_it(small_stack):
    running = small_stack("web:parent")
    grandchild = int((running.data / "web.grandchild").read_text())

    os.kill(running.pids()["web"], signal.SIGKILL)

    wait_until(lambda: not is_alive(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_children_end_with_a_killed_supervisor(small_stack):
    running = small_stack("web", "worker")
    pids = running.pids().values()

    running.stop(signal.SIGKILL)

    wait_until(lambda: not any(map(is_alive, pids)))


def test_the_next_start_clears_up_after_a_killed_supervisor(small_stack):
    first = small_stack("web:parent", "worker")
    left = [*first.pids().values(), int((first.data / "web.grandchild").read_text())]
    first.stop(signal.SIGKILL)

    second = small_stack("web", "worker")

    assert not any(map(is_alive, left))
    assert all(map(is_alive, second.pids().values()))


def test_a_child_that_keeps_ending_is_started_ever_more_slowly(tmp_path: Path):
    service = Service(
        name="broken",
        command=("true",),
        environment={},
        directory=tmp_path,
        log=tmp_path / "broken.log",
    )
    child = Child(service)

    pauses = []
    for _ in range(7):
        child.start()
        wait_until(lambda: child.exit_code() == 0)
        pauses.append(child.note_end())

    assert pauses[:3] == [0.2, 0.4, 0.8]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS
