"""Records, grants and caps from the database, for sets of brands in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from takedown.models import Application, Grant, PolicyVersion
from takedown.programme.counting import COUNTS
from takedown.programme.policy import Numbers
from takedown.programme.standing import Record
from takedown.programme.states import GrantStep

# Brand, marketplace, kind of right, and who files: an agency, or None for the brand's own people.
type Scope = tuple[UUID, UUID, str, UUID | None]
# An agency's own record, over all brands it files for.
type AgencyScope = tuple[UUID, UUID, str]

_SUMS = ", ".join(f"sum({name})::int" for name in COUNTS)
_RECORDS = f"""
SELECT tenant_id, marketplace_id, right_kind, agency_id, {_SUMS} FROM takedown_dailyrecord
WHERE tenant_id = ANY(%s::uuid[]) AND day > %s
GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - names of columns
_AGENCY_RECORDS = f"""
SELECT agency_id, marketplace_id, right_kind, {_SUMS} FROM takedown_agencyday
WHERE agency_id = ANY(%s::uuid[]) AND day > %s
GROUP BY 1, 2, 3
"""  # noqa: S608 - names of columns


def records_of(tenants: Iterable[UUID], *, since: datetime) -> dict[Scope, Record]:
    """From the sums kept by day (contributions.py): only what people decided or confirmed is in them."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, [list(map(str, tenants)), since.date()])
        return {(r[0], r[1], r[2], r[3]): _record(r[4:]) for r in cursor.fetchall() if any(r[4:])}


def agency_records_of(agencies: Iterable[UUID], *, since: datetime) -> dict[AgencyScope, Record]:
    """Staff only, by row security: figures over all brands that an agency files for."""
    ids = list(map(str, agencies))
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_AGENCY_RECORDS, [ids, since.date()])
        return {(r[0], r[1], r[2]): _record(r[3:]) for r in cursor.fetchall() if any(r[3:])}


def _record(figures: Sequence[int]) -> Record:
    return Record(**dict(zip(COUNTS, figures, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a grant in force lets happen without a person. No `reasons`: every automatic one."""

    step: GrantStep
    reasons: frozenset[str]
    hourly_cap: int | None
    graced: bool

    def covers(self, reason: str) -> bool:
        return not self.reasons or reason in self.reasons


def grants_of(tenants: Iterable[UUID], *, now: datetime) -> dict[Scope, Terms]:
    """Where Good Faith status is in force: granted, confirmed by a second person, neither ended nor expired."""
    rows = Grant.objects.filter(
        tenant_id__in=list(tenants), confirmed_at__isnull=False, ended_at=None, expires_at__gt=now
    )
    return {
        scope_of_grant(grant): Terms(
            step=GrantStep(grant.step),
            reasons=frozenset(grant.reasons),
            hourly_cap=grant.hourly_cap,
            graced=grant.graced_until is not None and now < grant.graced_until,
        )
        for grant in rows
    }


def in_scope[M: (Grant, Application)](rows: QuerySet[M], scope: Scope) -> QuerySet[M]:
    return rows.filter(
        Q(agency=scope[3]) if scope[3] else Q(agency=None),
        tenant_id=scope[0],
        marketplace_id=scope[1],
        right_kind=scope[2],
    )


def scope_of_grant(grant: Grant | Application) -> Scope:
    return (grant.tenant_id, grant.marketplace_id, grant.right_kind, grant.agency_id)


def policy_at(now: datetime) -> tuple[int, Numbers]:
    """The version in force and its numbers."""
    version = PolicyVersion.objects.filter(effective_at__lte=now).order_by("-version")[0]
    return version.version, Numbers.from_json(version.numbers)


_HOURS = """
SELECT tenant_id,
    coalesce(sum(removals) FILTER (WHERE hour_ago = 0), 0),
    coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY removals) FILTER (WHERE hour_ago > 0), 0)
FROM (
    SELECT tenant_id, floor(extract(epoch FROM %(now)s - decided_at) / 3600)::int AS hour_ago,
        count(*) AS removals
    FROM complaints_decision
    WHERE tenant_id = ANY(%(tenants)s::uuid[]) AND outcome = 'upheld'
        AND decided_at > %(since)s AND decided_at <= %(now)s
        AND (automated OR decided_at <= %(hour_ago)s)
    GROUP BY 1, 2
) hours
GROUP BY 1
"""


def hours_of(tenants: Iterable[UUID], *, now: datetime) -> dict[UUID, tuple[int, float]]:
    """Tenant → automatic removals in the last hour, and the 95th percentile of upheld items in its active
    hours over the 30 days before: what is usual for this brand, by whomever it was decided."""
    parameters: dict[str, Any] = {
        "tenants": list(tenants),
        "now": now,
        "since": now - timedelta(days=30),
        "hour_ago": now - timedelta(hours=1),
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOURS, parameters)
        return {row[0]: (int(row[1]), float(row[2])) for row in cursor.fetchall()}


_SELLER_HOURS = """
SELECT seller_id, count(*) FROM takedown_removal WHERE seller_id = ANY(%s::uuid[]) AND requested_at > %s GROUP BY 1
"""


def seller_hours(sellers: Iterable[UUID], *, now: datetime) -> Mapping[UUID, int]:
    """Seller → removals asked for in the last hour, whoever's."""
    with connection.cursor() as cursor:
        cursor.execute(_SELLER_HOURS, [list(sellers), now - timedelta(hours=1)])
        return dict(cursor.fetchall())
