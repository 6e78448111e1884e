"""Each rule, on facts that it fires on and on facts that it does not."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from complaints.assessment.facts import Facts, MarkUse, PictureUse
from complaints.assessment.rules import RULES, Effect, Finding, Rule, findings_of
from complaints.assessment.score import BASE, contributions, score_of
from tests.complaints.facts import CLEAN

TODAY = CLEAN.today
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def used(kind: str) -> tuple[MarkUse, ...]:
    return (MarkUse(kind=kind, score=0.9, why="because"),)


def seen(kind: str) -> tuple[PictureUse, ...]:
    return (PictureUse(kind=kind, score=0.9, why="because"),)


DAY = timedelta(days=1)
ALL_PARTS = ("differences", "order", "received_on")
CHEAP: dict[str, Any] = {
    "listing_price": "39.99",
    "listing_currency": "EUR",
    "genuine_price_from": "100.00",
    "genuine_price_currency": "EUR",
}
SILENT: dict[str, Any] = {"statement_words": 0, "evidence_kinds": (), "mark_uses": ()}
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
    "listing_was_upheld_before": (
        [{"decided_before": "upheld", "decided_before_on": YESTERDAY}],
        [{}, {"decided_before": "refused"}],
    ),
    "listing_was_refused_before": (
        [{"decided_before": "refused", "decided_before_on": YESTERDAY}],
        [{}, {"decided_before": "restored"}],
    ),
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
    "right_owner_is_another": (
        [{"right_verified": False, "right_owner": "Kestrel Audio Ltd", "brand_name": "Lumora"}],
        [
            {"right_owner": "Kestrel Audio Ltd", "brand_name": "Lumora"},
            {"right_verified": False, "right_owner": "LUMORA Holding S.A.", "brand_name": "Lumora"},
            {"right_verified": False, "right_owner": "露梦拉有限公司", "brand_name": "Lumora"},
            {"right_verified": False, "right_owner": "", "brand_name": "Lumora"},
        ],
    ),
    "right_is_disputed": ([{"right_dispute": "EUIPO, cancellation 000 012 345 C"}], [{}]),
    "same_mark_belongs_to_another": ([{"same_mark_owners": 1}], [{}]),
    "right_does_not_reach_this_site": (
        [{"right_territories": ("US",)}, {"right_territories": ()}],
        [{}, {"right_territories": ("US", "DE")}, {"marketplace_territories": ("FR",)}],
    ),
    "right_reaches_this_site": (
        [{}, {"right_territories": ("DE",)}, {"marketplace_territories": ("FR",)}],
        [{"right_territories": ("GB",)}, {"right_territories": ("CH",)}],
    ),
    "class_is_against_the_category": (
        [{"category_classes": (9,)}, {"category_classes": (9, 25), "listing_class": None}],
        [{}, {"category_classes": (9, 18)}, {"category_classes": (9,), "right_classes": ()}],
    ),
    "class_fits_the_category": (
        [{"category_classes": (18,)}, {"category_classes": (9, 18), "listing_class": 9}],
        [{}, {"category_classes": (9,)}, {"category_classes": (18,), "right_classes": ()}],
    ),
    "class_does_not_cover_the_goods": (
        [{"listing_class": 9}],
        [
            {},
            {"listing_class": None},
            {"right_classes": (), "listing_class": 9},
            {"listing_class": 9, "category_classes": (18,)},
        ],
    ),
    "class_covers_the_goods": (
        [{}],
        [{"listing_class": 9}, {"listing_class": None}, {"right_classes": ()}, {"category_classes": (9,)}],
    ),
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
    "mark_is_used_in_the_description": (
        [
            {"mark_uses": (), "description_uses": used("use")},
            {"mark_uses": used("compatible"), "description_uses": used("disguised")},
        ],
        [
            {"description_uses": used("use")},
            {"mark_uses": (), "description_uses": used("denied")},
            {"mark_uses": (), "description_uses": used("use"), "right_kind": "design"},
        ],
    ),
    "brand_field_names_the_mark": (
        [{"brand_field": "LUMORA", "brand_field_is_the_mark": True}],
        [{}, {"brand_field": "Kestrel"}, {"brand_field_is_the_mark": True, "right_kind": "patent"}],
    ),
    "brand_field_names_another": (
        [{"brand_field": "Kestrel"}, {"brand_field": "Kestrel", "reason": "mark_in_title"}],
        [
            {},
            {"brand_field": "No Brand"},
            {"brand_field": "无品牌"},
            {"brand_field": "LUMORA", "brand_field_is_the_mark": True},
            {"brand_field": "Kestrel", "right_kind": "copyright"},
        ],
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
    "listing_picture_cannot_be_read": (
        [{"listing_picture_is_unreadable": True}, {"listing_picture_is_unreadable": True, **ABOUT_A_PICTURE}],
        [{}],
    ),
    "price_is_far_below_the_genuine_one": (
        [CHEAP],
        [
            {},
            CHEAP | {"listing_price": "40.00"},
            CHEAP | {"listing_currency": "USD"},
            CHEAP | {"genuine_price_from": ""},
            CHEAP | {"listing_condition": "used"},
            CHEAP | {"reason": "parallel_import"},
        ],
    ),
    "goods_are_offered_as_used": (
        [{"listing_condition": "used"}, {"listing_condition": "refurbished", "reason": "resale"}],
        [{}, {"listing_condition": "new"}, {"listing_condition": "used", **ABOUT_A_PICTURE}],
    ),
    "many_pieces_are_offered": (
        [{"listing_quantity": 100}],
        [{}, {"listing_quantity": 99}, {"listing_quantity": 100, "reason": "patent"}],
    ),
    "only_one_piece_is_offered": (
        [{"listing_quantity": 1}],
        [{}, {"listing_quantity": 0}, {"listing_quantity": 2}, {"listing_quantity": 1, "reason": "patent"}],
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
    "evidence_speaks_of_another_reason": (
        [{"evidence_kinds": ("original",)}],
        [
            {},
            {"evidence_kinds": ()},
            {"evidence_kinds": ("other",)},
            {"evidence_kinds": ("original", "test_buy")},
            {"evidence_kinds": ("original",), "reason": "mark_in_title"},
        ],
    ),
    "test_buy_is_complete": (
        [{"test_buy_says": ALL_PARTS}],
        [
            {},
            {"test_buy_says": ALL_PARTS[:2]},
            {"test_buy_says": ALL_PARTS, "evidence_kinds": ("annotated",)},
        ],
    ),
    "evidence_is_reused_across_complaints": ([{"evidence_reused": 5}], [{}, {"evidence_reused": 4}]),
    "evidence_cannot_be_read": ([{"evidence_unreadable": 1}], [{}]),
    "original_is_newer_than_the_listing": (
        [ABOUT_A_PICTURE | {"original_taken_on": TODAY, "listing_first_seen_on": TODAY - 2 * DAY}],
        [
            {"original_taken_on": TODAY, "listing_first_seen_on": TODAY - 2 * DAY},
            ABOUT_A_PICTURE | {"original_taken_on": TODAY, "listing_first_seen_on": YESTERDAY},
            ABOUT_A_PICTURE | {"original_taken_on": TODAY},
            ABOUT_A_PICTURE,
        ],
    ),
    "original_is_older_than_the_listing": (
        [ABOUT_A_PICTURE | {"original_taken_on": YESTERDAY, "listing_first_seen_on": TODAY}],
        [
            {"original_taken_on": YESTERDAY, "listing_first_seen_on": TODAY},
            ABOUT_A_PICTURE | {"original_taken_on": TODAY, "listing_first_seen_on": TODAY},
            ABOUT_A_PICTURE,
        ],
    ),
    "notice_explains_nothing": (
        [SILENT],
        [
            {},
            SILENT | {"statement_words": 1},
            SILENT | {"evidence_kinds": ("other",)},
            SILENT | {"mark_uses": used("use")},
            SILENT | {"description_uses": used("use")},
            SILENT | {"picture_uses": seen("logo")},
            SILENT | {"picture_marks": used("use")},
            SILENT | {"asked_by_marketplace": True},
        ],
    ),
    "declaration_is_not_signed": ([{"declared": False}], [{}]),
    "agency_mandate_has_ended": (
        [{"filed_by_agency": True, "mandate_holds": False}],
        [{}, {"filed_by_agency": True}, {"mandate_holds": False}],
    ),
    "new_right_files_in_a_burst": (
        [{"right_days_here": 29, "right_items_in_a_day": 200}],
        [
            {},
            {"right_days_here": 30, "right_items_in_a_day": 200},
            {"right_days_here": 29, "right_items_in_a_day": 199},
            {"right_items_in_a_day": 200},
        ],
    ),
    "statement_is_reused": ([{"statement_copies": 20}], [{}, {"statement_copies": 19}]),
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
    assert [rule.code for rule in RULES] == list(CASES)
    assert all(rule.code == rule.asks.__name__ for rule in RULES)


@pytest.mark.parametrize(("rule", "changes"), pairs(0))
def test_a_rule_fires(rule: str, changes: dict[str, Any]) -> None:
    assert codes(replace(CLEAN, **changes)).count(rule) == 1


@pytest.mark.parametrize(("rule", "changes"), pairs(1))
def test_a_rule_keeps_silent(rule: str, changes: dict[str, Any]) -> None:
    assert rule not in codes(replace(CLEAN, **changes))


@pytest.mark.parametrize(("rule", "changes"), pairs(0))
def test_a_finding_says_itself_in_a_sentence(rule: str, changes: dict[str, Any]) -> None:
    found = next(f for f in findings_of(replace(CLEAN, **changes)) if f.code == rule)

    assert found.sentence
    assert not found.remedy or found.remedy.endswith(".")


def test_there_are_at_least_thirty_five_findings() -> None:
    assert len(RULES) >= 35


def test_every_code_is_there_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


# What the brand can do nothing about: the listing, the site, an account that is to be verified, who else is here.
NOTHING_CLOSES = {
    "listing_is_gone",
    "listing_could_not_be_read",
    "listing_changed_since_the_snapshot",
    "complaint_repeats_your_own",
    "same_mark_belongs_to_another",
    "listing_picture_cannot_be_read",
    "new_right_files_in_a_burst",
    "brand_is_not_verified",
}


def test_whatever_speaks_against_a_complaint_names_what_would_close_it() -> None:
    against = {rule.code for rule in RULES if rule.strength.effect is not Effect.SUPPORTS}

    assert {rule.code for rule in RULES if not rule.remedy} & against == NOTHING_CLOSES


def test_what_supports_weighs_for_it_and_what_informs_against_it() -> None:
    for rule in RULES:
        for strength in rule.strengths:
            match strength.effect:
                case Effect.SUPPORTS:
                    assert strength.weight > 0, rule.code
                case Effect.INFORMS:
                    assert strength.weight < 0, rule.code
                case _:
                    assert strength.weight <= 0, rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_place_of_a_sentence_has_an_example(rule: Rule) -> None:
    said = f"{rule.sentence} {rule.remedy}"

    assert set(re.findall(r"%\((\w+)\)s", said)) == set(rule.example)
    assert not rule.example or "%" not in said % rule.example


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
