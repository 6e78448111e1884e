"""The reason codes a manager decides with, each with the sentence it starts from and what would fix it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    code: str
    outcome: str
    label: Promise
    sentence: Promise
    remedy: Promise | None = None


GROUNDS: Mapping[str, Ground] = {
    g.code: g
    for g in (
        Ground(
            code="evidence_convinces",
            outcome="uphold",
            label=_("The evidence shows it"),
            sentence=_("The evidence shows that the listing infringes your right."),
        ),
        Ground(
            code="mark_misused",
            outcome="uphold",
            label=_("The mark is misused"),
            sentence=_("The listing uses your mark for goods that are not yours."),
        ),
        Ground(
            code="picture_copied",
            outcome="uphold",
            label=_("The picture is yours"),
            sentence=_("The listing uses your picture without permission."),
        ),
        Ground(
            code="evidence_insufficient",
            outcome="refuse",
            label=_("The evidence does not show it"),
            sentence=_("The evidence does not show that the article is a fake."),
            remedy=_("Add a test buy, or a picture that marks the differences to the genuine article."),
        ),
        Ground(
            code="right_does_not_cover",
            outcome="refuse",
            label=_("The right does not cover this"),
            sentence=_("Your right does not cover these goods, or does not hold where this site sells."),
            remedy=_("File again under a right that covers the goods in this territory."),
        ),
        Ground(
            code="fair_use",
            outcome="refuse",
            label=_("The mark only describes"),
            sentence=_("The listing names your mark only to say what the article fits or is compared with."),
            remedy=_("File again if you can show that buyers are misled about who made the article."),
        ),
        Ground(
            code="goods_are_genuine",
            outcome="refuse",
            label=_("The goods are genuine"),
            sentence=_("The seller offers genuine goods; reselling them is allowed here."),
            remedy=_("File again if a test buy shows otherwise."),
        ),
        Ground(
            code="picture_wanted",
            outcome="ask",
            label=_("Ask for a picture with marked differences"),
            sentence=_("Please add a picture that marks the differences to the genuine article."),
        ),
        Ground(
            code="test_buy_wanted",
            outcome="ask",
            label=_("Ask for a test buy"),
            sentence=_("Please add a test buy: what was ordered, and pictures of what arrived."),
        ),
        Ground(
            code="explanation_wanted",
            outcome="ask",
            label=_("Ask for an explanation"),
            sentence=_("Please say in a sentence or two what is wrong with this listing."),
        ),
    )
}


def grounds_for(outcome: str) -> list[Ground]:
    return [ground for ground in GROUNDS.values() if ground.outcome == outcome]
