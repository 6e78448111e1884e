"""What of a brand's items somebody may appeal about: its own, within an agency's mandate and a test key's sandbox."""

from uuid import UUID

from django.db.models import Q

from brands.models import Authorisation
from complaints.models import Item
from core import clock
from core.tenancy import Actor, TenantQuerySet
from takedown.redress.appeals.models import DecisionAppeal


def items_of(actor: Actor) -> TenantQuerySet[Item]:
    rows = Item.objects.visible_to(actor)
    if actor.sandbox:
        rows = rows.filter(marketplace__is_sandbox=True)
    if actor.delegate_id:
        rows = rows.filter(_covered(actor, actor.delegate_id))
    return rows


def appeals_of(actor: Actor) -> TenantQuerySet[DecisionAppeal]:
    """A brand's own side, of what it reaches."""
    rows = DecisionAppeal.objects.visible_to(actor)
    if actor.sandbox or actor.delegate_id:
        rows = rows.filter(item__in=items_of(actor))
    return rows


def _covered(actor: Actor, agency_id: UUID) -> Q:
    today = clock.now().date()
    covered = Q(pk__in=[])
    for mandate in Authorisation.objects.visible_to(actor).filter(agency_id=agency_id, revoked_at=None):
        if mandate.holds_on(today):
            covered |= _scope_of(mandate)
    return covered


def _scope_of(mandate: Authorisation) -> Q:
    """An empty list means all of them."""
    scope = Q(pk__isnull=False)
    if mandate.right_ids:
        scope &= Q(complaint__right_id__in=mandate.right_ids)
    if mandate.marketplace_ids:
        scope &= Q(marketplace_id__in=mandate.marketplace_ids)
    return scope
