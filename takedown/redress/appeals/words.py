"""Appeals in plain words, for both sides and for staff."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.table import Decided, Why

SIDES: Mapping[str, Promise] = {Side.BRAND: _("Brand"), Side.SELLER: _("Seller")}
# Label and the badge's tone.
STATES: Mapping[str, tuple[Promise, str]] = {
    Status.OPEN: (_("Waits for another person"), "info"),
    Status.GRANTED: (_("Granted"), "good"),
    Status.DISMISSED: (_("Dismissed"), "bad"),
    Status.WITHDRAWN: (_("Taken back"), "neutral"),
    Status.OVERTAKEN: (_("Settled otherwise"), "neutral"),
}
WHY_NOT: Mapping[Why, Promise] = {
    Why.IN_YOUR_FAVOUR: _("This was decided in your favour."),
    Why.NOT_ABOUT_YOU: _("This was not decided about you."),
    Why.YOUR_OWN_ACT: _("You ended it yourself. You can complain about the listing again at any time."),
    Why.NOT_DECIDED: _(
        "Nobody has judged it, so there is nothing to look at again. You can complain about the listing anew."
    ),
    Why.FINAL: _(
        "You have had your appeal about this. What you can still do: go to a court, or to a certified body."
    ),
    Why.ALREADY: _("You have appealed against this already."),
    Why.TOO_LATE: _("The six months for an appeal are over. You can still go to a court."),
}
WHAT_WAS_DECIDED: Mapping[str, Promise] = {
    Decided.REMOVED: _("A person decided: taken off sale"),
    Decided.REMOVED_WITHOUT_A_PERSON: _("A program decided: taken off sale"),
    Decided.COUNTER_NOTICE_REJECTED: _("The seller's objection was rejected"),
    Decided.REFUSED: _("A person decided: complaint not accepted"),
    Decided.RESTORED: _("A person decided: put back on sale"),
    Decided.RESTORED_BY_AUDIT: _("An audit found it wrong: put back on sale"),
    Decided.RESTORED_WITH_MANY: _("Put back on sale with many others"),
    Decided.COUNTER_NOTICE_GRANTED: _("The seller's objection was accepted"),
    Decided.RESTORED_BY_SILENCE: _("Put back on sale because the brand was silent"),
    Decided.RESTORED_BY_THE_BRAND: _("The brand agreed to put it back on sale"),
    Decided.WITHDRAWN: _("The brand took its complaint back"),
    Decided.CLOSED_AS_DUPLICATE: _("Closed: filed twice"),
    Decided.CLOSED_LISTING_GONE: _("Closed: the listing was gone"),
    Decided.CLOSED_UNANSWERED: _("Closed: a question was not answered"),
    Decided.SELLER_WARNED: _("The seller was warned"),
    Decided.SELLER_LIMITED: _("The seller's listings were limited"),
    Decided.SELLER_SUSPENDED: _("The seller was suspended"),
    Decided.SELLER_NOT_RESTRICTED: _("Nothing was restricted"),
    Decided.NOTHING_YET: _("Nothing is decided yet"),
}
# The same, as the seller reads it.
TOLD_SELLER: Mapping[str, Promise] = {
    Decided.REMOVED: _("A person at the marketplace took your listing off sale."),
    Decided.REMOVED_WITHOUT_A_PERSON: _("A program took your listing off sale. No person has looked yet."),
    Decided.COUNTER_NOTICE_REJECTED: _("A person read your objection and did not agree."),
    Decided.SELLER_WARNED: _("You were warned."),
    Decided.SELLER_LIMITED: _("You can put fewer listings on sale."),
    Decided.SELLER_SUSPENDED: _("Your account was suspended."),
}
# Where somebody can turn whose appeal was dismissed (EU DSA, art. 20(5) and 21).
FURTHER = _("You can still go to a court, or to a certified body that settles disputes out of court.")
