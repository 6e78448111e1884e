"""Webhooks in plain words: why an endpoint is stopped, where a delivery stands, what went wrong."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
