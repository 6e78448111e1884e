"""What a counter-notice says, and how it stands, in the words that both sides read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.redress.clocks.terms import Personal
from takedown.redress.counter.filing import Refusal
from takedown.redress.counter.rules import Effect
from takedown.redress.counter.states import CounterStatus, Why

WHY: Mapping[Why, Promise] = {
    Why.GENUINE: _("The goods are genuine"),
    Why.PERMISSION: _("I have permission to sell them, or to use the picture"),
    Why.NOT_USED: _("My listing does not use what the brand says it uses"),
    Why.RIGHT_DOES_NOT_APPLY: _("The brand's right does not apply here"),
    Why.OTHER: _("Something else"),
}

PERSONAL: Mapping[Personal, Promise] = {
    Personal.NAME: _("your name"),
    Personal.ADDRESS: _("your address"),
    Personal.PHONE: _("your phone number"),
}


@dataclass(frozen=True, slots=True)
class Stands:
    """To the seller. `%(brand)s` is whose complaint it answers."""

    tone: str
    title: Promise
    text: Promise


S = CounterStatus
STANDS: Mapping[CounterStatus, Stands] = {
    S.FILED: Stands("info", _("Sent"), _("Your answer is with %(brand)s now.")),
    S.OBJECTED: Stands(
        "warn", _("The brand does not agree"), _("%(brand)s has read your answer and does not agree.")
    ),
    S.LEGAL_ACTION: Stands(
        "warn",
        _("A court or an authority decides"),
        _(
            "%(brand)s has shown us that it went to court or to an authority. Your listing stays off sale until "
            "that is over."
        ),
    ),
    S.UNDERTAKING: Stands(
        "info",
        _("The brand makes you an offer"),
        _("%(brand)s will take its complaint back if you sign what it asks for."),
    ),
    S.ACCEPTED: Stands(
        "good",
        _("The brand agrees"),
        _("%(brand)s agrees with you. It no longer keeps your listing off sale."),
    ),
    S.RESTORED: Stands(
        "good",
        _("The brand did not act"),
        _("%(brand)s did not act in time. It no longer keeps your listing off sale."),
    ),
    S.GRANTED: Stands(
        "good",
        _("You were right"),
        _(
            "A person at the marketplace looked at it and agrees with you. %(brand)s no longer keeps your listing "
            "off sale."
        ),
    ),
    S.REJECTED: Stands(
        "bad",
        _("Not accepted"),
        _(
            "A person at the marketplace looked at it and does not agree with you. Your listing stays off sale. You "
            "can ask for a second look by another person."
        ),
    ),
    S.WITHDRAWN: Stands(
        "neutral",
        _("Taken back"),
        _("You took your answer back. Your listing stays off sale. You can answer again."),
    ),
    S.ENDED: Stands(
        "neutral",
        _("Nothing left to answer"),
        _("The complaint of %(brand)s is over. Your answer has come to its end with it."),
    ),
}

NOTHING_TO_ANSWER: Mapping[Effect, Promise] = {
    Effect.NOT_TOLD_YET: _("The marketplace has not been told yet. There is nothing to answer."),
    Effect.COMING_BACK: _("Your listing is on its way back. There is nothing to answer."),
    Effect.BACK: _("Your listing is back on sale. There is nothing to answer."),
    Effect.NEVER_TOOK_EFFECT: _("Your listing was not taken off sale. There is nothing to answer."),
    Effect.JUDGED_ANEW: _(
        "What is on sale now is another offer. It is a new case, so there is nothing to answer here."
    ),
}

REFUSALS: Mapping[Refusal, Promise] = {
    Refusal.NOTHING_TO_ANSWER: _("There is nothing to answer any more. Look at the notice again."),
    Refusal.UNDER_WAY: _("You have answered this already. Your answer is under way."),
    Refusal.DECIDED: _("This was answered and decided. You can ask for a second look by another person."),
    Refusal.NO_GROUND_CHOSEN: _("Choose which complaint you answer."),
    Refusal.LAW_DOES_NOT_APPLY: _("This rule does not apply here. Choose another one."),
    Refusal.NOT_COMPLETE: _("Something is missing. The rule that you chose asks for it."),
    Refusal.SUSPENDED: _(
        "We take no answer of yours by link at the moment. The notice says why, and until when. You can still write "
        "to us by mail."
    ),
}
