"""Which authentication requests somebody reaches: a brand's own that were put to it, within mandate and sandbox."""

from brands.mandates import within_mandate
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
        today = clock.now().date()
        rows = rows.filter(
            within_mandate(
                actor, actor.delegate_id, right="right_id", marketplace="marketplace_id", today=today
            )
        )
    return rows
