"""Filing works without JavaScript, and an error gives everything back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack
from tests.e2e.steps import a_png, add_fakes, file_complaint

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def test_a_complaint_is_filed_without_javascript(stack: Stack, person: Callable[..., Person]) -> None:
    charlie = person("charlie", javascript=False)
    [link] = add_fakes(stack, title="Kestrel Audio Talon clone", brand="Kestrel Audio", category="headphones")

    file_complaint(charlie, link)

    expect(charlie.page.get_by_text("is filed")).to_be_visible()


def test_nothing_typed_and_no_file_is_lost_by_an_error(stack: Stack, person: Callable[..., Person]) -> None:
    charlie = person("charlie", javascript=False)
    page = charlie.page
    charlie.go("/complaints/new/")
    page.get_by_label("Links to the listings").fill("http://example.com/nothing-of-ours")
    page.get_by_label("In your words").fill("The logo is upside down.")
    page.locator("input[type=file]").set_input_files(
        {"name": "proof.png", "mimeType": "image/png", "buffer": a_png()}
    )

    page.get_by_role("button", name="Send the complaint").click()

    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.get_by_label("Links to the listings")).to_have_value(re.compile("nothing-of-ours"))
    expect(page.get_by_label("In your words")).to_have_value("The logo is upside down.")
    expect(page.locator("main span", has_text=re.compile("^proof.png$"))).to_be_visible()


def test_what_the_marketplace_asks_is_answered_without_javascript(
    stack: Stack, person: Callable[..., Person]
) -> None:
    alice = person("alice", javascript=False)
    page = alice.page
    alice.go("/questions/")
    title = page.locator("#question h2").first.inner_text()

    page.get_by_role("button", name="Cannot tell").click()

    alice.go("/questions/answers/")
    expect(page.locator("main").get_by_text(title).first).to_be_visible()
