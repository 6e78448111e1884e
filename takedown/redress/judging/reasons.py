"""The reason codes that a person decides about a counter-notice with, each with the sentence it starts from.

Both sides read the sentence: it says nothing of another brand, and nothing of how fakes are told.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.redress.replies.states import RulingOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    code: str
    outcome: RulingOutcome
    label: Promise
    sentence: Promise


REASONS: Mapping[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason(
            code="goods_shown_genuine",
            outcome=RulingOutcome.FOR_SELLER,
            label=_("The proof shows genuine goods"),
            sentence=_("The seller's proof shows that the goods are genuine."),
        ),
        Reason(
            code="seller_shown_authorised",
            outcome=RulingOutcome.FOR_SELLER,
            label=_("The seller has permission"),
            sentence=_("The seller's proof shows that they may sell these goods."),
        ),
        Reason(
            code="right_does_not_reach",
            outcome=RulingOutcome.FOR_SELLER,
            label=_("The right does not cover this"),
            sentence=_("The brand's right does not cover what this listing offers here."),
        ),
        Reason(
            code="mark_only_describes",
            outcome=RulingOutcome.FOR_SELLER,
            label=_("The mark only describes"),
            sentence=_("The listing names the brand only to say what the article fits or is compared with."),
        ),
        Reason(
            code="complaint_not_shown",
            outcome=RulingOutcome.FOR_SELLER,
            label=_("The brand has not shown it"),
            sentence=_("What the brand sent does not show that the complaint is right."),
        ),
        Reason(
            code="proof_does_not_show_it",
            outcome=RulingOutcome.FOR_BRAND,
            label=_("The seller's proof does not show it"),
            sentence=_("The seller's proof does not show that the removal was wrong."),
        ),
        Reason(
            code="proof_is_about_other_goods",
            outcome=RulingOutcome.FOR_BRAND,
            label=_("The proof is about other goods"),
            sentence=_("The seller's proof is about other goods than those of this listing."),
        ),
        Reason(
            code="brand_has_shown_it",
            outcome=RulingOutcome.FOR_BRAND,
            label=_("The brand has shown it"),
            sentence=_("The brand's answer shows that the complaint is right."),
        ),
        Reason(
            code="goods_may_hurt",
            outcome=RulingOutcome.FOR_BRAND,
            label=_("The goods may hurt somebody"),
            sentence=_(
                "The goods can hurt somebody if they are not genuine, and nothing shows that they are."
            ),
        ),
        Reason(
            code="nothing_speaks_against_it",
            outcome=RulingOutcome.LET_BACK,
            label=_("Nothing speaks against it"),
            sentence=_(
                "The brand had its time and has shown no legal action. Nothing else speaks against it."
            ),
        ),
    )
}


def reasons_for(outcome: RulingOutcome) -> list[Reason]:
    return [reason for reason in REASONS.values() if reason.outcome is outcome]
