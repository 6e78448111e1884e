"""The main job, in real browsers on the real supervised stack, judged by what buyers see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, add_fakes, decide, expect_state, file_complaint, open_item

pytestmark = [pytest.mark.stack, pytest.mark.browser]

SECONDS = PATIENCE_MS / 1000


def test_the_main_job(stack: Stack, person: Callable[..., Person]) -> None:
    oscar, charlie, rita = person("oscar"), person("charlie"), person("rita")

    a_trusted_brand_needs_nobody(stack, oscar)
    what_the_manager_upholds_is_gone(stack, charlie, rita)
    what_is_refused_stays_on_sale(stack, charlie, rita)
    what_two_brands_won_stays_off_when_one_withdraws(stack, oscar, charlie, rita)


def a_trusted_brand_needs_nobody(stack: Stack, oscar: Person) -> None:
    """A trusted brand files against two listings: buyers stop seeing them, and no person was needed."""
    first, second = add_fakes(stack, title="Lumora Selene replica {n}", count=2)
    assert stack.is_on_sale(first)
    number = file_complaint(oscar, first, second, "http://example.com/not-a-listing")
    expect(oscar.page.get_by_text("1 link was left out")).to_be_visible()
    wait_until(
        lambda: not stack.is_on_sale(first) and not stack.is_on_sale(second),
        seconds=SECONDS,
        why="both listings are off the storefront",
    )
    open_item(oscar, number, "Lumora Selene replica 1")
    expect_state(oscar, "Off sale")


def what_the_manager_upholds_is_gone(stack: Stack, charlie: Person, rita: Person) -> None:
    """A brand without trust: the manager upholds, and it is gone."""
    [link] = add_fakes(stack, title="Kestrel Audio K5 replica", brand="Kestrel Audio", category="headphones")
    number = file_complaint(charlie, link)
    open_item(charlie, number, "Kestrel Audio K5 replica")
    expect_state(charlie, "In review")
    assert stack.is_on_sale(link)
    decide(rita, number, outcome="Uphold", ground="The evidence shows it")
    wait_until(lambda: not stack.is_on_sale(link), seconds=SECONDS, why="the upheld listing is gone")
    expect_state(charlie, "Off sale")


def what_is_refused_stays_on_sale(stack: Stack, charlie: Person, rita: Person) -> None:
    """Refused: the brand reads why, and what would fix it."""
    [link] = add_fakes(
        stack, title="Kestrel Audio K3 lookalike", brand="Kestrel Audio", category="headphones"
    )
    number = file_complaint(charlie, link)
    open_item(charlie, number, "Kestrel Audio K3 lookalike")
    expect_state(charlie, "In review")
    decide(rita, number, outcome="Refuse", ground="The evidence does not show it")
    expect_state(charlie, "Not accepted")
    expect(
        charlie.page.get_by_text("The evidence does not show that the article is a fake.").first
    ).to_be_visible()
    expect(
        charlie.page.get_by_text("Add a test buy, or a picture that marks the differences").first
    ).to_be_visible()
    assert stack.is_on_sale(link)


def what_two_brands_won_stays_off_when_one_withdraws(
    stack: Stack, oscar: Person, charlie: Person, rita: Person
) -> None:
    """Two brands win on one listing; one withdraws; it stays off."""
    [link] = add_fakes(stack, title="Lumora Kestrel Audio headphones bag", category="handbags")
    theirs = file_complaint(charlie, link)
    open_item(charlie, theirs, "Lumora Kestrel Audio headphones bag")
    expect_state(charlie, "In review")
    ours = file_complaint(oscar, link)
    wait_until(lambda: not stack.is_on_sale(link), seconds=SECONDS, why="Lumora's removal has taken effect")
    decide(rita, theirs, outcome="Uphold", ground="The evidence shows it")
    expect_state(charlie, "Off sale")
    open_item(oscar, ours, "Lumora Kestrel Audio headphones bag")
    oscar.page.get_by_role("link", name="Withdraw").click()
    oscar.page.get_by_role("button", name="Yes, withdraw it").click()
    expect_state(oscar, "Claim ended")
    assert not stack.is_on_sale(link)
