"""What stands against asking a brand about a listing. Each rule is true when it is not to be asked; the first one tells.

Looked at twice: when the suspicion is raised, by what we know then, and again once the listing has been looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from detection.states import Cause

TRADEMARK = "trademark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`right_kind` is empty for a right that the brand has not, or that whoever asks may not see.

    Of a listing that nobody has looked at yet nothing is known, and nothing stands against it.
    """

    right_kind: str
    is_asked_already: bool = False
    was_answered_as_it_stands: bool = False
    complaint_is_open: bool = False
    seller_is_allowed: bool = False
    is_off_sale: bool = False


Rule = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    rule: Rule
    sentence: Promise
    cause: Cause
    """With which a request ends for which this comes up only at the second look."""


def right_is_not_the_brands(facts: Facts) -> bool:
    return not facts.right_kind


def right_is_no_trademark(facts: Facts) -> bool:
    """The answer "counterfeit" becomes a complaint, and only trademarks know counterfeit goods."""
    return facts.right_kind != TRADEMARK


def brand_is_asked_already(facts: Facts) -> bool:
    return facts.is_asked_already


def brand_has_answered_about_it_as_it_stands(facts: Facts) -> bool:
    return facts.was_answered_as_it_stands


def brand_has_complained_about_it(facts: Facts) -> bool:
    return facts.complaint_is_open


def seller_is_authorised(facts: Facts) -> bool:
    return facts.seller_is_allowed


def listing_is_off_sale(facts: Facts) -> bool:
    return facts.is_off_sale


REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        rule=right_is_not_the_brands, sentence=_("There is no such right."), cause=Cause.COULD_NOT_BE_READ
    ),
    Refusal(
        rule=right_is_no_trademark,
        sentence=_("Brands are asked about their trademarks only."),
        cause=Cause.COULD_NOT_BE_READ,
    ),
    Refusal(
        rule=brand_is_asked_already,
        sentence=_("The brand is being asked about this listing already."),
        cause=Cause.ANSWERED_BEFORE,
    ),
    # Before the next one, which would tell a manager whose complaint has had its effect, audited ones among them.
    Refusal(
        rule=brand_has_complained_about_it,
        sentence=_("The brand has complained about this listing itself."),
        cause=Cause.COMPLAINT_OPEN,
    ),
    Refusal(
        rule=listing_is_off_sale,
        sentence=_("The listing is off sale already."),
        cause=Cause.LISTING_GONE,
    ),
    Refusal(
        rule=seller_is_authorised,
        sentence=_("The brand has authorised this seller."),
        cause=Cause.ALLOWED_SELLER,
    ),
    Refusal(
        rule=brand_has_answered_about_it_as_it_stands,
        sentence=_(
            "The brand has answered about this very listing. It is asked again if the listing changes."
        ),
        cause=Cause.ANSWERED_BEFORE,
    ),
)


def first_refusal(facts: Facts) -> Refusal | None:
    return next((refusal for refusal in REFUSALS if refusal.rule(facts)), None)
