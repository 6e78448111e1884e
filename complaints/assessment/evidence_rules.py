"""Findings about the evidence: whether it is what the reason needs, and whether it holds."""

from datetime import timedelta

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect
from complaints.assessment.rule import Group, Strength, Yes, rule, yes
from complaints.assessment.rule import marked as _
from complaints.reasons import REASONS, TEST_BUY_PARTS, EvidenceKind, in_english

_EVIDENCE = Group.EVIDENCE

# A test buy may be of goods that are sold on several sites; in so many other complaints it proves little of this one.
REUSED_OFTEN = 5
# Cameras' clocks are often half a day wrong, and we may have seen a listing late.
_CLOCKS_DIFFER = timedelta(days=1)
# Mark and class speak for trademarks only; for other rights the evidence has to carry that weight.
_CARRIES_IT_ALL = Strength(effect=Effect.SUPPORTS, weight=0.35)


@rule(
    _EVIDENCE,
    Effect.ASKS,
    -0.2,
    _("The evidence that this reason needs is not there yet."),
    _("Add one of these: %(kinds)s."),
    example={"kinds": "Test buy: what was ordered and what arrived"},
    since=2,
)
def evidence_is_missing(facts: Facts) -> Yes | None:
    wanted = REASONS[facts.reason].evidence
    # Whoever asks has suspected it already: to ask for evidence in return would be to ask twice.
    if facts.asked_by_marketplace or not wanted or wanted & set(facts.evidence_kinds):
        return None
    return yes(kinds=in_english(wanted))


@rule(
    _EVIDENCE,
    Effect.SUPPORTS,
    0.2,
    _("The evidence this reason needs is there."),
    for_reasons={"copied_image": _CARRIES_IT_ALL, "copied_design": _CARRIES_IT_ALL},
    since=2,
)
def evidence_is_complete(facts: Facts) -> Yes | None:
    return yes() if REASONS[facts.reason].evidence & set(facts.evidence_kinds) else None


@rule(
    _EVIDENCE,
    Effect.INFORMS,
    -0.05,
    _("What was added is evidence for something else: %(kinds)s."),
    _("Choose the reason that it is evidence for, or add what this reason needs."),
    example={"kinds": "The original file of the picture"},
)
def evidence_speaks_of_another_reason(facts: Facts) -> Yes | None:
    wanted, there = REASONS[facts.reason].evidence, set(facts.evidence_kinds)
    other = (there & _FOR_SOME_REASON) - wanted
    if not wanted or wanted & there or not other:
        return None
    return yes(kinds=in_english(other))


@rule(
    _EVIDENCE,
    Effect.SUPPORTS,
    0.1,
    _("The report of the test buy is complete: the order, the day it arrived, and what differs."),
)
def test_buy_is_complete(facts: Facts) -> Yes | None:
    is_shown = EvidenceKind.TEST_BUY in facts.evidence_kinds
    return yes() if is_shown and set(facts.test_buy_says) >= TEST_BUY_PARTS else None


@rule(
    _EVIDENCE,
    Effect.INFORMS,
    -0.05,
    _("The same test buy is evidence in %(count)s other complaints."),
    _("Add a test buy of this listing, or a picture of it with the differences marked."),
    example={"count": "12"},
)
def evidence_is_reused_across_complaints(facts: Facts) -> Yes | None:
    return yes(count=str(facts.evidence_reused)) if facts.evidence_reused >= REUSED_OFTEN else None


@rule(
    _EVIDENCE,
    Effect.INFORMS,
    -0.03,
    _("%(count)s of the files cannot be opened, and count for nothing."),
    _("Add them again, as they open on your own screen."),
    example={"count": "1"},
)
def evidence_cannot_be_read(facts: Facts) -> Yes | None:
    return yes(count=str(facts.evidence_unreadable)) if facts.evidence_unreadable else None


@rule(
    _EVIDENCE,
    Effect.DOUBTS,
    -0.2,
    _("The original says that it was taken on %(taken)s; the listing was there on %(seen)s already."),
    _("Add the file as it came out of your camera, or show where you used the picture first."),
    example={"taken": "2026-03-01", "seen": "2026-01-15"},
)
def original_is_newer_than_the_listing(facts: Facts) -> Yes | None:
    taken, seen = facts.original_taken_on, facts.listing_first_seen_on
    if facts.reason != "copied_image" or not taken or not seen or taken <= seen + _CLOCKS_DIFFER:
        return None
    return yes(taken=taken.isoformat(), seen=seen.isoformat())


@rule(
    _EVIDENCE,
    Effect.SUPPORTS,
    0.1,
    _("The original says that it was taken on %(taken)s, before we first saw the listing."),
    example={"taken": "2025-11-20"},
)
def original_is_older_than_the_listing(facts: Facts) -> Yes | None:
    taken, seen = facts.original_taken_on, facts.listing_first_seen_on
    if facts.reason != "copied_image" or not taken or not seen or taken >= seen:
        return None
    return yes(taken=taken.isoformat())


_FOR_SOME_REASON: frozenset[str] = frozenset().union(*(reason.evidence for reason in REASONS.values()))
