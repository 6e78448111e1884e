"""The blind audit: what was upheld without a person waits in the queue like anything else, and a person judges it.

Nothing here writes a status. An audit is opened with the decision, ended by whoever judges the item, and goes
away unjudged when the item goes another way first. Every function takes sets and must run inside a transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from complaints import work
from complaints.models import Audit, Item
from core import audit, outbox, sets
from core.ids import new_id
from core.tenancy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """An automatic decision to be looked at, with the place in the queue that its item would have had."""

    item_id: UUID
    tenant_id: UUID
    decision_id: UUID
    why: Audit.Drawn
    due_at: datetime
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person found when looking at one item. `ground` is the reason code, `explanation` their words."""

    item_id: UUID
    tenant_id: UUID
    ground: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: UUID
    tenant_id: UUID
    item_id: UUID
    decision_id: UUID
    data: Mapping[str, Any] = field(default_factory=dict)


_PUT_INTO_THE_QUEUE = """
UPDATE complaints_item i SET under_audit = true, due_at = v.due_at, priority = v.priority,
    claimed_by = NULL, claimed_until = NULL
FROM unnest(%s::uuid[], %s::timestamptz[], %s::int[]) AS v(id, due_at, priority)
WHERE i.id = v.id
"""


def open_all(drawn: Sequence[Drawn], *, by: Actor, now: datetime) -> None:
    if not drawn:
        return
    rows = [
        {
            "id": new_id(),
            "tenant": one.tenant_id,
            "item": one.item_id,
            "decision": one.decision_id,
            "drawn": str(one.why),
            "opened_at": now,
            "result": "",
            "explanation": "",
        }
        for one in drawn
    ]
    sets.insert(Audit, rows)
    with connection.cursor() as cursor:
        cursor.execute(
            _PUT_INTO_THE_QUEUE,
            [
                [str(one.item_id) for one in drawn],
                [one.due_at for one in drawn],
                [one.priority for one in drawn],
            ],
        )
    _record(
        "opened",
        [
            _Row(
                id=row["id"],  # type: ignore[arg-type]
                tenant_id=one.tenant_id,
                item_id=one.item_id,
                decision_id=one.decision_id,
                data={"drawn": str(one.why)},
            )
            for row, one in zip(rows, drawn, strict=True)
        ],
        by=by,
        now=now,
    )


_END = """
UPDATE complaints_audit a SET result = %(result)s, explanation = v.explanation, ended_at = %(now)s, ended_by = %(by)s
FROM unnest(%(tenants)s::uuid[], %(items)s::uuid[], %(explanations)s::text[]) AS v(tenant_id, item_id, explanation)
WHERE a.tenant_id = v.tenant_id AND a.item_id = v.item_id AND a.result = ''
RETURNING a.id, a.tenant_id, a.item_id, a.decision_id
"""


def end_all(judgements: Sequence[Judgement], result: Audit.Result, *, by: Actor, now: datetime) -> None:
    """End the open audits of these items as one person has judged them. What was found wrong is undone above."""
    if not judgements:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _END,
            {
                "result": str(result),
                "now": now,
                "by": str(by.person),
                "tenants": [str(j.tenant_id) for j in judgements],
                "items": [str(j.item_id) for j in judgements],
                "explanations": [j.explanation for j in judgements],
            },
        )
        ended = _rows(cursor.fetchall(), {j.item_id: {"ground": j.ground} for j in judgements})
    _take_out_of_the_queue(row.item_id for row in ended)
    _record(str(result), ended, by=by, now=now)
    _put_out(work.JUDGED, ((row.decision_id, row.tenant_id) for row in ended))
    if result == Audit.Result.OVERTURNED:
        _put_out(work.AUDIT_OVERTURNED, ((row.id, row.tenant_id) for row in ended))


def pass_on(judgements: Sequence[Judgement], *, by: Actor, now: datetime) -> None:
    """Who cannot tell leaves it to somebody else. The brand is not asked: it would know that somebody looks."""
    open_ones = Audit.objects.filter(
        tenant_id__in={j.tenant_id for j in judgements},
        item_id__in=[j.item_id for j in judgements],
        result="",
    )
    found = list(open_ones.values_list("id", "tenant_id", "item_id", "decision_id"))
    open_ones.update(passed_by=by.person, passed_at=now)
    Item.objects.filter(id__in=[row[2] for row in found]).update(claimed_by=None, claimed_until=None)
    passed = _rows(found, {j.item_id: {"ground": j.ground} for j in judgements})
    _record("passed_on", passed, by=by, now=now)


_END_BY_REVERSAL = """
UPDATE complaints_audit a SET result = 'overturned', explanation = d.explanation, ended_at = %(now)s,
    ended_by = d.decided_by
FROM complaints_decision d
WHERE a.tenant_id = ANY(%(tenants)s::uuid[]) AND a.item_id = ANY(%(items)s::uuid[]) AND a.result = ''
    AND d.tenant_id = a.tenant_id AND d.overturns_id = a.decision_id
RETURNING a.id, a.tenant_id, a.item_id, a.decision_id
"""
_DROP = """
DELETE FROM complaints_audit a
WHERE a.tenant_id = ANY(%(tenants)s::uuid[]) AND a.item_id = ANY(%(items)s::uuid[]) AND a.result = ''
RETURNING a.id, a.tenant_id, a.item_id, a.decision_id
"""


def close_those_of(items: Iterable[tuple[UUID, UUID]], *, by: Actor, now: datetime) -> None:
    """(item, tenant) whose decision stands no longer for another reason than an audit.

    Reversed by a person: that person has judged it. Withdrawn, or sent back before it had its effect: nobody
    has, so the audit is dropped, and another one is drawn in its place. Who reversed it has put out that it is judged.
    """
    items = list(items)
    if not items:
        return
    which: dict[str, Any] = {
        "tenants": list({str(tenant) for _, tenant in items}),
        "items": [str(item) for item, _ in items],
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_END_BY_REVERSAL, which)
        judged = _rows(cursor.fetchall(), {})
        cursor.execute(_DROP, which)
        dropped = _rows(cursor.fetchall(), {})
    _take_out_of_the_queue(row.item_id for row in [*judged, *dropped])
    _record("overturned", judged, by=by, now=now)
    _record("dropped", dropped, by=by, now=now)


def _rows(found: Iterable[Sequence[UUID]], data: Mapping[UUID, Mapping[str, Any]]) -> list[_Row]:
    return [
        _Row(id=row[0], tenant_id=row[1], item_id=row[2], decision_id=row[3], data=dict(data.get(row[2], {})))
        for row in found
    ]


def _take_out_of_the_queue(items: Iterable[UUID]) -> None:
    ids = list(items)
    if ids:
        Item.objects.filter(id__in=ids, under_audit=True).update(
            under_audit=False, due_at=None, priority=9, claimed_by=None, claimed_until=None
        )


def _record(what: str, rows: Sequence[_Row], *, by: Actor, now: datetime) -> None:
    """About the audit, not the item, whose own events its brand may read."""
    audit.record_all(
        (
            audit.Event(
                name=f"audit.{what}",
                subject_kind="audit",
                subject_id=row.id,
                tenant_id=row.tenant_id,
                data={"item": str(row.item_id), "decision": str(row.decision_id), **row.data},
            )
            for row in rows
        ),
        by=by,
        now=now,
    )


def _put_out(kind: str, subjects: Iterable[tuple[UUID, UUID]]) -> None:
    outbox.add_all(outbox.Order(kind=kind, subject_id=id, tenant_id=tenant) for id, tenant in subjects)
