"""Good Faith status in the browser: applied for, given by two admins, taken by one, felt by the next complaint."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, add_fakes, expect_state, file_complaint, open_item

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]


def the_scope(admin: Person) -> Locator:
    admin.go("/programme/")
    admin.page.get_by_role("link", name="Lumora").first.click()
    return admin.page.locator("article").filter(has_text="Bazaar").filter(has_text="Trademark")


def renew(alice: Person, ada: Person, ben: Person) -> None:
    """The status ends soon: the owner applies, one admin proposes, another confirms."""
    # The owner sees that the status ends soon, and applies for its renewal.
    alice.go("/standing/")
    alice.page.get_by_role("link", name="Good Faith programme").click()
    alice.page.get_by_role("link", name="Apply for renewal").click()
    alice.page.get_by_label("We file only what we have looked at").check()
    alice.page.get_by_label("Your name").fill("Alice Laurent")
    alice.page.get_by_role("button", name="Send the application").click()
    expect(alice.page.get_by_text("Waits for an admin")).to_be_visible()

    # One admin answers it, and cannot confirm; the other can.
    ada.go("/programme/")
    expect(ada.page.get_by_text("Declared by Alice Laurent")).to_be_visible()
    scope = the_scope(ada)
    scope.get_by_label("Note for the second admin").fill("The record carries it.")
    scope.get_by_role("button", name="Propose the renewal").click()
    expect(the_scope(ada).get_by_role("button", name="Confirm")).to_be_disabled()
    the_scope(ben).get_by_role("button", name="Confirm").click()

    alice.go("/programme/mine/")
    expect(alice.page.get_by_text("Granted", exact=True).first).to_be_visible()
    expect(alice.page.get_by_text("In force", exact=True).first).to_be_visible()


def test_two_admins_give_what_one_has_taken(stack: Stack, person: Callable[..., Person]) -> None:
    alice, oscar, ada, ben = person("alice"), person("oscar"), person("ada"), person("ben")
    renew(alice, ada, ben)

    # One admin suspends: the next complaint meets a person.
    scope = the_scope(ada)
    scope.locator("summary", has_text="Suspend").click()
    scope.get_by_label("Why it ends").fill("Two complaints named the wrong right.")
    scope.get_by_role("button", name="Suspend now").click()
    [link] = add_fakes(stack, title="Lumora Aurelia imitation A")
    number = file_complaint(oscar, link)
    open_item(oscar, number, "Lumora Aurelia imitation A")
    expect_state(oscar, "In review")
    assert stack.is_on_sale(link)

    # The same admin grants again, but cannot confirm; the other can.
    scope = the_scope(ada)
    scope.get_by_label("Note for the second admin").fill("The right has been corrected.")
    scope.get_by_role("button", name="Grant Good Faith status").click()
    expect(the_scope(ada).get_by_role("button", name="Confirm")).to_be_disabled()
    the_scope(ben).get_by_role("button", name="Confirm").click()
    expect(the_scope(ben).get_by_text("Confirmed by Ben Achterberg").first).to_be_visible()

    # Trusted again: gone within seconds.
    [link] = add_fakes(stack, title="Lumora Aurelia imitation B")
    file_complaint(oscar, link)
    wait_until(lambda: not stack.is_on_sale(link), seconds=PATIENCE_MS / 1000, why="the listing is gone")
