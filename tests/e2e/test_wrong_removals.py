"""What is removed without a person is audited blind, stopped by one button, and undone by one order.

The last of the browser tests: afterwards Lumora's record is no longer good enough.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, add_fakes, decide, expect_state, file_complaint, open_item
from tests.e2e.test_questions import ask_about, find, left

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.last, pytest.mark.thorough]

SECONDS = PATIENCE_MS / 1000


def removed_at_once(stack: Stack, filer: Person, title: str) -> tuple[str, str]:
    [link] = add_fakes(stack, title=title)
    number = file_complaint(filer, link)
    wait_until(lambda: not stack.is_on_sale(link), seconds=SECONDS, why=f"{title} is gone")
    return link, number


def removed_on_their_word(stack: Stack, manager: Person, filer: Person, title: str) -> str:
    """The demo's first sixty complaints have been audited; its answers have hardly begun."""
    [link] = add_fakes(stack, title=title)
    before = left(filer)
    ask_about(manager, link)
    wait_until(lambda: left(filer) > before, seconds=SECONDS, why="the brand is asked")
    find(filer.page, title)
    filer.page.keyboard.press("1")
    wait_until(lambda: not stack.is_on_sale(link), seconds=SECONDS, why=f"{title} is gone")
    return link


def audited(manager: Person) -> int:
    manager.go("/live/")
    said = manager.page.get_by_text(re.compile(r"of \d+ audited")).first.inner_text()
    found = re.search(r"of (\d+) audited", said)
    assert found is not None
    return int(found[1])


def let_it_go_on(staff: Person) -> None:
    staff.page.get_by_role("link", name="Let it go on").click()
    staff.page.get_by_label("Why it is safe to go on").fill("They have new passwords.")
    staff.page.get_by_role("button", name="Let it go on").click()
    expect(staff.page.get_by_text("Released. What was held back goes on.")).to_be_visible()


def test_audit_stop_and_mass_reinstatement(stack: Stack, person: Callable[..., Person]) -> None:
    oscar, rita, ada = person("oscar"), person("rita"), person("ada")

    # Gone without a person; a manager meets it in the queue like anything else, and confirms it unawares.
    confirmed = removed_on_their_word(stack, rita, oscar, "Lumora Vesper replica A")
    before = audited(rita)
    decide(rita, "Lumora Vesper replica A", outcome="Uphold", ground="The evidence shows it")
    wrong, _ = removed_at_once(stack, oscar, "Lumora Vesper replica B")

    # One Stop: the next one stays on sale.
    rita.go("/live/")
    expect(rita.page.get_by_text("No brake is on.")).to_be_visible()
    rita.page.get_by_label("What to stop").select_option(label="Lumora")
    rita.page.get_by_role("button", name="Stop").click()
    rita.page.get_by_label("Why it has to stop").fill("Their account seems to be stolen.")
    rita.page.get_by_role("button", name="Stop now").click()
    expect(rita.page.get_by_text("Stopped: Lumora")).to_be_visible()
    [link] = add_fakes(stack, title="Lumora Vesper replica C")
    open_item(oscar, file_complaint(oscar, link), "Lumora Vesper replica C")
    expect_state(oscar, "Waiting")
    assert stack.is_on_sale(link)

    # What was audited by then is in the figures of the open page, which looks again by itself.
    expect(rita.page.get_by_text(f"of {before + 1} audited").first).to_be_visible(timeout=PATIENCE_MS)

    # One order brings back what no person has confirmed.
    ada.go("/live/reinstatements/")
    ada.page.get_by_label("Brand").select_option(label="Lumora")
    ada.page.get_by_role("button", name="Look what it would bring back").click()
    expect(ada.page.get_by_role("link", name="Lumora Vesper replica B")).to_be_visible()
    expect(ada.page.get_by_text("confirmed by an audit, and is left out.")).to_be_visible()
    ada.page.get_by_label("Why they come back").fill("They were filed from a stolen account.")
    ada.page.get_by_role("button", name=re.compile("^Bring back")).click()
    expect(ada.page.locator("main .badge").first).to_have_text("Done", timeout=PATIENCE_MS)
    wait_until(lambda: stack.is_on_sale(wrong), seconds=SECONDS, why="the wrong removal is undone")
    assert not stack.is_on_sale(confirmed)

    # And it goes on when somebody says why. What an order brought back may have stopped the brand by itself, too:
    # that is for an admin to let go on.
    let_it_go_on(rita)
    ada.go("/live/")
    if ada.page.get_by_text("Too many were brought back").count():
        let_it_go_on(ada)
    expect(ada.page.get_by_text("No brake is on.")).to_be_visible()
