"""Past cases under other numbers: counted by the item, with the caps used up as they would have been."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from core.ids import new_id
from takedown.programme.policy import Facts, Numbers, Outcome, Waited, decide
from takedown.programme.versions.later import Later
from takedown.programme.versions.previews import BINS, summary
from takedown.programme.versions.trial import PastCase, Trial, Tried
from tests.takedown.test_policy import GOOD

LIVE = Numbers()
BRAND, SELLER = new_id(), new_id()
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def a_case(minute: float, item: UUID | None = None, facts: Facts = GOOD, **values: Any) -> PastCase:
    """As the policy in force decided it."""
    return PastCase(
        item_id=item or new_id(),
        tenant_id=BRAND,
        seller_id=SELLER,
        at=NOON + timedelta(minutes=minute),
        outcome=decide(facts, LIVE).outcome,
        facts=facts,
        made_under=LIVE,
        **values,
    )


def tried(cases: list[PastCase], numbers: Numbers) -> list[Tried]:
    trial = Trial(numbers)
    trial.feed(cases)
    return list(trial.items.values())


def outcomes(cases: list[PastCase], numbers: Numbers) -> list[Outcome]:
    return [one.draft for one in tried(cases, numbers)]


def test_a_lower_threshold_would_have_removed_more() -> None:
    [one] = tried([a_case(0, facts=replace(GOOD, score=0.65))], Numbers(score_threshold=0.6))

    assert (one.live, one.draft) == (Outcome.REVIEW, Outcome.UPHOLD)


def test_what_would_have_been_removed_more_uses_up_the_hour() -> None:
    cases = [
        a_case(n, facts=replace(GOOD, score=0.65, brand_hourly_cap=3, seller_removals_this_hour=0))
        for n in range(5)
    ]

    assert outcomes(cases, Numbers(score_threshold=0.6)) == [Outcome.UPHOLD] * 3 + [Outcome.HOLD] * 2


def test_what_would_not_have_been_removed_leaves_room() -> None:
    numbers = Numbers(score_threshold=0.95)
    first = [a_case(n, facts=replace(GOOD, brand_removals_this_hour=n, brand_hourly_cap=3)) for n in range(3)]
    held = a_case(4, facts=replace(GOOD, score=0.99, brand_removals_this_hour=3, brand_hourly_cap=3))

    assert held.outcome is Outcome.HOLD
    assert outcomes([*first, held], numbers) == [Outcome.REVIEW] * 3 + [Outcome.UPHOLD]


def test_an_hour_later_the_cap_is_free_again() -> None:
    low = replace(GOOD, score=0.65, brand_hourly_cap=1)

    assert (
        outcomes([a_case(0, facts=low), a_case(61, facts=low)], Numbers(score_threshold=0.6))
        == [Outcome.UPHOLD] * 2
    )


def test_an_item_counts_once_and_is_over_when_it_would_have_been_removed() -> None:
    item = new_id()
    held = replace(GOOD, brand_removals_this_hour=40)
    later = replace(GOOD, waited=Waited.TOO_LONG, brand_removals_this_hour=40)
    cases = [a_case(0, item, held), a_case(60, item, later)]

    [one] = tried(cases, Numbers(least_hourly_cap=40))
    assert (one.live, one.draft) == (Outcome.REVIEW, Outcome.REVIEW)
    [one] = tried([replace(c, facts=replace(c.facts, brand_hourly_cap=50)) for c in cases], LIVE)
    assert (one.live, one.draft) == (Outcome.REVIEW, Outcome.UPHOLD)


cases = some.lists(
    some.tuples(some.integers(0, 120), some.floats(0, 1), some.booleans(), some.integers(0, 60)), max_size=30
)


@given(cases)
def test_under_its_own_numbers_nothing_comes_out_otherwise(rows: list[tuple[int, float, bool, int]]) -> None:
    past = [
        a_case(minute, facts=replace(GOOD, score=score, filer_is_new=new, brand_removals_this_hour=used))
        for minute, score, new, used in sorted(rows)
    ]

    assert all(one.live is one.draft for one in tried(past, LIVE))


@given(cases, some.sampled_from([Numbers(score_threshold=0.5), Numbers(score_threshold=0.9)]))
def test_every_item_is_in_the_summary_once(
    rows: list[tuple[int, float, bool, int]], numbers: Numbers
) -> None:
    past = [a_case(minute, facts=replace(GOOD, score=score)) for minute, score, _, _ in sorted(rows)]
    trial = Trial(numbers)
    trial.feed(past)
    said = {id: list(Later)[n % 3] for n, id in enumerate(trial.items)}

    told = summary(trial.items, said)

    assert told["items"] == sum(move[3] for move in told["moves"]) == len(past)
    assert len(told["histogram"]) == BINS
    assert sum(sum(one.values()) for one in told["histogram"]) == len(past)
    gained, lost = sum(told["gained"].values()), sum(told["lost"].values())
    assert told["automatic"]["draft"] == told["automatic"]["live"] + gained - lost


def test_a_score_stands_in_the_step_that_begins_with_it() -> None:
    past = [a_case(n, facts=replace(GOOD, score=n / 20)) for n in range(21)]
    trial = Trial(LIVE)
    trial.feed(past)

    counts = [one["open"] for one in summary(trial.items, {})["histogram"]]

    assert counts == [1] * 19 + [2]
