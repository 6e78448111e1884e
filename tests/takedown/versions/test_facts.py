"""Facts are kept so that they can be read after years, by code that knows more or fewer of them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from complaints.assessment.rules import Effect, Finding
from takedown.programme.policy import Basis, Facts, Numbers, agency_is_proved, cap_on, decide, is_new, tier_on
from takedown.programme.standing import Record, Tier
from takedown.programme.states import GrantStep
from takedown.programme.versions.facts import _fields_of, pack, under, unpack
from tests.takedown.test_policy import GOOD

NUMBERS = Numbers()
findings = some.builds(
    Finding,
    code=some.sampled_from(["a", "b"]),
    effect=some.sampled_from(Effect),
    weight=some.just(0.0),
    sentence=some.just(""),
    remedy=some.just(""),
)
records = some.builds(Record, decided=some.integers(0, 100), upheld=some.integers(0, 100))
bases = some.builds(
    Basis,
    record=records,
    step=some.sampled_from(["", *GrantStep]).map(str),
    own_cap=some.none() | some.integers(1, 60),
    agency_record=some.none() | records,
    usual_hour=some.floats(0, 100),
    filer_days=some.none() | some.integers(0, 30),
)
facts = some.builds(
    Facts,
    findings=some.lists(findings, max_size=3).map(tuple),
    score=some.floats(0, 1),
    reason=some.sampled_from(["counterfeit_goods", "patent"]),
    basis=some.none() | bases,
)


@given(facts)
def test_facts_come_back_as_they_were(facts: Facts) -> None:
    assert unpack(pack(facts)) == facts


def test_of_a_finding_only_what_the_policy_reads_is_kept() -> None:
    finding = Finding(
        code="right_has_lapsed", effect=Effect.DOUBTS, weight=-0.2, sentence="It lapsed.", remedy="Renew."
    )

    assert pack(replace(GOOD, findings=(finding,)))["findings"] == [["right_has_lapsed", "doubts"]]


def test_a_field_that_is_younger_than_the_row_was_not_known_then() -> None:
    old = pack(GOOD)
    for name in ("seller_is_allowed", "brand_removals_this_hour", "findings", "reason", "waited"):
        old.pop(name, None)

    found = unpack(old)

    assert (found.seller_is_allowed, found.brand_removals_this_hour, found.findings) == (False, 0, ())


def test_a_field_that_the_code_has_lost_is_left_aside() -> None:
    assert unpack({**pack(GOOD), "moon_phase": "full"}) == unpack(pack(GOOD))


def test_every_field_of_facts_can_be_read_from_older_rows() -> None:
    """Raises for a new field without a default whose type has no empty value."""
    assert set(_fields_of(Facts)) == set(GOOD.__slots__)
    assert _fields_of(Basis)
    assert unpack({}).tier is Tier.UNVERIFIED


def made(basis: Basis, numbers: Numbers, **values: Any) -> Facts:
    return replace(
        GOOD,
        basis=basis,
        tier=tier_on(basis, numbers),
        filer_is_new=is_new(basis.filer_days, numbers),
        brand_hourly_cap=cap_on(basis, numbers),
        agency_is_proved=agency_is_proved(basis, numbers),
        **values,
    )


OTHERS = [
    Numbers(newcomer_days=14),
    Numbers(least_hourly_cap=10, hourly_cap_factor=1.5),
    Numbers(thresholds=replace(NUMBERS.thresholds, good_faith_uphold_rate=0.95)),
]


@given(bases, some.sampled_from(OTHERS))
def test_facts_under_other_numbers_are_those_that_they_would_have_been(basis: Basis, other: Numbers) -> None:
    assert under(made(basis, NUMBERS), made_under=NUMBERS, to=other) == made(basis, other)


@given(facts)
def test_under_the_same_numbers_nothing_changes(facts: Facts) -> None:
    assert under(facts, made_under=NUMBERS, to=Numbers()) == facts


@pytest.mark.parametrize("reason", ["counterfeit_goods", "copied_image"])
def test_a_threshold_of_its_own_holds_for_its_reason_alone(reason: str) -> None:
    numbers = Numbers(score_thresholds={"counterfeit_goods": 0.95})

    because = decide(replace(GOOD, reason=reason, score=0.9), numbers).because

    assert ("score_is_below_the_threshold" in because) == (reason == "counterfeit_goods")


@pytest.mark.parametrize(
    ("guard", "agency", "stops"),
    [
        ("reason_is_left_to_people", False, True),
        ("an_agency_filed_it", True, True),
        ("an_agency_filed_it", False, False),
    ],
)
def test_a_guard_that_is_switched_on_for_a_reason_stops_that_reason(
    guard: str, agency: bool, stops: bool
) -> None:
    numbers = Numbers(switched_on={"counterfeit_goods": (guard,)})
    facts = replace(GOOD, filed_by_agency=agency)

    assert (guard in decide(replace(facts, reason="counterfeit_goods"), numbers).because) == stops
    assert guard not in decide(replace(facts, reason="copied_image"), numbers).because
