"""How good a score is, by figures that can be worked out by hand or by brute force."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from complaints.scoring.metrics import BINS, better_by, histogram, quality, shift

judged = some.lists(some.tuples(some.floats(0, 1), some.booleans()), min_size=1, max_size=60)


def test_nothing_judged_has_no_quality() -> None:
    assert quality([], []) is None


def test_the_brier_score_is_the_mean_square_of_what_was_off() -> None:
    found = quality([0.8, 0.4], [True, False])

    assert found is not None
    assert found.brier == pytest.approx((0.04 + 0.16) / 2)
    assert found.base_brier == pytest.approx(0.25)


def test_the_base_rate_known_beforehand_is_the_one_to_beat() -> None:
    found = quality([0.8, 0.4], [True, False], base_rate=0.9)

    assert found is not None
    assert found.base_brier == pytest.approx((0.01 + 0.81) / 2)


def test_the_calibration_error_weighs_each_bin_by_its_items() -> None:
    said = [0.1] * 100 + [0.9] * 50
    right = [True] * 20 + [False] * 80 + [True] * 50

    found = quality(said, right)

    assert found is not None
    assert len(found.bins) == BINS
    assert {one.n for one in found.bins} == {10}
    # The ten bins of the first hundred: two all right (0.9 off), eight all wrong (0.1 off); the other five 0.1 off.
    assert found.error == pytest.approx((2 * 0.9 + 8 * 0.1 + 5 * 0.1) / 15, abs=1e-5)


def test_who_says_what_people_find_has_no_calibration_error() -> None:
    found = quality([1.0] * 30 + [0.0] * 30, [True] * 30 + [False] * 30)

    assert found is not None
    assert (found.error, found.brier, found.auc) == (0, 0, 1)


@given(judged)
def test_the_area_under_the_curve_is_how_often_right_is_said_above_wrong(
    pairs: list[tuple[float, bool]],
) -> None:
    found = quality([p for p, _ in pairs], [y for _, y in pairs])

    assert found is not None
    duels = list(product((p for p, y in pairs if y), (p for p, y in pairs if not y)))
    won = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in duels)
    assert found.auc == (pytest.approx(won / len(duels), abs=1e-4) if duels else None)


@given(judged)
def test_a_threshold_never_lets_more_through_than_a_lower_one(pairs: list[tuple[float, bool]]) -> None:
    found = quality([p for p, _ in pairs], [y for _, y in pairs])

    assert found is not None
    shares = [one.share for one in found.coverage]
    assert shares == sorted(shares, reverse=True)


def test_what_has_not_moved_has_no_shift_and_what_has_has() -> None:
    before = histogram([n / 100 for n in range(100)])

    assert shift(before, before) == 0
    assert shift(before, histogram([0.95] * 100)) > 1


def test_the_interval_of_a_gain_is_the_same_for_the_same_seed() -> None:
    said, other, right = [0.9, 0.2] * 50, [0.5] * 100, [True, False] * 50

    gain, low, high = better_by(said, other, right, seed=3)

    assert low <= gain <= high
    assert (gain, low, high) == better_by(said, other, right, seed=3)
