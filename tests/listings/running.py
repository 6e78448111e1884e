"""The simulated marketplaces as a real process of their own. Nothing here needs Django."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from listings.connectors.registry import connector_for
from listings.simulated_marketplace.control_client import ControlClient
from listings.simulated_marketplace.credentials import api_credential
from listings.simulated_marketplace.signing import signed_headers

ROOT = Path(__file__).parents[2]
SECRET = "a secret of the tests"
SECONDS = 20


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"never came true in {SECONDS} s"
        threading.Event().wait(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningMarketplace:
    def __init__(self, data: Path) -> None:
        self.secret = SECRET
        self._data = data
        self._port = free_port()
        self.url = f"http://localhost:{self._port}"
        self._clients = []
        self.start()
        self.control = ControlClient(self.url, SECRET)

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "listings.simulated_marketplace", "--port", str(self._port), "--data", self._data],
            cwd=ROOT,
            env={**os.environ, "MARKETPLACE_SECRET": SECRET},
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self.is_up)

    def is_up(self) -> bool:
        assert self._process.poll() is None, "the marketplace ended by itself"
        return self.answers()

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=1, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(SECONDS)

    def stop(self) -> None:
        self.control.close()
        for client in self._clients:
            client.close()
        self._process.terminate()
        self._process.wait(SECONDS)

    def connector(self, site: str, *, role: str = "portal", secret: str | None = None, timeout: float = 5.0):
        credential = api_credential(self.secret, site, role)
        connector = connector_for(
            "signed_http",
            base_url=f"{self.url}/{site}",
            account=credential.account,
            secret=secret or credential.secret,
            timeout=timeout,
        )
        self._clients.append(connector)
        return connector

    def signed(
        self, method: str, target: str, body: bytes = b"", *, site: str = "bazaar", role: str = "portal"
    ):
        """The headers of a well-formed request, for tests that send it themselves."""
        credential = api_credential(self.secret, site, role)
        return signed_headers(credential.account, credential.secret, method, target, body)

    def effects(self, site: str, ref: str) -> list[dict]:
        return [effect for effect in self.control.effects(site) if str(effect["listing"]) == ref]
