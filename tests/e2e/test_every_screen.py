"""Every screen, light and dark, wide and narrow: nothing that axe finds, nothing cut off, nothing the policy forbids."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.e2e.screens import Answers, Looking, Screen, answering, looking, screens, static
from tests.portal.addresses import things
from tests.stories import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.full]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
FIRST_LOAD_BYTES = 60 * 1024
FIRST_LOADS = {"home · visitor", "account_login · visitor"}
# What differs between light and dark is contrast alone.
_LIGHT = {"rules": {"target-size": {"enabled": True}}}
_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
_RUN = "async options => (await axe.run(document, {resultTypes: ['violations'], ...options})).violations"
# What stands beyond the edge and cannot be scrolled to within its own box.
_CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const out = [...document.querySelectorAll("main *, .topbar *, .footer *")].filter(
    e => e.getBoundingClientRect().right > width + 1 && !e.closest(".table-wrap, pre, .tabs, [popover]"));
  return `${document.documentElement.scrollWidth} > ${width}: ` + out.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" | ");
}"""


@dataclass
class Walk:
    """What was seen on the way through all screens."""

    screens: list[Screen]
    found: list[str] = field(default_factory=list)
    cut_off: list[str] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    first_loads: dict[str, int] = field(default_factory=dict)


# Made by the first test that asks for it: one stage, one browser, for all of them.
_WALK: list[Walk] = []


@pytest.fixture
def walk(request: pytest.FixtureRequest, browser: Browser) -> Walk:
    if not _WALK:
        world: World = request.getfixturevalue("world")
        client_for: Callable[[Any], Client] = request.getfixturevalue("client_for")
        stage = things(world)
        seen = list(screens(stage, lambda name: client_for(world.people.get(name))))
        with answering(seen) as answers:
            _WALK.append(_walk(answers, looking(browser)))
    return _WALK[0]


def _walk(answers: Answers, look: Looking) -> Walk:
    walk, page = Walk(screens=list(answers.screens)), look.page
    for number, screen in enumerate(walk.screens):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{answers.origin}/screen/{number}/")
        if screen.name in FIRST_LOADS:
            walk.first_loads[screen.name] = _compressed(screen, page)
        page.evaluate(AXE)
        walk.found += _axe(page, screen, "light", _LIGHT)
        page.emulate_media(color_scheme="dark")
        walk.found += _axe(page, screen, "dark", _DARK)
        # 200 % of 1280 is 640 as the page sees it.
        for width in (640, 320):
            page.set_viewport_size({"width": width, "height": 600})
            if cut := page.evaluate(_CUT_OFF):
                walk.cut_off.append(f"{screen.name} at {width} px: {cut}")
        walk.objections += [f"{screen.name}: {said}" for said in look.objections]
        look.objections.clear()
    return walk


def _axe(page: Page, screen: Screen, theme: str, options: dict[str, Any]) -> list[str]:
    return [
        f"{screen.name}, {theme}: {found['id']}: {node['html'][:140]} {node['failureSummary'][:200]}"
        for found in page.evaluate(_RUN, options)
        for node in found["nodes"][:2]
    ]


def _compressed(screen: Screen, page: Page) -> int:
    """The page and all that it has loaded, from the browser's cache or not."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)")
    assert len(loaded) > 20, loaded
    return sum(len(gzip.compress(body)) for body in (screen.body, *map(static, set(loaded))))


def test_axe_finds_nothing_on_any_screen(walk: Walk) -> None:
    assert len(walk.screens) > 120
    assert walk.found == [], "\n".join(walk.found)


def test_nothing_is_cut_off_on_a_narrow_screen_or_at_double_size(walk: Walk) -> None:
    assert walk.cut_off == [], "\n".join(walk.cut_off)


def test_no_screen_does_what_the_content_policy_forbids(walk: Walk) -> None:
    assert all("default-src 'none'" in s.headers["Content-Security-Policy"] for s in walk.screens)
    assert walk.objections == [], "\n".join(walk.objections)


def test_the_first_load_is_small(walk: Walk) -> None:
    assert set(walk.first_loads) == FIRST_LOADS
    assert all(size <= FIRST_LOAD_BYTES for size in walk.first_loads.values()), walk.first_loads
