"""Mail to a brand's owners about its Good Faith status: what has changed, in what words, and what they can do."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.letters import Letter, in_their_languages, owners_of, send_letters
from brands.models import Agency, Brand, Right
from core.models import AuditEvent
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from listings.models import Marketplace

_SENTENCES: Mapping[str, Promise] = {
    "grant.confirmed": gettext_lazy(
        "Good Faith status is in force: complete complaints are carried out at once."
    ),
    "grant.warned": gettext_lazy(
        "A warning. Nothing changes yet; what follows if it goes on, you can read there."
    ),
    "grant.capped": gettext_lazy(
        "Fewer complaints an hour are carried out at once; what is more waits for room or for a person."
    ),
    "grant.review": gettext_lazy("People look at your complaints again, until your record is back."),
    "grant.suspended": gettext_lazy("Good Faith status has ended. You can apply again later, or appeal now."),
    "grant.full": gettext_lazy("Good Faith status reaches as far as ever."),
    "grant.expiring": gettext_lazy("Good Faith status ends soon. Apply for its renewal in time."),
    "grant.expired": gettext_lazy("Good Faith status has ended with its term. You can apply again at once."),
    "grant.left": gettext_lazy("You have left the programme: people look at your complaints again."),
    "application.declined": gettext_lazy("Your application for Good Faith status was declined."),
    "appeal.granted": gettext_lazy("Your appeal was granted."),
    "appeal.dismissed": gettext_lazy("Your appeal was dismissed."),
}


def tell_owners(works: Sequence[Work]) -> None:
    """Leased. To who is an owner when the letter is written."""
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event__in=_SENTENCES).in_bulk([w.subject_id for w in works])
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
            "where": _where(event.data),
            "sentence": str(_SENTENCES[event.event]),
            "reason": event.data["reason"],
            "at": event.at,
            "link": settings.ORIGIN + reverse("my-programme"),
        }
        subject = _("%(brand)s: Good Faith status, %(where)s") % context
        return subject, render_to_string("programme/mail/status.txt", context)

    return in_their_languages(work, to=owners_of(brand.tenant_id), say=say)


def _where(data: Mapping[str, str]) -> str:
    words = [Marketplace.objects.get(id=data["marketplace"]).name, str(Right.Kind(data["right_kind"]).label)]
    if data["agency"]:
        words.append(_("filed by %s") % Agency.objects.get(id=data["agency"]).name)
    return ", ".join(words)
