"""Mail to a brand's owners: one of their webhook endpoints is told nothing any more."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.letters import Letter, in_their_languages, owners_of, send_letters
from brands.models import Brand
from core.models import AuditEvent
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as

_SENTENCES: Mapping[str, Promise] = {
    "gone": gettext_lazy("We stopped a webhook: its receiver said that it is gone (410)."),
    "failing": gettext_lazy("We stopped a webhook: for three days nothing has arrived there."),
}


def tell_of_disabled_webhooks(works: Sequence[Work]) -> None:
    """Leased. The work is about the line of the ledger that says so."""
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event="webhook.disabled").in_bulk([w.subject_id for w in works])
        brands = Brand.objects.in_bulk({e.tenant_id for e in events.values()})
        letters = [
            letter
            for w in works
            if (e := events.get(w.subject_id))
            for letter in _letter(w, e, brands[e.tenant_id])
        ]
    send_letters(letters, works)


def _letter(work: Work, event: AuditEvent, brand: Brand) -> list[Letter]:
    def say() -> tuple[str, str]:
        context = {
            "brand": brand.name,
            "host": event.data["host"],
            "sentence": _SENTENCES[event.data["because"]],
            "link": settings.ORIGIN + reverse("webhook", args=[event.subject_id]),
        }
        subject = _("%(brand)s: a webhook was stopped") % {"brand": brand.name}
        return subject, render_to_string("webhooks/mail/disabled.txt", context)

    return in_their_languages(work, to=owners_of(brand.tenant_id), say=say)
