"""Findings about the complaint: what the law wants in it, who filed it, and how."""

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect
from complaints.assessment.rule import Group, Yes, rule, yes
from complaints.assessment.rule import marked as _

_COMPLAINT = Group.COMPLAINT

# A right that came to the portal within so many days, under which so many listings are filed within one day.
NEW_DAYS, BURST = 30, 200
# In so many other complaints the same words say nothing of this one.
SAME_WORDS_OFTEN = 20


@rule(
    _COMPLAINT,
    Effect.CLOSES,
    0.0,
    _("You have already filed this listing under %(number)s, and that is still open."),
    example={"number": "C-7F3K-GC"},
    since=2,
)
def complaint_repeats_your_own(facts: Facts) -> Yes | None:
    return yes(number=facts.duplicate_of) if facts.duplicate_of is not None else None


@rule(
    _COMPLAINT,
    Effect.SUPPORTS,
    # Two who do not depend on each other suspect the same.
    0.1,
    _("The marketplace suspected this listing and asked the brand, which answered that it is counterfeit."),
    since=3,
)
def marketplace_asked_and_brand_answered(facts: Facts) -> Yes | None:
    return yes() if facts.asked_by_marketplace else None


@rule(
    _COMPLAINT,
    Effect.ASKS,
    -0.3,
    _("The declaration is not signed."),
    _("Sign the declaration with your name."),
    since=2,
)
def declaration_is_not_signed(facts: Facts) -> Yes | None:
    """Reg. (EU) 2022/2065, art. 16(2)(d); 17 U.S.C. 512(c)(3)(A)(i), (v), (vi)."""
    return None if facts.declared else yes()


@rule(
    _COMPLAINT,
    Effect.ASKS,
    -0.1,
    _(
        "Nothing says yet why the listing infringes the right: no words, no evidence, no mark that we can see."
    ),
    _("Say in two or three sentences what is wrong with it."),
)
def notice_explains_nothing(facts: Facts) -> Yes | None:
    """Reg. (EU) 2022/2065, art. 16(2)(a): a notice explains, with substance, why the content is illegal."""
    shown = facts.evidence_kinds or facts.mark_uses or facts.description_uses
    seen = facts.picture_uses or facts.picture_marks or facts.asked_by_marketplace
    return None if facts.statement_words or shown or seen else yes()


@rule(
    _COMPLAINT,
    Effect.DOUBTS,
    0.0,
    _("The marketplace has not verified this brand's account yet, so a person looks at every complaint."),
    since=2,
)
def brand_is_not_verified(facts: Facts) -> Yes | None:
    return None if facts.brand_verified else yes()


@rule(
    _COMPLAINT,
    Effect.DOUBTS,
    -0.2,
    _("The agency that filed has no mandate that covers this right on this marketplace today."),
    _("Give the agency a mandate that covers it, or file it yourself."),
)
def agency_mandate_has_ended(facts: Facts) -> Yes | None:
    return yes() if facts.filed_by_agency and not facts.mandate_holds else None


@rule(
    _COMPLAINT,
    Effect.DOUBTS,
    -0.1,
    _("The right is new here, and very many listings were filed under it within a day, so a person looks."),
)
def new_right_files_in_a_burst(facts: Facts) -> Yes | None:
    is_new = facts.right_days_here is not None and facts.right_days_here < NEW_DAYS
    return yes() if is_new and facts.right_items_in_a_day >= BURST else None


@rule(
    _COMPLAINT,
    Effect.INFORMS,
    -0.02,
    _("The same words stand in many other complaints of yours."),
    _("Say in your words what gives this very listing away."),
)
def statement_is_reused(facts: Facts) -> Yes | None:
    return yes() if facts.statement_copies >= SAME_WORDS_OFTEN else None
