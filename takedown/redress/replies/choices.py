"""What a brand can do about a counter-notice now, in plain words, each with what it leads to."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from takedown.redress.replies.case import person_decides_objections
from takedown.redress.replies.rules import CHECK_WITHIN, SIGN_WITHIN, Event
from takedown.redress.replies.shown import Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`code` is the API's word for it; `result` says what happens then."""

    code: str
    title: str
    result: str


def choices_of(whole: Whole) -> list[Choice]:
    """In the order in which a careful person would think of them."""
    return [
        choice
        for event, choice in (
            (Event.ANSWERED, _answer(whole)),
            (Event.LEGAL_ACTION_SHOWN, _legal_action(whole)),
            (Event.UNDERTAKING_OFFERED, _undertaking()),
            (Event.UNDERTAKING_OVER, _take_back()),
            (Event.ACCEPTED, _accept()),
            (Event.BRAND_WITHDREW, _withdraw()),
        )
        if event in whole.may
    ]


def _accept() -> Choice:
    return Choice(
        code="accept",
        title=_("Agree that it comes back"),
        result=_(
            "Your complaint no longer keeps this listing off sale, and the marketplace puts it back unless something else "
            "keeps it off. This does not count against your standing. It cannot be undone."
        ),
    )


def _answer(whole: Whole) -> Choice:
    if person_decides_objections(whole.law):
        by = whole.clock.latest if whole.clock else None
        result = _(
            "The listing does not come back by itself any more. A person at the marketplace, not the one who decided before, "
            "reads both sides and decides."
        )
        if by:
            result += " " + _("They do so by %s.") % date_format(by, "DATE_FORMAT")
    else:
        result = _(
            "Your answer is kept with the case. It does not stop the clock: under this rule only legal action keeps the "
            "listing off sale."
        )
    return Choice(code="answer", title=_("Say why you do not agree"), result=result)


def _legal_action(whole: Whole) -> Choice:
    first = not whole.proofs
    checks = _("A person looks at your document within %d days.") % CHECK_WITHIN.days
    stands = _("Until then the clock stands still and the listing stays off sale.")
    goes = _("The clock goes on meanwhile, because it has stood still for an earlier document.")
    then = _(
        "If they confirm it, the clock stops and the listing stays off until your action is decided. If it is not enough, "
        "the clock goes on and you read why."
    )
    return Choice(
        code="legal_action",
        title=_("Show that you have taken legal action"),
        result=" ".join([checks, stands if first else goes, then]),
    )


def _undertaking() -> Choice:
    return Choice(
        code="undertaking",
        title=_("Take it back if the seller promises something"),
        result=_(
            "You choose what the seller promises, and sign. If they sign the same words within %d days, your complaint no "
            "longer keeps the listing off sale. If they do not, all is as it was before. The clock goes on meanwhile."
        )
        % SIGN_WITHIN.days,
    )


def _take_back() -> Choice:
    return Choice(
        code="take_back",
        title=_("Take your offer back"),
        result=_("The seller cannot sign it any more. All is as it was before your offer."),
    )


def _withdraw() -> Choice:
    return Choice(
        code="withdraw",
        title=_("Withdraw the complaint about this listing"),
        result=_(
            "The complaint itself was wrong, or you no longer want it. It ends here, and the listing comes back unless "
            "something else keeps it off."
        ),
    )
