"""What brands' programs are told: a complaint is here, an item has moved. As thin as the API, and no more than it shows."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.webhooks.events import Event, EventType, tell
from complaints.models import Complaint, Item
from complaints.states import Status

# Steps that take a second and ask nothing of anybody are not told; the API shows them to who looks at that moment.
TOLD = {Status(kind.removeprefix("item.")): kind for kind in EventType if kind.startswith("item.")}


def tell_of_moves(moved: Sequence[tuple[UUID, UUID]], *, to: Status, now: datetime) -> None:
    """`moved`: ids of items and of their tenants. As many queries for a hundred as for one, and one for nobody."""
    if to not in TOLD:
        return

    def events_for(tenants: Collection[UUID]) -> list[Event]:
        items = Item.objects.filter(id__in=[item_id for item_id, tenant_id in moved if tenant_id in tenants])
        return [_moved(item, now) for item in items.select_related("complaint", "marketplace")]

    tell({tenant_id for _, tenant_id in moved}, events_for)


def _moved(item: Item, now: datetime) -> Event:
    return Event(
        type=TOLD[Status(item.status)],
        tenant_id=item.tenant_id,
        at=now,
        sandbox=item.marketplace.is_sandbox,
        data={
            "item": item.id,
            "complaint": item.complaint_id,
            "number": item.complaint.number,
            "url": _address("api-item", item.id),
            "status": item.status,
            "cause": item.cause,
        },
    )


def tell_of_complaint(complaint: Complaint, *, items: int, now: datetime) -> None:
    event = Event(
        type=EventType.COMPLAINT_RECEIVED,
        tenant_id=complaint.tenant_id,
        at=now,
        sandbox=complaint.marketplace.is_sandbox,
        data={
            "complaint": complaint.id,
            "number": complaint.number,
            "url": _address("api-complaint", complaint.id),
            "items": items,
        },
    )
    tell({complaint.tenant_id}, lambda _: [event])


def _address(name: str, id: Any) -> str:
    return settings.ORIGIN + reverse(name, args=[id])
