"""Where warnings and suspensions are written: each with its audit event, its letter, and what it does to filing.

Whoever calls has locked the rows, a warning before the suspensions that rest on it.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from complaints.intake import pauses
from core import audit, outbox
from core.tenancy import Actor
from takedown import work
from takedown.redress.misuse.parties import (
    Complainant,
    Party,
    Suspended,
    Warned,
    party_of,
    tables_of,
    tenant_of,
)
from takedown.redress.misuse.states import SuspensionStatus, WarningStatus


def note_warned(warning: Warned, *, by: Actor, now: datetime) -> None:
    _record("warned", warning, by=by, now=now, reason=warning.reason, tell=True)


def note_proposed(suspension: Suspended, *, by: Actor, now: datetime) -> None:
    _record("suspension_proposed", suspension, by=by, now=now, reason=suspension.reason)


def put_in_force(suspension: Suspended, *, by: Actor, now: datetime) -> None:
    """From now on, for its days. It ends by a row of the outbox, and filing by itself at the same moment."""
    suspension.status = str(SuspensionStatus.IN_FORCE)
    suspension.confirmed_by_id, suspension.confirmed_at = by.person, now
    suspension.ends_at = now + timedelta(days=suspension.days)
    suspension.save(update_fields=["status", "confirmed_by", "confirmed_at", "ends_at"])
    party = party_of(suspension)
    if isinstance(party, Complainant):
        pauses.pause(
            pauses.Pause(
                tenant_id=party.tenant_id,
                agency_id=party.agency_id,
                decided_as=suspension.id,
                until=suspension.ends_at,
                reason=suspension.reason,
            ),
            now=now,
        )
    outbox.add(
        outbox.Order(
            kind=_end_work(party),
            subject_id=suspension.id,
            tenant_id=tenant_of(party),
            due_at=suspension.ends_at,
        )
    )
    _record("suspended", suspension, by=by, now=now, reason=suspension.reason, tell=True)


def end_at_its_time(suspension: Suspended, *, by: Actor, now: datetime) -> None:
    suspension.status, suspension.ended_at = str(SuspensionStatus.ENDED), now
    suspension.save(update_fields=["status", "ended_at"])
    _record("suspension_ended", suspension, by=by, now=now, tell=True)


def lift(suspension: Suspended, *, reason: str, by: Actor, now: datetime) -> None:
    """Before its time, by a person: filing is open again at once."""
    _end(suspension, SuspensionStatus.LIFTED, reason=reason, by=by, now=now)
    pauses.end(suspension.id, now=now)
    outbox.cancel(subject_ids=[suspension.id], kind=_end_work(party_of(suspension)))
    _record("suspension_lifted", suspension, by=by, now=now, reason=reason, tell=True)


def take_back(suspension: Suspended, *, reason: str, by: Actor, now: datetime) -> None:
    """It was proposed only: nobody outside has heard of it."""
    _end(suspension, SuspensionStatus.TAKEN_BACK, reason=reason, by=by, now=now)
    _record("suspension_taken_back", suspension, by=by, now=now, reason=reason)


def withdraw(warning: Warned, *, reason: str, by: Actor, now: datetime) -> None:
    """What rests on it ends with it."""
    warning.status = str(WarningStatus.WITHDRAWN)
    warning.ended_by_id, warning.ended_at, warning.end_reason = by.person, now, reason
    warning.save(update_fields=["status", "ended_by", "ended_at", "end_reason"])
    _record("warning_withdrawn", warning, by=by, now=now, reason=reason, tell=True)
    for suspension in warning.suspensions.select_for_update().order_by("id"):
        if suspension.status == SuspensionStatus.IN_FORCE:
            lift(suspension, reason=reason, by=by, now=now)
        elif suspension.status == SuspensionStatus.PROPOSED:
            take_back(suspension, reason=reason, by=by, now=now)


def _end(suspension: Suspended, status: SuspensionStatus, *, reason: str, by: Actor, now: datetime) -> None:
    suspension.status = str(status)
    suspension.ended_by_id, suspension.ended_at, suspension.end_reason = by.person, now, reason
    suspension.save(update_fields=["status", "ended_by", "ended_at", "end_reason"])


def _end_work(party: Party) -> str:
    return work.END_FILING_SUSPENSION if isinstance(party, Complainant) else work.END_COUNTER_SUSPENSION


def _record(
    name: str,
    row: Warned | Suspended,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    tell: bool = False,
) -> None:
    record(name, party_of(row), row.id, by=by, now=now, tell=tell, reason=reason, **_dates_of(row))


def _dates_of(row: Any) -> dict[str, str]:
    ends_at: datetime | None = getattr(row, "ends_at", None)
    return {"until": ends_at.isoformat()} if ends_at else {}


def record(
    name: str, party: Party, subject_id: UUID, *, by: Actor, now: datetime, tell: bool = False, **data: str
) -> None:
    """Into the ledger, and with `tell` a letter about it."""
    subject, tenant_id = tables_of(party).subject, tenant_of(party)
    who = (
        {"agency": str(party.agency_id or "")}
        if isinstance(party, Complainant)
        else {"seller": str(party.seller_id)}
    )
    event_id = audit.record(
        audit.Event(
            name=f"{subject}.{name}",
            subject_kind=f"{subject}_misuse",
            subject_id=subject_id,
            tenant_id=tenant_id,
            data=who | data,
        ),
        by=by,
        now=now,
    )
    if tell:
        outbox.add(outbox.Order(kind=work.TELL_OF_MISUSE, subject_id=event_id, tenant_id=tenant_id))
