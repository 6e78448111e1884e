"""What brands' programs are told: a counter-notice is here, or has come to its end. As thin as the API."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.webhooks.events import Event, EventType, tell
from takedown.models import CounterNotice
from takedown.redress.counter.states import LIVE, CounterStatus

TOLD: Mapping[CounterStatus, EventType] = {
    CounterStatus.FILED: EventType.COUNTER_NOTICE_FILED,
    **{status: EventType.COUNTER_NOTICE_DECIDED for status in CounterStatus if status not in LIVE},
}


def tell_of_counters(counters: Sequence[CounterNotice], status: CounterStatus, *, now: datetime) -> None:
    """As many queries for a hundred as for one, and one for nobody."""
    if status not in TOLD:
        return
    # One that is filed again, because a proof was not enough or an offer is off the table, is no news.
    news = [c for c in counters if status is not CounterStatus.FILED or c.filed_at == c.status_at]

    def events_for(tenants: Collection[UUID]) -> list[Event]:
        rows = CounterNotice.objects.filter(id__in=[c.id for c in news if c.tenant_id in tenants])
        return [
            _event(row, status, now=now)
            for row in rows.select_related("ground__item__marketplace").order_by("id")
        ]

    tell({c.tenant_id for c in news}, events_for)


def _event(counter: CounterNotice, status: CounterStatus, *, now: datetime) -> Event:
    return Event(
        type=TOLD[status],
        tenant_id=counter.tenant_id,
        at=now,
        sandbox=counter.ground.item.marketplace.is_sandbox,
        data={
            "counter_notice": counter.id,
            "number": counter.number,
            "url": settings.ORIGIN + reverse("api-counter-notice", args=[counter.id]),
            "item": counter.ground.item_id,
            "status": str(status),
        },
    )
