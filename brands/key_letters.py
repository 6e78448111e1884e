"""Mail about a brand's API keys: to the owners, which key was made, renewed or revoked, by whom, and what it may do."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ApiKey
from accounts.roles import Role
from accounts.scopes import LABELS, Scope
from brands.letters import Letter, in_their_languages, owners_of, send_letters
from brands.models import Brand
from core.models import AuditEvent
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as

_SENTENCES: Mapping[str, Promise] = {
    "api_key.made": gettext_lazy("%(who)s made the API key “%(key)s”."),
    "api_key.renewed": gettext_lazy(
        "%(who)s renewed the API key “%(key)s”: a new one is there, and the former goes on for some days."
    ),
    "api_key.revoked": gettext_lazy("%(who)s revoked the API key “%(key)s”. It opens nothing any more."),
}


def tell_of_keys(works: Sequence[Work]) -> None:
    """Leased. To who is an owner when the letter is written, and to whoever made the key."""
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event__in=_SENTENCES).in_bulk([w.subject_id for w in works])
        keys = ApiKey.objects.select_related("made_by").in_bulk({e.subject_id for e in events.values()})
        brands = Brand.objects.in_bulk({e.tenant_id for e in events.values()})
        letters = [
            letter
            for w in works
            if (e := events.get(w.subject_id))
            for letter in _about(w, e, keys[e.subject_id], brands[e.tenant_id])
        ]
    send_letters(letters, works)


def _about(work: Work, event: AuditEvent, key: ApiKey, brand: Brand) -> list[Letter]:
    owners = owners_of(brand.tenant_id)

    def say() -> tuple[str, str]:
        # Names are typed by people: one with a line break must not write lines of its own into the letter.
        words = {"who": _who(event), "key": " ".join(key.name.split())}
        context = {
            "brand": brand.name,
            "sentence": str(_SENTENCES[event.event]) % words,
            "key": key,
            "scopes": [str(LABELS[Scope(scope)]) for scope in key.scopes if scope in set(Scope)],
            "at": event.at,
            "link": settings.ORIGIN + reverse("api-keys"),
        }
        subject = _("%(brand)s: a change of API keys") % {"brand": brand.name}
        return subject, render_to_string("brands/mail/key.txt", context)

    return in_their_languages(work, to=owners, bcc=sorted({key.made_by.email} - set(owners)), say=say)


def _who(event: AuditEvent) -> str:
    if event.actor_role == Role.AGENCY:
        return _("%(who)s, by an agency's mandate,") % {"who": event.actor_label}
    return event.actor_label
