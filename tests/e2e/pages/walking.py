"""A browser that goes through every screen once, and what it does there on each."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.pages.screens import Looking, Screen, answering, looking, screens
from tests.portal.addresses import things

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
_RUN = "async options => (await axe.run(document, {resultTypes: ['violations'], ...options})).violations"


def walk(
    request: pytest.FixtureRequest, browser: Browser, look: Callable[[Screen, Looking], None]
) -> Sequence[Screen]:
    """Every screen is made from one stage, opened, and given to `look`. Returns what was seen."""
    stage, client_for = things(request.getfixturevalue("world")), request.getfixturevalue("client_for")
    people = request.getfixturevalue("world").people
    seen = list(screens(stage, lambda name: client_for(people.get(name))))
    with answering(seen) as answers:
        looker = looking(browser)
        for number, screen in enumerate(seen):
            looker.page.goto(f"{answers.origin}/screen/{number}/")
            look(screen, looker)
        looker.page.close()
    return seen


def axe(page: Page, screen: Screen, options: dict[str, Any]) -> list[str]:
    """What axe-core finds on the open page, in words."""
    page.evaluate(_AXE)
    return [
        f"{screen.name}: {found['id']}: {node['html'][:140]} {node['failureSummary'][:200]}"
        for found in page.evaluate(_RUN, options)
        for node in found["nodes"][:2]
    ]
