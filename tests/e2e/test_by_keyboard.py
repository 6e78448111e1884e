"""Core journeys by keyboard alone: not one click, and the focus is never lost or out of sight."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack
from tests.e2e.steps import add_fakes

pytestmark = [pytest.mark.stack, pytest.mark.browser]

# What whoever uses a screen reader hears of the focused element, near enough; and whether a bar lies over it.
_FOCUSED = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
  const seen = !at || e === at || e.contains(at) || at.contains(e) || box.width < 2
    || !at.closest(".topbar, .action-bar, .toasts");
  const words = e.getAttribute("aria-label") || [...(e.labels ?? [])].map(l => l.textContent).join(" ") || e.textContent;
  return {words: (words || "").replace(/\\s+/g, " ").trim(), tag: e.tagName, seen};
}"""


def tab_to(page: Page, words: str, *, most: int = 90, back: bool = False) -> None:
    """Tab until the focus is on what says these words."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        # Asked again where a page that was left a moment ago would have answered.
        focused = page.wait_for_function(_FOCUSED).json_value()
        assert focused["seen"], f"a bar lies over what has the focus: {focused}"
        if focused["tag"] != "BODY" and re.search(words, focused["words"]):
            return
    pytest.fail(f"Tab never comes to “{words}” on {page.url}")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_by(page: Page, *keys: str, to: str = "") -> None:
    """`to`: what the address has in it then. The page before may still be on its way."""
    with page.expect_navigation(url=re.compile(to)):
        for key in keys:
            page.keyboard.press(key)


def test_signing_in(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("vera").page
    page.context.clear_cookies()
    page.goto(f"{stack.origin}/accounts/login/")
    tab_to(page, "^Email")
    page.keyboard.type("vera@demo.example")
    tab_to(page, "^Password")
    page.keyboard.type(stack.password)
    enter(page)

    expect(page.get_by_role("heading", name="Lumora")).to_be_visible()


def test_searching_and_opening_what_was_found(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("oscar").page
    page.keyboard.press("/")
    page.keyboard.type("selene mirror")
    enter(page)
    tab_to(page, "mirror quality")
    enter(page)

    expect(page.get_by_role("heading", name=re.compile("mirror quality"))).to_be_visible()


def test_filing_a_complaint(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("charlie").page
    [link] = add_fakes(
        stack, title="Kestrel Audio keyboard clone", brand="Kestrel Audio", category="headphones"
    )
    go_by(page, "c", to="/complaints/new/")
    tab_to(page, "^Links to the listings")
    page.keyboard.type(link)
    tab_to(page, "^Which right")
    page.keyboard.press("ArrowDown")
    tab_to(page, "The article itself is a fake")
    page.keyboard.press("Space")
    tab_to(page, "^In your words")
    page.keyboard.type("The hinge is not ours.")
    tab_to(page, "^Your name")
    page.keyboard.type("Charlie Osei")
    tab_to(page, "^Send the complaint")
    enter(page)

    expect(page).to_have_url(re.compile(r"/complaints/C-"))


def test_following_a_complaint_to_its_decision(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("oscar").page
    go_by(page, "g", "c", to="/complaints/")
    tab_to(page, "^C-")
    enter(page)
    tab_to(page, "Lumora|Lum0r")
    enter(page)

    expect(page.locator("main .badge").first).to_be_visible()


def test_answering_what_the_marketplace_asks(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("alice").page
    go_by(page, "g", "q")
    title = page.locator("#question h2").first.inner_text()
    page.keyboard.press("v")
    tab_to(page, "Side by side")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-compare]")).to_have_attribute("data-mode", "slider")
    tab_to(page, "Both pictures: plus")
    page.keyboard.press("+")
    expect(page.locator("[data-compare-told]")).to_have_text("150%")
    page.keyboard.press("Escape")
    page.keyboard.press("4")

    expect(page.locator("#said")).to_contain_text(title)


def test_deciding_and_taking_it_back(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("rita").page
    go_by(page, "n")
    title = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("1")
    go_by(page, "d")
    go_by(page, "u")

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("Undone. Nothing has happened to the listing.")).to_be_visible()


def test_keeping_a_view_of_a_list(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("oscar").page
    go_by(page, "g", "c", to="/complaints/")
    tab_to(page, "^Off sale$")
    enter(page)
    tab_to(page, "^Save this view")
    page.keyboard.press("Enter")
    tab_to(page, "^Name of what is shown")
    page.keyboard.type("What is gone")
    enter(page)

    expect(page.get_by_role("link", name="What is gone").first).to_have_attribute("aria-current", "true")


def test_objecting_to_a_counter_notice(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("alice").page
    go_by(page, "g", "n", to="/counter-notices/")
    tab_to(page, "Lumora")
    enter(page)
    tab_to(page, "^Say why you do not agree")
    page.keyboard.press("Enter")
    tab_to(page, "^Why you do not agree")
    page.keyboard.type("The invoice is for other goods.")
    tab_to(page, "^Send the answer")
    enter(page)

    expect(page.get_by_text("The invoice is for other goods.")).to_be_visible()


def test_seeing_the_keys_and_leaving_them(stack: Stack, person: Callable[..., Person]) -> None:
    page = person("oscar").page
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Search")
    page.keyboard.press("Escape")

    expect(keys).to_be_hidden()
