"""Facts of a complaint that nothing speaks against."""

from datetime import date

from complaints.assessment.facts import Facts, MarkUse

CLEAN = Facts(
    today=date(2026, 6, 15),
    reason="counterfeit_goods",
    right_kind="trademark",
    right_title="Lumora",
    right_verified=True,
    right_registered_on=date(2020, 1, 1),
    right_expires_on=date(2030, 1, 1),
    right_territories=("EU",),
    right_classes=(14, 18),
    brand_verified=True,
    marketplace_territories=("EU",),
    listing_found=True,
    listing_unread=False,
    listing_live=True,
    listing_class=18,
    listing_category="bags",
    changed_since_snapshot=False,
    mark_uses=(MarkUse(kind="use", score=0.95, why="“Lumora” stands in the title."),),
    evidence_kinds=("test_buy",),
    duplicate_of=None,
    declared=True,
    statement_words=4,
)
