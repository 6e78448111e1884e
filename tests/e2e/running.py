"""The real supervised stack with its demo, in a data directory and on ports of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from listings.simulated_marketplace.control_client import ControlClient
from portal.stack.service import launcher
from tests.stack.running import clean_environment, free_port_pair

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 420
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def wait_until(what: Callable[[], object], *, seconds: float, why: str) -> None:
    """Ask again and again until it is so."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not what():
        if time.monotonic() > deadline:
            pytest.fail(f"after {seconds:.0f} s still not: {why}")
        pause.wait(0.1)


@dataclass
class Stack:
    origin: str
    marketplace: str
    password: str
    app_key: str
    seller_link: str
    """To the notice of a seller who has answered."""
    control: ControlClient
    data: Path

    def is_on_sale(self, url: str) -> bool:
        """What a buyer sees who follows the link."""
        return httpx.get(url, trust_env=False, timeout=5, follow_redirects=True).status_code == 200

    def run(self, code: str) -> None:
        """What no page can do, such as turning time, in a process of the portal's own."""
        port = int(self.origin.rpartition(":")[2])
        command = [sys.executable, "-P", "-m", "portal.stack", "manage", "shell", "-c", code]
        done = subprocess.run(
            command, cwd=ROOT, env=environment_of(self.data, port), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


def environment_of(data: Path, port: int) -> dict[str, str]:
    """Its secrets are its own, not those that script/test has made for us."""
    names = ("SECRET_KEY", "MARKETPLACE_", "DJANGO_SETTINGS_MODULE")
    ours = {k: v for k, v in clean_environment().items() if not k.startswith(names)}
    return ours | {"PORTAL_DATA": str(data), "PORTAL_PORT": str(port), "PYTHONPATH": str(ROOT)}


@contextmanager
def running_stack(data: Path, *, patience: float = START_SECONDS) -> Iterator[Stack]:
    port = free_port_pair()
    log = (data / "up.log").open("wb")
    up = (sys.executable, "-P", "-m", "portal.stack", "up")
    process = subprocess.Popen(
        # It ends with the tests, however those end.
        launcher(up, account="same", death_signal=signal.SIGINT),
        cwd=ROOT,
        env=environment_of(data, port),
        stdout=log,
        stderr=log,
    )
    try:
        wait_until(
            lambda: process.poll() is not None or _is_ready(data),
            seconds=patience,
            why=f"the stack is up; see {data}/up.log and {data}/logs",
        )
        assert process.poll() is None, (data / "up.log").read_text()
        master = json.loads((data / "secrets.json").read_text())["marketplace"]
        with ControlClient(f"http://localhost:{port + 1}", master) as control:
            yield Stack(
                origin=f"http://localhost:{port}",
                marketplace=f"http://localhost:{port + 1}",
                password=_told(data, r"password of all is: (\S+)"),
                app_key=_told(data, r"the key is: (\S+)"),
                seller_link=_told(data, r"(http\S+/notice/\S+)"),
                control=control,
                data=data,
            )
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        log.close()


def _is_ready(data: Path) -> bool:
    status = data / "stack.json"
    return status.exists() and bool(json.loads(status.read_text()).get("ready"))


def _told(data: Path, pattern: str) -> str:
    """What the page of the demo's sign-ins says."""
    found = re.search(pattern, (data / "demo-sign-ins.txt").read_text())
    assert found is not None
    return found.group(1)


def chromium_path() -> str:
    path = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium was found: script/test installs it or says what is missing."
    return path
