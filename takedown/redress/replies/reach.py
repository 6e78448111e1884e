"""Which counter-notices somebody reaches: a brand's own, within mandate and sandbox; all of them for staff."""

from accounts.roles import BRAND_ROLES
from brands.mandates import within_mandate
from core import clock
from core.tenancy import Actor, TenantQuerySet
from takedown.models import CounterNotice


def counters_of(actor: Actor) -> TenantQuerySet[CounterNotice]:
    rows = CounterNotice.objects.visible_to(actor)
    if actor.role not in BRAND_ROLES:
        return rows
    if actor.sandbox:
        rows = rows.filter(ground__item__marketplace__is_sandbox=True)
    if actor.delegate_id:
        rows = rows.filter(
            within_mandate(
                actor,
                actor.delegate_id,
                right="ground__item__complaint__right_id",
                marketplace="ground__item__marketplace_id",
                today=clock.now().date(),
            )
        )
    return rows
