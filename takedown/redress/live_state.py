"""Where a listing stands now, for its seller. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from takedown.states import RemovalStatus


class Standing(StrEnum):
    ON_ITS_WAY = "on_its_way"
    ON_ITS_WAY_AGAIN = "on_its_way_again"
    OFF_SALE = "off_sale"
    OFF_SALE_AGAIN = "off_sale_again"
    CONTESTED = "contested"
    COMING_BACK = "coming_back"
    WITH_A_PERSON = "with_a_person"
    BACK = "back"
    AS_IT_WAS = "as_it_was"
    NEVER = "never"
    REPLACED = "replaced"
    REMOVED_ANEW = "removed_anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`again`: it had been put back on sale and was ordered off once more. `contested`: the seller has objected to
    a complaint that still keeps it off. `took_effect`: no buyer saw it for a time. `removed_anew`: another removal
    of the same listing came later."""

    status: RemovalStatus
    again: bool = False
    contested: bool = False
    took_effect: bool = False
    on_sale: bool = False
    removed_anew: bool = False


S = RemovalStatus
_ORDERED = frozenset({S.REQUESTED, S.SUBMITTED, S.PENDING, S.NEEDS_INFO, S.REAPPEARED})
_OVER = frozenset({S.RESTORED, S.REFUSED, S.CANCELLED, S.REPLACED})
_PLAIN = {
    S.RESTORING: Standing.COMING_BACK,
    S.CONFLICT: Standing.WITH_A_PERSON,
    S.REFUSED: Standing.NEVER,
    S.CANCELLED: Standing.NEVER,
    S.REPLACED: Standing.REPLACED,
}


def standing_of(facts: Facts) -> Standing:
    """What is newer than this removal comes before what became of it."""
    if facts.removed_anew and facts.status in _OVER:
        return Standing.REMOVED_ANEW
    if facts.status in _ORDERED:
        again = facts.again or facts.status is S.REAPPEARED
        return Standing.ON_ITS_WAY_AGAIN if again else Standing.ON_ITS_WAY
    if facts.status is S.VERIFIED:
        return _off_sale(facts)
    if facts.status is S.RESTORED:
        return _over(facts)
    return _PLAIN[facts.status]


def _off_sale(facts: Facts) -> Standing:
    if facts.contested:
        return Standing.CONTESTED
    return Standing.OFF_SALE_AGAIN if facts.again else Standing.OFF_SALE


def _over(facts: Facts) -> Standing:
    if not facts.took_effect:
        return Standing.NEVER
    return Standing.BACK if facts.on_sale else Standing.AS_IT_WAS
