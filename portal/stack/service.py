"""One long-running program, and the child process that runs it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

LAUNCHER = Path(__file__).with_name("launch.py")
LARGEST_LOG = 10 * 1024 * 1024

# A child that lived this long was well: its next end is a first failure again.
WELL_AFTER_SECONDS = 10
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    directory: Path
    log: Path
    account: str = "same"
    """Whose rights it runs with: "same", "namespace:UID" or "user:UID:GID" (launch.py)."""
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10


def bare_environment(**more: str) -> dict[str, str]:
    """For the embedded servers: nothing that changes them, such as a locale. The launcher is a Python,
    though, and some of those find their own library only by these variables."""
    names = {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} & os.environ.keys()
    return {name: os.environ[name] for name in names} | {"LC_ALL": "C", "PATH": os.defpath} | more


def launcher(
    command: tuple[str, ...], *, account: str, death_signal: signal.Signals = signal.SIGKILL
) -> list[str]:
    # Isolated and without site-packages: it starts in a few milliseconds and sees only itself.
    own = [sys.executable, "-I", "-S", str(LAUNCHER)]
    return [*own, str(os.getpid()), str(int(death_signal)), account, *command]


class Child:
    """Starts, restarts and ends one service. Its main process leads a session of its own, so that Ctrl-C
    in the terminal reaches the supervisor alone and the order of stopping stays in its hands."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.process: subprocess.Popen[bytes] | None = None
        self.created = 0.0
        self.due_at = 0.0
        self.ends = 0
        self._started_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS / 2

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def identity(self) -> dict[str, float | int | None]:
        """What leftovers.py needs to know it again."""
        return {"pid": self.pid, "created": self.created, "stop_signal": int(self.service.stop_signal)}

    def start(self) -> None:
        with open_log(self.service.log) as log:
            self.process = subprocess.Popen(
                launcher(
                    self.service.command,
                    account=self.service.account,
                    death_signal=self.service.stop_signal,
                ),
                env=dict(self.service.environment),
                cwd=self.service.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started_at = time.monotonic()
        self.created = _creation_time(self.process.pid)

    def exit_code(self) -> int | None:
        """None while it runs, or when it was never started."""
        return self.process.poll() if self.process else None

    def note_end(self) -> float:
        """Clear up after a child that ended by itself; return the seconds until it may start again."""
        self._end_group()
        self.process = None
        was_well = time.monotonic() - self._started_at > WELL_AFTER_SECONDS
        self._pause = FIRST_PAUSE_SECONDS if was_well else min(2 * self._pause, LONGEST_PAUSE_SECONDS)
        self.ends += 1
        self.due_at = time.monotonic() + self._pause
        return self._pause

    def stop(self) -> bool:
        """Politely, then by force; return whether it ended politely."""
        if self.process is None:
            return True
        # To the main process only: a worker's pool must be ended by the worker, after its tasks.
        self.process.send_signal(self.service.stop_signal)
        try:
            self.process.wait(self.service.stop_seconds)
            polite = True
        except subprocess.TimeoutExpired:
            polite = False
        self._end_group()
        self.process.wait()
        self.process = None
        return polite

    def _end_group(self) -> None:
        if self.process:
            kill_group(self.process.pid)


def _creation_time(pid: int) -> float:
    """Together with the pid it names a process for ever; pids alone are used again."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return 0.0


def kill_group(leader: int) -> None:
    """End what the leader of a group of ours left behind, and the leader itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def open_log(path: Path) -> IO[bytes]:
    """For appending; one that has grown large steps aside first."""
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def last_line(path: Path) -> str:
    """What a failed program said in the end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        lines = file.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
