"""The catalogue of findings: one pure function a fact-pattern, whose name is what is stored and shown.

A rule looks at Facts and returns a Finding or None. `effect` says what a finding does:
SUPPORTS and INFORMS only weigh in the score; ASKS names a thing the brand can add; DOUBTS sends the item to a
person; CLOSES ends it without a decision on the merits. Silence is never consent: no finding here upholds.
"""

from collections.abc import Callable

from complaints.assessment import picture_rules
from complaints.assessment.facts import Facts, MarkUse
from complaints.assessment.findings import Effect as Effect
from complaints.assessment.findings import Finding as Finding
from complaints.assessment.findings import finding as _finding
from complaints.assessment.territories import countries
from complaints.reasons import EVIDENCE_LABELS, REASONS

VERSION = "4"

Rule = Callable[[Facts], Finding | None]


# --- the listing ---------------------------------------------------------------------------------


def listing_is_gone(facts: Facts) -> Finding | None:
    if facts.listing_unread or (facts.listing_found and facts.listing_live):
        return None
    return _finding("listing_is_gone", Effect.CLOSES, 0.0, "The listing was not on sale when we looked.")


def listing_could_not_be_read(facts: Facts) -> Finding | None:
    if not facts.listing_unread:
        return None
    sentence = "The site did not answer when we looked at the listing, so a person will."
    return _finding("listing_could_not_be_read", Effect.DOUBTS, 0.0, sentence)


def complaint_repeats_your_own(facts: Facts) -> Finding | None:
    if facts.duplicate_of is None:
        return None
    sentence = f"You have already filed this listing under {facts.duplicate_of}, and that is still open."
    return _finding("complaint_repeats_your_own", Effect.CLOSES, 0.0, sentence)


def listing_changed_since_the_snapshot(facts: Facts) -> Finding | None:
    if not facts.changed_since_snapshot:
        return None
    return _finding(
        "listing_changed_since_the_snapshot",
        Effect.DOUBTS,
        -0.15,
        "The seller has changed the listing since we took our copy of it.",
    )


# --- the right -----------------------------------------------------------------------------------


def right_is_not_valid_yet(facts: Facts) -> Finding | None:
    if facts.right_registered_on is None or facts.right_registered_on <= facts.today:
        return None
    sentence = f"The right is registered only from {facts.right_registered_on.isoformat()}."
    return _finding("right_is_not_valid_yet", Effect.DOUBTS, -0.5, sentence, "File under a right in force.")


def right_has_lapsed(facts: Facts) -> Finding | None:
    if facts.right_expires_on is None or facts.right_expires_on >= facts.today:
        return None
    sentence = f"The right lapsed on {facts.right_expires_on.isoformat()}."
    return _finding(
        "right_has_lapsed", Effect.DOUBTS, -0.5, sentence, "Renew it, or file under another right."
    )


def right_is_valid_today(facts: Facts) -> Finding | None:
    if right_is_not_valid_yet(facts) or right_has_lapsed(facts):
        return None
    return _finding("right_is_valid_today", Effect.SUPPORTS, 0.1, "The right is in force.")


def right_is_not_verified(facts: Facts) -> Finding | None:
    if facts.right_verified:
        return None
    return _finding(
        "right_is_not_verified",
        Effect.DOUBTS,
        -0.1,
        "Nobody at the marketplace has checked this right yet.",
        "Add the certificate to the right; a person will check it.",
    )


def right_does_not_reach_this_site(facts: Facts) -> Finding | None:
    if countries(facts.right_territories) & countries(facts.marketplace_territories):
        return None
    sentence = (
        f"The right holds in {', '.join(facts.right_territories)}; "
        f"this site sells in {', '.join(facts.marketplace_territories)}."
    )
    return _finding(
        "right_does_not_reach_this_site",
        Effect.DOUBTS,
        -0.4,
        sentence,
        "File under a right that holds where the site sells.",
    )


def right_reaches_this_site(facts: Facts) -> Finding | None:
    if right_does_not_reach_this_site(facts):
        return None
    return _finding("right_reaches_this_site", Effect.SUPPORTS, 0.05, "The right holds where the site sells.")


def class_does_not_cover_the_goods(facts: Facts) -> Finding | None:
    if not facts.right_classes or facts.listing_class is None or facts.listing_class in facts.right_classes:
        return None
    classes = ", ".join(map(str, facts.right_classes))
    sentence = f"The right covers Nice class {classes}; the goods belong to class {facts.listing_class}."
    return _finding(
        "class_does_not_cover_the_goods",
        Effect.DOUBTS,
        -0.25,
        sentence,
        "File under a right that covers these goods.",
    )


def class_covers_the_goods(facts: Facts) -> Finding | None:
    if facts.listing_class is None or facts.listing_class not in facts.right_classes:
        return None
    sentence = f"The goods belong to Nice class {facts.listing_class}, which the right covers."
    return _finding("class_covers_the_goods", Effect.SUPPORTS, 0.1, sentence)


# --- the mark ------------------------------------------------------------------------------------


def _uses(facts: Facts, *kinds: str) -> list[MarkUse]:
    return [use for use in facts.mark_uses if use.kind in kinds]


def mark_is_used_in_the_title(facts: Facts) -> Finding | None:
    uses = _uses(facts, "use")
    if facts.right_kind != "trademark" or not uses:
        return None
    return _finding("mark_is_used_in_the_title", Effect.SUPPORTS, 0.2 * uses[0].score, uses[0].why)


def mark_is_disguised_in_the_title(facts: Facts) -> Finding | None:
    uses = _uses(facts, "disguised")
    if facts.right_kind != "trademark" or not uses:
        return None
    return _finding("mark_is_disguised_in_the_title", Effect.SUPPORTS, 0.3 * uses[0].score, uses[0].why)


def mark_only_says_what_it_fits(facts: Facts) -> Finding | None:
    uses = _uses(facts, "compatible", "comparative", "denied")
    if facts.right_kind != "trademark" or not uses or _uses(facts, "use", "disguised"):
        return None
    return _finding("mark_only_says_what_it_fits", Effect.DOUBTS, -0.25, uses[0].why)


def mark_is_not_in_the_title(facts: Facts) -> Finding | None:
    if facts.right_kind != "trademark" or facts.mark_uses:
        return None
    sentence = f"“{facts.right_title}” was not found in the listing's title."
    if facts.reason == "mark_in_title":
        return _finding("mark_is_not_in_the_title", Effect.DOUBTS, -0.2, sentence)
    return _finding("mark_is_not_in_the_title", Effect.INFORMS, -0.05, sentence)


# --- the complaint -------------------------------------------------------------------------------


def marketplace_asked_and_brand_answered(facts: Facts) -> Finding | None:
    if not facts.asked_by_marketplace:
        return None
    return _finding(
        "marketplace_asked_and_brand_answered",
        Effect.SUPPORTS,
        # Two who do not depend on each other suspect the same.
        0.1,
        "The marketplace suspected this listing and asked the brand, which answered that it is counterfeit.",
    )


def evidence_is_missing(facts: Facts) -> Finding | None:
    wanted = REASONS[facts.reason].evidence
    # Whoever asks has suspected it already: to ask for evidence in return would be to ask twice.
    if facts.asked_by_marketplace or not wanted or wanted & set(facts.evidence_kinds):
        return None
    names = " / ".join(str(EVIDENCE_LABELS[kind]) for kind in sorted(wanted))
    return _finding(
        "evidence_is_missing",
        Effect.ASKS,
        -0.2,
        "The evidence that this reason needs is not there yet.",
        f"Add one of these: {names}.",
    )


def evidence_is_complete(facts: Facts) -> Finding | None:
    wanted = REASONS[facts.reason].evidence
    if not wanted & set(facts.evidence_kinds):
        return None
    # Mark and class speak for trademarks only; for other rights the evidence has to carry that weight.
    weight = 0.2 if facts.right_kind == "trademark" else 0.35
    return _finding(
        "evidence_is_complete", Effect.SUPPORTS, weight, "The evidence this reason needs is there."
    )


def declaration_is_not_signed(facts: Facts) -> Finding | None:
    if facts.declared:
        return None
    return _finding(
        "declaration_is_not_signed",
        Effect.ASKS,
        -0.3,
        "The declaration is not signed.",
        "Sign the declaration with your name.",
    )


def brand_is_not_verified(facts: Facts) -> Finding | None:
    if facts.brand_verified:
        return None
    return _finding(
        "brand_is_not_verified",
        Effect.DOUBTS,
        0.0,
        "The marketplace has not verified this brand's account yet, so a person looks at every complaint.",
    )


RULES: tuple[Rule, ...] = (
    listing_is_gone,
    listing_could_not_be_read,
    complaint_repeats_your_own,
    listing_changed_since_the_snapshot,
    right_is_not_valid_yet,
    right_has_lapsed,
    right_is_valid_today,
    right_is_not_verified,
    right_does_not_reach_this_site,
    right_reaches_this_site,
    class_does_not_cover_the_goods,
    class_covers_the_goods,
    mark_is_used_in_the_title,
    mark_is_disguised_in_the_title,
    mark_only_says_what_it_fits,
    mark_is_not_in_the_title,
    picture_rules.reference_picture_is_copied,
    picture_rules.logo_is_in_the_picture,
    picture_rules.mark_is_written_in_the_picture,
    picture_rules.picture_is_for_authorised_sellers,
    picture_rules.no_picture_of_the_brand_is_in_the_listing,
    marketplace_asked_and_brand_answered,
    evidence_is_missing,
    evidence_is_complete,
    declaration_is_not_signed,
    brand_is_not_verified,
)


def findings_of(facts: Facts, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Every rule that fires, in the catalogue's order."""
    return tuple(finding for rule in rules if (finding := rule(facts)))
