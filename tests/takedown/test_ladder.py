"""The ladder as a pure rule: how deep the figures are, how long a step lasts, and that nothing flaps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takedown.programme.ladder import (
    DOWN,
    Place,
    Reach,
    lets_act,
    next_place,
    place_after_a_reversal,
    reach_of,
)
from takedown.programme.standing import Record, Thresholds, standing_of
from takedown.programme.states import GRANT_NEXT, GrantStep

LIMITS = Thresholds()
NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
FULL, WARNED, CAPPED, REVIEW, SUSPENDED = DOWN


def reach(upheld: int, decided: int, *, overturned: int = 0, automatic: int = 0) -> Reach:
    record = Record(upheld=upheld, decided=decided, overturned=overturned, wrongful_automatic=automatic)
    return reach_of(standing_of(record), LIMITS)


@pytest.mark.parametrize(
    ("figures", "reaches"),
    [
        ((48, 50), Reach(step=FULL, bad=False)),
        ((94, 100), Reach(step=FULL, bad=False)),
        # Good shares, too few decisions: thin, not bad.
        ((0, 0), Reach(step=WARNED, bad=False)),
        ((6, 6), Reach(step=WARNED, bad=False)),
        ((19, 20), Reach(step=WARNED, bad=False)),
        ((179, 200), Reach(step=CAPPED, bad=True)),
        ((359, 400), Reach(step=WARNED, bad=True)),
        ((60, 70), Reach(step=REVIEW, bad=True)),
        ((5, 20), Reach(step=REVIEW, bad=True)),
    ],
)
def test_how_far_the_figures_carry(figures: tuple[int, int], reaches: Reach) -> None:
    assert reach(*figures) == reaches


def test_one_wrong_removal_in_sixty_is_a_warning_and_two_are_a_review() -> None:
    assert reach(60, 60, automatic=1).step is WARNED
    assert reach(60, 60, automatic=2).step is REVIEW


def place(step: GrantStep, *, days: int = 0, better_days: int | None = None) -> Place:
    better = NOW - better_days * DAY if better_days is not None else None
    return Place(step=step, since=NOW - days * DAY, better_since=better)


GOOD, THIN = Reach(step=FULL, bad=False), Reach(step=WARNED, bad=False)
SHALLOW, DEEP, DEEPEST = (Reach(step=step, bad=True) for step in (WARNED, CAPPED, REVIEW))


@pytest.mark.parametrize(
    ("start", "figures", "end"),
    [
        (place(FULL), GOOD, FULL),
        (place(FULL), SHALLOW, WARNED),
        (place(FULL), DEEP, CAPPED),
        (place(FULL), DEEPEST, REVIEW),
        (place(FULL), THIN, WARNED),
        # What lasts goes on.
        (place(WARNED, days=29), SHALLOW, WARNED),
        (place(WARNED, days=30), SHALLOW, CAPPED),
        (place(CAPPED, days=30), SHALLOW, REVIEW),
        (place(REVIEW, days=89), SHALLOW, REVIEW),
        (place(REVIEW, days=90), SHALLOW, SUSPENDED),
        # A thin record never goes further than the warning.
        (place(WARNED, days=300), THIN, WARNED),
        # The way back: one step at a time, after 14 days without a break.
        (place(WARNED, better_days=13), GOOD, WARNED),
        (place(WARNED, better_days=14), GOOD, FULL),
        (place(REVIEW, better_days=14), GOOD, CAPPED),
        (place(REVIEW, days=200, better_days=2), GOOD, REVIEW),
        (place(CAPPED, better_days=14), THIN, WARNED),
        # A bad record does not climb, however much better it is than the step.
        (place(REVIEW, better_days=14), SHALLOW, REVIEW),
    ],
)
def test_where_a_grant_goes(start: Place, figures: Reach, end: GrantStep) -> None:
    assert next_place(start, figures, LIMITS, now=NOW).step is end


def test_recovery_begins_again_after_a_break() -> None:
    first = next_place(place(CAPPED), GOOD, LIMITS, now=NOW)
    broken = next_place(first, DEEP, LIMITS, now=NOW + 13 * DAY)
    again = next_place(broken, GOOD, LIMITS, now=NOW + 14 * DAY)

    assert first.better_since == NOW
    assert broken.better_since is None
    assert again == Place(step=CAPPED, since=NOW, better_since=NOW + 14 * DAY)


@pytest.mark.parametrize(
    ("start", "figures", "end"),
    [
        (place(REVIEW, days=1), GOOD, FULL),
        (place(CAPPED, days=1), GOOD, FULL),
        (place(REVIEW, days=1), THIN, WARNED),
        (place(FULL), GOOD, FULL),
        # Other mistakes stand: then it takes its time.
        (place(REVIEW, days=1), SHALLOW, REVIEW),
        (place(WARNED, days=1), DEEP, WARNED),
    ],
)
def test_what_a_reversed_decision_has_cost_is_given_back_at_once(
    start: Place, figures: Reach, end: GrantStep
) -> None:
    assert place_after_a_reversal(start, figures, now=NOW).step is end


reaches = some.sampled_from([GOOD, THIN, SHALLOW, DEEP, DEEPEST])
places = some.builds(
    place,
    some.sampled_from([FULL, WARNED, CAPPED, REVIEW]),
    days=some.integers(0, 120),
    better_days=some.none() | some.integers(0, 40),
)


@given(places, reaches)
def test_every_move_is_one_that_the_database_allows(start: Place, figures: Reach) -> None:
    end = next_place(start, figures, LIMITS, now=NOW).step

    assert end is start.step or end in GRANT_NEXT[start.step]


@given(places, reaches)
def test_at_most_one_step_up_and_never_out_of_the_programme_at_once(start: Place, figures: Reach) -> None:
    end = next_place(start, figures, LIMITS, now=NOW).step

    assert DOWN.index(end) >= DOWN.index(start.step) - 1
    assert end is not SUSPENDED or start.step is REVIEW


@given(some.lists(reaches, min_size=1, max_size=60))
def test_it_does_not_flap(days: list[Reach]) -> None:
    """Whatever the figures do day by day, there are 14 days between two steps up, and before each one."""
    now, at, ups = NOW, place(REVIEW), []
    for figures in days:
        now += DAY
        after = next_place(at, figures, LIMITS, now=now)
        if after.step is SUSPENDED:
            break
        if DOWN.index(after.step) < DOWN.index(at.step):
            ups.append(now)
        at = after

    moments = [NOW, *ups]
    assert all(b - a >= 14 * DAY for a, b in pairwise(moments))


records = some.builds(
    lambda upheld, refused, overturned, automatic: Record(
        upheld=upheld,
        decided=upheld + refused + overturned,
        overturned=overturned,
        wrongful_automatic=automatic,
    ),
    some.integers(0, 200),
    some.integers(0, 30),
    some.integers(0, 10),
    some.integers(0, 6),
)
WORSE = {
    "refused": lambda r: replace(r, decided=r.decided + 1),
    "reversed": lambda r: replace(r, decided=r.decided + 1, overturned=r.overturned + 1),
    "wrongly removed": lambda r: replace(r, wrongful_automatic=r.wrongful_automatic + 1),
}


@given(records, some.sampled_from(sorted(WORSE)))
def test_one_more_miss_never_reaches_a_better_step(record: Record, miss: str) -> None:
    before = reach_of(standing_of(record), LIMITS)
    after = reach_of(standing_of(WORSE[miss](record)), LIMITS)

    assert (DOWN.index(after.step), after.bad) >= (DOWN.index(before.step), before.bad)


@given(records)
def test_one_more_accepted_never_reaches_a_worse_step(record: Record) -> None:
    better = replace(record, upheld=record.upheld + 1, decided=record.decided + 1)
    before, after = (reach_of(standing_of(r), LIMITS) for r in (record, better))

    assert (DOWN.index(after.step), after.bad) <= (DOWN.index(before.step), before.bad)


def test_figures_far_below_stop_automation_before_a_step_is_written() -> None:
    poor = standing_of(Record(upheld=10, decided=40))

    assert not lets_act(FULL, poor, LIMITS, graced=False)
    # Somebody has looked at an appeal and given the grant back.
    assert lets_act(FULL, poor, LIMITS, graced=True)
    assert not lets_act(REVIEW, poor, LIMITS, graced=True)
