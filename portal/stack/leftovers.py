"""What a killed supervisor left running. Processes are known by pid and time of creation, never by name."""

import os
import time
from pathlib import Path
from typing import Any

import psutil

from portal.stack.files import read_json
from portal.stack.service import kill_group
from portal.stack.stopping import StopSignals

# On Linux the kernel has already asked them to stop (launch.py); asking twice would cut tasks short.
GRACE_SECONDS = 3.0
PATIENCE_SECONDS = 20.0
POLL_SECONDS = 0.05
# Times of creation are computed from the clock, which may have been set since.
CLOCK_TOLERANCE_SECONDS = 2.0


def end_leftovers(status_file: Path, signals: StopSignals) -> None:
    """End every process that the status file names and that is still the same process, and its group."""
    entries = read_json(status_file).get("processes", {}).values()
    left = [(process, entry) for entry in entries if (process := _same_process(entry))]
    processes = [process for process, _ in left]
    if _outlive(processes, GRACE_SECONDS, signals):
        for process, entry in left:
            _ask_to_stop(process, entry["stop_signal"])
        _outlive(processes, PATIENCE_SECONDS, signals)
    for process in processes:
        kill_group(process.pid)
    for entry in entries:
        _end_orphans(entry, data=str(status_file.parent))


def _same_process(entry: dict[str, Any]) -> psutil.Process | None:
    try:
        process = psutil.Process(entry["pid"])
        is_same = abs(process.create_time() - entry["created"]) < CLOCK_TOLERANCE_SECONDS
    except psutil.NoSuchProcess:
        return None
    return process if is_same else None


def _outlive(processes: list[psutil.Process], seconds: float, signals: StopSignals) -> bool:
    """Whether any of them still lives after so many seconds."""
    deadline = time.monotonic() + seconds
    while any(map(_is_alive, processes)):
        if time.monotonic() > deadline:
            return True
        signals.pause(POLL_SECONDS)
    return False


def _is_alive(process: psutil.Process) -> bool:
    try:
        # In a container nobody may collect what is dead.
        return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _ask_to_stop(process: psutil.Process, number: int) -> None:
    if _is_alive(process):
        os.kill(process.pid, number)


def _end_orphans(entry: dict[str, Any], *, data: str) -> None:
    """The rest of a group whose leader is gone, such as web workers whose parent was killed, too.

    A leader's pid may have been given to a stranger in the meantime, so each must also carry our data
    directory in its environment.
    """
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == entry["pid"] and process.environ().get("PORTAL_DATA") == data:
                process.kill()
        except (psutil.Error, OSError):
            continue
