"""What a notice says of the present state, and what a seller can do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.redress.live_state import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords:
    tone: str
    title: Promise
    text: Promise


STANDINGS: Mapping[Standing, InWords] = {
    Standing.ON_ITS_WAY: InWords(
        tone="warn",
        title=_("Being taken off sale"),
        text=_("The marketplace has been told to take it off sale. This may not have had its effect yet."),
    ),
    Standing.ON_ITS_WAY_AGAIN: InWords(
        tone="warn",
        title=_("Being taken off sale again"),
        text=_("It was put back on sale while the complaint still stood. So it is taken off once more."),
    ),
    Standing.OFF_SALE: InWords(
        tone="bad", title=_("Off sale"), text=_("Buyers cannot see your listing at the moment.")
    ),
    Standing.OFF_SALE_AGAIN: InWords(
        tone="bad",
        title=_("Off sale again"),
        text=_("It was put back on sale while the complaint still stood, and was taken off once more."),
    ),
    Standing.CONTESTED: InWords(
        tone="warn",
        title=_("Off sale, and you have objected"),
        # What is said of it is how each answer stands (counter/words.py), where there is one.
        text=_("Your answer is further down on this page."),
    ),
    Standing.COMING_BACK: InWords(
        tone="info",
        title=_("Being put back on sale"),
        text=_("The reason for the removal no longer holds. The marketplace is putting your listing back."),
    ),
    Standing.WITH_A_PERSON: InWords(
        tone="info",
        title=_("A person is looking at it"),
        text=_("It is to come back, but it has changed since. A person looks before it is put back on sale."),
    ),
    Standing.BACK: InWords(
        tone="good",
        title=_("Back on sale"),
        text=_("The removal has been ended and your listing is back."),
    ),
    Standing.AS_IT_WAS: InWords(
        tone="good",
        title=_("The removal has ended"),
        text=_("It was not on sale before us, so we left it as it is. You can put it on sale yourself."),
    ),
    Standing.NEVER: InWords(
        tone="good",
        title=_("Never took effect"),
        text=_("The removal was not carried out. Because of this notice you have to do nothing."),
    ),
    Standing.REPLACED: InWords(
        tone="info",
        title=_("This case is closed"),
        text=_("Your listing is on sale again with another offer. A person will look at that one by itself."),
    ),
    Standing.REMOVED_ANEW: InWords(
        tone="warn",
        title=_("This case is closed, but there is a new one"),
        text=_("The listing was taken off sale again later. We wrote to you about that in another notice."),
    ),
}

RIGHT_KINDS: Mapping[str, Promise] = {
    "trademark": _("Trademark"),
    "design": _("Design"),
    "patent": _("Patent"),
    "copyright": _("Copyright"),
}
