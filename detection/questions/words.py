"""Answers, states and causes in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detection.models import AuthenticationRequest
from detection.states import Answer, Cause, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the five keys: `key` on the keyboard, and what it means in a sentence."""

    answer: Answer
    key: str
    label: Promise
    meaning: Promise


CHOICES: tuple[Choice, ...] = (
    Choice(
        answer=Answer.COUNTERFEIT,
        key="1",
        label=gettext_lazy("Counterfeit"),
        meaning=gettext_lazy("It is a fake. The marketplace takes it off sale on your word."),
    ),
    Choice(
        answer=Answer.GENUINE,
        key="2",
        label=gettext_lazy("Genuine"),
        meaning=gettext_lazy("It is ours. You are not asked again unless the listing changes."),
    ),
    Choice(
        answer=Answer.AUTHORISED_SELLER,
        key="3",
        label=gettext_lazy("Authorised seller"),
        meaning=gettext_lazy("The seller may sell it. Your owner is offered to put them on your list."),
    ),
    Choice(
        answer=Answer.CANNOT_TELL,
        key="4",
        label=gettext_lazy("Cannot tell"),
        meaning=gettext_lazy("The marketplace looks at it again."),
    ),
    Choice(
        answer=Answer.NEED_PHOTOS,
        key="5",
        label=gettext_lazy("Need photos"),
        meaning=gettext_lazy("The marketplace gets more photos, then asks you again."),
    ),
)
LABELS: Mapping[str, Promise] = {choice.answer: choice.label for choice in CHOICES}

STATES: Mapping[State, Promise] = {
    State.RAISED: gettext_lazy("Being looked at"),
    State.OPEN: gettext_lazy("Waits for an answer"),
    State.NEEDS_PHOTOS: gettext_lazy("Photos are being got"),
    State.ANSWERED: gettext_lazy("Answered"),
    State.EXPIRED: gettext_lazy("Not answered in time"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}

CAUSES: Mapping[Cause, Promise] = {
    Cause.BY_STAFF: gettext_lazy("The marketplace took the question back."),
    Cause.LISTING_GONE: gettext_lazy("The listing is no longer on sale."),
    Cause.COULD_NOT_BE_READ: gettext_lazy("The listing could not be read."),
    Cause.ALLOWED_SELLER: gettext_lazy("The seller is on the list of authorised sellers."),
    Cause.ANSWERED_BEFORE: gettext_lazy("The brand has answered about this very listing before."),
    Cause.COMPLAINT_OPEN: gettext_lazy("The brand has complained about this listing itself."),
}


def said_in_words(request: AuthenticationRequest) -> str:
    """How a request stands, such as “Genuine, said Oscar Filer”."""
    if request.state == State.ANSWERED:
        return _("%(answer)s, said %(who)s") % {
            "answer": LABELS[request.answer],
            "who": request.answered_by_label,
        }
    if request.state == State.WITHDRAWN:
        return str(CAUSES[Cause(request.cause)])
    return str(STATES[State(request.state)])
