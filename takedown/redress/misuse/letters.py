"""Mail about misuse: to a brand's owners and, about an agency, to its people; to a seller in the seller's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brands.letters import Letter, in_their_languages, owners_of, send_letters
from brands.models import Agency, AgencyMember, Brand
from core.models import AuditEvent
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from listings.models import Seller, SellerContact

_TO_COMPLAINANTS: Mapping[str, Promise] = {
    "filing.warned": gettext_lazy(
        "A warning. Nothing changes yet. If it goes on, filing can be suspended for a time."
    ),
    "filing.suspended": gettext_lazy(
        "Filing is suspended for a time: new complaints are not taken, and nothing is removed without a person."
        " What was filed before goes on."
    ),
    "filing.suspension_ended": gettext_lazy("The suspension is over: you can file again."),
    "filing.suspension_lifted": gettext_lazy("The suspension was lifted: you can file again."),
    "filing.warning_withdrawn": gettext_lazy("The warning was withdrawn."),
    "filing.appeal_granted": gettext_lazy("Your appeal was granted."),
    "filing.appeal_dismissed": gettext_lazy("Your appeal was dismissed."),
}
_TO_SELLERS: Mapping[str, Promise] = {
    "counter.warned": gettext_lazy(
        "A warning about your counter-notices. Nothing changes yet. If it goes on, we can stop taking them by link"
        " for a time."
    ),
    "counter.suspended": gettext_lazy(
        "For a time we take no counter-notice of yours by link. Your listings stay as they are. You can still write"
        " to us: answer this mail, and a person reads it."
    ),
    "counter.suspension_ended": gettext_lazy("The suspension is over. You can send counter-notices again."),
    "counter.suspension_lifted": gettext_lazy(
        "The suspension was lifted. You can send counter-notices again."
    ),
    "counter.warning_withdrawn": gettext_lazy("The warning was withdrawn."),
    "counter.appeal_granted": gettext_lazy("Your appeal was granted."),
    "counter.appeal_dismissed": gettext_lazy("Your appeal was dismissed."),
}


def tell(works: Sequence[Work]) -> None:
    """Leased. To whoever is an owner, or has that address, when the letter is written."""
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event__in=[*_TO_COMPLAINANTS, *_TO_SELLERS]).in_bulk(
            [w.subject_id for w in works]
        )
        letters = [
            letter for w in works if (event := events.get(w.subject_id)) for letter in _letters(w, event)
        ]
    send_letters(letters, works)


def _letters(work: Work, event: AuditEvent) -> list[Letter]:
    return _to_complainant(work, event) if event.event in _TO_COMPLAINANTS else _to_seller(work, event)


def _to_complainant(work: Work, event: AuditEvent) -> list[Letter]:
    [brand] = Brand.objects.in_bulk([event.tenant_id]).values()
    agency = Agency.objects.get(id=event.data["agency"]) if event.data["agency"] else None

    def say() -> tuple[str, str]:
        context = {
            "brand": brand.name,
            "agency": agency.name if agency else "",
            "sentence": str(_TO_COMPLAINANTS[event.event]),
            "link": settings.ORIGIN + reverse("my-misuse"),
            **_said(event),
        }
        subject = _("%(brand)s: misuse of complaints") % {"brand": brand.name}
        return subject, render_to_string("misuse/mail/complainant.txt", context)

    people = _people_of(agency.id) if agency else []
    return in_their_languages(work, to=owners_of(brand.tenant_id), bcc=people, say=say)


def _people_of(agency_id: UUID) -> list[str]:
    people = AgencyMember.objects.filter(agency_id=agency_id, user__is_active=True)
    return list(people.order_by("since", "id").values_list("user__email", flat=True))


def _to_seller(work: Work, event: AuditEvent) -> list[Letter]:
    """None where no address is known: the seller reads it behind the link of every notice."""
    seller = Seller.objects.select_related("marketplace").get(id=event.data["seller"])
    contact = SellerContact.objects.filter(seller=seller).first()
    if contact is None or not contact.email:
        return []
    with translation.override(contact.language):
        context = {
            "seller": seller.name,
            "marketplace": seller.marketplace.name,
            "sentence": str(_TO_SELLERS[event.event]),
            "link": settings.ORIGIN + reverse("misuse-policy"),
            **_said(event),
        }
        subject = _("About your counter-notices on %(marketplace)s") % context
        body = render_to_string("misuse/mail/seller.txt", context)
    return [Letter(work=work, to=[contact.email], subject=subject, body=body)]


def _said(event: AuditEvent) -> dict[str, str]:
    until = event.data.get("until", "")
    is_suspended = event.event.endswith(".suspended")
    return {
        "reason": event.data.get("reason", ""),
        "until": _written(datetime.fromisoformat(until)) if until and is_suspended else "",
    }


def _written(at: datetime) -> str:
    return f"{date_format(timezone.localtime(at), 'DATETIME_FORMAT')} UTC"
