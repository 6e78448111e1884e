"""Findings about the listing: whether it is there and unchanged, what was decided of it, and how it is offered."""

from decimal import Decimal

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect
from complaints.assessment.rule import Group, Yes, rule, yes
from complaints.assessment.rule import marked as _

_LISTING = Group.LISTING

# Below this part of the lowest price of the genuine article, a price is far below it.
FAR_BELOW = Decimal("0.4")
# Who sells so many pieces at once does not sell what they have worn.
MANY_PIECES = 100
# About these it matters whether the article itself is genuine.
_OF_THE_ARTICLE = frozenset({"counterfeit_goods", "mark_on_product"})
_OF_ITS_PRICE = _OF_THE_ARTICLE | {"copied_design"}
_OF_ITS_CONDITION = _OF_THE_ARTICLE | {"resale", "parallel_import", "selective_distribution"}
_SECOND_HAND = frozenset({"used", "refurbished"})


@rule(_LISTING, Effect.CLOSES, 0.0, _("The listing was not on sale when we looked."), since=2)
def listing_is_gone(facts: Facts) -> Yes | None:
    if facts.listing_unread or (facts.listing_found and facts.listing_live):
        return None
    return yes()


@rule(
    _LISTING,
    Effect.DOUBTS,
    0.0,
    _("The site did not answer when we looked at the listing, so a person will."),
    since=2,
)
def listing_could_not_be_read(facts: Facts) -> Yes | None:
    return yes() if facts.listing_unread else None


@rule(
    _LISTING,
    Effect.DOUBTS,
    -0.15,
    _("The seller has changed the listing since we took our copy of it."),
    since=2,
)
def listing_changed_since_the_snapshot(facts: Facts) -> Yes | None:
    return yes() if facts.changed_since_snapshot else None


@rule(
    _LISTING,
    Effect.SUPPORTS,
    0.05,
    _("An earlier complaint of yours about this listing was upheld on %(day)s."),
    example={"day": "2026-03-01"},
)
def listing_was_upheld_before(facts: Facts) -> Yes | None:
    return yes(day=_day_of(facts)) if facts.decided_before == "upheld" else None


@rule(
    _LISTING,
    Effect.INFORMS,
    -0.1,
    _("An earlier complaint of yours about this listing was refused on %(day)s."),
    _("Say in your words what is new since then, and add the evidence for it."),
    example={"day": "2026-03-01"},
)
def listing_was_refused_before(facts: Facts) -> Yes | None:
    return yes(day=_day_of(facts)) if facts.decided_before == "refused" else None


@rule(
    _LISTING,
    Effect.SUPPORTS,
    0.1,
    _("It costs %(price)s; you sell the genuine article new from %(genuine)s."),
    example={"price": "19.90 EUR", "genuine": "340.00 EUR"},
)
def price_is_far_below_the_genuine_one(facts: Facts) -> Yes | None:
    """Second hand goods are cheap, genuine or not; prices in two currencies are not compared."""
    if facts.reason not in _OF_ITS_PRICE or facts.listing_condition in _SECOND_HAND:
        return None
    if not facts.listing_price or not facts.genuine_price_from:
        return None
    if facts.listing_currency != facts.genuine_price_currency:
        return None
    if Decimal(facts.listing_price) >= FAR_BELOW * Decimal(facts.genuine_price_from):
        return None
    return yes(
        price=f"{facts.listing_price} {facts.listing_currency}",
        genuine=f"{facts.genuine_price_from} {facts.genuine_price_currency}",
    )


@rule(
    _LISTING,
    Effect.INFORMS,
    -0.1,
    _("It is offered as used or repaired: who sells second hand may well sell the genuine article."),
    _("Say in your words what shows that this very article is not in order."),
)
def goods_are_offered_as_used(facts: Facts) -> Yes | None:
    fires = facts.reason in _OF_ITS_CONDITION and facts.listing_condition in _SECOND_HAND
    return yes() if fires else None


@rule(
    _LISTING,
    Effect.SUPPORTS,
    0.05,
    _("%(count)s pieces are offered at once."),
    example={"count": "500"},
)
def many_pieces_are_offered(facts: Facts) -> Yes | None:
    count = facts.listing_quantity or 0
    return yes(count=str(count)) if facts.reason in _OF_THE_ARTICLE and count >= MANY_PIECES else None


@rule(
    _LISTING,
    Effect.INFORMS,
    -0.03,
    _("Only one piece is offered, as by somebody who sells what is theirs."),
    _("Say in your words what shows that this very article is not in order."),
)
def only_one_piece_is_offered(facts: Facts) -> Yes | None:
    return yes() if facts.reason in _OF_THE_ARTICLE and facts.listing_quantity == 1 else None


def _day_of(facts: Facts) -> str:
    return facts.decided_before_on.isoformat() if facts.decided_before_on else ""
