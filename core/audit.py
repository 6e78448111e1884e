"""The audit ledger: written in the deciding transaction, never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from core import sets
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to one row. `data` holds codes and figures, never a person's contact data."""

    name: str
    subject_kind: str
    subject_id: UUID
    tenant_id: UUID | None
    policy_version: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def record(event: Event, *, by: Actor, now: datetime) -> UUID:
    return record_all([event], by=by, now=now)[0]


def record_all(events: Iterable[Event], *, by: Actor, now: datetime) -> list[UUID]:
    """All events of one decision about a set of rows, in one statement. Returns their ids in the ledger."""
    events = list(events)
    ids = [new_id() for _ in events]
    sets.insert(
        AuditEvent,
        [
            {
                "id": id,
                "tenant": event.tenant_id,
                "at": now,
                "event": event.name,
                "subject_kind": event.subject_kind,
                "subject_id": event.subject_id,
                "actor_role": by.role,
                "actor_id": by.user_id,
                "actor_label": by.label,
                "policy_version": event.policy_version,
                "data": dict(event.data),
            }
            for id, event in zip(ids, events, strict=True)
        ],
    )
    return ids
