"""The numbers: each with its name and bounds, and what differs between two versions in words."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takedown.programme.policy import BRAKES, GUARDS, OPTIONAL_GUARDS, Numbers
from takedown.programme.versions.about import ABOUT, Group, Unit
from takedown.programme.versions.drafts import _merged
from takedown.programme.versions.hashes import hash_of
from takedown.programme.versions.numbers import (
    AUTOMATIC_REASONS,
    GUARD_WORDS,
    changes,
    in_words,
    problems_with,
    specs,
)

NUMBERS = Numbers()
BY_REASON = {"score_thresholds", "switched_on"}
# What version 1 says. Old decisions are made again under these: a new number joins, none ever changes.
FIRST_VERSION = {
    "score_threshold": 0.70,
    "score_thresholds": {},
    "switched_on": {},
    "least_hourly_cap": 40,
    "hourly_cap_factor": 3.0,
    "seller_hourly_cap": 40,
    "newcomer_days": 7,
    "standard_hours": 24,
    "priority_hours": 8,
    "thresholds": {
        "window_days": 180,
        "priority_uphold_rate": 0.80,
        "good_faith_uphold_rate": 0.90,
        "good_faith_overturned_rate": 0.05,
        "joint_force_audits": 60,
        "joint_force_precision": 0.99,
        "joint_force_lower_bound": 0.97,
    },
}


def test_the_first_version_never_changes() -> None:
    now = asdict(NUMBERS)

    assert {name: now[name] for name in FIRST_VERSION} | {
        "thresholds": {name: now["thresholds"][name] for name in FIRST_VERSION["thresholds"]}  # type: ignore[attr-defined]
    } == FIRST_VERSION


def test_every_number_says_what_it_is_and_stays_within_bounds() -> None:
    unnamed = [
        spec.path
        for spec in specs()
        if spec.path not in ABOUT or spec.about.least is None or spec.about.most is None
    ]

    assert unnamed == [], "give these a row in versions/about.py"
    assert set(ABOUT) == {spec.path for spec in specs()}, "a row without its number"
    assert all(spec.about.group is not Group.OTHER for spec in specs())


def test_every_number_of_the_dataclasses_can_be_typed_or_goes_by_the_reason() -> None:
    paths = {spec.path for spec in specs()}

    assert {spec.path.partition(".")[0] for spec in specs()} | BY_REASON == set(asdict(NUMBERS))
    assert {f"thresholds.{name}" for name in asdict(NUMBERS.thresholds)} <= paths


def test_every_guard_has_its_words() -> None:
    assert set(GUARD_WORDS) == {guard.__name__ for guard in GUARDS + OPTIONAL_GUARDS}
    assert not set(OPTIONAL_GUARDS) & set(GUARDS + BRAKES)


def test_the_numbers_of_the_design_are_within_all_bounds() -> None:
    assert problems_with(NUMBERS) == {}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("score_threshold", 0.49),
        ("score_threshold", 1.01),
        ("score_threshold", float("nan")),
        ("thresholds.good_faith_uphold_rate", 0.79),
        ("thresholds.good_faith_overturned_rate", 0.11),
        ("thresholds.joint_force_precision", 0.94),
        ("least_hourly_cap", 201),
        ("hourly_cap_factor", 0.5),
        ("newcomer_days", 0),
        ("standard_hours", 0),
    ],
)
def test_what_would_be_dangerous_is_refused(path: str, value: float) -> None:
    spec = next(spec for spec in specs() if spec.path == path)

    assert path in problems_with(spec.put_in(NUMBERS, value))


@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.path)
def test_each_bound_is_the_last_good_number(spec: Any) -> None:
    least, most = spec.about.least, spec.about.most

    assert spec.path not in problems_with(spec.put_in(NUMBERS, least))
    assert spec.path in problems_with(spec.put_in(NUMBERS, least - 1))
    assert spec.path in problems_with(spec.put_in(NUMBERS, most + 1))


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"priority_hours": 48}, "priority_hours"),
        (
            {"thresholds": replace(NUMBERS.thresholds, priority_uphold_rate=0.95)},
            "thresholds.good_faith_uphold_rate",
        ),
        (
            {"thresholds": replace(NUMBERS.thresholds, joint_force_precision=0.96)},
            "thresholds.joint_force_lower_bound",
        ),
        ({"score_thresholds": {"counterfeit_goods": 0.2}}, "score_thresholds.counterfeit_goods"),
        ({"score_thresholds": {"patent": 0.9}}, "score_thresholds.patent"),
        ({"switched_on": {"counterfeit_goods": ("brand_is_not_trusted",)}}, "switched_on.counterfeit_goods"),
        ({"switched_on": {"patent": ("an_agency_filed_it",)}}, "switched_on.patent"),
    ],
)
def test_what_contradicts_itself_is_refused(values: dict[str, Any], path: str) -> None:
    assert path in problems_with(replace(NUMBERS, **values))


def test_a_change_is_said_in_words_with_its_direction() -> None:
    new = replace(
        NUMBERS,
        score_threshold=0.8,
        seller_hourly_cap=60,
        score_thresholds={"copied_image": 0.6},
        switched_on={"counterfeit_goods": ("an_agency_filed_it",)},
        thresholds=replace(NUMBERS.thresholds, window_days=90),
    )

    found = [(c.label, c.before, c.after, c.effect) for c in changes(NUMBERS, new)]

    assert found == [
        ("Score threshold", "0.70", "0.80", 1),
        ("One seller's listings in an hour", "40", "60", -1),
        ("Days that count", "180 days", "90 days", 0),
        ("Score threshold: Our picture was copied", "as for all", "0.60", -1),
        ("Counterfeit goods: What an agency files goes to a person", "off", "on", 1),
    ]
    assert [(c.before, c.after, c.effect) for c in changes(new, NUMBERS)] == [
        (after, before, -effect) for _, before, after, effect in found
    ]


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        (Unit.SHARE, 0.965, "96.5%"),
        (Unit.HOURS, 1, "1 hour"),
        (Unit.FACTOR, 2.5, "2.5 ×"),
        (Unit.COUNT, 40, "40"),
    ],
)
def test_a_number_is_shown_with_its_unit(unit: Unit, value: float, words: str) -> None:
    spec = specs()[0]

    assert in_words(replace(spec, about=replace(spec.about, unit=unit)), value) == words


drafted = some.builds(
    Numbers,
    score_thresholds=some.dictionaries(some.sampled_from(AUTOMATIC_REASONS), some.floats(0.5, 1)),
    switched_on=some.dictionaries(
        some.sampled_from(AUTOMATIC_REASONS), some.just(("reason_is_left_to_people",))
    ),
)


@given(drafted)
def test_numbers_come_back_from_storage_as_they_were(numbers: Numbers) -> None:
    assert Numbers.from_json(numbers.to_json()) == numbers


def test_the_same_numbers_have_the_same_hash_however_they_were_written() -> None:
    assert hash_of({}) == hash_of({"score_threshold": 0.7}) == hash_of({"thresholds": {"window_days": 180}})
    assert hash_of({}) != hash_of({"score_threshold": 0.71})


def test_two_changes_of_one_version_come_together_and_mine_wins_where_both_are() -> None:
    base = {"a": 1, "b": 1, "t": {"x": 1, "y": 1}, "by": {"r": 1}}
    mine = {"a": 2, "b": 1, "t": {"x": 2, "y": 1}, "by": {}}
    theirs = {"a": 3, "b": 3, "t": {"x": 1, "y": 3}, "by": {"r": 1, "s": 1}}

    assert _merged(base, mine, theirs) == {"a": 2, "b": 3, "t": {"x": 2, "y": 3}, "by": {"s": 1}}
