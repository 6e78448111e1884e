"""Who can be warned and suspended: a complainant (a brand's own people, or one agency for one brand), or a seller.

Both have tables of one shape, so that the steps, their appeals and their letters are written once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core.tenancy import Actor
from takedown.models import (
    CounterAppeal,
    CounterRecord,
    CounterSuspension,
    CounterWarning,
    FilingAppeal,
    FilingRecord,
    FilingSuspension,
    FilingWarning,
)

type Warned = FilingWarning | CounterWarning
type Suspended = FilingSuspension | CounterSuspension
type Appealed = FilingAppeal | CounterAppeal


@dataclass(frozen=True, slots=True, kw_only=True)
class Complainant:
    """`agency_id` None: the brand's own people. An agency is another complainant for every brand it files for."""

    tenant_id: UUID
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterNotifier:
    seller_id: UUID


type Party = Complainant | CounterNotifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The models of one kind of party. `subject` is what the ledger calls it."""

    subject: str
    record: Any
    warning: Any
    suspension: Any
    appeal: Any


FILING = Tables(
    subject="filing",
    record=FilingRecord,
    warning=FilingWarning,
    suspension=FilingSuspension,
    appeal=FilingAppeal,
)
COUNTER = Tables(
    subject="counter",
    record=CounterRecord,
    warning=CounterWarning,
    suspension=CounterSuspension,
    appeal=CounterAppeal,
)
KINDS = {tables.subject: tables for tables in (FILING, COUNTER)}


def tables_of(party: Party) -> Tables:
    return FILING if isinstance(party, Complainant) else COUNTER


def columns_of(party: Party) -> Mapping[str, UUID | None]:
    """What names the party in each of its tables."""
    if isinstance(party, Complainant):
        return {"tenant_id": party.tenant_id, "agency_id": party.agency_id}
    return {"seller_id": party.seller_id}


def party_of(row: Warned | Suspended | FilingRecord | CounterRecord) -> Party:
    if isinstance(row, FilingWarning | FilingSuspension | FilingRecord):
        return Complainant(tenant_id=row.tenant_id, agency_id=row.agency_id)
    return CounterNotifier(seller_id=row.seller_id)


def tenant_of(party: Party) -> UUID | None:
    return party.tenant_id if isinstance(party, Complainant) else None


def rows_of(party: Party, model: Any) -> QuerySet[Any]:
    """For whoever may see the party (seen_by)."""
    rows: QuerySet[Any] = model.objects.filter(**columns_of(party))
    return rows


def seen_by(actor: Actor, model: Any) -> QuerySet[Any]:
    """The rows of one of the tables that the actor may see: the first wall.

    A complainant's are its brand's, and an agency's people see what is about their agency alone. A seller's are for
    staff; a seller's link reads them as the system, for the one seller it is about.
    """
    if model in {COUNTER.record, COUNTER.warning, COUNTER.suspension, COUNTER.appeal}:
        rows: QuerySet[Any] = model.objects.all() if actor.staff else model.objects.none()
        return rows
    visible: QuerySet[Any] = model.objects.visible_to(actor)
    if actor.delegate_id is None:
        return visible
    if model is FilingAppeal:
        return visible.filter(Q(warning__agency=actor.delegate_id) | Q(suspension__agency=actor.delegate_id))
    return visible.filter(agency=actor.delegate_id)
