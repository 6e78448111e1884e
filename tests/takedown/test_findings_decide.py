"""Each finding, alone, changes what becomes of an item: one case a code, and none without one."""

from dataclasses import replace

import pytest

from complaints.assessment.facts import Facts as AssessedFacts
from complaints.assessment.findings import Effect, Finding
from complaints.assessment.rules import RULES, findings_of
from complaints.assessment.score import score_of
from takedown.programme.policy import Numbers, Outcome, decide
from tests.complaints.facts import CLEAN
from tests.complaints.test_rules import CASES
from tests.takedown.test_policy import GOOD

# code, for which reason where it matters: what becomes of the item with the finding, and without it.
WITH_AND_WITHOUT: dict[str, tuple[Outcome, Outcome]] = {
    "listing_is_gone": (Outcome.CLOSE, Outcome.UPHOLD),
    "listing_could_not_be_read": (Outcome.REVIEW, Outcome.UPHOLD),
    "complaint_repeats_your_own": (Outcome.CLOSE, Outcome.UPHOLD),
    "listing_changed_since_the_snapshot": (Outcome.REVIEW, Outcome.UPHOLD),
    "listing_was_upheld_before": (Outcome.UPHOLD, Outcome.REVIEW),
    "listing_was_refused_before": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_is_not_valid_yet": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_has_lapsed": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_is_valid_today": (Outcome.UPHOLD, Outcome.REVIEW),
    "right_is_not_verified": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_owner_is_another": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_is_disputed": (Outcome.REVIEW, Outcome.UPHOLD),
    "same_mark_belongs_to_another": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_does_not_reach_this_site": (Outcome.REVIEW, Outcome.UPHOLD),
    "right_reaches_this_site": (Outcome.UPHOLD, Outcome.REVIEW),
    "class_is_against_the_category": (Outcome.REVIEW, Outcome.UPHOLD),
    "class_fits_the_category": (Outcome.UPHOLD, Outcome.REVIEW),
    "class_does_not_cover_the_goods": (Outcome.REVIEW, Outcome.UPHOLD),
    "class_covers_the_goods": (Outcome.UPHOLD, Outcome.REVIEW),
    "mark_is_used_in_the_title": (Outcome.UPHOLD, Outcome.REVIEW),
    "mark_is_disguised_in_the_title": (Outcome.UPHOLD, Outcome.REVIEW),
    "mark_only_says_what_it_fits": (Outcome.REVIEW, Outcome.UPHOLD),
    "mark_is_not_in_the_title": (Outcome.REVIEW, Outcome.UPHOLD),
    "mark_is_used_in_the_description": (Outcome.UPHOLD, Outcome.REVIEW),
    "brand_field_names_the_mark": (Outcome.UPHOLD, Outcome.REVIEW),
    "brand_field_names_another": (Outcome.REVIEW, Outcome.UPHOLD),
    "reference_picture_is_copied": (Outcome.UPHOLD, Outcome.REVIEW),
    "logo_is_in_the_picture": (Outcome.UPHOLD, Outcome.REVIEW),
    "mark_is_written_in_the_picture": (Outcome.UPHOLD, Outcome.REVIEW),
    "picture_is_for_authorised_sellers": (Outcome.REVIEW, Outcome.UPHOLD),
    "no_picture_of_the_brand_is_in_the_listing": (Outcome.REVIEW, Outcome.UPHOLD),
    "listing_picture_cannot_be_read": (Outcome.REVIEW, Outcome.UPHOLD),
    "price_is_far_below_the_genuine_one": (Outcome.UPHOLD, Outcome.REVIEW),
    "goods_are_offered_as_used": (Outcome.REVIEW, Outcome.UPHOLD),
    "many_pieces_are_offered": (Outcome.UPHOLD, Outcome.REVIEW),
    "only_one_piece_is_offered": (Outcome.REVIEW, Outcome.UPHOLD),
    "marketplace_asked_and_brand_answered": (Outcome.UPHOLD, Outcome.REVIEW),
    "evidence_is_missing": (Outcome.ASK, Outcome.UPHOLD),
    "evidence_is_complete": (Outcome.UPHOLD, Outcome.REVIEW),
    "evidence_speaks_of_another_reason": (Outcome.REVIEW, Outcome.UPHOLD),
    "test_buy_is_complete": (Outcome.UPHOLD, Outcome.REVIEW),
    "evidence_is_reused_across_complaints": (Outcome.REVIEW, Outcome.UPHOLD),
    "evidence_cannot_be_read": (Outcome.REVIEW, Outcome.UPHOLD),
    "original_is_newer_than_the_listing": (Outcome.REVIEW, Outcome.UPHOLD),
    "original_is_older_than_the_listing": (Outcome.UPHOLD, Outcome.REVIEW),
    "notice_explains_nothing": (Outcome.ASK, Outcome.UPHOLD),
    "declaration_is_not_signed": (Outcome.ASK, Outcome.UPHOLD),
    "agency_mandate_has_ended": (Outcome.REVIEW, Outcome.UPHOLD),
    "new_right_files_in_a_burst": (Outcome.REVIEW, Outcome.UPHOLD),
    "statement_is_reused": (Outcome.REVIEW, Outcome.UPHOLD),
    "brand_is_not_verified": (Outcome.REVIEW, Outcome.UPHOLD),
}


def alone(code: str) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings of a good complaint with the one that its case makes, and without it."""
    facts: AssessedFacts = replace(CLEAN, **CASES[code][0][0])
    found = next(f for f in findings_of(facts) if f.code == code)
    others = tuple(f for f in findings_of(CLEAN) if f.code != code)
    return (*others, found), others


def threshold_between(one: float, other: float) -> Numbers:
    """A policy that takes the better of two scores and not the worse."""
    return Numbers(score_threshold=round((one + other) / 2, 6))


def test_every_finding_has_its_case() -> None:
    assert list(WITH_AND_WITHOUT) == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", WITH_AND_WITHOUT)
def test_each_finding_alone_changes_what_becomes_of_an_item(code: str) -> None:
    with_it, without_it = alone(code)
    decides = with_it[-1].effect in {Effect.ASKS, Effect.DOUBTS, Effect.CLOSES}
    numbers = Numbers() if decides else threshold_between(score_of(with_it), score_of(without_it))

    def outcome(findings: tuple[Finding, ...]) -> Outcome:
        return decide(replace(GOOD, findings=findings, score=score_of(findings)), numbers).outcome

    # What decides does so by itself, whatever the score; what only weighs moves the score across the threshold.
    assert decides or score_of(with_it) != score_of(without_it)
    assert (outcome(with_it), outcome(without_it)) == WITH_AND_WITHOUT[code]


DECIDING = [rule.code for rule in RULES if rule.strength.effect not in {Effect.SUPPORTS, Effect.INFORMS}]


@pytest.mark.parametrize("code", DECIDING)
def test_what_stops_automation_does_so_at_the_best_score(code: str) -> None:
    verdict = decide(replace(GOOD, findings=alone(code)[0], score=1.0), Numbers())

    assert verdict.outcome is WITH_AND_WITHOUT[code][0]
    assert code in verdict.because
