"""Which authentication requests somebody reaches: a brand's own that were put to it, within mandate and sandbox."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from brands.models import Authorisation
from core import clock
from core.tenancy import Actor, TenantQuerySet
from detection.models import AuthenticationRequest


def requests_of(actor: Actor) -> TenantQuerySet[AuthenticationRequest]:
    rows = AuthenticationRequest.objects.visible_to(actor)
    if actor.staff:
        return rows
    rows = rows.filter(opened_at__isnull=False)
    if actor.sandbox:
        rows = rows.filter(marketplace__is_sandbox=True)
    if actor.delegate_id:
        rows = rows.filter(_covered(actor, actor.delegate_id, today=clock.now().date()))
    return rows


def _covered(actor: Actor, agency_id: UUID, *, today: date) -> Q:
    """An agency is asked about what its mandate covers, and sees nothing else."""
    mandates = Authorisation.objects.visible_to(actor).filter(agency_id=agency_id, revoked_at=None)
    covered = Q(pk__in=[])
    for mandate in mandates:
        if mandate.holds_on(today):
            covered |= scope_of(mandate)
    return covered


def scope_of(mandate: Authorisation) -> Q:
    """An empty list means all of them."""
    scope = Q(opened_at__isnull=False)
    if mandate.right_ids:
        scope &= Q(right_id__in=mandate.right_ids)
    if mandate.marketplace_ids:
        scope &= Q(marketplace_id__in=mandate.marketplace_ids)
    return scope
