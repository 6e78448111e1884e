"""First a warning, then a suspension for a time: when one may be proposed, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takedown.redress.misuse.ladder import History, WhyNot, carrying_warning, proposed_days, why_no_suspension
from takedown.redress.misuse.policy import all_rules

STEPS = all_rules()[-1].steps
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("warned", "why"),
    [
        ([], WhyNot.NOT_WARNED),
        ([0], WhyNot.TOO_SOON),
        ([6.99], WhyNot.TOO_SOON),
        ([7], None),
        ([180], None),
        ([180.01], WhyNot.NOT_WARNED),
        ([200, 3], WhyNot.TOO_SOON),
        ([200, 8], None),
    ],
)
def test_a_suspension_needs_a_warning_that_is_neither_too_young_nor_too_old(
    warned: list[float], why: WhyNot | None
) -> None:
    history = History(warned_at=[ago(days) for days in warned])

    assert why_no_suspension(history, STEPS, now=NOW) is why


def test_there_is_one_suspension_at_a_time() -> None:
    history = History(warned_at=[ago(20)], is_open=True)

    assert why_no_suspension(history, STEPS, now=NOW) is WhyNot.OPEN_ALREADY


@given(days=some.lists(some.floats(min_value=-10, max_value=400), max_size=8))
def test_without_a_warning_that_carries_nobody_can_be_suspended(days: list[float]) -> None:
    history = History(warned_at=[ago(d) for d in days])

    carried = carrying_warning(history.warned_at, STEPS, now=NOW)

    assert (why_no_suspension(history, STEPS, now=NOW) is None) is (carried is not None)
    assert carried is None or 7 <= (NOW - carried) / timedelta(days=1) <= 180


@pytest.mark.parametrize(
    ("begun", "length"),
    [([], 14), ([100], 30), ([100, 300], 90), ([100, 200, 300, 400], 90), ([731], 14), ([731, 100], 30)],
)
def test_each_suspension_is_proposed_longer_than_the_one_before(begun: list[float], length: int) -> None:
    history = History(suspended_at=[ago(days) for days in begun])

    assert proposed_days(history, STEPS, now=NOW) == length
