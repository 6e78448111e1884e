"""The real supervised stack in its own data directory and ports, started once, and a real browser on it."""

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Browser, Page, sync_playwright

from listings.simulated_marketplace.control_client import ControlClient
from portal.stack.service import launcher
from tests.stack.running import clean_environment, free_port_pair

ROOT = Path(__file__).parent.parent.parent
# Playwright's event loop lives in the tests' own thread, and Django would take that for asynchronous code of ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
START_SECONDS = 240
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
    control: ControlClient
    data: Path

    def is_on_sale(self, url: str) -> bool:
        """What a buyer sees who follows the link."""
        return httpx.get(url, trust_env=False, timeout=5, follow_redirects=True).status_code == 200


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle: all browser tests share one stack."""
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    data, port = tmp_path_factory.mktemp("stack"), free_port_pair()
    names = ("SECRET_KEY", "MARKETPLACE_", "DJANGO_SETTINGS_MODULE")
    environment = {k: v for k, v in clean_environment().items() if not k.startswith(names)}
    environment |= {"PORTAL_DATA": str(data), "PORTAL_PORT": str(port), "PYTHONPATH": str(ROOT)}
    log = (data / "up.log").open("wb")
    up = (sys.executable, "-P", "-m", "portal.stack", "up")
    process = subprocess.Popen(
        # It ends with the tests, however those end.
        launcher(up, account="same", death_signal=signal.SIGINT),
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        wait_until(
            lambda: process.poll() is not None or _is_ready(data),
            seconds=START_SECONDS,
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium was found: script/test installs it or says what is missing."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Person:
    """Somebody at their own browser. `complaints` are what the browser itself objects to, such as the CSP."""

    page: Page
    stack: Stack
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        answer = self.page.goto(self.stack.origin + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"


# A code of an authenticator app is taken once only: whoever has signed in comes back with the same cookie, for as
# long as that sign-in is also proof enough for acts that ask for a fresh one.
SIGNED_IN: dict[str, tuple[float, Any]] = {}
FRESH_SECONDS = 180


def _recently_signed_in(name: str) -> Any:
    at, state = SIGNED_IN.get(name, (0.0, None))
    return state if state is not None and time.monotonic() - at < FRESH_SECONDS else None


def _sign_in(page: Page, stack: Stack, name: str) -> None:
    page.goto(f"{stack.origin}/accounts/login/")
    page.fill("[name=login]", f"{name}@demo.example")
    page.fill("[name=password]", stack.password)
    page.click("main form:has([name=password]) button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    # A code may become too old between here and there.
    for _ in range(3):
        if "/2fa/" not in page.url:
            break
        type_code(page, stack.app_key)
    page.wait_for_url(lambda url: "/accounts/" not in url)


def type_code(page: Page, app_key: str) -> None:
    page.fill("[name=code]", code_of(app_key))
    with page.expect_navigation():
        page.click("main form:has([name=code]) button[type=submit]")


def code_of(app_key: str) -> str:
    """What an authenticator app with this key shows now."""
    [counter] = totp.yield_hotp_counters_from_time()
    return str(totp.format_hotp_value(totp.hotp_value(app_key, counter)))


@pytest.fixture
def person(stack: Stack, browser: Browser) -> Iterator[Callable[[str], Person]]:
    """Sign somebody in by their name in the demo, each in a browser of their own."""
    contexts = []
    everybody: list[Person] = []

    def sign_in(name: str, *, javascript: bool = True) -> Person:
        known = _recently_signed_in(name)
        context = browser.new_context(
            java_script_enabled=javascript, viewport={"width": 1280, "height": 900}, storage_state=known
        )
        contexts.append(context)
        page = context.new_page()
        somebody = Person(page=page, stack=stack)
        everybody.append(somebody)
        page.on(
            "console",
            lambda message: somebody.complaints.append(message.text) if message.type == "error" else None,
        )
        if known is None:
            _sign_in(page, stack, name)
            SIGNED_IN[name] = time.monotonic(), context.storage_state()
        page.goto(stack.origin)
        return somebody

    yield sign_in
    objections = [objection for one in everybody for objection in one.complaints]
    for context in contexts:
        context.close()
    assert [o for o in objections if "Content Security Policy" in o or "Uncaught" in o] == []
