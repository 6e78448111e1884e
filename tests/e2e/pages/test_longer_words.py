"""Every page two fifths longer, on a phone and on a desk: nothing is cut off, and nothing makes the page itself scroll."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.e2e.pages.screens import Screen, answering, looking
from tests.stories import World
from tests.translations.pseudo import spoken
from tests.translations.staging import pages, staged

pytestmark = [pytest.mark.browser, pytest.mark.full]

WIDTHS = (390, 1280)
# Text that its box hides, and text that sticks out of a box that is drawn. What scrolls within itself does so on purpose,
# and what is cut with an ellipsis can be read elsewhere.
CUT_OFF = """() => {
  const found = [], root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("script, style, pre, .visually-hidden, .skip, .truncate, [popover], svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      // Hidden from eyes on purpose, as the head of a table whose cells say their column themselves.
      if (["auto", "scroll"].includes(style.overflowX) || edge.width <= 1) break;
      const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
      const drawn = box.matches(".button, .badge, .chip, .card, .notice, .toast, td, th");
      if (style.display.startsWith("inline") && !drawn && !hides) continue;
      if ((hides || drawn) && (text.right > edge.right + 1 || text.left < edge.left - 1)) {
        found.push(`${box.tagName}.${box.className}: ${node.data.trim().slice(0, 60)}`);
        break;
      }
    }
  }
  return found.slice(0, 5);
}"""


def test_nothing_is_cut_off_where_words_are_longer(
    world: World, client_for: Callable[[Any], Client], tmp_path: Path, browser: Browser
) -> None:
    with spoken(tmp_path) as language:
        seen = [
            Screen(name=name, path="", status=200, headers={"Content-Type": "text/html"}, body=body.encode())
            for name, body in pages(world, staged(world, language), client_for, language)
        ]
    page = looking(browser).page
    cut: list[str] = []
    with answering(seen) as answers:
        for number, screen in enumerate(seen):
            page.goto(f"{answers.origin}/screen/{number}/")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                cut += [f"{screen.name} at {width} px: {found}" for found in page.evaluate(CUT_OFF)]
    page.close()

    assert len(seen) > 100
    assert cut == [], "\n".join(cut)
