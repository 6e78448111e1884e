"""Why a complaint no longer keeps a listing off sale, in words for its seller."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.states import Cause

_ENDINGS: Mapping[str, Promise] = {
    Cause.WITHDRAWN: _("{brand} took its complaint back."),
    Cause.COUNTER_NOTICE: _("You objected, and {brand} showed nothing against that in time."),
    Cause.APPEAL: _("Another person looked at it and decided for you."),
    Cause.MISTAKE: _("The marketplace found that it was a mistake."),
    Cause.FIXED: _("You corrected the listing, and a person has looked at it."),
    "licensed": _("{brand} says that you may sell these goods."),
    "marketplace_refused": _("The marketplace did not carry it out."),
    "given_up": _("The marketplace could not carry it out."),
    "recheck_failed": _("On a second look, the reason did not hold."),
    "came_back": _("Your listing was on its way back on sale."),
    "came_back_changed": _("Your listing came back on sale as another offer."),
}
_ANY_OTHER = _("The reason for it no longer holds.")


def why_it_ended(cause: str, *, brand: str) -> str:
    return str(_ENDINGS.get(cause, _ANY_OTHER)).format(brand=brand)
