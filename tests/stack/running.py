"""Real processes, and how to wait for them. Nothing here needs Django."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from portal.stack import ports
from portal.stack.files import read_json

HERE = Path(__file__).parent
SECONDS = 60
OUTPUT_NUMBERS = itertools.count()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"never came true in {SECONDS} s"
        threading.Event().wait(0.02)


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


STARTED: list["Running"] = []


class Running:
    """A stack in a process of its own, and what it has told so far."""

    def __init__(self, command: list[str], data: Path, environment: dict[str, str]) -> None:
        self.data = data
        self.output = data.with_name(f"output-{next(OUTPUT_NUMBERS)}")
        self.command = command
        self.environment = environment
        self.start()

    def start(self) -> None:
        STARTED.append(self)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, env=self.environment, cwd="/", stdout=output, stderr=subprocess.STDOUT
            )

    def said(self) -> str:
        return self.output.read_text()

    def status(self) -> dict[str, object]:
        return read_json(self.data / "stack.json")

    def is_ready(self) -> bool:
        status = self.status()
        return status.get("supervisor") == self.process.pid and status.get("ready") is True

    def pids(self) -> dict[str, int]:
        return self.status().get("pids", {})

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


def clean_environment() -> dict[str, str]:
    """Without the servers that script/test has put into ours."""
    names = ("DATABASE_", "REDIS_URL", "PORTAL_", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(names)}


def free_port_pair() -> int:
    """A port whose neighbour is free, too."""
    while not ports.is_free((port := ports.find_free()) + 1):
        pass
    return port


def start(environment: dict[str, str], *arguments: str) -> Running:
    """python -m portal.stack, in the background."""
    command = [sys.executable, "-P", "-m", "portal.stack", *arguments]
    return Running(command, Path(environment["PORTAL_DATA"]), environment)


def run(
    environment: dict[str, str], *arguments: str, seconds: float = SECONDS
) -> subprocess.CompletedProcess[str]:
    """python -m portal.stack, to its end."""
    command = [sys.executable, "-P", "-m", "portal.stack", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd="/", timeout=seconds)
