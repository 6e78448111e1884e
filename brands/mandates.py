"""What an agency's mandate from a brand covers."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from brands.models import Authorisation
from core.tenancy import Actor


def within_mandate(actor: Actor, agency_id: UUID, *, right: str, marketplace: str, today: date) -> Q:
    """A condition on rows whose right and marketplace stand in these columns. An empty list of a mandate means all."""
    mandates = Authorisation.objects.visible_to(actor).filter(agency_id=agency_id, revoked_at=None)
    covered = Q(pk__in=[])
    for mandate in mandates:
        if mandate.holds_on(today):
            covered |= _scope_of(mandate, right=right, marketplace=marketplace)
    return covered


def _scope_of(mandate: Authorisation, *, right: str, marketplace: str) -> Q:
    scope = Q(pk__isnull=False)
    if mandate.right_ids:
        scope &= Q(**{f"{right}__in": mandate.right_ids})
    if mandate.marketplace_ids:
        scope &= Q(**{f"{marketplace}__in": mandate.marketplace_ids})
    return scope
