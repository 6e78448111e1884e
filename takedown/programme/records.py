"""Records, grants and caps from the database, for sets of brands in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from core.outbox import Work
from takedown.models import Grant, PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.standing import Record

# A brand's record is kept apart for each marketplace and kind of right.
type Scope = tuple[UUID, UUID, str]

_RECORDS = """
SELECT d.tenant_id, d.marketplace_id, d.right_kind,
    count(*) FILTER (WHERE NOT d.automated AND d.outcome IN ('upheld', 'refused') OR confirmed),
    count(*) FILTER (WHERE (NOT d.automated AND d.outcome = 'upheld' OR confirmed) AND o.id IS NULL),
    count(*) FILTER (WHERE NOT d.automated AND d.outcome = 'upheld' AND o.outcome = 'restored'),
    count(*) FILTER (WHERE wrong),
    count(*) FILTER (WHERE a.result <> ''),
    count(*) FILTER (WHERE confirmed)
FROM complaints_decision d
LEFT JOIN complaints_decision o ON o.tenant_id = d.tenant_id AND o.overturns_id = d.id
LEFT JOIN complaints_audit a ON a.tenant_id = d.tenant_id AND a.decision_id = d.id
CROSS JOIN LATERAL (SELECT d.automated AND (a.result = 'overturned' OR o.outcome = 'restored')) w(wrong)
CROSS JOIN LATERAL (SELECT a.result = 'confirmed' AND NOT coalesce(wrong, false)) c(confirmed)
WHERE d.tenant_id = ANY(%s::uuid[]) AND d.decided_at > %s
GROUP BY 1, 2, 3
"""


def records_of(tenants: Iterable[UUID], *, since: datetime) -> dict[Scope, Record]:
    """Only people's decisions count; an automatic one counts when an audit confirmed it or it proved wrong."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, [list(tenants), since])
        return {
            (row[0], row[1], row[2]): Record(
                decided=row[3],
                upheld=row[4],
                overturned=row[5],
                wrongful_automatic=row[6],
                audited=row[7],
                audited_right=row[8],
            )
            for row in cursor.fetchall()
        }


def recount(works: Sequence[Work]) -> None:
    """Records are counted from the decisions whenever somebody asks: what was judged needs no more."""


def granted_scopes(tenants: Iterable[UUID]) -> frozenset[Scope]:
    """Where Good Faith status is in force: granted, confirmed by a second person, not ended."""
    rows = Grant.objects.filter(
        tenant_id__in=list(tenants), confirmed_at__isnull=False, ended_at=None
    ).values_list("tenant_id", "marketplace_id", "right_kind")
    return frozenset(rows)


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
SELECT l.seller_id, count(*)
FROM takedown_removal r JOIN listings_listing l ON l.id = r.listing_id
WHERE l.seller_id = ANY(%s::uuid[]) AND r.requested_at > %s
GROUP BY 1
"""


def seller_hours(sellers: Iterable[UUID], *, now: datetime) -> Mapping[UUID, int]:
    """Seller → removals asked for in the last hour, whoever's."""
    with connection.cursor() as cursor:
        cursor.execute(_SELLER_HOURS, [list(sellers), now - timedelta(hours=1)])
        return dict(cursor.fetchall())
