"""The real supervised stack, started once, and a real browser on it."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.running import CHROMIUM_ARGUMENTS, Stack, chromium_path, running_stack
from tests.e2e.signing_in import sign_in_at

# Playwright's event loop lives in the tests' own thread, and Django would take that for asynchronous code of ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle: all browser tests share one stack."""
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
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
            sign_in_at(page, stack, name)
            SIGNED_IN[name] = time.monotonic(), context.storage_state()
        page.goto(stack.origin)
        return somebody

    yield sign_in
    objections = [objection for one in everybody for objection in one.complaints]
    for context in contexts:
        context.close()
    assert [o for o in objections if "Content Security Policy" in o or "Uncaught" in o] == []
