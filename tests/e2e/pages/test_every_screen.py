"""Every screen in a browser: nothing that axe finds, nothing that the content policy forbids, a small first load."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.pages.screens import Looking, Screen, static
from tests.e2e.pages.walking import axe, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.thorough]

FIRST_LOAD_BYTES = 60 * 1024
FIRST_LOADS = {"home · visitor", "account_login · visitor"}
_ALL_RULES = {"rules": {"target-size": {"enabled": True}}}


@dataclass
class Seen:
    screens: Sequence[Screen] = ()
    found: list[str] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    first_loads: dict[str, int] = field(default_factory=dict)


# Made by the first test that asks for it: one stage, one browser, for all of them.
_SEEN: list[Seen] = []


@pytest.fixture
def seen(request: pytest.FixtureRequest, browser: Browser) -> Seen:
    if not _SEEN:
        seen = Seen()

        def look(screen: Screen, looking: Looking) -> None:
            if screen.name in FIRST_LOADS:
                seen.first_loads[screen.name] = _compressed(screen, looking.page)
            seen.found += axe(looking.page, screen, _ALL_RULES)
            seen.objections += [f"{screen.name}: {said}" for said in looking.objections]
            looking.objections.clear()

        seen.screens = walk(request, browser, look)
        _SEEN.append(seen)
    return _SEEN[0]


def _compressed(screen: Screen, page: Page) -> int:
    """The page and all that it has loaded, from the browser's cache or not."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)")
    assert len(loaded) > 20, loaded
    return sum(len(gzip.compress(body)) for body in (screen.body, *map(static, set(loaded))))


def test_axe_finds_nothing_on_any_screen(seen: Seen) -> None:
    assert len(seen.screens) > 120
    assert seen.found == [], "\n".join(seen.found)


def test_no_screen_does_what_the_content_policy_forbids(seen: Seen) -> None:
    assert all("default-src 'none'" in s.headers["Content-Security-Policy"] for s in seen.screens)
    assert seen.objections == [], "\n".join(seen.objections)


def test_the_first_load_is_small(seen: Seen) -> None:
    assert set(seen.first_loads) == FIRST_LOADS
    assert all(size <= FIRST_LOAD_BYTES for size in seen.first_loads.values()), seen.first_loads
