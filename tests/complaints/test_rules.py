"""Each rule, on facts that it fires on and on facts that it does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from complaints.assessment.facts import Facts, MarkUse, PictureUse
from complaints.assessment.rules import RULES, Effect, Finding, findings_of
from complaints.assessment.score import BASE, contributions, score_of
from tests.complaints.facts import CLEAN

TODAY = CLEAN.today
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def used(kind: str) -> tuple[MarkUse, ...]:
    return (MarkUse(kind=kind, score=0.9, why="because"),)


def seen(kind: str) -> tuple[PictureUse, ...]:
    return (PictureUse(kind=kind, score=0.9, why="because"),)


ABOUT_A_PICTURE: dict[str, Any] = {"reason": "copied_image", "right_kind": "copyright"}

# rule: what makes it fire, what makes it silent, beginning from clean facts
CASES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "listing_is_gone": (
        [{"listing_found": False}, {"listing_live": False}],
        [{}, {"listing_found": False, "listing_unread": True}],
    ),
    "listing_could_not_be_read": ([{"listing_unread": True}], [{}, {"listing_found": False}]),
    "complaint_repeats_your_own": ([{"duplicate_of": "C-7F3K-GC"}], [{}]),
    "listing_changed_since_the_snapshot": ([{"changed_since_snapshot": True}], [{}]),
    "right_is_not_valid_yet": (
        [{"right_registered_on": TOMORROW}],
        [{}, {"right_registered_on": TODAY}, {"right_registered_on": None}],
    ),
    "right_has_lapsed": (
        [{"right_expires_on": YESTERDAY}],
        [{}, {"right_expires_on": TODAY}, {"right_expires_on": None}],
    ),
    "right_is_valid_today": (
        [{}, {"right_expires_on": None, "right_registered_on": None}],
        [{"right_expires_on": YESTERDAY}, {"right_registered_on": TOMORROW}],
    ),
    "right_is_not_verified": ([{"right_verified": False}], [{}]),
    "right_does_not_reach_this_site": (
        [{"right_territories": ("US",)}, {"right_territories": ()}],
        [{}, {"right_territories": ("US", "DE")}, {"marketplace_territories": ("FR",)}],
    ),
    "right_reaches_this_site": (
        [{}, {"right_territories": ("DE",)}, {"marketplace_territories": ("FR",)}],
        [{"right_territories": ("GB",)}, {"right_territories": ("CH",)}],
    ),
    "class_does_not_cover_the_goods": (
        [{"listing_class": 9}],
        [{}, {"listing_class": None}, {"right_classes": (), "listing_class": 9}],
    ),
    "class_covers_the_goods": ([{}], [{"listing_class": 9}, {"listing_class": None}, {"right_classes": ()}]),
    "mark_is_used_in_the_title": (
        [{}],
        [{"mark_uses": ()}, {"mark_uses": used("disguised")}, {"right_kind": "design"}],
    ),
    "mark_is_disguised_in_the_title": (
        [{"mark_uses": used("disguised")}],
        [{}, {"mark_uses": ()}, {"mark_uses": used("disguised"), "right_kind": "copyright"}],
    ),
    "mark_only_says_what_it_fits": (
        [{"mark_uses": used("compatible")}, {"mark_uses": used("denied")}],
        [
            {},
            {"mark_uses": used("compatible") + used("use")},
            {"mark_uses": used("denied") + used("disguised")},
            {"mark_uses": used("compatible"), "right_kind": "patent"},
        ],
    ),
    "mark_is_not_in_the_title": (
        [{"mark_uses": ()}, {"mark_uses": (), "reason": "mark_in_title"}],
        [{}, {"mark_uses": used("compatible")}, {"mark_uses": (), "right_kind": "copyright"}],
    ),
    "reference_picture_is_copied": (
        [{"picture_uses": seen("copy")}, {"picture_uses": seen("copy"), **ABOUT_A_PICTURE}],
        [{}, {"picture_uses": seen("logo")}, {"pictures_compared": 3}],
    ),
    "logo_is_in_the_picture": ([{"picture_uses": seen("logo")}], [{}, {"picture_uses": seen("copy")}]),
    "mark_is_written_in_the_picture": (
        [{"picture_marks": used("use")}, {"picture_marks": used("disguised")}],
        [{}, {"picture_marks": used("compatible")}],
    ),
    "picture_is_for_authorised_sellers": (
        [{"picture_is_allowed": True}, {"picture_is_allowed": True, **ABOUT_A_PICTURE}],
        [{}, {"pictures_compared": 3}],
    ),
    "no_picture_of_the_brand_is_in_the_listing": (
        [{"pictures_compared": 3, **ABOUT_A_PICTURE}],
        [
            ABOUT_A_PICTURE,
            {"pictures_compared": 3},
            {"pictures_compared": 3, "picture_uses": seen("copy"), **ABOUT_A_PICTURE},
            {"pictures_compared": 3, "picture_is_allowed": True, **ABOUT_A_PICTURE},
        ],
    ),
    "marketplace_asked_and_brand_answered": ([{"asked_by_marketplace": True}], [{}]),
    "evidence_is_missing": (
        [{"evidence_kinds": ()}, {"evidence_kinds": ("original", "other")}],
        [
            {},
            {"evidence_kinds": ("annotated",)},
            {"evidence_kinds": (), "reason": "mark_in_title"},
            {"evidence_kinds": (), "asked_by_marketplace": True},
        ],
    ),
    "evidence_is_complete": (
        [{}, {"evidence_kinds": ("annotated", "other")}],
        [{"evidence_kinds": ()}, {"evidence_kinds": ("original",)}, {"reason": "mark_in_title"}],
    ),
    "declaration_is_not_signed": ([{"declared": False}], [{}]),
    "brand_is_not_verified": ([{"brand_verified": False}], [{}]),
}


def pairs(which: int) -> list[Any]:
    return [
        pytest.param(rule, changes, id=f"{rule} {changes}")
        for rule, case in CASES.items()
        for changes in case[which]
    ]


def codes(facts: Facts) -> list[str]:
    return [finding.code for finding in findings_of(facts)]


def test_every_rule_has_its_cases_and_is_named_like_its_finding() -> None:
    assert [rule.__name__ for rule in RULES] == list(CASES)


@pytest.mark.parametrize(("rule", "changes"), pairs(0))
def test_a_rule_fires(rule: str, changes: dict[str, Any]) -> None:
    assert codes(replace(CLEAN, **changes)).count(rule) == 1


@pytest.mark.parametrize(("rule", "changes"), pairs(1))
def test_a_rule_keeps_silent(rule: str, changes: dict[str, Any]) -> None:
    assert rule not in codes(replace(CLEAN, **changes))


@pytest.mark.parametrize(("rule", "changes"), pairs(0))
def test_each_finding_alone_changes_the_score_or_the_outcome(rule: str, changes: dict[str, Any]) -> None:
    findings = findings_of(replace(CLEAN, **changes))
    found = next(f for f in findings if f.code == rule)
    without = [f for f in findings if f is not found]

    decides = found.effect in {Effect.ASKS, Effect.DOUBTS, Effect.CLOSES}
    assert decides or score_of(without) != score_of(findings)


@pytest.mark.parametrize(("rule", "changes"), pairs(0))
def test_a_finding_says_itself_in_a_sentence(rule: str, changes: dict[str, Any]) -> None:
    found = next(f for f in findings_of(replace(CLEAN, **changes)) if f.code == rule)

    assert found.sentence
    assert not found.remedy or found.remedy.endswith(".")


def test_what_asks_names_what_would_fix_it() -> None:
    asking = [
        f
        for changes in ({"evidence_kinds": ()}, {"declared": False})
        for f in findings_of(replace(CLEAN, **changes))
        if f.effect is Effect.ASKS
    ]

    assert len(asking) == 2
    assert all(f.remedy for f in asking)


def test_a_mark_missing_from_the_title_doubts_only_a_complaint_about_the_title() -> None:
    def effect(reason: str) -> Effect:
        facts = replace(CLEAN, mark_uses=(), reason=reason)
        return next(f.effect for f in findings_of(facts) if f.code == "mark_is_not_in_the_title")

    assert effect("mark_in_title") is Effect.DOUBTS
    assert effect("counterfeit_goods") is Effect.INFORMS


@pytest.mark.parametrize(("_rule", "changes"), pairs(0))
def test_the_score_is_the_sum_of_its_contributions(_rule: str, changes: dict[str, Any]) -> None:
    findings = findings_of(replace(CLEAN, **changes))

    parts = contributions(findings)
    assert parts[0] == ("base", BASE)
    assert {code for code, _ in parts[1:]} <= {f.code for f in findings}
    assert score_of(findings) == pytest.approx(min(max(sum(w for _, w in parts), 0.0), 1.0), abs=1e-4)


def test_the_score_stays_between_nothing_and_one() -> None:
    def weighing(weight: float) -> Finding:
        return Finding(code="heavy", effect=Effect.INFORMS, weight=weight, sentence="Heavy.")

    assert score_of([weighing(-5)]) == 0.0
    assert score_of([weighing(+5)]) == 1.0


def test_no_finding_upholds_or_refuses() -> None:
    assert {str(effect) for effect in Effect} == {"supports", "informs", "asks", "doubts", "closes"}


def test_the_day_of_the_assessment_is_the_only_clock() -> None:
    lapsing = replace(CLEAN, right_expires_on=date(2026, 3, 1))

    assert "right_has_lapsed" not in codes(replace(lapsing, today=date(2026, 3, 1)))
    assert "right_has_lapsed" in codes(replace(lapsing, today=date(2026, 3, 2)))
