"""Webhooks in plain words: why an endpoint is stopped, where a delivery stands, what went wrong."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.phrasebook import Phrasebook

STOPPED: Mapping[str, Promise] = {
    "by_hand": _("Stopped"),
    "gone": _("Stopped: it says that it is gone"),
    "failing": _("Stopped: nothing arrived for days"),
}
# Label and the badge's tone.
STATES: Mapping[str, tuple[Promise, str]] = {
    "pending": (_("On its way"), "info"),
    "delivered": (_("Delivered"), "good"),
    "failed": (_("Given up"), "bad"),
    "cancelled": (_("Not sent"), "neutral"),
}
ERRORS: Mapping[str, Promise] = {
    "address_refused": _("The name leads to an address that is not public."),
    "broken_answer": _("The connection broke before there was an answer."),
    "name_unknown": _("No name server knows the host."),
    "no_connection": _("Nothing answers there."),
    "timed_out": _("It took too long to answer."),
    "tls_failed": _("The certificate is not good for this host."),
}

# What may stand against an address, as addresses.py says it, which knows no languages.
WRONG_ADDRESSES = (
    gettext_noop("Use at most {most} plain characters, without blanks and backslashes."),
    gettext_noop("It must begin with https://."),
    gettext_noop("Leave user name and password out: the signature says who sends."),
    gettext_noop("Leave out what follows the #."),
    gettext_noop("It must name a public host, such as hooks.example.com; write other letters in Punycode."),
    gettext_noop("It must use port 443."),
    gettext_noop("This is no address of the web."),
)
told = Phrasebook(WRONG_ADDRESSES).told
