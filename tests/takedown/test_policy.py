"""The policy: one pure table of facts and guards."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from complaints.assessment.rules import RULES, Effect, Finding, findings_of
from takedown.programme.decide import _CLOSING_CAUSES
from takedown.programme.policy import (
    BRAKES,
    GUARDS,
    PRIORITIES,
    STOPS,
    Basis,
    Facts,
    Numbers,
    Outcome,
    Stopped,
    decide,
    failing_at_the_moment_of_removal,
    failing_guards,
    hourly_cap,
)
from takedown.programme.standing import Record, Thresholds, Tier
from tests.complaints.facts import CLEAN
from tests.complaints.test_rules import CASES

# As a new installation begins.
NUMBERS = Numbers(thresholds=Thresholds(automatic_uphold_upper_bound=0.96))


def finding(effect: Effect, code: str = "something") -> Finding:
    return Finding(code=code, effect=effect, weight=0.0, sentence="So it is.")


def basis(*, graced: bool = False, **record: int) -> Basis:
    return Basis(
        record=Record(**record),
        verified=True,
        step="full",
        graced=graced,
        has_manager=False,
        usual_hour=0.0,
        own_cap=None,
        filer_days=100,
        agency_record=None,
    )


GOOD = Facts(
    tier=Tier.GOOD_FAITH,
    reason_is_automatic=True,
    findings=(finding(Effect.SUPPORTS, "evidence_is_complete"),),
    score=0.9,
    seller_is_allowed=False,
    restored_on_merits_before=False,
    refused_by_a_person_before=False,
    filer_is_new=False,
    brand_removals_this_hour=0,
    brand_hourly_cap=40,
    seller_removals_this_hour=0,
)
# guard: what makes it fail
AGAINST: dict[str, dict[str, Any]] = {
    "brand_is_not_trusted": {"tier": Tier.PRIORITY},
    "brand_is_under_review": {"grant_step": "review"},
    # 93 of 100: at most 95.6 %.
    "people_surely_accept_too_little_of_the_brand": {"basis": basis(upheld=93, decided=100)},
    "agency_is_below_its_own_bounds": {"agency_is_proved": False},
    "filer_is_suspended_for_misuse": {"filing_is_suspended": True},
    # A Good Faith brand was asked.
    "brand_was_asked_but_is_not_in_joint_force": {"asked_by_marketplace": True},
    "reason_is_never_automatic": {"reason_is_automatic": False},
    "reason_is_outside_the_grant": {"reason_is_granted": False},
    "score_is_below_the_threshold": {"score": 0.6999},
    "a_finding_is_in_doubt": {"findings": (finding(Effect.DOUBTS),)},
    "seller_is_on_the_allow_list": {"seller_is_allowed": True},
    "listing_was_restored_on_the_merits": {"restored_on_merits_before": True},
    "a_person_has_refused_it": {"refused_by_a_person_before": True},
    "filer_is_new_to_the_brand": {"filer_is_new": True},
    "portal_has_raised_it": {"raised_by_the_portal": True},
    "licence_claim_is_open": {"licence_claim_is_open": True},
}


def test_a_trusted_brands_complete_complaint_is_upheld() -> None:
    verdict = decide(GOOD, NUMBERS)

    assert verdict.outcome is Outcome.UPHOLD
    assert verdict.because == ("evidence_is_complete",)


@pytest.mark.parametrize(
    ("known", "asked_for"),
    [
        # At most 96.4 %.
        (basis(upheld=94, decided=100), 0.96),
        (basis(upheld=930, decided=1000, graced=True), 0.96),
        # An old policy, which asks for nothing.
        (basis(upheld=1, decided=100), 0.0),
        (None, 0.96),
    ],
)
def test_a_record_stops_nothing_unless_it_is_surely_too_low(known: Basis | None, asked_for: float) -> None:
    numbers = Numbers(thresholds=Thresholds(automatic_uphold_upper_bound=asked_for))

    assert decide(replace(GOOD, basis=known), numbers).outcome is Outcome.UPHOLD


def test_every_guard_has_its_case() -> None:
    assert [guard.__name__ for guard in GUARDS] == list(AGAINST)


@pytest.mark.parametrize("guard", AGAINST)
def test_every_guard_alone_sends_the_item_to_a_person(guard: str) -> None:
    verdict = decide(replace(GOOD, **AGAINST[guard]), NUMBERS)

    assert verdict.outcome is Outcome.REVIEW
    assert guard in verdict.because


@pytest.mark.parametrize("rule", [r for r, _ in CASES.items()])
def test_what_a_rule_doubts_asks_or_closes_is_never_removed_by_itself(rule: str) -> None:
    for changes in CASES[rule][0]:
        findings = findings_of(replace(CLEAN, **changes))
        found = next(f for f in findings if f.code == rule)
        outcome = decide(replace(GOOD, findings=findings), NUMBERS).outcome

        harmless = found.effect in {Effect.SUPPORTS, Effect.INFORMS}
        assert harmless or outcome is not Outcome.UPHOLD


def test_closing_beats_asking_beats_reviewing() -> None:
    closing, asking, doubting = finding(Effect.CLOSES), finding(Effect.ASKS), finding(Effect.DOUBTS)

    def outcome(*findings: Finding) -> Outcome:
        return decide(replace(GOOD, findings=findings), NUMBERS).outcome

    assert outcome(doubting, asking, closing) is Outcome.CLOSE
    assert outcome(doubting, asking) is Outcome.ASK
    assert outcome(doubting) is Outcome.REVIEW


@pytest.mark.parametrize("tier", Tier)
def test_silence_goes_to_a_person(tier: Tier) -> None:
    nothing_known = replace(GOOD, tier=tier, findings=(), score=0.25)

    assert decide(nothing_known, NUMBERS).outcome is Outcome.REVIEW


def test_every_finding_that_closes_has_its_cause() -> None:
    closing = {
        f.code
        for rule in RULES
        for changes in CASES[rule.__name__][0]
        if (f := rule(replace(CLEAN, **changes))) and f.effect is Effect.CLOSES
    }

    assert closing == set(_CLOSING_CAUSES)


def test_no_outcome_refuses() -> None:
    assert {str(outcome) for outcome in Outcome} == {"close", "ask", "uphold", "hold", "review"}


@pytest.mark.parametrize(
    ("brand", "seller", "brakes"),
    [
        (39, 39, ()),
        (40, 0, ("brand_is_over_its_hourly_cap",)),
        (0, 40, ("seller_is_over_the_hourly_cap",)),
        (41, 41, ("brand_is_over_its_hourly_cap", "seller_is_over_the_hourly_cap")),
    ],
)
def test_a_cap_holds_what_would_be_removed(brand: int, seller: int, brakes: tuple[str, ...]) -> None:
    verdict = decide(replace(GOOD, brand_removals_this_hour=brand, seller_removals_this_hour=seller), NUMBERS)

    assert verdict.outcome is (Outcome.HOLD if brakes else Outcome.UPHOLD)
    assert not brakes or verdict.because == brakes


def test_the_threshold_itself_is_enough() -> None:
    assert decide(replace(GOOD, score=NUMBERS.score_threshold), NUMBERS).outcome is Outcome.UPHOLD


def test_what_fails_a_guard_is_reviewed_and_not_held() -> None:
    over = replace(GOOD, seller_is_allowed=True, brand_removals_this_hour=1000)

    assert decide(over, NUMBERS).outcome is Outcome.REVIEW


@pytest.mark.parametrize(("usual", "cap"), [(0, 40), (13, 40), (13.4, 40), (14, 42), (100, 300)])
def test_the_cap_is_forty_or_three_usual_hours(usual: float, cap: int) -> None:
    assert hourly_cap(usual, NUMBERS) == cap


@pytest.mark.parametrize(
    ("tier", "hours", "priority"),
    [(Tier.GOOD_FAITH, 8, 0), (Tier.PRIORITY, 8, 1), (Tier.STANDARD, 24, 2), (Tier.UNVERIFIED, 24, 3)],
)
def test_how_soon_a_person_looks_depends_on_the_tier(tier: Tier, hours: int, priority: int) -> None:
    verdict = decide(replace(GOOD, tier=tier, score=0.1), NUMBERS)

    assert (verdict.due_hours, verdict.priority) == (hours, priority)


def test_every_tier_has_a_priority() -> None:
    assert set(PRIORITIES) == set(Tier)


def test_a_stored_version_names_only_what_differs() -> None:
    numbers = Numbers.from_json({"score_threshold": 0.8, "thresholds": {"window_days": 90}})

    assert numbers.score_threshold == 0.8
    assert numbers.thresholds.window_days == 90
    assert numbers.seller_hourly_cap == NUMBERS.seller_hourly_cap


@pytest.mark.parametrize("unknown", [{"scores": 1}, {"thresholds": {"days": 1}}])
def test_a_number_that_the_code_does_not_know_is_refused(unknown: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Numbers.from_json(unknown)


anything = some.builds(
    Facts,
    findings=some.lists(some.sampled_from([finding(effect) for effect in Effect]), max_size=3).map(tuple),
    score=some.floats(0, 1),
    brand_removals_this_hour=some.integers(0, 100),
    brand_hourly_cap=some.integers(40, 80),
    seller_removals_this_hour=some.integers(0, 100),
    stopped=some.frozensets(some.sampled_from(Stopped), max_size=1),
)


@given(anything)
def test_nothing_is_removed_by_itself_while_any_guard_or_brake_fails(facts: Facts) -> None:
    against = failing_guards(facts, NUMBERS) or [b for b in BRAKES if b(facts, NUMBERS)]
    blocking = {f.effect for f in facts.findings} & {Effect.CLOSES, Effect.ASKS, Effect.DOUBTS}

    assert (decide(facts, NUMBERS).outcome is Outcome.UPHOLD) == (not against and not blocking)


@given(anything, anything)
def test_there_is_no_path_to_an_automatic_removal_past_a_guard_or_a_brake(then: Facts, now: Facts) -> None:
    """Decided on what was known then, and carried out on what is known now: said without the guards' own code."""
    goes_out = decide(then, NUMBERS).outcome is Outcome.UPHOLD and not failing_at_the_moment_of_removal(
        now, NUMBERS
    )

    for facts in (then, now) if goes_out else ():
        assert facts.tier in {Tier.GOOD_FAITH, Tier.JOINT_FORCE}
        assert facts.reason_is_automatic
        assert facts.score >= 0.7
        assert not any(f.effect is Effect.DOUBTS for f in facts.findings)
        assert not facts.seller_is_allowed
        assert not facts.restored_on_merits_before
        assert not facts.refused_by_a_person_before
        assert not facts.filer_is_new
        assert not facts.stopped
    if goes_out:
        assert then.brand_removals_this_hour < then.brand_hourly_cap
        assert then.seller_removals_this_hour < 40


@pytest.mark.parametrize("what", Stopped)
def test_each_brake_holds_what_would_be_removed_and_is_named(what: Stopped) -> None:
    facts = replace(GOOD, stopped=frozenset({what}))

    assert decide(facts, NUMBERS).outcome is Outcome.HOLD
    assert decide(facts, NUMBERS).because == failing_at_the_moment_of_removal(facts, NUMBERS)
    assert len(STOPS) == len(Stopped)


@given(anything)
def test_an_unverified_brand_is_never_removed_for_or_held(facts: Facts) -> None:
    outcome = decide(replace(facts, tier=Tier.UNVERIFIED), NUMBERS).outcome

    assert outcome in {Outcome.CLOSE, Outcome.ASK, Outcome.REVIEW}


@given(anything)
def test_every_verdict_says_why(facts: Facts) -> None:
    verdict = decide(facts, NUMBERS)

    assert verdict.because or verdict.outcome is Outcome.UPHOLD
