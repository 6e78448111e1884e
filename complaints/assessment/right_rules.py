"""Findings about the right: whether it holds, where, for which goods, and whose it is."""

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect
from complaints.assessment.names import are_of_one_firm
from complaints.assessment.rule import Group, Yes, rule, yes
from complaints.assessment.rule import marked as _
from complaints.assessment.territories import countries

_RIGHT = Group.RIGHT


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.5,
    _("The right is registered only from %(day)s."),
    _("File under a right in force."),
    example={"day": "2026-03-01"},
    since=2,
)
def right_is_not_valid_yet(facts: Facts) -> Yes | None:
    if facts.right_registered_on is None or facts.right_registered_on <= facts.today:
        return None
    return yes(day=facts.right_registered_on.isoformat())


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.5,
    _("The right lapsed on %(day)s."),
    _("Renew it, or file under another right."),
    example={"day": "2026-03-01"},
    since=2,
)
def right_has_lapsed(facts: Facts) -> Yes | None:
    if facts.right_expires_on is None or facts.right_expires_on >= facts.today:
        return None
    return yes(day=facts.right_expires_on.isoformat())


@rule(_RIGHT, Effect.SUPPORTS, 0.1, _("The right is in force."), since=2)
def right_is_valid_today(facts: Facts) -> Yes | None:
    return None if right_is_not_valid_yet(facts) or right_has_lapsed(facts) else yes()


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.1,
    _("Nobody at the marketplace has checked this right yet."),
    _("Add the certificate to the right; a person will check it."),
    since=2,
)
def right_is_not_verified(facts: Facts) -> Yes | None:
    return None if facts.right_verified else yes()


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.1,
    _("In the register the right belongs to “%(owner)s”; your account here is “%(brand)s”."),
    _("Add the licence or the transfer that lets you act to the right's documents."),
    example={"owner": "Kestrel Audio Ltd", "brand": "Lumora"},
)
def right_owner_is_another(facts: Facts) -> Yes | None:
    """Not once a person has checked the right: whose it is belongs to what they looked at."""
    known = facts.right_owner and facts.brand_name and not facts.right_verified
    if not known or are_of_one_firm(facts.right_owner, facts.brand_name):
        return None
    return yes(owner=facts.right_owner, brand=facts.brand_name)


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.3,
    _("The right is disputed: %(dispute)s."),
    _("Tell us when the dispute has ended, with the decision."),
    example={"dispute": "EUIPO, cancellation 000 012 345 C"},
)
def right_is_disputed(facts: Facts) -> Yes | None:
    return yes(dispute=facts.right_dispute) if facts.right_dispute else None


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.15,
    _("Another brand here has the same mark, which was checked, for goods and places that overlap."),
    # Who else is a customer of the portal is not for other customers to find out.
    for_staff=True,
)
def same_mark_belongs_to_another(facts: Facts) -> Yes | None:
    return yes() if facts.same_mark_owners else None


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.4,
    _("The right holds in %(own)s; this site sells in %(site)s."),
    _("File under a right that holds where the site sells."),
    example={"own": "US", "site": "EU, GB"},
    since=2,
)
def right_does_not_reach_this_site(facts: Facts) -> Yes | None:
    if countries(facts.right_territories) & countries(facts.marketplace_territories):
        return None
    return yes(own=", ".join(facts.right_territories), site=", ".join(facts.marketplace_territories))


@rule(_RIGHT, Effect.SUPPORTS, 0.05, _("The right holds where the site sells."), since=2)
def right_reaches_this_site(facts: Facts) -> Yes | None:
    return None if right_does_not_reach_this_site(facts) else yes()


# --- classes: what admins say of the category counts before what a feed says of one listing ------------------


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.25,
    _("The right covers Nice class %(own)s; what is sold in this category belongs to class %(goods)s."),
    _("File under a right that covers these goods."),
    example={"own": "14, 18", "goods": "9"},
)
def class_is_against_the_category(facts: Facts) -> Yes | None:
    own, goods = facts.right_classes, facts.category_classes
    if not own or not goods or set(own) & set(goods):
        return None
    return yes(own=_listed(own), goods=_listed(goods))


@rule(
    _RIGHT,
    Effect.SUPPORTS,
    0.1,
    _("What is sold in this category belongs to Nice class %(goods)s, which the right covers."),
    example={"goods": "18"},
)
def class_fits_the_category(facts: Facts) -> Yes | None:
    both = set(facts.right_classes) & set(facts.category_classes)
    return yes(goods=_listed(sorted(both))) if both else None


@rule(
    _RIGHT,
    Effect.DOUBTS,
    -0.25,
    _("The right covers Nice class %(own)s; the goods belong to class %(goods)s."),
    _("File under a right that covers these goods."),
    example={"own": "14, 18", "goods": "9"},
    since=2,
)
def class_does_not_cover_the_goods(facts: Facts) -> Yes | None:
    if not facts.right_classes or facts.listing_class is None or facts.category_classes:
        return None
    if facts.listing_class in facts.right_classes:
        return None
    return yes(own=_listed(facts.right_classes), goods=str(facts.listing_class))


@rule(
    _RIGHT,
    Effect.SUPPORTS,
    0.1,
    _("The goods belong to Nice class %(goods)s, which the right covers."),
    example={"goods": "18"},
    since=2,
)
def class_covers_the_goods(facts: Facts) -> Yes | None:
    if facts.listing_class is None or facts.category_classes:
        return None
    return yes(goods=str(facts.listing_class)) if facts.listing_class in facts.right_classes else None


def _listed(classes: tuple[int, ...] | list[int]) -> str:
    return ", ".join(map(str, classes))
