"""A brand that is silent, and two brands of which one is answered: what a buyer then sees."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack, wait_until
from tests.e2e.steps import PATIENCE_MS, add_fakes, decide, expect_state, file_complaint, open_item
from tests.e2e.test_questions import in_the_portal

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.thorough]

SECONDS = PATIENCE_MS / 1000


def seller_answers(stack: Stack) -> None:
    """The seller of Lumora's latest removal, as in the demo; tests/e2e/test_counter_notice.py does it by hand."""
    stack.run(
        "from brands.models import Right\n"
        "from core.tenancy import SYSTEM, acting_as\n"
        "from portal.demo import answers\n"
        "with acting_as(SYSTEM): right = Right.objects.get(title='Lumora')\n"
        "answers.answer_one(right, days_ago=0)"
    )


def its_day_comes(stack: Stack, title: str) -> None:
    """Time cannot be turned from outside: the clock of this listing is brought to its day."""
    these = (
        "SELECT c.id FROM takedown_redressclock c JOIN takedown_removal r ON r.id = c.removal_id"
        f" JOIN listings_listing l ON l.id = r.listing_id WHERE l.title = '{title}'"
    )
    in_the_portal(
        stack,
        "UPDATE takedown_redressclock SET started_at = started_at - interval '40 days',"
        " earliest = earliest - interval '40 days', latest = latest - interval '40 days'"
        f" WHERE id IN ({these})",
    )
    in_the_portal(
        stack,
        "UPDATE core_outbox SET due_at = clock_timestamp(), ring_at = clock_timestamp()"
        f" WHERE kind = 'takedown.clock_due' AND state = 'pending' AND subject_id IN ({these})",
    )


def open_counter_notice(brand: Person, title: str) -> None:
    brand.go("/counter-notices/")
    brand.page.get_by_role("link", name=title).first.click()
    expect(brand.page.get_by_role("heading", name=title)).to_be_visible()


def test_a_silent_brand_and_the_listing_is_back_on_the_day(
    stack: Stack, person: Callable[..., Person]
) -> None:
    title, oscar = "LUMORA Selene handbag, nobody answers", person("oscar")
    [fake] = add_fakes(stack, title=title)
    number = file_complaint(oscar, fake)
    wait_until(lambda: not stack.is_on_sale(fake), seconds=SECONDS, why="it is off sale")
    seller_answers(stack)

    open_counter_notice(oscar, title)
    expect(oscar.page.get_by_text("Your turn. If you do nothing").first).to_be_visible()
    assert not stack.is_on_sale(fake)

    its_day_comes(stack, title)

    wait_until(lambda: stack.is_on_sale(fake), seconds=SECONDS, why="it is back on sale")
    open_counter_notice(oscar, title)
    expect(oscar.page.get_by_text("The time ran out").first).to_be_visible()
    open_item(oscar, number, title)
    expect_state(oscar, "Claim ended")


def test_two_brands_one_is_answered_and_the_listing_stays_off(
    stack: Stack, person: Callable[..., Person]
) -> None:
    title = "LUMORA Selene handbag with Kestrel Audio inside"
    oscar, charlie, rita = person("oscar"), person("charlie"), person("rita")
    [fake] = add_fakes(stack, title=title)
    theirs = file_complaint(charlie, fake)
    rita.go("/queue/")
    decide(rita, theirs, outcome="Uphold", ground="The evidence shows it")
    file_complaint(oscar, fake)
    wait_until(lambda: not stack.is_on_sale(fake), seconds=SECONDS, why="it is off sale")
    open_item(charlie, theirs, title)
    expect_state(charlie, "Off sale")
    seller_answers(stack)

    open_counter_notice(oscar, title)
    oscar.page.get_by_text("Agree that it comes back").click()
    oscar.page.get_by_role("button", name="Yes, let it come back").click()
    expect(oscar.page.get_by_text(re.compile("You agreed")).first).to_be_visible()

    charlie.page.reload()
    expect_state(charlie, "Off sale")
    assert not stack.is_on_sale(fake)
