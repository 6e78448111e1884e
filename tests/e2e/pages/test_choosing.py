"""Rows of a list are ticked one by one, in a range, by the page, or all that match; the list counts along."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pages.screens import Screen, answering, looking
from tests.stories import World, file, run_work

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def page(world: World, client_for: Callable[[Any], Client], browser: Browser) -> Iterator[Page]:
    """A brand's five listings that wait for a person."""
    file(world, "a1", "a2", "a3", "a4", "a5")
    run_work()
    answer = client_for(world.oscar).get("/complaints/", {"status": "in_review"})
    screen = Screen(name="list", path="", status=200, headers=dict(answer.items()), body=answer.content)
    with answering([screen]) as answers:
        opened = looking(browser).page
        opened.goto(f"{answers.origin}/screen/0/")
        yield opened
        opened.close()


def test_a_list_counts_what_is_ticked_and_offers_nothing_before(page: Page) -> None:
    ticks, told = page.locator("[name=item]"), page.locator("[data-choose-told]")
    act = page.get_by_role("button", name="Withdraw …")
    expect(act).to_be_disabled()

    page.get_by_label("Choose all on this page").check()
    expect(told).to_have_text("5")
    ticks.nth(0).uncheck()
    expect(told).to_have_text("4")
    page.get_by_label("Choose all on this page").check()
    page.get_by_label("Choose all on this page").uncheck()
    ticks.nth(1).check()
    ticks.nth(3).click(modifiers=["Shift"])
    expect(told).to_have_text("3")
    expect(act).to_be_enabled()

    page.get_by_label("All 5 that match").check()
    expect(told).to_have_text("5")
    expect(ticks.first).to_be_disabled()
