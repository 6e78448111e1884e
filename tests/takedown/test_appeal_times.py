"""Six months to appeal, counted as the law's own clock counts; two days or a week to decide."""

from datetime import UTC, datetime, timedelta

import pytest

from takedown.redress.appeals.times import Stake, due_at, open_until

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "until"),
    [
        # To the end of the day, where the marketplace is established; there it is summer then.
        (datetime(2026, 1, 15, 10, tzinfo=UTC), datetime(2026, 7, 15, 23, tzinfo=UTC)),
        # A month that lacks the day ends on its last one; a Sunday moves to the Monday.
        (datetime(2026, 8, 31, 22, tzinfo=UTC), datetime(2027, 3, 2, tzinfo=UTC)),
        # Half past eleven at night in summer's UTC is the next day in Dublin.
        (datetime(2026, 6, 9, 23, 30, tzinfo=UTC), datetime(2026, 12, 11, tzinfo=UTC)),
    ],
)
def test_an_appeal_can_be_made_for_six_months(told: datetime, until: datetime) -> None:
    assert open_until(told) == until


@pytest.mark.parametrize(
    ("stake", "wait"),
    [
        (Stake(off_sale=True, can_hurt=False), timedelta(hours=48)),
        (Stake(off_sale=False, can_hurt=True), timedelta(hours=48)),
        (Stake(off_sale=False, can_hurt=False), timedelta(days=7)),
    ],
)
def test_what_costs_somebody_each_day_is_decided_within_two(stake: Stake, wait: timedelta) -> None:
    assert due_at(stake, now=NOW) == NOW + wait
