"""Who may appeal against what: one table, both sides by everything that can be decided about a listing or a seller. Pure.

EU DSA, art. 20(1): whoever the platform told of a decision may have it looked at again, the seller and whoever gave
notice alike, for six months. What nobody has decided cannot be looked at *again*: there the brand complains anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from takedown.redress.appeals.states import Side


class Decided(StrEnum):
    """What stands now, by what it does and how it came about."""

    REMOVED = "removed"
    REMOVED_WITHOUT_A_PERSON = "removed_without_a_person"
    COUNTER_NOTICE_REJECTED = "counter_notice_rejected"
    REFUSED = "refused"
    RESTORED = "restored"
    RESTORED_BY_AUDIT = "restored_by_audit"
    RESTORED_WITH_MANY = "restored_with_many"
    COUNTER_NOTICE_GRANTED = "counter_notice_granted"
    RESTORED_BY_SILENCE = "restored_by_silence"
    RESTORED_BY_THE_BRAND = "restored_by_the_brand"
    WITHDRAWN = "withdrawn"
    CLOSED_AS_DUPLICATE = "closed_as_duplicate"
    CLOSED_LISTING_GONE = "closed_listing_gone"
    CLOSED_UNANSWERED = "closed_unanswered"
    SELLER_WARNED = "seller_warned"
    SELLER_LIMITED = "seller_limited"
    SELLER_SUSPENDED = "seller_suspended"
    SELLER_NOT_RESTRICTED = "seller_not_restricted"
    NOTHING_YET = "nothing_yet"


class Why(StrEnum):
    """Why there is no appeal."""

    IN_YOUR_FAVOUR = "in_your_favour"
    NOT_ABOUT_YOU = "not_about_you"
    YOUR_OWN_ACT = "your_own_act"
    NOT_DECIDED = "not_decided"
    FINAL = "final"
    ALREADY = "already"
    TOO_LATE = "too_late"


D, W = Decided, Why
type Cell = Why | None

# For the brand, for the seller. None: may appeal.
_ROWS: Mapping[Decided, tuple[Cell, Cell]] = {
    D.REMOVED: (W.IN_YOUR_FAVOUR, None),
    D.REMOVED_WITHOUT_A_PERSON: (W.IN_YOUR_FAVOUR, None),
    D.COUNTER_NOTICE_REJECTED: (W.IN_YOUR_FAVOUR, None),
    D.REFUSED: (None, W.IN_YOUR_FAVOUR),
    D.RESTORED: (None, W.IN_YOUR_FAVOUR),
    D.RESTORED_BY_AUDIT: (None, W.IN_YOUR_FAVOUR),
    D.RESTORED_WITH_MANY: (None, W.IN_YOUR_FAVOUR),
    D.COUNTER_NOTICE_GRANTED: (None, W.IN_YOUR_FAVOUR),
    # A law's clock ran out, and nobody has judged anything. A look at it again would undo by the back door what the
    # law says; the brand may go to court, or complain anew, and a person then looks for the first time.
    D.RESTORED_BY_SILENCE: (W.NOT_DECIDED, W.IN_YOUR_FAVOUR),
    D.RESTORED_BY_THE_BRAND: (W.YOUR_OWN_ACT, W.IN_YOUR_FAVOUR),
    D.WITHDRAWN: (W.YOUR_OWN_ACT, W.IN_YOUR_FAVOUR),
    D.CLOSED_AS_DUPLICATE: (W.NOT_DECIDED, W.IN_YOUR_FAVOUR),
    D.CLOSED_LISTING_GONE: (W.NOT_DECIDED, W.IN_YOUR_FAVOUR),
    D.CLOSED_UNANSWERED: (W.NOT_DECIDED, W.IN_YOUR_FAVOUR),
    # Art. 20(1)(b) and (c): restrictions of the service or the account; a warning leads there (art. 23).
    D.SELLER_WARNED: (W.NOT_ABOUT_YOU, None),
    D.SELLER_LIMITED: (W.NOT_ABOUT_YOU, None),
    D.SELLER_SUSPENDED: (W.NOT_ABOUT_YOU, None),
    D.SELLER_NOT_RESTRICTED: (W.NOT_ABOUT_YOU, W.IN_YOUR_FAVOUR),
    D.NOTHING_YET: (W.NOT_DECIDED, W.NOT_DECIDED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`on_appeal`: it was decided upon an appeal; `heard`: this side has appealed before about the same item."""

    decided: Decided
    side: Side
    in_time: bool = True
    already: bool = False
    on_appeal: bool = False
    heard: bool = False


def cell_of(decided: Decided, side: Side) -> Cell:
    """None: this side may appeal against it, other things being equal."""
    brand, seller = _ROWS[decided]
    return brand if side is Side.BRAND else seller


def why_not(facts: Facts) -> Cell:
    """None: may appeal."""
    if cell := cell_of(facts.decided, facts.side):
        return cell
    if facts.already:
        return Why.ALREADY
    # Whoever was restricted or refused by the other side's appeal has not been heard yet, and may be, once. Then it ends.
    if facts.on_appeal and facts.heard:
        return Why.FINAL
    return None if facts.in_time else Why.TOO_LATE


# --- what stands -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An item as it stands: its status and cause, its latest decision (empty outcome: there is none), and what has become
    of a counter-notice with that decision or after it."""

    status: str
    cause: str = ""
    withdrawal_asked: bool = False
    outcome: str = ""
    automated: bool = False
    ground: str = ""
    counter_notice: str = ""


_RESTORED_BY: Mapping[str, Decided] = {
    "overturned_by_audit": D.RESTORED_BY_AUDIT,
    "mass_reinstatement": D.RESTORED_WITH_MANY,
}
# Without a decision, by status and cause.
_ENDED: Mapping[tuple[str, str], Decided] = {
    ("closed", "duplicate"): D.CLOSED_AS_DUPLICATE,
    ("closed", "listing_gone"): D.CLOSED_LISTING_GONE,
    ("closed", "no_answer"): D.CLOSED_UNANSWERED,
    ("restored", "withdrawn"): D.WITHDRAWN,
    ("restored", "counter_notice"): D.RESTORED_BY_SILENCE,
}
_OFF_SALE = frozenset({"upheld", "removed", "contested"})


def what_stands(item: Standing) -> Decided:
    off_sale = item.status in _OFF_SALE
    if item.status == "withdrawn" or (item.withdrawal_asked and off_sale):
        return D.WITHDRAWN
    # On its way back it is still removed, but decided it is.
    if item.outcome == "restored" and (item.status == "restored" or off_sale):
        return _restored(item)
    if item.outcome == "upheld" and off_sale:
        return _removed(item)
    if item.outcome == item.status == "refused":
        return D.REFUSED
    return _ended(item)


def _restored(item: Standing) -> Decided:
    if item.counter_notice == "granted":
        return D.COUNTER_NOTICE_GRANTED
    return _RESTORED_BY.get(item.ground, D.RESTORED)


def _removed(item: Standing) -> Decided:
    if item.counter_notice == "rejected":
        return D.COUNTER_NOTICE_REJECTED
    return D.REMOVED_WITHOUT_A_PERSON if item.automated else D.REMOVED


def _ended(item: Standing) -> Decided:
    """Without a decision."""
    if item.status == "restored" and item.counter_notice == "accepted":
        return D.RESTORED_BY_THE_BRAND
    return _ENDED.get((item.status, item.cause), D.NOTHING_YET)
