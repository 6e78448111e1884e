"""The only place where a removal's status is written, with its audit event."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core import audit
from core.tenancy import SYSTEM, Actor
from takedown.models import Removal
from takedown.states import ENDED, RemovalStatus, may_move


class MoveRefused(Exception):
    """The removal is not where this move starts."""


def lock(id: UUID) -> Removal:
    return lockable().get(id=id)


def lock_all(ids: Iterable[UUID]) -> list[Removal]:
    """In the order in which everybody locks them."""
    return list(lockable().filter(id__in=list(ids)).order_by("id"))


def lockable() -> QuerySet[Removal]:
    return Removal.objects.select_for_update(of=("self",)).select_related("listing", "marketplace")


def move(
    removal: Removal,
    *,
    to: RemovalStatus,
    now: datetime,
    by: Actor = SYSTEM,
    data: Mapping[str, Any] | None = None,
    **values: Any,
) -> None:
    """Move a locked removal, with any other columns that change at the same moment."""
    if not may_move(removal.status, to):
        raise MoveRefused(f"{removal.status} → {to}")
    values |= {"status": to, "status_at": now}
    if to in ENDED:
        values["ended_at"] = now
    for name, value in values.items():
        setattr(removal, name, value)
    removal.save(update_fields=list(values))
    audit.record(
        audit.Event(
            name=f"removal.{to}",
            subject_kind="removal",
            subject_id=removal.id,
            tenant_id=None,
            data=dict(data or {}),
        ),
        by=by,
        now=now,
    )


def move_all(
    removals: Sequence[Removal],
    *,
    to: RemovalStatus,
    now: datetime,
    by: Actor = SYSTEM,
    also: Sequence[str] = (),
) -> None:
    """Move locked removals in a constant number of queries. `also`: columns that have been set on them, to be kept, too."""
    if not removals:
        return
    values: dict[str, Any] = {"status": to, "status_at": now, **({"ended_at": now} if to in ENDED else {})}
    for removal in removals:
        if not may_move(removal.status, to):
            raise MoveRefused(f"{removal.status} → {to}")
        for name, value in values.items():
            setattr(removal, name, value)
    Removal.objects.bulk_update(removals, [*values, *also])
    audit.record_all(
        (
            audit.Event(name=f"removal.{to}", subject_kind="removal", subject_id=removal.id, tenant_id=None)
            for removal in removals
        ),
        by=by,
        now=now,
    )
