"""The cases: with each decision of the policy, what it knew. Two statements more for a whole set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from core import sets
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyCase, PolicyVersion
from takedown.programme.gather import Gathered
from takedown.programme.policy import Facts, Numbers, Outcome, Verdict
from takedown.programme.versions import shadows
from takedown.programme.versions.facts import pack, unpack

CHUNK = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One decision of the policy, as it can be made again."""

    id: UUID
    item_id: UUID
    tenant_id: UUID
    seller_id: UUID | None
    at: datetime
    version: int
    outcome: Outcome
    because: tuple[str, ...]
    facts: Facts


def keep(gathered: Gathered, verdicts: Mapping[UUID, Verdict], *, now: datetime) -> None:
    """In the deciding transaction, after everything that acts: shadows only look on."""
    rows: list[dict[str, Any]] = []
    for item in gathered.items:
        verdict = verdicts[item.id]
        rows.append(
            {
                "id": new_id(),
                "tenant": item.tenant_id,
                "item": item.id,
                "decided_at": now,
                "policy_version": gathered.policy_version,
                "outcome": str(verdict.outcome),
                "because": list(verdict.because),
                "facts": pack(gathered.facts[item.id]),
                "seller_id": item.listing.seller_id if item.listing else None,
            }
        )
    sets.insert(PolicyCase, rows)
    shadows.look_on(gathered, verdicts, now=now)


def cases_between(since: datetime, until: datetime) -> Iterator[Sequence[Case]]:
    """In the order in which they were decided, some thousands at a time, each in a transaction of its own."""
    after = (since, UUID(int=0))
    while found := _chunk(after, until):
        yield found
        after = (found[-1].at, found[-1].id)


def _chunk(after: tuple[datetime, UUID], until: datetime) -> list[Case]:
    with acting_as(SYSTEM):
        rows = PolicyCase.objects.filter(decided_at__gte=after[0], decided_at__lt=until)
        rows = rows.filter(Q(decided_at__gt=after[0]) | Q(id__gt=after[1]))
        return [_case(row) for row in rows.order_by("decided_at", "id")[:CHUNK]]


def _case(row: PolicyCase) -> Case:
    return Case(
        id=row.id,
        item_id=row.item_id,
        tenant_id=row.tenant_id,
        seller_id=row.seller_id,
        at=row.decided_at,
        version=row.policy_version,
        outcome=Outcome(row.outcome),
        because=tuple(row.because),
        facts=unpack(row.facts),
    )


def all_versions() -> dict[int, Numbers]:
    with acting_as(SYSTEM):
        return {v.version: Numbers.from_json(v.numbers) for v in PolicyVersion.objects.all()}
