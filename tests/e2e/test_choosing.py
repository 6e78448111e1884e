"""Rows of a list are ticked one by one, in a range, by the page, or all that match; what follows is said first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def test_a_brand_takes_back_what_it_has_ticked(person: Callable[[str], Person]) -> None:
    oscar = person("oscar")
    oscar.go("/complaints/?status=removed")
    page = oscar.page
    ticks, told = page.locator("[name=item]"), page.locator("[data-choose-told]")
    act = page.get_by_role("button", name="Withdraw …")
    expect(act).to_be_disabled()

    page.get_by_label("Choose all on this page").check()
    expect(told).to_have_text(str(ticks.count()))
    page.get_by_label("Choose all on this page").uncheck()
    page.get_by_label("that match").check()
    expect(ticks.first).to_be_disabled()
    matching = int(told.inner_text())
    page.get_by_label("that match").uncheck()
    # The oldest of the page, which no other test is about.
    ticks.nth(-3).check()
    ticks.nth(-1).click(modifiers=["Shift"])
    expect(told).to_have_text("3")
    act.click()
    page.get_by_role("button", name="Yes, withdraw 3 listings").click()

    expect(page.locator(".toast")).to_contain_text("You withdrew 3 listings.")
    assert matching > ticks.count()
    oscar.go("/complaints/?status=removed")
    assert int(page.locator("[data-choose-told]").get_attribute("data-matching") or "") <= matching - 3
