"""The published ladder: what counts, what merges, what decays, what is given back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from complaints.reasons import REASONS
from takedown.strikes.rules import PUBLISHED, Happened, Kind, Step, strikes_of

DAY = timedelta(days=1)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
NOW = BEGAN + 100 * DAY
GRAVE = "counterfeit_goods"


def removed(day: float, reason: str = GRAVE, ground: object = None) -> Happened:
    return Happened(kind=Kind.REMOVED, at=BEGAN + day * DAY, reason=reason, ground=ground or f"g{day}")


def returned(day: float) -> Happened:
    return Happened(kind=Kind.RETURNED, at=BEGAN + day * DAY, reason="returned")


def given_back(day: float, ground: object) -> Happened:
    return Happened(kind=Kind.GIVEN_BACK, at=BEGAN + day * DAY, reason="appeal", ground=ground)


def points(*happened: Happened, now: datetime = NOW) -> int:
    return strikes_of(happened, now=now).points


def test_nobody_begins_with_points() -> None:
    strikes = strikes_of([], now=NOW)

    assert (strikes.points, strikes.step, strikes.next_change) == (0, Step.NONE, None)


@pytest.mark.parametrize("reason", list(REASONS))
def test_every_reason_counts_something(reason: str) -> None:
    assert points(removed(90, reason)) == PUBLISHED.points_for(Kind.REMOVED, reason) > 0


def test_a_hundred_fakes_of_one_week_are_one_incident() -> None:
    assert points(*[removed(80 + n / 20) for n in range(100)]) == 4


def test_the_gravest_of_an_incident_is_what_it_counts() -> None:
    assert points(removed(80, "mark_in_title"), removed(81), removed(82, "copied_image")) == 4


@pytest.mark.parametrize(("day", "counted"), [(87, 4), (87.01, 8)])
def test_what_comes_later_than_a_week_after_the_first_is_another_incident(day: float, counted: int) -> None:
    assert points(removed(80), removed(day)) == counted


@pytest.mark.parametrize(("days", "counted"), [(179.9, 4), (180, 0)])
def test_an_incident_decays(days: float, counted: int) -> None:
    assert points(removed(0), now=BEGAN + days * DAY) == counted


def test_an_incident_decays_from_its_last_removal_on() -> None:
    assert points(removed(0), removed(6), now=BEGAN + 185 * DAY) == 4


def test_a_removal_that_was_overturned_never_was_a_strike() -> None:
    assert points(removed(50, ground="a"), removed(80, ground="b"), given_back(90, "a")) == 4


def test_what_is_given_back_uncovers_what_it_had_merged_with() -> None:
    assert points(removed(80, ground="a"), removed(81, "mark_in_title", ground="b"), given_back(90, "a")) == 1


def test_putting_a_listing_back_counts_by_itself() -> None:
    assert points(removed(80), returned(81)) == 4 + PUBLISHED.return_points


@pytest.mark.parametrize(
    ("count", "step"),
    [
        (0, Step.NONE),
        (1, Step.NOTICE),
        (3, Step.NOTICE),
        (4, Step.WARNING),
        (8, Step.LIMIT),
        (12, Step.SUSPENSION),
    ],
)
def test_the_steps_of_the_ladder(count: int, step: Step) -> None:
    assert PUBLISHED.step_at(count) is step


def test_the_next_change_is_when_the_first_incident_ceases_to_count() -> None:
    strikes = strikes_of([removed(10), removed(90)], now=NOW)

    assert strikes.next_change == BEGAN + 190 * DAY


# --- whatever happened -----------------------------------------------------------------------------------

EVENTS = some.lists(
    some.builds(
        Happened,
        kind=some.sampled_from(Kind),
        at=some.integers(0, 400 * 24).map(lambda hours: BEGAN + timedelta(hours=hours)),
        reason=some.sampled_from([*REASONS, "appeal"]),
        ground=some.integers(0, 12),
    ).map(lambda one: replace(one, ground=None) if one.kind is Kind.RETURNED else one),
    max_size=25,
)


@given(EVENTS, some.randoms(), some.integers(0, 500))
def test_the_order_in_which_events_become_known_makes_no_difference(events, random, day) -> None:  # type: ignore[no-untyped-def]
    now, mixed = BEGAN + day * DAY, list(events)
    random.shuffle(mixed)

    assert strikes_of(mixed, now=now).points == strikes_of(events, now=now).points
    assert strikes_of(mixed, now=now) == strikes_of(events, now=now)


@given(EVENTS, some.integers(0, 500))
def test_time_alone_never_adds_a_point(events, day) -> None:  # type: ignore[no-untyped-def]
    known = [one for one in events if one.at <= BEGAN + day * DAY]

    assert points(*known, now=BEGAN + (day + 30) * DAY) <= points(*known, now=BEGAN + day * DAY)


@given(EVENTS)
def test_giving_back_every_removal_leaves_only_the_returns(events) -> None:  # type: ignore[no-untyped-def]
    now = BEGAN + 500 * DAY
    back = [Happened(kind=Kind.GIVEN_BACK, at=BEGAN, reason="appeal", ground=g) for g in range(13)]

    assert strikes_of([*events, *back], now=now) == strikes_of(
        [one for one in events if one.kind is Kind.RETURNED], now=now
    )
