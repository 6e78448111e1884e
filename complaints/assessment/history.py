"""What the portal knows from before: decisions about the listing, the same proof, words or mark elsewhere, mandates.

Each is one statement for a whole set, from the items' own values, so that it is a look into an index for each.
Counts stop where they have told enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from brands.models import Authorisation, Right
from complaints.assessment.complaint_rules import BURST, NEW_DAYS, SAME_WORDS_OFTEN
from complaints.assessment.territories import countries
from complaints.models import Complaint, Item

_SAME_WORDS_WITHIN = timedelta(days=90)
_MOST_REUSED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """`decided` goes by item; `reused`, `same_words` and `mandated` by complaint; `filed_in_a_day` and `same_mark` by
    right."""

    decided: Mapping[UUID, tuple[str, date]]
    reused: Mapping[UUID, int]
    same_words: Mapping[UUID, int]
    mandated: frozenset[UUID]
    filed_in_a_day: Mapping[UUID, int]
    same_mark: Mapping[UUID, int]


def histories_of(items: Sequence[Item], *, now: datetime) -> Histories:
    complaints = list({item.complaint_id: item.complaint for item in items}.values())
    rights = list({complaint.right_id: complaint.right for complaint in complaints}.values())
    return Histories(
        decided=_decided(items),
        reused=_reused(complaints),
        same_words=_same_words(complaints, now=now),
        mandated=_mandated(complaints, today=now.date()),
        filed_in_a_day=_filed_in_a_day(rights, now=now),
        same_mark=_same_mark(rights),
    )


# What is under audit has been told to nobody who decides, so no finding may tell it.
# Listing by listing: joined as sets, all that was ever decided is read.
_DECIDED = """
SELECT v.id, last.outcome, last.decided_at
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[]) AS v(id, tenant_id, marketplace_id, listing_ref)
CROSS JOIN LATERAL (
    SELECT d.outcome, d.decided_at
    FROM complaints_item i JOIN complaints_decision d ON d.tenant_id = i.tenant_id AND d.item_id = i.id
    WHERE i.tenant_id = v.tenant_id AND i.marketplace_id = v.marketplace_id
        AND i.listing_ref = v.listing_ref AND i.id <> v.id
        AND NOT EXISTS (
            SELECT FROM complaints_audit a WHERE a.tenant_id = i.tenant_id AND a.item_id = i.id AND a.result = ''
        )
    ORDER BY d.decided_at DESC, d.id DESC
    LIMIT 1
) last
"""


def _decided(items: Sequence[Item]) -> dict[UUID, tuple[str, date]]:
    """Item → what was decided last about its listing in another complaint of the same brand, and when."""
    columns = [
        [str(item.id) for item in items],
        [str(item.tenant_id) for item in items],
        [str(item.marketplace_id) for item in items],
        [item.listing_ref for item in items],
    ]
    return {id: (outcome, at.date()) for id, outcome, at in _rows(_DECIDED, columns)}


# A file of the same bytes is one row of the brand's (core/files.py).
_REUSED = """
SELECT v.id, count(DISTINCT o.complaint_id)
FROM unnest(%s::uuid[], %s::uuid[]) AS v(id, tenant_id)
JOIN complaints_evidence e ON e.tenant_id = v.tenant_id AND e.complaint_id = v.id AND e.kind = 'test_buy'
CROSS JOIN LATERAL (
    SELECT complaint_id FROM complaints_evidence
    WHERE tenant_id = e.tenant_id AND file_id = e.file_id AND kind = 'test_buy' AND complaint_id <> v.id
    LIMIT %s
) o
GROUP BY v.id
"""


def _reused(complaints: Sequence[Complaint]) -> dict[UUID, int]:
    """Complaint → in how many others of the brand the same test buy is evidence."""
    return _counts(_REUSED, [*_keys(complaints), _MOST_REUSED])


_SAME_WORDS = """
SELECT v.id, count(*)
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS v(id, tenant_id, words)
CROSS JOIN LATERAL (
    SELECT FROM complaints_complaint c
    WHERE c.tenant_id = v.tenant_id AND md5(c.statement) = md5(v.words) AND c.statement <> ''
        AND c.id <> v.id AND c.filed_at > %s
    LIMIT %s
) others
GROUP BY v.id
"""


def _same_words(complaints: Sequence[Complaint], *, now: datetime) -> dict[UUID, int]:
    """Complaint → how many others of the brand say the same, up to as many as make a difference."""
    said = [complaint for complaint in complaints if complaint.statement]
    words = [complaint.statement for complaint in said]
    return _counts(_SAME_WORDS, [*_keys(said), words, now - _SAME_WORDS_WITHIN, SAME_WORDS_OFTEN])


def _mandated(complaints: Sequence[Complaint], *, today: date) -> frozenset[UUID]:
    """Complaints whose agency has a mandate today that covers the right on the marketplace."""
    filed = [complaint for complaint in complaints if complaint.agency_id]
    if not filed:
        return frozenset()
    mandates = Authorisation.objects.filter(
        tenant_id__in={c.tenant_id for c in filed},
        agency_id__in={c.agency_id for c in filed},
        revoked_at=None,
    )
    live: dict[tuple[UUID, UUID], Authorisation] = {
        (m.tenant_id, m.agency_id): m for m in mandates if m.holds_on(today)
    }
    return frozenset(
        c.id
        for c in filed
        if c.agency_id
        and (mandate := live.get((c.tenant_id, c.agency_id)))
        and mandate.covers(right_id=c.right_id, marketplace_id=c.marketplace_id)
    )


_FILED = """
SELECT v.id, count(*)
FROM unnest(%s::uuid[]) AS v(id)
CROSS JOIN LATERAL (
    SELECT FROM complaints_complaint c JOIN complaints_item i ON i.complaint_id = c.id
    WHERE c.right_id = v.id AND c.filed_at > %s
    LIMIT %s
) filed
GROUP BY v.id
"""


def _filed_in_a_day(rights: Sequence[Right], *, now: datetime) -> dict[UUID, int]:
    """Right → listings filed under it in the last 24 hours, up to as many as make a burst. New rights only."""
    new = [str(right.id) for right in rights if (now - right.created_at).days < NEW_DAYS]
    return _counts(_FILED, [new, now - timedelta(days=1), BURST])


# Only what a person has checked: else whoever registers somebody's mark here would stop that somebody's complaints.
_SAME_MARK = """
SELECT v.id, r.tenant_id, r.nice_classes, r.territories
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS v(id, tenant_id, mark)
JOIN brands_right r ON lower(r.title) = lower(v.mark) AND r.kind = 'trademark' AND r.verified_at IS NOT NULL
    AND r.tenant_id <> v.tenant_id
"""


def _same_mark(rights: Sequence[Right]) -> dict[UUID, int]:
    """Right → how many other brands have the same mark, checked, for classes and places that overlap."""
    marks = {right.id: right for right in rights if right.kind == Right.Kind.TRADEMARK}
    columns = [
        [str(right.id) for right in marks.values()],
        [str(right.tenant_id) for right in marks.values()],
        [right.title for right in marks.values()],
    ]
    others: dict[UUID, set[UUID]] = {}
    for id, tenant_id, classes, territories in _rows(_SAME_MARK, columns):
        own = marks[id]
        same_goods = not own.nice_classes or not classes or set(own.nice_classes) & set(classes)
        if same_goods and countries(own.territories) & countries(territories):
            others.setdefault(id, set()).add(tenant_id)
    return {id: len(owners) for id, owners in others.items()}


def _keys(complaints: Iterable[Complaint]) -> list[list[str]]:
    complaints = list(complaints)
    return [[str(c.id) for c in complaints], [str(c.tenant_id) for c in complaints]]


def _counts(sql: str, values: Sequence[Any]) -> dict[UUID, int]:
    return dict(_rows(sql, values))


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Nothing to ask about is nothing to ask."""
    if not values[0]:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
