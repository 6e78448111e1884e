"""Events, and putting them on their way in the transaction in which they happen."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from accounts.models import ApiKey, WebhookDelivery, WebhookEndpoint
from accounts.work import DELIVER_WEBHOOK
from core import outbox, sets
from core.ids import new_id


class EventType(StrEnum):
    """What an endpoint can be told of. Rooms above put these out; `endpoint.test` is sent on request only."""

    COMPLAINT_RECEIVED = "complaint.received"
    ITEM_NEEDS_INFORMATION = "item.needs_information"
    ITEM_IN_REVIEW = "item.in_review"
    ITEM_HELD = "item.held"
    ITEM_UPHELD = "item.upheld"
    ITEM_REFUSED = "item.refused"
    ITEM_REMOVED = "item.removed"
    ITEM_CONTESTED = "item.contested"
    ITEM_RESTORED = "item.restored"
    ITEM_WITHDRAWN = "item.withdrawn"
    ITEM_CLOSED = "item.closed"
    APPEAL_DECIDED = "appeal.decided"
    COUNTER_NOTICE_FILED = "counter_notice.filed"
    COUNTER_NOTICE_DECIDED = "counter_notice.decided"
    QUESTION_ASKED = "question.asked"
    QUESTION_CLOSED = "question.closed"
    ENDPOINT_TEST = "endpoint.test"


CHOSEN = tuple(str(kind) for kind in EventType if kind != EventType.ENDPOINT_TEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`data` is what the brand's own API shows of it, and thin: who wants more asks for it."""

    type: EventType
    tenant_id: UUID
    at: datetime
    sandbox: bool
    data: Mapping[str, Any]
    id: UUID = field(default_factory=new_id)


def listeners(tenant_ids: Collection[UUID]) -> Sequence[WebhookEndpoint]:
    """One query, and for most brands the only one: there is nobody to tell."""
    return list(
        WebhookEndpoint.objects.filter(tenant_id__in=tenant_ids, deleted_at=None, disabled_at=None).only(
            "id", "tenant_id", "events", "mode"
        )
    )


def tell(tenant_ids: Collection[UUID], events_for: Callable[[Collection[UUID]], Sequence[Event]]) -> None:
    """Announce what happened to these tenants. `events_for` is asked about those of them that listen, and for nobody it is not asked."""
    if hearing := listeners(tenant_ids):
        announce(events_for({endpoint.tenant_id for endpoint in hearing}), hearing)


def announce(events: Sequence[Event], to: Sequence[WebhookEndpoint]) -> list[UUID]:
    """Write a delivery for each event and endpoint that wants it, with its work; return the deliveries' ids."""
    by_tenant: dict[UUID, list[WebhookEndpoint]] = {}
    for endpoint in to:
        by_tenant.setdefault(endpoint.tenant_id, []).append(endpoint)
    rows = [
        _row(event, endpoint)
        for event in events
        for endpoint in by_tenant.get(event.tenant_id, [])
        if _wants(endpoint, event)
    ]
    sets.insert(WebhookDelivery, rows)
    outbox.add_all(
        outbox.Order(kind=DELIVER_WEBHOOK, subject_id=row["id"], tenant_id=row["tenant"]) for row in rows
    )
    return [row["id"] for row in rows]


def _wants(endpoint: WebhookEndpoint, event: Event) -> bool:
    if event.type == EventType.ENDPOINT_TEST:
        return True
    if endpoint.mode == ApiKey.Mode.TEST and not event.sandbox:
        return False
    return not endpoint.events or event.type in endpoint.events


def _row(event: Event, endpoint: WebhookEndpoint) -> dict[str, Any]:
    return {
        "id": new_id(),
        "tenant": event.tenant_id,
        "endpoint": endpoint.id,
        "event_id": event.id,
        "type": str(event.type),
        "body": body_of(event),
        "made_at": event.at,
        "state": str(WebhookDelivery.State.PENDING),
        "tries": 0,
    }


def body_of(event: Event) -> str:
    """Without blanks: it is signed as it stands."""
    at = event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps(
        {"type": str(event.type), "timestamp": at, "data": dict(event.data)},
        ensure_ascii=False,
        separators=(",", ":"),
        default=str,
    )
