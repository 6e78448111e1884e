"""Every screen as others see it: in the dark, and where there is little room."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.pages.screens import Looking, Screen
from tests.e2e.pages.walking import axe, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.full]

# What differs between light and dark is contrast alone.
_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# 200 % of 1280 is 640 as the page sees it.
WIDTHS = (1280, 640, 320)
# What stands beyond the edge and cannot be scrolled to within its own box.
_CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const out = [...document.querySelectorAll("main *, .topbar *, .footer *")].filter(
    e => e.getBoundingClientRect().right > width + 1 && !e.closest(".table-wrap, pre, .tabs, [popover]"));
  return `${document.documentElement.scrollWidth} > ${width}: ` + out.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" | ");
}"""


def test_every_screen_can_be_read_in_the_dark_on_a_narrow_screen_and_at_double_size(
    request: pytest.FixtureRequest, browser: Browser
) -> None:
    found: list[str] = []

    def look(screen: Screen, looking: Looking) -> None:
        page = looking.page
        page.emulate_media(color_scheme="dark")
        found.extend(axe(page, screen, _CONTRAST))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 600})
            if cut := page.evaluate(_CUT_OFF):
                found.append(f"{screen.name} at {width} px: {cut}")
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})

    assert len(walk(request, browser, look)) > 120
    assert found == [], "\n".join(found)
