"""The reason codes an appeal is decided with, each with the sentence that whoever appealed reads first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.redress.appeals.models import DecisionAppeal
from takedown.redress.appeals.states import Side

_BRAND, _SELLER = frozenset({Side.BRAND}), frozenset({Side.SELLER})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealGround:
    """`about_account`: for what was done about a seller, not about a listing."""

    code: str
    granted: bool
    sides: frozenset[Side]
    label: Promise
    sentence: Promise
    about_account: bool = False


GROUNDS: Mapping[str, AppealGround] = {
    ground.code: ground
    for ground in (
        AppealGround(
            code="new_evidence_shows_it",
            granted=True,
            sides=_BRAND,
            label=_("The new evidence shows it"),
            sentence=_("What you added shows that the listing infringes your right."),
        ),
        AppealGround(
            code="first_look_was_wrong",
            granted=True,
            sides=_BRAND,
            label=_("The first decision was wrong"),
            sentence=_("The listing infringes your right; the first decision overlooked what shows it."),
        ),
        AppealGround(
            code="goods_shown_genuine",
            granted=True,
            sides=_SELLER,
            label=_("The goods are genuine"),
            sentence=_("Your papers show that the goods are genuine."),
        ),
        AppealGround(
            code="seller_may_sell",
            granted=True,
            sides=_SELLER,
            label=_("The seller may sell them"),
            sentence=_("Your papers show that you may sell these goods."),
        ),
        AppealGround(
            code="not_shown_against_seller",
            granted=True,
            sides=_SELLER,
            label=_("The complaint does not show it"),
            sentence=_("We looked again. The complaint does not show that your listing did anything wrong."),
        ),
        AppealGround(
            code="step_went_too_far",
            granted=True,
            sides=_SELLER,
            label=_("The step went too far"),
            sentence=_("We looked again. This step was not called for, and we take it back."),
            about_account=True,
        ),
        AppealGround(
            code="nothing_new_shown",
            granted=False,
            sides=_BRAND,
            label=_("Nothing new is shown"),
            sentence=_("We looked again at everything. Nothing in it changes the first decision."),
        ),
        AppealGround(
            code="right_does_not_cover_it",
            granted=False,
            sides=_BRAND,
            label=_("The right does not cover this"),
            sentence=_("Your right does not cover these goods, or does not hold where this site sells."),
        ),
        AppealGround(
            code="complaint_holds",
            granted=False,
            sides=_SELLER,
            label=_("The complaint holds"),
            sentence=_(
                "We looked again at both sides. The complaint is right, so your listing stays off sale."
            ),
        ),
        AppealGround(
            code="proof_not_enough",
            granted=False,
            sides=_SELLER,
            label=_("The proof is not enough"),
            sentence=_("We looked again. Your papers do not show where these goods come from."),
        ),
        AppealGround(
            code="step_was_right",
            granted=False,
            sides=_SELLER,
            label=_("The step was right"),
            sentence=_("We looked again at what led to this step. It was right, so it stays."),
            about_account=True,
        ),
    )
}


def grounds_for(appeal: DecisionAppeal, *, granted: bool) -> list[AppealGround]:
    return [g for g in GROUNDS.values() if g.granted is granted and fits(g, appeal)]


def fits(ground: AppealGround, appeal: DecisionAppeal) -> bool:
    return Side(appeal.side) in ground.sides and ground.about_account is (appeal.action_id is not None)
