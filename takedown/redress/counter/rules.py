"""Whether a removal can be answered, again, and under which law. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from takedown.redress.clocks.laws import Law, all_laws, law_on
from takedown.redress.counter.states import LIVE, CounterStatus
from takedown.states import RemovalStatus


class Effect(StrEnum):
    """What comes of a counter-notice at once."""

    # The item is contested, and the brand hears of it.
    CONTESTS = "contests"
    # The marketplace has been told, but has not taken it off yet: the item is contested as soon as it has.
    CONTESTS_ONCE_OFF = "contests_once_off"
    # Nothing of it is left to answer; each for its own reason.
    NOT_TOLD_YET = "not_told_yet"
    COMING_BACK = "coming_back"
    BACK = "back"
    NEVER_TOOK_EFFECT = "never_took_effect"
    JUDGED_ANEW = "judged_anew"


S = RemovalStatus
FILING: Mapping[RemovalStatus, Effect] = {
    S.REQUESTED: Effect.NOT_TOLD_YET,
    S.SUBMITTED: Effect.CONTESTS_ONCE_OFF,
    S.PENDING: Effect.CONTESTS_ONCE_OFF,
    S.NEEDS_INFO: Effect.CONTESTS_ONCE_OFF,
    S.VERIFIED: Effect.CONTESTS,
    # On sale again and about to be removed again: its items have been removed all the while.
    S.REAPPEARED: Effect.CONTESTS,
    S.RESTORING: Effect.COMING_BACK,
    # A person looks at why it did not come back; what somebody says of the goods changes nothing there.
    S.CONFLICT: Effect.COMING_BACK,
    S.RESTORED: Effect.BACK,
    S.REFUSED: Effect.NEVER_TOOK_EFFECT,
    S.CANCELLED: Effect.NEVER_TOOK_EFFECT,
    S.REPLACED: Effect.JUDGED_ANEW,
}
CAN_BE_ANSWERED = frozenset(
    s for s, effect in FILING.items() if effect in {Effect.CONTESTS, Effect.CONTESTS_ONCE_OFF}
)


class Standing(StrEnum):
    """Whether one ground can be answered now, by what its seller has filed before."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    # A person has decided, or the brand has shown legal action: what is left is the appeal.
    DECIDED = "decided"


def standing_of(earlier: Iterable[CounterStatus]) -> Standing:
    """Whoever took an answer back may give another. Any other end of one leaves nothing to answer, or an appeal."""
    statuses = set(earlier)
    if statuses & LIVE:
        return Standing.UNDER_WAY
    return Standing.DECIDED if statuses - {CounterStatus.WITHDRAWN} else Standing.OPEN


def laws_to_choose_from(
    *, right_kinds: frozenset[str], territories: frozenset[str], today: date
) -> Sequence[Law]:
    """Those under which all of these rights can be answered there, the one that asks least of the seller first."""
    in_force = [
        law_on(code, today) for code, versions in all_laws().items() if versions[0].effective_from <= today
    ]
    fitting = [
        law
        for law in in_force
        if law.counter_notice
        and all(law.counter_notice.apply_to(right_kind=kind, territories=territories) for kind in right_kinds)
    ]
    return sorted(fitting, key=_how_much_it_asks)


def _how_much_it_asks(law: Law) -> tuple[bool, int, int, str]:
    terms = law.counter_notice
    assert terms is not None  # noqa: S101 - the others have been left out
    return terms.proof_needed, len(terms.personal), len(terms.statements), law.code
