"""Records by difference: what a judged decision adds is derived anew, replaced, and the change goes into the sums.

Order-free and idempotent: a decision's contribution is read from the rows as they stand, never from the message.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import connection

from complaints.models import Complaint
from core import sets
from core.ids import new_id
from takedown.models import AgencyDay, Contribution, DailyRecord
from takedown.programme.counting import COUNTS, Judgement, contribution_of, minus, plus
from takedown.programme.records import Scope
from takedown.programme.standing import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A decision with what it adds, and where."""

    decision_id: UUID
    scope: Scope
    day: date
    record: Record

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> Self:
        return cls(
            decision_id=row[0],
            scope=(row[1], row[2], row[3], row[4]),
            day=row[5],
            record=Record(**dict(zip(COUNTS, row[6:12], strict=True))),
        )


type Day = tuple[Scope, date]
type Sums = dict[Day, Record]
type AgencyKey = tuple[UUID, UUID, str, date]


def recount(decision_ids: Iterable[UUID]) -> set[Scope]:
    """Bring the contributions of these decisions, and of those they overturn, up to date; return their scopes.

    In a constant number of queries. Two workers never count for one brand at the same moment: each would
    take away what the other has just replaced.
    """
    tenants, ids = _with_what_they_overturn(list(decision_ids))
    one_at_a_time_for_each(tenants)
    fresh = [c for c in derived(tenants, ids) if c.record != Record()]
    former = taken_out(tenants, ids)
    put_in(fresh)
    change = difference(fresh, former)
    add(change)
    _add_to_agencies(change)
    return {c.scope for c in [*fresh, *former]}


_OVERTURNED = """
WITH RECURSIVE chain AS (
    SELECT tenant_id, id, overturns_id FROM complaints_decision WHERE id = ANY(%s::uuid[])
    UNION
    SELECT d.tenant_id, d.id, d.overturns_id
    FROM complaints_decision d JOIN chain c ON d.tenant_id = c.tenant_id AND d.id = c.overturns_id
)
SELECT tenant_id, id FROM chain ORDER BY tenant_id
"""


def _with_what_they_overturn(ids: list[UUID]) -> tuple[list[UUID], list[UUID]]:
    """Tenants, in the order in which they are locked, and ids."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERTURNED, [list(map(str, ids))])
        found = cursor.fetchall()
    return list(dict.fromkeys(tenant for tenant, _ in found)), [id for _, id in found]


def one_at_a_time_for_each(tenants: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('standing ' || tenant, 0))"
            " FROM unnest(%s::text[]) AS tenant",
            [list(map(str, tenants))],
        )


_JUDGED = """
SELECT d.id, d.tenant_id, d.marketplace_id, d.right_kind, c.agency_id, (d.decided_at AT TIME ZONE 'UTC')::date,
    d.outcome, d.automated, coalesce(o.outcome, ''), r.id IS NULL, coalesce(a.result, ''),
    c.channel
FROM complaints_decision d
JOIN complaints_item i ON i.tenant_id = d.tenant_id AND i.id = d.item_id
JOIN complaints_complaint c ON c.tenant_id = i.tenant_id AND c.id = i.complaint_id
LEFT JOIN complaints_decision o ON o.tenant_id = d.tenant_id AND o.overturns_id = d.id
LEFT JOIN complaints_decision r ON r.tenant_id = d.tenant_id AND r.overturns_id = o.id
LEFT JOIN complaints_audit a ON a.tenant_id = d.tenant_id AND a.decision_id = d.id
WHERE d.tenant_id = ANY(%s::uuid[])
"""


def derived(tenants: Sequence[UUID], ids: Sequence[UUID] | None = None) -> list[Counted]:
    """What each decision adds as everything stands now; all of the tenants' when no ids are given."""
    chosen = "" if ids is None else " AND d.id = ANY(%s::uuid[])"
    parameters = [list(map(str, tenants)), *([] if ids is None else [list(map(str, ids))])]
    with connection.cursor() as cursor:
        cursor.execute(_JUDGED + chosen, parameters)
        return [_counted(row) for row in cursor.fetchall()]


def _counted(row: Sequence[Any]) -> Counted:
    judgement = Judgement(
        outcome=row[6],
        automated=row[7],
        reversed_by=row[8],
        reversal_stands=row[9],
        audit=row[10],
        raised_by_the_portal=row[11] == Complaint.Channel.PORTAL,
    )
    return Counted(
        decision_id=row[0],
        scope=(row[1], row[2], row[3], row[4]),
        day=row[5],
        record=contribution_of(judgement),
    )


_COLUMNS = ", ".join(COUNTS)
_TAKE_OUT = f"""
DELETE FROM takedown_contribution WHERE tenant_id = ANY(%s::uuid[]) AND decision_id = ANY(%s::uuid[])
RETURNING decision_id, tenant_id, marketplace_id, right_kind, agency_id, day, {_COLUMNS}
"""  # noqa: S608 - names of columns


def taken_out(tenants: Sequence[UUID], ids: Sequence[UUID]) -> list[Counted]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OUT, [list(map(str, tenants)), list(map(str, ids))])
        return list(map(Counted.from_row, cursor.fetchall()))


def put_in(counted: Sequence[Counted]) -> None:
    sets.insert(
        Contribution,
        [
            {
                "id": new_id(),
                "tenant": c.scope[0],
                "decision": c.decision_id,
                "marketplace": c.scope[1],
                "right_kind": c.scope[2],
                "agency_id": c.scope[3],
                "day": c.day,
                **{name: getattr(c.record, name) for name in COUNTS},
            }
            for c in counted
        ],
    )


def difference(fresh: Iterable[Counted], former: Iterable[Counted]) -> Sums:
    sums: Sums = defaultdict(Record)
    for c in fresh:
        sums[c.scope, c.day] = plus(sums[c.scope, c.day], c.record)
    for c in former:
        sums[c.scope, c.day] = minus(sums[c.scope, c.day], c.record)
    return {day: record for day, record in sums.items() if record != Record()}


_ADDED = ", ".join(f"{name} = s.{name} + v.{name}" for name in COUNTS)
_INTS = ", ".join(["%s::int[]"] * len(COUNTS))
_ADD_TO_BRANDS = f"""
UPDATE takedown_dailyrecord s SET {_ADDED}
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::date[], {_INTS})
    AS v(tenant_id, marketplace_id, right_kind, agency_id, day, {_COLUMNS})
WHERE s.tenant_id = v.tenant_id AND s.marketplace_id = v.marketplace_id AND s.right_kind = v.right_kind
    AND s.agency_id IS NOT DISTINCT FROM v.agency_id AND s.day = v.day
"""  # noqa: S608 - names of columns
_ADD_TO_AGENCIES = f"""
UPDATE takedown_agencyday s SET {_ADDED}
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::date[], {_INTS})
    AS v(agency_id, marketplace_id, right_kind, day, {_COLUMNS})
WHERE s.agency_id = v.agency_id AND s.marketplace_id = v.marketplace_id AND s.right_kind = v.right_kind
    AND s.day = v.day
"""  # noqa: S608 - names of columns
_EMPTY = dict.fromkeys(COUNTS, 0)


def add(sums: Sums) -> None:
    """An empty row is put there first: the database refuses a sum below zero before it would be added."""
    if not sums:
        return
    sets.insert(
        DailyRecord, [_of_a_brand(day) | {"id": new_id()} | _EMPTY for day in sums], ignore_conflicts=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD_TO_BRANDS, _columns_of([[*scope, d, *figures(r)] for (scope, d), r in sums.items()])
        )


def _of_a_brand(day: Day) -> dict[str, Any]:
    (tenant, marketplace, kind, agency), on = day
    return {
        "tenant": tenant,
        "marketplace": marketplace,
        "right_kind": kind,
        "agency_id": agency,
        "day": on,
    }


def _add_to_agencies(sums: Sums) -> None:
    """Over all brands. Agencies are locked after brands, by everybody in one order."""
    theirs: dict[AgencyKey, Record] = defaultdict(Record)
    for ((_, marketplace, kind, agency), day), record in sums.items():
        if agency is not None:
            theirs[agency, marketplace, kind, day] = plus(theirs[agency, marketplace, kind, day], record)
    if not theirs:
        return
    one_at_a_time_for_each(sorted({key[0] for key in theirs}))
    sets.insert(AgencyDay, [of_an_agency(key) | _EMPTY for key in theirs], ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute(_ADD_TO_AGENCIES, _columns_of([[*key, *figures(r)] for key, r in theirs.items()]))


def of_an_agency(key: AgencyKey) -> dict[str, Any]:
    agency, marketplace, kind, day = key
    return {
        "id": new_id(),
        "agency_id": agency,
        "marketplace": marketplace,
        "right_kind": kind,
        "day": day,
    }


def figures(record: Record) -> list[int]:
    return [getattr(record, name) for name in COUNTS]


def _columns_of(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
