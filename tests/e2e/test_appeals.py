"""An appeal is decided by a second person, and nobody decides their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, add_fakes, decide, expect_state, file_complaint, open_item

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]

TITLE = "Kestrel Audio K9 lookalike"


def test_an_appeal_is_decided_by_a_second_person_and_nobody_decides_their_own(
    stack: Stack, person: Callable[..., Person]
) -> None:
    charlie, rita, rupert = person("charlie"), person("rita"), person("rupert")
    [link] = add_fakes(stack, title=TITLE, brand="Kestrel Audio", category="headphones")
    number = file_complaint(charlie, link)
    open_item(charlie, number, TITLE)
    expect_state(charlie, "In review")
    decide(rita, number, outcome="Refuse", ground="The evidence does not show it")
    expect_state(charlie, "Not accepted")

    # The brand asks for another look.
    charlie.page.get_by_role("link", name="Appeal", exact=True).click()
    charlie.page.get_by_label("What was wrong about the decision?").fill("Our serial number is missing.")
    charlie.page.get_by_role("button", name="Send the appeal").click()
    expect(charlie.page.get_by_role("heading", name="Your appeal A-")).to_be_visible()

    # Whoever refused it sees why she does not decide it.
    rita.go("/staff/appeals/")
    rita.page.get_by_role("link", name=TITLE).click()
    expect(rita.page.get_by_text("You took the decision that this appeal is about.")).to_be_visible()
    expect(rita.page.get_by_role("button", name="Decide")).to_be_disabled()

    # A second person does.
    rupert.go("/staff/appeals/")
    rupert.page.get_by_role("row").filter(has_text=TITLE).get_by_role("button", name="Take it").click()
    expect(rupert.page.get_by_text("Our serial number is missing.")).to_be_visible()
    rupert.page.locator("summary", has_text="Grant").first.click()
    rupert.page.get_by_label("What whoever appealed will read").first.fill(
        "The serial number is missing indeed."
    )
    rupert.page.get_by_role("button", name="Grant: take the listing off sale").first.click()
    expect(rupert.page.get_by_text("Decided. Whoever appealed is told now.")).to_be_visible()

    wait_until(
        lambda: not stack.is_on_sale(link), seconds=PATIENCE_MS / 1000, why="what the appeal won is gone"
    )
    charlie.page.reload()
    expect(charlie.page.get_by_text("The serial number is missing indeed.").first).to_be_visible()
