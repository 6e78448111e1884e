"""What a person does with work that was given up: try it again, or put it aside with a reason.

Who may do so is asked above: permissions are no word of this room.
"""

from datetime import datetime
from uuid import UUID

from core import audit
from core.models import Outbox
from core.outbox import wake_the_relay
from core.tenancy import Actor


def revive(id: UUID, *, by: Actor, now: datetime) -> Outbox:
    """Try it again, from the first attempt. Raises Outbox.DoesNotExist."""
    row = Outbox.objects.visible_to(by).select_for_update().get(id=id, state=Outbox.State.DEAD)
    row.state, row.rings = Outbox.State.PENDING, 0
    # From the first attempt, but under a number that no earlier lease has had.
    row.deferred = row.attempt
    row.ended_at, row.lease_until = None, None
    row.due_at = row.ring_at = now
    row.save(update_fields=["state", "deferred", "rings", "ended_at", "lease_until", "due_at", "ring_at"])
    _record(row, "work.revived", by=by, now=now)
    wake_the_relay()
    return row


def park(id: UUID, *, because: str, by: Actor, now: datetime) -> Outbox:
    """Put it aside, with the reason why nothing is to be done. Raises Outbox.DoesNotExist."""
    row = Outbox.objects.visible_to(by).select_for_update().get(id=id, state=Outbox.State.DEAD)
    row.state, row.parked_because = Outbox.State.PARKED, because
    row.save(update_fields=["state", "parked_because"])
    _record(row, "work.parked", by=by, now=now, because=because)
    return row


def unpark(id: UUID, *, by: Actor, now: datetime) -> Outbox:
    """Back among the dead letters, where it can be tried again. Raises Outbox.DoesNotExist."""
    row = Outbox.objects.visible_to(by).select_for_update().get(id=id, state=Outbox.State.PARKED)
    _record(row, "work.unparked", by=by, now=now, because=row.parked_because)
    row.state, row.parked_because = Outbox.State.DEAD, ""
    row.save(update_fields=["state", "parked_because"])
    return row


def _record(row: Outbox, event: str, *, by: Actor, now: datetime, **data: str) -> None:
    audit.record(
        audit.Event(
            name=event,
            subject_kind="outbox",
            subject_id=row.id,
            tenant_id=row.tenant_id,
            data={"kind": row.kind, "subject": str(row.subject_id), "error": row.error[:200], **data},
        ),
        by=by,
        now=now,
    )
