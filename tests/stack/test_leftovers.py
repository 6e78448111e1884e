import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from portal.stack import leftovers
from portal.stack.files import write_json
from portal.stack.leftovers import end_leftovers
from portal.stack.stopping import StopSignals
from tests.stack.running import wait_until

WAITING = [sys.executable, "-I", "-S", "-c", "import signal; print(flush=True); signal.pause()"]


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen]:
    """A process that ends for no reason but a signal, and that no supervisor watches."""
    process = subprocess.Popen(WAITING, start_new_session=True, stdout=subprocess.PIPE)
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "GRACE_SECONDS", 0)


def status_file(folder: Path, process: subprocess.Popen, *, created: float) -> Path:
    entry = {"pid": process.pid, "created": created, "stop_signal": int(signal.SIGTERM)}
    write_json(folder / "stack.json", {"processes": {"web": entry}})
    return folder / "stack.json"


def test_a_process_that_the_status_file_names_is_ended(tmp_path, stranger):
    created = psutil.Process(stranger.pid).create_time()

    end_leftovers(status_file(tmp_path, stranger, created=created), StopSignals())

    wait_until(lambda: stranger.poll() == -signal.SIGTERM)


def test_a_process_that_does_not_stop_is_ended_by_force(tmp_path, stranger, monkeypatch):
    monkeypatch.setattr(leftovers, "PATIENCE_SECONDS", 0)
    created = psutil.Process(stranger.pid).create_time()
    stranger.send_signal(signal.SIGSTOP)

    end_leftovers(status_file(tmp_path, stranger, created=created), StopSignals())

    wait_until(lambda: stranger.poll() == -signal.SIGKILL)


def test_another_process_with_the_same_pid_is_left_alone(tmp_path, stranger):
    created = psutil.Process(stranger.pid).create_time() - 3600

    end_leftovers(status_file(tmp_path, stranger, created=created), StopSignals())

    assert stranger.poll() is None


def test_no_status_file_means_nothing_is_left(tmp_path):
    end_leftovers(tmp_path / "stack.json", StopSignals())
