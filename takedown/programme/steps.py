"""The only place where a grant's step is written: with its row, its audit event, and a letter to the owners."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from core import audit, outbox
from core.tenancy import Actor
from takedown import work
from takedown.models import Grant, Step
from takedown.programme.states import GrantStep


def take(
    grant: Grant,
    end: GrantStep,
    *,
    reason: str,
    by: Actor,
    now: datetime,
    figures: Mapping[str, Any] | None = None,
    grace: timedelta | None = None,
) -> Step:
    """The grant must be locked. Suspending ends it; a step away from there, which only an appeal takes, opens it again."""
    start = grant.step
    grant.step, grant.step_at, grant.better_since = str(end), now, None
    grant.graced_until = now + grace if grace else None
    if end is GrantStep.SUSPENDED:
        grant.ended_by_id, grant.ended_at = by.user_id, now
        grant.end_reason, grant.end_cause = reason, Grant.EndCause.SUSPENDED
    elif start == GrantStep.SUSPENDED:
        grant.ended_by_id, grant.ended_at, grant.end_reason, grant.end_cause = None, None, "", ""
    grant.save()
    step = Step.objects.create(
        tenant_id=grant.tenant_id,
        grant=grant,
        start=start,
        end=str(end),
        at=now,
        taken_by_id=by.user_id,
        reason=reason,
        figures=dict(figures or {}),
    )
    record(f"grant.{end}", grant, reason=reason, by=by, now=now, tell=True, step=str(step.id))
    return step


def end(grant: Grant, cause: Grant.EndCause, *, reason: str, by: Actor, now: datetime) -> None:
    """For every cause but suspension, which is a step. The grant must be locked."""
    grant.ended_by_id, grant.ended_at = by.user_id, now
    grant.end_reason, grant.end_cause = reason, cause
    grant.save(update_fields=["ended_by", "ended_at", "end_reason", "end_cause"])
    record(f"grant.{cause}", grant, reason=reason, by=by, now=now, tell=cause in {"expired", "left"})


def record(
    name: str, grant: Grant, *, reason: str, by: Actor, now: datetime, tell: bool = False, **data: str
) -> UUID:
    """Into the ledger, and with `tell` a letter to the brand's owners about it."""
    event_id = audit.record(
        audit.Event(
            name=name,
            subject_kind="grant",
            subject_id=grant.id,
            tenant_id=grant.tenant_id,
            data={
                "marketplace": str(grant.marketplace_id),
                "right_kind": grant.right_kind,
                "agency": str(grant.agency_id or ""),
                "reason": reason,
                **data,
            },
        ),
        by=by,
        now=now,
    )
    if tell:
        outbox.add(outbox.Order(kind=work.TELL_OWNERS, subject_id=event_id, tenant_id=grant.tenant_id))
    return event_id
