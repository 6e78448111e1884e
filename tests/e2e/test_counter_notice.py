"""A seller answers on a phone: one page, no JavaScript, at most seven fields to fill in."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, a_png, add_fakes, file_complaint

pytestmark = [pytest.mark.stack, pytest.mark.browser]

TITLE = "LUMORA Selene handbag, to be answered"
A_LINK = re.compile(r"https?://\S+/notice/[0-9a-f]{48}/")
A_CODE = re.compile(r"^\d{6}$", re.MULTILINE)


def letters(stack: Stack) -> Iterator[str]:
    for path in sorted((stack.data / "mail").iterdir()):
        for text in path.read_bytes().split(b"-" * 79):
            letter = message_from_bytes(text.strip(), policy=policy.default)
            if not letter.is_multipart():
                yield letter.get_content()


def in_a_letter(stack: Stack, about: str, what: re.Pattern[str]) -> str:
    """The first such words in a letter about this, once it is there."""

    def found() -> list[str]:
        return [match[0] for text in letters(stack) if about in text and (match := what.search(text))]

    wait_until(found, seconds=PATIENCE_MS / 1000, why=f"a letter about {about} is there")
    return found()[-1]


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_counter_notice_on_a_phone_without_javascript(
    stack: Stack, person: Callable[..., Person], phone: Page
) -> None:
    [fake] = add_fakes(stack, title=TITLE)
    case = file_complaint(person("oscar"), fake)
    wait_until(lambda: not stack.is_on_sale(fake), seconds=PATIENCE_MS / 1000, why="it is off sale")

    phone.goto(in_a_letter(stack, TITLE, A_LINK))
    phone.get_by_role("link", name="Answer this").click()
    phone.get_by_role("button", name="Send me a code").click()
    phone.get_by_label("The code from our mail").fill(in_a_letter(stack, case, A_CODE))
    phone.get_by_role("button", name="Go on").click()

    required = phone.locator("main :is(input, textarea, select)[required]")
    names = {required.nth(n).get_attribute("name") for n in range(required.count())}
    assert len(names) <= 7, names
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    # Half of it is saved, and waits behind the link.
    phone.get_by_label("What happened?").fill("I bought them in the brand's own shop.")
    phone.get_by_role("button", name="Save and go on later").click()
    expect(phone.get_by_label("What happened?")).to_have_value("I bought them in the brand's own shop.")

    # Something is missing: it is named, and nothing is lost.
    phone.locator("input[type=file]").set_input_files(
        {"name": "bill.png", "mimeType": "image/png", "buffer": a_png()}
    )
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("Choose why it is wrong.").first).to_be_visible()
    expect(phone.locator("main .card", has_text="bill.png")).to_be_visible()

    phone.get_by_label("The goods are genuine").check()
    phone.get_by_label("Your full name").fill("Sam Seller")
    phone.get_by_label("I say all this, and sign it with my name").check()
    phone.get_by_role("button", name="Send my answer").click()

    expect(phone.get_by_role("heading", name="Your answer", exact=True)).to_be_visible()
    number = re.search(r"N-[0-9A-Z]{4}-[0-9A-Z]{2}", phone.inner_text("main"))
    assert number is not None
    assert number[0] in in_a_letter(stack, number[0], re.compile(r"N-\S+"))
    # The brand has its letter by now, so the clock runs.
    in_a_letter(stack, f"Their counter-notice is {number[0]}", re.compile(r"https?://\S+"))
    phone.reload()
    expect(phone.get_by_text("If Lumora does not act, your listing comes back.")).to_be_visible()
