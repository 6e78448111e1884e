"""Mail to a brand's owners: a seller says that they are authorised, and by when the brand should answer."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from brands.letters import Letter, in_their_languages, owners_of, send_letters
from brands.models import Brand
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from takedown.models import LicenceClaim
from takedown.redress.licences.states import ClaimStatus


def tell_of_claims(works: Sequence[Work]) -> None:
    """Leased. A claim that has been answered meanwhile needs no letter."""
    with acting_as(SYSTEM):
        claims = (
            LicenceClaim.objects.filter(status=ClaimStatus.OPEN)
            .select_related("seller__marketplace", "removal__listing")
            .in_bulk([w.subject_id for w in works])
        )
        brands = Brand.objects.in_bulk({claim.tenant_id for claim in claims.values()})
        letters = [
            letter
            for w in works
            if (claim := claims.get(w.subject_id))
            for letter in _letter(w, claim, brands[claim.tenant_id])
        ]
    send_letters(letters, works)


def _letter(work: Work, claim: LicenceClaim, brand: Brand) -> list[Letter]:
    def say() -> tuple[str, str]:
        context = {
            "brand": brand.name,
            "claim": claim,
            "title": claim.removal.listing.title,
            "link": settings.ORIGIN + reverse("licence-claim", args=[claim.id]),
        }
        words = {"brand": brand.name, "seller": claim.seller.name}
        subject = _("%(brand)s: %(seller)s says that you have authorised them") % words
        return subject, render_to_string("licences/mail/claim.txt", context)

    return in_their_languages(work, to=owners_of(brand.tenant_id), say=say)
