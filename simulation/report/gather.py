"""What stands in the portal's tables after a run, one row an item; nothing of it knows the truth."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from core.tenancy import SYSTEM, acting_as

_ITEMS = """
SELECT i.id, i.tenant_id, m.slug, i.listing_ref, c.filed_at, i.status, i.cause, auto.decided_at,
    people.outcome, assessed.score,
    EXISTS (
        SELECT FROM takedown_grant g
        WHERE g.tenant_id = i.tenant_id AND g.marketplace_id = i.marketplace_id AND g.agency_id IS NULL
            AND g.right_kind = r.kind AND g.confirmed_at <= c.filed_at
            AND (g.ended_at IS NULL OR g.ended_at > c.filed_at) AND g.expires_at > c.filed_at
    )
FROM complaints_item i
JOIN complaints_complaint c ON c.tenant_id = i.tenant_id AND c.id = i.complaint_id
JOIN brands_right r ON r.tenant_id = c.tenant_id AND r.id = c.right_id
JOIN listings_marketplace m ON m.id = i.marketplace_id
LEFT JOIN LATERAL (
    SELECT min(d.decided_at) AS decided_at FROM complaints_decision d
    WHERE d.tenant_id = i.tenant_id AND d.item_id = i.id AND d.automated AND d.outcome = 'upheld'
) auto ON true
LEFT JOIN LATERAL (
    SELECT d.outcome FROM complaints_decision d
    WHERE d.tenant_id = i.tenant_id AND d.item_id = i.id AND NOT d.automated AND d.overturns_id IS NULL
    ORDER BY d.decided_at, d.id LIMIT 1
) people ON true
LEFT JOIN LATERAL (
    SELECT a.score FROM complaints_assessment a
    WHERE a.tenant_id = i.tenant_id AND a.item_id = i.id ORDER BY a.made_at DESC, a.id DESC LIMIT 1
) assessed ON true
ORDER BY i.id
"""
_EVENTS = """
SELECT subject_id, event, at, data -> 'because' FROM core_auditevent
WHERE subject_kind = 'item' AND event LIKE 'item.%' ORDER BY subject_id, at, id
"""
_AUDITS = "SELECT opened_at, ended_at, result FROM complaints_audit ORDER BY id"
_COUNTERS = "SELECT tenant_id, status FROM takedown_counternotice ORDER BY id"
_APPEALS = """
SELECT m.slug, i.listing_ref, a.status FROM takedown_decisionappeal a
JOIN complaints_item i ON i.tenant_id = a.tenant_id AND i.id = a.item_id
JOIN listings_marketplace m ON m.id = i.marketplace_id ORDER BY a.id
"""
_GRANTS = """
SELECT tenant_id, confirmed_at, ended_at, step FROM takedown_grant WHERE confirmed_at IS NOT NULL ORDER BY id
"""
_BRAKES = "SELECT rule, count(*) FROM takedown_brake GROUP BY 1 ORDER BY 1"


_REMOVED = "item.removed"
# What was upheld without a person goes off sale, or is looked at once more and goes to one.
_WHERE_IT_WENT = frozenset({_REMOVED, "item.in_review", "item.withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """`trusted`: its brand held a grant there when it was filed. `upheld_alone_at`: decided without a person then."""

    id: UUID
    tenant_id: UUID
    site: str
    ref: str
    filed_at: datetime
    status: str
    cause: str
    upheld_alone_at: datetime | None
    people_said: str | None
    score: float | None
    trusted: bool
    events: Sequence[tuple[str, datetime]] = field(repr=False)
    # What kept it from being removed without a person: findings and guards, at the first look.
    because: Sequence[str] = ()

    @property
    def was_removed(self) -> bool:
        return any(event == _REMOVED for event, _ in self.events)

    @property
    def removed_alone(self) -> bool:
        """Off sale before any person had decided about it."""
        since = self.upheld_alone_at
        if since is None:
            return False
        then = (event for event, at in self.events if at >= since and event in _WHERE_IT_WENT)
        return next(then, "") == _REMOVED

    @property
    def was_there(self) -> bool:
        """Neither gone when it was looked at, nor filed twice."""
        return self.cause not in {"listing_gone", "duplicate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    tenant_id: UUID
    confirmed_at: datetime
    ended_at: datetime | None
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    items: Sequence[ItemRow]
    audits: Sequence[tuple[datetime, datetime | None, str]]
    counters: Sequence[tuple[UUID, str]]
    appeals: Sequence[tuple[str, str, str]]
    """Of brands: site, listing, status."""
    grants: Sequence[GrantRow]
    brakes: Mapping[str, int]


def gather() -> Kept:
    events: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    because: dict[UUID, Sequence[str]] = {}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_EVENTS)
        for subject, event, at, reasons in cursor:
            events[subject].append((event, at))
            if reasons:
                because.setdefault(subject, json.loads(reasons) if isinstance(reasons, str) else reasons)
        cursor.execute(_ITEMS)
        items = [
            ItemRow(
                id=row[0],
                tenant_id=row[1],
                site=row[2],
                ref=row[3],
                filed_at=row[4],
                status=row[5],
                cause=row[6],
                upheld_alone_at=row[7],
                people_said=row[8],
                score=row[9],
                trusted=row[10],
                events=events[row[0]],
                because=because.get(row[0], ()),
            )
            for row in cursor.fetchall()
        ]
        cursor.execute(_AUDITS)
        audits = [(row[0], row[1], row[2]) for row in cursor.fetchall()]
        cursor.execute(_COUNTERS)
        counters = [(row[0], row[1]) for row in cursor.fetchall()]
        cursor.execute(_APPEALS)
        appeals = [(row[0], row[1], row[2]) for row in cursor.fetchall()]
        cursor.execute(_GRANTS)
        grants = [
            GrantRow(tenant_id=row[0], confirmed_at=row[1], ended_at=row[2], step=row[3])
            for row in cursor.fetchall()
        ]
        cursor.execute(_BRAKES)
        brakes = dict(cursor.fetchall())
    return Kept(items=items, audits=audits, counters=counters, appeals=appeals, grants=grants, brakes=brakes)
