"""The published formula, on the design's own examples and on every neighbour of them."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from takedown.programme.standing import (
    Record,
    Thresholds,
    Tier,
    Z,
    reaches_good_faith,
    reaches_priority,
    standing_of,
    tier_of,
    upheld_needed,
    wilson,
)

LIMITS = Thresholds()
# Floating point: what differs by less is equal.
A_HAIR = 1e-12


def good_faith(upheld: int, decided: int, overturned: int = 0, automatic: int = 0) -> bool:
    record = Record(upheld=upheld, decided=decided, overturned=overturned, wrongful_automatic=automatic)
    return reaches_good_faith(standing_of(record), LIMITS)


def priority(upheld: int, decided: int) -> bool:
    return reaches_priority(standing_of(Record(upheld=upheld, decided=decided)), LIMITS)


@pytest.mark.parametrize(
    ("upheld", "decided", "reaches"),
    [(19, 20, True), (18, 20, False), (6, 6, False), (7, 7, True), (0, 0, False), (0, 20, False)],
)
def test_nineteen_of_twenty_reaches_priority(upheld: int, decided: int, reaches: bool) -> None:
    assert priority(upheld, decided) is reaches


@pytest.mark.parametrize(
    ("upheld", "decided", "overturned", "reaches"),
    [
        (48, 50, 0, True),
        (47, 50, 0, False),
        (94, 100, 0, True),
        (94, 100, 2, True),
        (94, 100, 3, False),
        (93, 100, 0, False),
        (100, 100, 3, False),
        (0, 0, 0, False),
    ],
)
def test_good_faith_begins_where_the_design_says(
    upheld: int, decided: int, overturned: int, reaches: bool
) -> None:
    assert good_faith(upheld, decided, overturned) is reaches


def test_a_wrongful_automatic_removal_weighs_three_times() -> None:
    assert good_faith(99, 100, overturned=2)
    assert not good_faith(99, 100, automatic=1)


def test_nothing_known_proves_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("successes", "total"), [(19, 20), (0, 50), (50, 100), (1, 1), (300, 301)])
def test_the_bounds_solve_wilsons_equation(successes: int, total: int) -> None:
    share = successes / total

    for bound in wilson(successes, total):
        distance = Z * math.sqrt(bound * (1 - bound) / total)
        assert abs(share - bound) == pytest.approx(distance, abs=1e-9)


counts = some.integers(0, 300)


@given(counts, counts)
def test_bounds_enclose_the_share(successes: int, more: int) -> None:
    total = successes + more
    assume(total)

    lower, upper = wilson(successes, total)

    assert 0.0 <= lower <= successes / total + A_HAIR
    assert successes / total - A_HAIR <= upper <= 1.0


records = some.builds(
    lambda upheld, refused, overturned, automatic: Record(
        upheld=upheld,
        decided=upheld + refused + overturned,
        overturned=overturned,
        wrongful_automatic=automatic,
    ),
    counts,
    counts,
    counts,
    some.integers(0, 50),
)


@given(records)
def test_one_more_upheld_never_hurts(record: Record) -> None:
    better = replace(record, upheld=record.upheld + 1, decided=record.decided + 1)

    assert standing_of(better).uphold_lower_bound >= standing_of(record).uphold_lower_bound - A_HAIR
    assert standing_of(better).overturned_upper_bound <= standing_of(record).overturned_upper_bound + A_HAIR


@given(records)
def test_one_more_refused_never_helps(record: Record) -> None:
    """Neither by the rate, nor by making the reversed ones a smaller share of more decisions."""
    worse = replace(record, decided=record.decided + 1)

    assert standing_of(worse).uphold_lower_bound <= standing_of(record).uphold_lower_bound + A_HAIR
    assert standing_of(worse).overturned_upper_bound == standing_of(record).overturned_upper_bound


@given(records)
def test_one_more_overturned_never_helps(record: Record) -> None:
    assume(record.upheld)
    worse = replace(record, upheld=record.upheld - 1, overturned=record.overturned + 1)

    assert standing_of(worse).uphold_lower_bound <= standing_of(record).uphold_lower_bound + A_HAIR
    assert standing_of(worse).overturned_upper_bound >= standing_of(record).overturned_upper_bound - A_HAIR


@given(records)
def test_one_more_wrongful_automatic_removal_never_helps(record: Record) -> None:
    worse = replace(record, wrongful_automatic=record.wrongful_automatic + 1)

    assert standing_of(worse).uphold_lower_bound <= standing_of(record).uphold_lower_bound + A_HAIR
    assert standing_of(worse).overturned_upper_bound >= standing_of(record).overturned_upper_bound - A_HAIR


EXCELLENT = Record(upheld=100, decided=100)
GOOD = Record(upheld=19, decided=20)
POOR = Record(upheld=1, decided=20)


PROVED = replace(EXCELLENT, audited=60, audited_right=60)


@pytest.mark.parametrize(
    ("record", "has_manager", "tier"),
    [
        (PROVED, True, Tier.JOINT_FORCE),
        (PROVED, False, Tier.GOOD_FAITH),
        (replace(PROVED, audited=59, audited_right=59), True, Tier.GOOD_FAITH),
        (replace(PROVED, audited_right=59), True, Tier.GOOD_FAITH),
        (replace(PROVED, audited=200, audited_right=199), True, Tier.JOINT_FORCE),
        (replace(PROVED, audited=200, audited_right=197), True, Tier.GOOD_FAITH),
    ],
)
def test_joint_force_is_good_faith_that_audits_have_proved(
    record: Record, has_manager: bool, tier: Tier
) -> None:
    found = tier_of(
        standing_of(record), verified=True, granted=True, has_manager=has_manager, thresholds=LIMITS
    )

    assert found is tier


@pytest.mark.parametrize(
    ("record", "verified", "granted", "tier"),
    [
        (EXCELLENT, True, True, Tier.GOOD_FAITH),
        (EXCELLENT, True, False, Tier.PRIORITY),
        (EXCELLENT, False, True, Tier.UNVERIFIED),
        # How long a grant outlives its figures, the ladder says (test_ladder.py).
        (GOOD, True, True, Tier.GOOD_FAITH),
        (GOOD, True, False, Tier.PRIORITY),
        (POOR, True, False, Tier.STANDARD),
        (Record(), True, False, Tier.STANDARD),
        (Record(), False, False, Tier.UNVERIFIED),
    ],
)
def test_the_tier_needs_verification_and_a_record_or_a_grant(
    record: Record, verified: bool, granted: bool, tier: Tier
) -> None:
    found = tier_of(
        standing_of(record), verified=verified, granted=granted, has_manager=True, thresholds=LIMITS
    )

    assert found is tier


def test_how_many_more_are_needed_is_exact() -> None:
    record = Record(upheld=17, decided=20)

    more = upheld_needed(record, LIMITS.priority_uphold_rate)

    assert more
    assert priority(17 + more, 20 + more)
    assert not priority(17 + more - 1, 20 + more - 1)


def test_a_hopeless_record_needs_more_than_anybody_files() -> None:
    assert upheld_needed(Record(decided=10_000), 0.9) is None
