"""A counter-notice ends: taken back, by silence, or because nothing is left to answer."""

from datetime import timedelta

import pytest

from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Rejected
from takedown.models import CounterNotice, SellerNotice
from takedown.redress.counter.filing import CounterRefused, Refusal
from takedown.redress.counter.withdrawing import WithdrawalRefused
from takedown.removal import deliver
from tests.stories import World, run_work
from tests.takedown.answering import (
    a_removed_listing,
    clocks,
    events,
    filed,
    fresh_counter,
    grounds_of,
    item_of,
    letters_to,
    the_notice,
    withdraw,
)
from tests.takedown.delivery import (
    overturned_by,
    removal_of,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
)
from tests.takedown.test_two_brands import Pair, both  # noqa: F401 - a fixture


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


# --- taking it back ----------------------------------------------------------------------------------------


def test_taking_it_back_stops_the_clock_and_the_listing_stays_off(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    run_work()
    withdraw(notice, counter)
    run_work()

    assert item_of(notice).status == "removed"
    assert clocks() == [("marketplace_rule", "stopped")]
    assert removal_of(item_of(notice)).status == "verified"
    assert any("has taken it back" in body for body in letters_to("alice@example.test"))


def test_taking_it_back_twice_changes_nothing_more(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    withdraw(notice, counter)
    before = events(notice)

    assert withdraw(notice, counter).status == "withdrawn"
    assert events(notice) == before


def test_one_that_is_over_cannot_be_taken_back(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    overturned_by(world, "rupert", item_of(notice))

    with pytest.raises(WithdrawalRefused):
        withdraw(notice, counter)


def test_nobody_takes_back_what_answers_another_removal(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    another = a_removed_listing(world, "a2", brand="kestrel")

    with pytest.raises(CounterNotice.DoesNotExist):
        withdraw(another, counter)


# --- in every state of the removal, as far as stories lead there ------------------------------------------


def test_one_on_its_way_off_sale_is_contested_when_it_is_off(world: World) -> None:
    world.site.still_shown.add("a1")
    notice = a_removed_listing(world)
    [counter] = filed(notice)
    assert (item_of(notice).status, removal_of(item_of(notice)).status) == ("upheld", "pending")

    world.site.still_shown.clear()
    time_passes()

    assert (item_of(notice).status, removal_of(item_of(notice)).status) == ("contested", "verified")
    assert fresh_counter(counter).status == "filed"


def test_one_that_the_marketplace_refuses_leaves_nothing_to_answer(world: World) -> None:
    world.site.still_shown.add("a1")
    notice = a_removed_listing(world)
    [counter] = filed(notice)
    with acting_as(SYSTEM):
        deliver.refuse(removal_of(item_of(notice)), words="No.", now=clock.now())

    assert fresh_counter(counter).status == "ended"


@pytest.mark.parametrize("how", ["overturned", "withdrawn"])
def test_a_ground_that_ends_otherwise_ends_the_answer(world: World, notice: SellerNotice, how: str) -> None:
    [counter] = filed(notice)
    if how == "overturned":
        overturned_by(world, "rupert", item_of(notice))
    else:
        take_back(world, item_of(notice))
    run_work()

    assert fresh_counter(counter).status == "ended"
    assert item_of(notice).status == "restored"


@pytest.mark.parametrize("ran", [False, True])
def test_one_that_is_coming_back_or_is_back_leaves_nothing_to_answer(
    world: World, notice: SellerNotice, ran: bool
) -> None:
    ids = frozenset(ground.id for ground in grounds_of(notice))
    with acting_as(SYSTEM):
        item = grounds_of(notice)[0].item
    overturned_by(world, "rupert", item)
    if ran:
        run_work()

    with pytest.raises(CounterRefused) as refused:
        filed(notice, ground_ids=ids)
    assert refused.value.refusal is Refusal.NOTHING_TO_ANSWER


def test_one_that_never_took_effect_leaves_nothing_to_answer(world: World) -> None:
    world.site.fail("hide", Rejected("No.", status=422))
    upheld_by_rita(world)
    ten_seconds_pass()
    notice = the_notice()

    with pytest.raises(CounterRefused) as refused:
        filed(notice, ground_ids=frozenset({new_id()}))
    assert refused.value.refusal is Refusal.NOTHING_TO_ANSWER


# --- silence -----------------------------------------------------------------------------------------------


def test_silence_brings_the_listing_back_on_the_day(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    run_work()
    time_passes(timedelta(days=30))

    assert fresh_counter(counter).status == "restored"
    item = item_of(notice)
    assert (item.status, item.cause) == ("restored", "counter_notice")
    assert "showed nothing against that in time" in letters_to("s1@sellers.example")[-1]


def test_what_is_over_when_its_letter_is_due_starts_no_clock(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    withdraw(notice, counter)
    run_work()

    assert clocks() == []
    assert fresh_counter(counter).forwarded_at is None
