"""What brands' programs are told: a counter-notice is here, or has come to its end. As thin as the API."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.webhooks.events import Event, EventType, announce, listeners
from takedown.models import CounterNotice
from takedown.redress.counter.states import LIVE, CounterStatus

TOLD: Mapping[CounterStatus, EventType] = {
    CounterStatus.FILED: EventType.COUNTER_NOTICE_FILED,
    **{status: EventType.COUNTER_NOTICE_DECIDED for status in CounterStatus if status not in LIVE},
}


def tell_of_counters(counters: Sequence[CounterNotice], status: CounterStatus, *, now: datetime) -> None:
    """As many queries for a hundred as for one, and one for nobody."""
    # One that is filed again, because a proof was not enough or an offer is off the table, is no news.
    news = [c for c in counters if status is not CounterStatus.FILED or c.filed_at == c.status_at]
    hearing = listeners({c.tenant_id for c in news}) if news and status in TOLD else []
    if not hearing:
        return
    rows = CounterNotice.objects.filter(id__in=[c.id for c in news])
    announce(
        [
            Event(
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
            for counter in rows.select_related("ground__item__marketplace").order_by("id")
        ],
        hearing,
    )
