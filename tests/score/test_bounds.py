"""When a trained score may be in force, and what takes it out again: each rule alone."""

from dataclasses import replace
from typing import Any

import pytest

from complaints.scoring import bounds
from complaints.scoring.bounds import Measured, Seen, against_promoting, against_staying
from complaints.scoring.metrics import Quality
from complaints.scoring.words import AGAINST

GOOD = Quality(
    n=5_000,
    right=4_100,
    said=0.82,
    error=0.01,
    brier=0.09,
    base_brier=0.1476,
    auc=0.9,
    bins=(),
    coverage=(),
)
RULES = replace(GOOD, brier=0.2)
STEADY = Seen(
    quality=replace(GOOD, said=GOOD.right / GOOD.n),
    assessed=2_000,
    shift=0.02,
    unknown=0.0,
    days_in_force=3,
    judged=500,
)


def test_what_is_tested_enough_and_better_may_come_into_force() -> None:
    assert against_promoting(Measured(model=GOOD, rules=RULES)) == ()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"n": bounds.LEAST_TESTED - 1}, "too_little_was_tested"),
        ({"right": GOOD.n - bounds.LEAST_TESTED_OF_EACH + 1}, "too_little_was_tested"),
        ({"error": 0.031}, "what_it_says_is_not_what_people_find"),
        ({"brier": GOOD.base_brier}, "no_better_than_the_base_rate"),
        ({"brier": RULES.brier, "base_brier": 0.3}, "no_better_than_the_rules"),
    ],
)
def test_each_bound_alone_keeps_it_out_of_force(changes: dict[str, Any], rule: str) -> None:
    assert against_promoting(Measured(model=replace(GOOD, **changes), rules=RULES)) == (rule,)


def test_what_is_steady_stays() -> None:
    assert against_staying(STEADY) == ()


def judged(said: float, found: float, n: int = 1_000, **changes: Any) -> dict[str, Any]:
    return {"quality": replace(GOOD, n=n, right=round(n * found), said=said, **changes)}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        (judged(0.9, 0.8), "says_more_or_less_than_people_find"),
        (judged(0.7, 0.8), "says_more_or_less_than_people_find"),
        (judged(0.8, 0.8, brier=0.3, base_brier=0.2), "worse_than_the_base_rate"),
        ({"unknown": 0.11}, "knows_too_few_of_the_findings"),
        ({"shift": 0.51}, "what_is_filed_is_not_what_it_learned_from"),
        ({"days_in_force": 61, "judged": 199}, "people_judge_too_little_of_it"),
    ],
)
def test_each_sign_of_drift_alone_takes_it_out_of_force(changes: dict[str, Any], rule: str) -> None:
    assert against_staying(replace(STEADY, **changes)) == (rule,)


@pytest.mark.parametrize(
    "changes",
    [
        judged(0.9, 0.8, n=bounds.LEAST_JUDGED - 1),
        # 0.06 off, but of 200 that may be chance.
        judged(0.56, 0.5, n=200),
        judged(0.84, 0.8),
        judged(1.0, 1.0, brier=0.3, base_brier=0.0, auc=None),
        {"unknown": 1.0, "assessed": bounds.LEAST_ASSESSED - 1},
        {"shift": 9.0, "assessed": bounds.LEAST_ASSESSED - 1},
        {"days_in_force": 59, "judged": 0},
        {"quality": None},
    ],
)
def test_too_little_to_tell_or_within_the_bounds_changes_nothing(changes: dict[str, Any]) -> None:
    assert against_staying(replace(STEADY, **changes)) == ()


def test_every_bound_has_its_words() -> None:
    rules = (*bounds.AGAINST_PROMOTING, *bounds.AGAINST_STAYING)

    assert set(AGAINST) == {rule.__name__ for rule in rules}
