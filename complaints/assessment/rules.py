"""The catalogue of findings: one pure question a fact-pattern, whose name is what is stored and shown.

A rule looks at Facts and returns a Finding or None. `effect` says what a finding does:
SUPPORTS and INFORMS only weigh in the score; ASKS names a thing the brand can add; DOUBTS sends the item to a
person; CLOSES ends it without a decision on the merits. Silence is never consent: no finding here upholds.

The rules themselves stand in the *_rules.py beside this, by what they are about (rule.py says how one is declared).
What is known only above this room (standing, licence claims, earlier overturns) is a guard of the policy instead.
"""

from complaints.assessment import (
    complaint_rules,
    evidence_rules,
    listing_rules,
    mark_rules,
    picture_rules,
    right_rules,
)
from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect as Effect
from complaints.assessment.findings import Finding as Finding
from complaints.assessment.rule import Rule as Rule

VERSION = "5"
"""Counts up with every change that can change a finding's code, effect or weight on the same facts."""

RULES: tuple[Rule, ...] = (
    listing_rules.listing_is_gone,
    listing_rules.listing_could_not_be_read,
    complaint_rules.complaint_repeats_your_own,
    listing_rules.listing_changed_since_the_snapshot,
    listing_rules.listing_was_upheld_before,
    listing_rules.listing_was_refused_before,
    right_rules.right_is_not_valid_yet,
    right_rules.right_has_lapsed,
    right_rules.right_is_valid_today,
    right_rules.right_is_not_verified,
    right_rules.right_owner_is_another,
    right_rules.right_is_disputed,
    right_rules.same_mark_belongs_to_another,
    right_rules.right_does_not_reach_this_site,
    right_rules.right_reaches_this_site,
    right_rules.class_is_against_the_category,
    right_rules.class_fits_the_category,
    right_rules.class_does_not_cover_the_goods,
    right_rules.class_covers_the_goods,
    mark_rules.mark_is_used_in_the_title,
    mark_rules.mark_is_disguised_in_the_title,
    mark_rules.mark_only_says_what_it_fits,
    mark_rules.mark_is_not_in_the_title,
    mark_rules.mark_is_used_in_the_description,
    mark_rules.brand_field_names_the_mark,
    mark_rules.brand_field_names_another,
    picture_rules.reference_picture_is_copied,
    picture_rules.logo_is_in_the_picture,
    picture_rules.mark_is_written_in_the_picture,
    picture_rules.picture_is_for_authorised_sellers,
    picture_rules.no_picture_of_the_brand_is_in_the_listing,
    picture_rules.listing_picture_cannot_be_read,
    listing_rules.price_is_far_below_the_genuine_one,
    listing_rules.goods_are_offered_as_used,
    listing_rules.many_pieces_are_offered,
    listing_rules.only_one_piece_is_offered,
    complaint_rules.marketplace_asked_and_brand_answered,
    evidence_rules.evidence_is_missing,
    evidence_rules.evidence_is_complete,
    evidence_rules.evidence_speaks_of_another_reason,
    evidence_rules.test_buy_is_complete,
    evidence_rules.evidence_is_reused_across_complaints,
    evidence_rules.evidence_cannot_be_read,
    evidence_rules.original_is_newer_than_the_listing,
    evidence_rules.original_is_older_than_the_listing,
    complaint_rules.notice_explains_nothing,
    complaint_rules.declaration_is_not_signed,
    complaint_rules.agency_mandate_has_ended,
    complaint_rules.new_right_files_in_a_burst,
    complaint_rules.statement_is_reused,
    complaint_rules.brand_is_not_verified,
)

OF_CODE = {rule.code: rule for rule in RULES}
_KNOWN_VERSIONS = frozenset(range(2, int(VERSION) + 1))


def findings_of(facts: Facts, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Every rule that fires, in the catalogue's order."""
    return tuple(finding for rule in rules if (finding := rule(facts)))


def rules_of(version: str) -> tuple[Rule, ...] | None:
    """The rules of an earlier version, as they were then: none of them has changed its meaning since.

    None for a version that this code does not know.
    """
    if not version.isdecimal() or int(version) not in _KNOWN_VERSIONS:
        return None
    return tuple(rule for rule in RULES if rule.since <= int(version))
