"""Sellers who answer: what counts of their answers, and that a suspended one's are not taken by link."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterNotice, SellerNotice
from takedown.redress.counter.filing import CounterRefused, Refusal
from takedown.redress.counter.states import CounterStatus
from takedown.redress.misuse.facts import SellerFigures
from takedown.redress.misuse.gather_sellers import figures_of_sellers, rows_behind_seller, who_answered_since
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.misuse.policy import rules_on
from tests.complaints.pages import all_of, get
from tests.stories import World
from tests.takedown.answering import a_removed_listing, filed, fresh_counter, link_to
from tests.takedown.misuse.steps import a_seller, lift, suspend


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


def seller_of(notice: SellerNotice) -> CounterNotifier:
    with acting_as(SYSTEM):
        found = SellerNotice.objects.select_related("removal__listing").get(id=notice.id)
    return CounterNotifier(seller_id=found.removal.listing.seller_id)


def figures(party: CounterNotifier) -> SellerFigures:
    now = clock.now()
    with acting_as(SYSTEM):
        return figures_of_sellers([party], rules_on(now.date()), now=now)[party]


def behind(code: str, party: CounterNotifier) -> list[Any]:
    now = clock.now()
    with acting_as(SYSTEM):
        return rows_behind_seller(code, party, rules_on(now.date()), actor=SYSTEM, now=now)


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (CounterStatus.FILED, (0, 0)),
        (CounterStatus.WITHDRAWN, (0, 0)),
        (CounterStatus.RESTORED, (0, 0)),
        (CounterStatus.ACCEPTED, (1, 0)),
        (CounterStatus.GRANTED, (1, 0)),
        (CounterStatus.REJECTED, (1, 1)),
    ],
)
def test_an_answer_counts_when_a_person_has_said_who_was_right(
    notice: SellerNotice, status: CounterStatus, counts: tuple[int, int]
) -> None:
    [counter] = filed(notice)
    with acting_as(SYSTEM):
        if status is not CounterStatus.FILED:
            CounterNotice.objects.filter(id=counter.id).update(status=status, status_at=clock.now())

    found = figures(seller_of(notice))

    assert (found.decided, found.rejected) == counts
    assert len(behind("counter_notices_are_often_rejected", seller_of(notice))) == counts[1]


def test_whoever_answered_is_counted(notice: SellerNotice) -> None:
    [counter] = filed(notice)

    with acting_as(SYSTEM):
        assert who_answered_since(counter.id) == {seller_of(notice).seller_id}


def test_many_sellers_cost_as_many_queries_as_one(world: World, notice: SellerNotice) -> None:
    filed(notice)

    def cost(*who: CounterNotifier) -> int:
        now = clock.now()
        with CaptureQueriesContext(connection) as queries, acting_as(SYSTEM):
            figures_of_sellers(who, rules_on(now.date()), now=now)
        return len(queries)

    assert cost(seller_of(notice)) == cost(seller_of(notice), a_seller(world), a_seller(world, "s-other"))


def test_a_suspended_sellers_answer_is_not_taken_and_the_listing_stays_as_it_is(
    world: World, notice: SellerNotice
) -> None:
    suspension = suspend(world, seller_of(notice))

    with pytest.raises(CounterRefused) as error:
        filed(notice)
    lift(world, suspension, seller_of(notice))
    [counter] = filed(notice)

    assert error.value.refusal is Refusal.SUSPENDED
    assert fresh_counter(counter).status == "filed"


def test_what_was_answered_before_goes_on(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)

    suspend(world, seller_of(notice))

    assert fresh_counter(counter).status == "filed"
    assert len(all_of(CounterNotice)) == 1


def test_the_notice_offers_no_answer_meanwhile_and_names_the_way_by_mail(
    world: World, notice: SellerNotice, client_for: Callable[[Any], Client]
) -> None:
    visitor = client_for(None)
    before = get(visitor, link_to(notice))

    suspend(world, seller_of(notice), reason="One bill for ten goods.")
    after = get(visitor, link_to(notice))

    assert "Answer this" in before
    assert "Answer this" not in after
    assert "We take no counter-notice of yours by link" in after
    assert "One bill for ten goods." in after
    assert "answer the mail" in after
