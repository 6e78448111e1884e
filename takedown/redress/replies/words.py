"""A counter-notice in plain words for the brand: how it stands, whose turn it is, what each choice does, what was too late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takedown.redress.counter.states import CounterStatus, Why
from takedown.redress.replies.case import ReplyRefused
from takedown.redress.replies.rules import Event
from takedown.redress.replies.states import LegalKind, OfferStatus, ProofResult

C = CounterStatus
LABELS: Mapping[CounterStatus, Promise] = {
    C.FILED: gettext_lazy("Waits for your answer"),
    C.OBJECTED: gettext_lazy("You do not agree"),
    C.LEGAL_ACTION: gettext_lazy("Legal action shown"),
    C.UNDERTAKING: gettext_lazy("Waits for the seller to sign"),
    C.ACCEPTED: gettext_lazy("You agreed"),
    C.RESTORED: gettext_lazy("The time ran out"),
    C.GRANTED: gettext_lazy("Decided for the seller"),
    C.REJECTED: gettext_lazy("Decided for you"),
    C.WITHDRAWN: gettext_lazy("Taken back by the seller"),
    C.ENDED: gettext_lazy("Over"),
}
STAFF_LABELS: Mapping[CounterStatus, Promise] = {
    **LABELS,
    C.FILED: gettext_lazy("The brand's turn"),
    C.OBJECTED: gettext_lazy("The brand does not agree"),
    C.ACCEPTED: gettext_lazy("The brand agreed"),
    C.REJECTED: gettext_lazy("Decided for the brand"),
}
TONES: Mapping[CounterStatus, str] = {
    C.FILED: "warn",
    C.OBJECTED: "info",
    C.LEGAL_ACTION: "info",
    C.UNDERTAKING: "info",
    C.ACCEPTED: "neutral",
    C.RESTORED: "bad",
    C.GRANTED: "bad",
    C.REJECTED: "good",
    C.WITHDRAWN: "good",
    C.ENDED: "neutral",
}
WHYS: Mapping[Why, Promise] = {
    Why.GENUINE: gettext_lazy("The goods are genuine."),
    Why.PERMISSION: gettext_lazy("They have permission to sell these goods."),
    Why.NOT_USED: gettext_lazy("The listing does not use what the right protects."),
    Why.RIGHT_DOES_NOT_APPLY: gettext_lazy("The right does not hold for these goods or this place."),
    Why.OTHER: gettext_lazy("Something else."),
}
KINDS: Mapping[LegalKind, Promise] = {
    LegalKind.COURT: gettext_lazy("A lawsuit at a court"),
    LegalKind.AUTHORITY: gettext_lazy("A complaint to a public authority"),
    LegalKind.CCB: gettext_lazy("A claim at the US Copyright Claims Board"),
}
OFFERS: Mapping[OfferStatus, Promise] = {
    OfferStatus.OFFERED: gettext_lazy("Waits for the seller"),
    OfferStatus.SIGNED: gettext_lazy("Signed by both"),
    OfferStatus.DECLINED: gettext_lazy("The seller did not sign"),
    OfferStatus.TAKEN_BACK: gettext_lazy("Taken back"),
    OfferStatus.LAPSED: gettext_lazy("Not signed in time"),
}
PROOFS: Mapping[str, Promise] = {
    "": gettext_lazy("A person looks at it"),
    ProofResult.CONFIRMED: gettext_lazy("Confirmed"),
    ProofResult.NOT_ENOUGH: gettext_lazy("Not enough"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next, and by when. `yours`: the brand can act, and time runs."""

    text: str
    by: datetime | None = None
    yours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """`until`: when the listing may come back by itself. `person_by`: until when a person decides or looks."""

    status: CounterStatus
    until: datetime | None
    person_by: datetime | None
    proof_is_open: bool


def next_step(now: Now) -> Step:
    """Said again wherever the counter-notice is shown: list, page, item, API."""
    if now.status in _OVER:
        return Step(text=str(_OVER[now.status]))
    if now.status is C.LEGAL_ACTION:
        return _step_of_legal_action(now)
    if now.status is C.UNDERTAKING:
        return Step(text=_("The seller can sign what you ask for. Nothing else has changed."), by=now.until)
    if now.person_by is not None:
        yours = now.status is C.FILED
        return Step(text=_("A person at the marketplace decides."), by=now.person_by, yours=yours)
    return _step_while_the_clock_runs(now)


def _step_of_legal_action(now: Now) -> Step:
    if now.proof_is_open:
        text = _("A person looks at your document. The listing stays off sale meanwhile.")
        return Step(text=text, by=now.person_by)
    return Step(text=_("Your legal action is confirmed. The listing stays off sale until it is decided."))


def _step_while_the_clock_runs(now: Now) -> Step:
    if now.status is C.OBJECTED:
        text = _("Your answer is kept. Only legal action stops the clock")
        return Step(text=text, by=now.until, yours=True)
    if now.until is None:
        text = _("Your turn. The law's time starts when the letter to you has gone out.")
        return Step(text=text, yours=True)
    text = _("Your turn. If you do nothing, your complaint stops keeping it off sale")
    return Step(text=text, by=now.until, yours=True)


_OVER: Mapping[CounterStatus, Promise] = {
    C.ACCEPTED: gettext_lazy("You agreed. Your complaint no longer keeps the listing off sale."),
    C.RESTORED: gettext_lazy("The time ran out. Your complaint no longer keeps the listing off sale."),
    C.GRANTED: gettext_lazy(
        "A person decided for the seller. Your complaint no longer keeps the listing off sale."
    ),
    C.REJECTED: gettext_lazy("A person decided for you. The listing stays off sale."),
    C.WITHDRAWN: gettext_lazy("The seller took it back. The listing stays off sale."),
    C.ENDED: gettext_lazy(
        "Your complaint about this listing ended in another way, so there is nothing to answer."
    ),
}
_TOO_LATE = gettext_lazy("Too late: this counter-notice has come to its end.")


def refused_in_words(refused: ReplyRefused) -> str:
    """Nothing was done, and why: for whoever came second, or too late."""
    status = CounterStatus(refused.counter.status)
    if status in _OVER:
        return f"{_TOO_LATE} {_OVER[status]}"
    return str(_NOT_NOW.get((refused.event, status)) or _NOT_NOW_AT_ALL)


_NOT_NOW_AT_ALL = gettext_lazy("This cannot be done as the case stands now. Nothing was changed.")
_NOT_NOW: Mapping[tuple[Event, CounterStatus], Promise] = {
    (Event.ANSWERED, C.OBJECTED): gettext_lazy("You have answered already. What you wrote first is kept."),
    (Event.ANSWERED, C.LEGAL_ACTION): gettext_lazy("You have shown legal action already, which says more."),
    (Event.ANSWERED, C.UNDERTAKING): gettext_lazy("Take your offer to the seller back first."),
    (Event.LEGAL_ACTION_SHOWN, C.LEGAL_ACTION): gettext_lazy("You have shown legal action already."),
    (Event.LEGAL_ACTION_SHOWN, C.UNDERTAKING): gettext_lazy("You have shown legal action already."),
    (Event.UNDERTAKING_OFFERED, C.UNDERTAKING): gettext_lazy(
        "You have made the seller an offer already. Take it back first."
    ),
    (Event.UNDERTAKING_OFFERED, C.LEGAL_ACTION): gettext_lazy(
        "A person looks at your legal action first. You can make an offer after that."
    ),
    (Event.UNDERTAKING_OVER, C.FILED): gettext_lazy("There is no offer to take back any more."),
    (Event.UNDERTAKING_OVER, C.OBJECTED): gettext_lazy("There is no offer to take back any more."),
    (Event.UNDERTAKING_OVER, C.LEGAL_ACTION): gettext_lazy("There is no offer to take back any more."),
    (Event.LEGAL_ACTION_CONFIRMED, C.LEGAL_ACTION): gettext_lazy("Somebody has looked at this already."),
    (Event.LEGAL_ACTION_NOT_ENOUGH, C.LEGAL_ACTION): gettext_lazy("Somebody has looked at this already."),
    (Event.LEGAL_ACTION_CONFIRMED, C.FILED): gettext_lazy("Somebody has looked at this already."),
    (Event.LEGAL_ACTION_CONFIRMED, C.OBJECTED): gettext_lazy("Somebody has looked at this already."),
}
