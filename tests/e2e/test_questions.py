"""“Is it yours?” in the browser: one key an answer, and links in letters that answer once."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, add_fakes

pytestmark = [pytest.mark.stack, pytest.mark.browser]

A_LINK = re.compile(r"http://\S+/questions/link/[0-9a-f]{48}/")


def ask_about(rita: Person, *links: str) -> None:
    """Rita asks Lumora about these listings."""
    page = rita.page
    rita.go("/staff/questions/new/")
    page.get_by_label("Which brand?").select_option(label="Lumora")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Links to the listings").fill("\n".join(links))
    page.get_by_label("Its price is far below what such goods cost").check()
    page.get_by_label("In a sentence that the brand reads").fill("A tenth of the usual price.")
    page.get_by_role("button", name="Ask the brand").click()
    expect(page.get_by_role("heading", name=re.compile("Lumora is asked about"))).to_be_visible()


def press(page: Page, key: str) -> str:
    """One key; returns the title of the card that was answered, once the next one stands there."""
    title = page.locator("#question h2").first
    answered = title.inner_text()
    page.keyboard.press(key)
    expect(page.locator("#said")).to_contain_text(answered)
    return answered


def find(page: Page, title: str) -> None:
    """Put off what comes before."""
    for _ in range(30):
        if page.locator("#question h2").first.inner_text() == title:
            return
        with page.expect_navigation():
            page.keyboard.press("s")
    pytest.fail(f"“{title}” never came")


def left(somebody: Person) -> int:
    somebody.go("/questions/")
    found = re.search(r"(\d+) left", somebody.page.locator("#question").inner_text())
    return int(found[1]) if found else 0


def test_the_queue_is_answered_by_one_key_each(stack: Stack, person: Callable[..., Person]) -> None:
    rita, oscar = person("rita"), person("oscar")
    page, before = oscar.page, left(oscar)
    [fake] = add_fakes(stack, title="Lumora Halo imitation, one key")
    ask_about(rita, fake)
    wait_until(lambda: left(oscar) > before, seconds=PATIENCE_MS / 1000, why="the brand is asked")

    # What the demo asks about: every other key once, and each time the next card is there.
    answered = [press(page, key) for key in "2345"]
    assert len(set(answered)) == 4
    expect(page.locator("#question")).to_contain_text(f"{before - 3} left")

    # Shortcuts that are switched off answer nothing.
    waiting = page.locator("#question h2").first.inner_text()
    page.keyboard.press("?")
    with page.expect_response("**/preferences/keys/"):
        page.get_by_label("Use single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("#question h2").first).to_have_text(waiting)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    with page.expect_response("**/preferences/keys/"):
        page.get_by_label("Use single-key shortcuts").check()
    page.keyboard.press("Escape")

    # The fake: "1", and it is gone.
    oscar.go("/questions/")
    find(page, "Lumora Halo imitation, one key")
    page.keyboard.press("1")
    expect(page.locator("#said")).to_contain_text("Counterfeit: “Lumora Halo imitation, one key”")
    wait_until(lambda: not stack.is_on_sale(fake), seconds=PATIENCE_MS / 1000, why="the fake is gone")


# --- links in letters ------------------------------------------------------------------------------------


def in_the_portal(stack: Stack, sql: str) -> None:
    """Time cannot be turned from outside: what waits for a moment is brought nearer to it."""
    code = (
        "from django.db import connection; from core.tenancy import SYSTEM, acting_as\n"
        f"with acting_as(SYSTEM), connection.cursor() as cursor: cursor.execute({sql!r})"
    )
    stack.run(code)


LETTERS_ARE_DUE = """
UPDATE core_outbox SET due_at = clock_timestamp(), ring_at = clock_timestamp()
WHERE kind = 'detection.write_digest' AND state = 'pending'
"""
THREE_DAYS_PASS = """
UPDATE detection_answerlink SET made_at = made_at - interval '72 hours', expires_at = expires_at - interval '72 hours'
"""


def links_to(stack: Stack, title: str) -> list[str]:
    """From everybody's letters, as a mail program reads them."""
    found = []
    for path in sorted((stack.data / "mail").iterdir()):
        for text in path.read_bytes().split(b"-" * 79):
            letter = message_from_bytes(text.strip(), policy=policy.default)
            after = letter.get_content().partition(title)[2] if not letter.is_multipart() else ""
            found += [match[0] for match in A_LINK.finditer(after)][:1]
    return found


def test_a_link_from_a_letter_answers_once_and_only_in_time(
    stack: Stack, browser: Browser, person: Callable[..., Person]
) -> None:
    rita = person("rita")
    titles = ["Lumora Halo imitation, by mail", "Lumora Halo imitation, too late"]
    fakes = [add_fakes(stack, title=title)[0] for title in titles]
    ask_about(rita, *fakes)

    def are_there() -> bool:
        in_the_portal(stack, LETTERS_ARE_DUE)
        return all(links_to(stack, title) for title in titles)

    wait_until(are_there, seconds=PATIENCE_MS / 1000, why="the letters were sent")
    by_mail, too_late = (links_to(stack, title)[0] for title in titles)
    page = browser.new_context().new_page()

    # Opening it answers nothing; a press asks whether it is meant; then the fake is gone.
    page.goto(by_mail)
    expect(page.get_by_role("heading", name=titles[0])).to_be_visible()
    page.get_by_role("button", name="Counterfeit").click()
    assert stack.is_on_sale(fakes[0])
    page.get_by_role("button", name="Yes: Counterfeit").click()
    expect(page.get_by_role("heading", name="Answered: Counterfeit")).to_be_visible()
    wait_until(lambda: not stack.is_on_sale(fakes[0]), seconds=PATIENCE_MS / 1000, why="the fake is gone")

    # Once more, by the same link and by a colleague's.
    for link in links_to(stack, titles[0]):
        page.goto(link)
        expect(page.get_by_role("heading", name="This was answered already")).to_be_visible()

    in_the_portal(stack, THREE_DAYS_PASS)
    page.goto(too_late)
    expect(page.get_by_role("heading", name="This link has run out")).to_be_visible()
    assert stack.is_on_sale(fakes[1])
