"""Standing derived again from decisions and audits alone, and held against what is kept by difference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from core import sets
from takedown.models import AgencyDay, Contribution, DailyRecord
from takedown.programme.contributions import (
    AgencyKey,
    Counted,
    Day,
    Sums,
    add,
    derived,
    difference,
    figures,
    of_an_agency,
    one_at_a_time_for_each,
    put_in,
    taken_out,
)
from takedown.programme.counting import COUNTS, minus
from takedown.programme.standing import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Decisions whose contribution differs, and days whose sum does. Both empty: the figures are right."""

    decisions: list[UUID]
    days: list[Day]
    counted: int


def compare(tenant_id: UUID, *, repair: bool = False) -> Comparison:
    """Derive one brand's figures from its decisions and audits alone, and hold what is kept against them."""
    one_at_a_time_for_each([tenant_id])
    should_be = {c.decision_id: c for c in derived([tenant_id]) if c.record != Record()}
    kept = {c.decision_id: c for c in _kept(tenant_id)}
    wrong = [id for id in should_be | kept if should_be.get(id) != kept.get(id)]
    should, is_now = difference(should_be.values(), []), _sums_of(tenant_id)
    off = {
        day: minus(should.get(day, Record()), is_now.get(day, Record()))
        for day in should | is_now
        if should.get(day) != is_now.get(day)
    }
    if repair:
        taken_out([tenant_id], wrong)
        put_in([should_be[id] for id in wrong if id in should_be])
        add(off)
    return Comparison(decisions=wrong, days=list(off), counted=len(should_be))


def _kept(tenant_id: UUID) -> list[Counted]:
    rows = Contribution.objects.filter(tenant_id=tenant_id).values_list(
        "decision_id", "tenant_id", "marketplace_id", "right_kind", "agency_id", "day", *COUNTS
    )
    return list(map(Counted.from_row, rows))


def _sums_of(tenant_id: UUID) -> Sums:
    rows = DailyRecord.objects.filter(tenant_id=tenant_id).values_list(
        "tenant_id", "marketplace_id", "right_kind", "agency_id", "day", *COUNTS
    )
    sums = {((r[0], r[1], r[2], r[3]), r[4]): Record(**dict(zip(COUNTS, r[5:], strict=True))) for r in rows}
    return {day: record for day, record in sums.items() if record != Record()}


_AGENCIES = f"""
SELECT agency_id, marketplace_id, right_kind, day, {", ".join(f"sum({name})::int" for name in COUNTS)}
FROM takedown_dailyrecord WHERE agency_id IS NOT NULL GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - names of columns


def compare_agencies(*, repair: bool = False) -> list[AgencyKey]:
    """Days of agencies whose sum is not that of the brands they file for."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE takedown_agencyday IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_AGENCIES)
        should = _agency_sums(cursor.fetchall())
    kept = AgencyDay.objects.values_list("agency_id", "marketplace_id", "right_kind", "day", *COUNTS)
    is_now = _agency_sums(kept)
    off = [key for key in should | is_now if should.get(key) != is_now.get(key)]
    if repair and off:
        AgencyDay.objects.all().delete()
        sets.insert(
            AgencyDay,
            [
                of_an_agency(key) | dict(zip(COUNTS, figures(record), strict=True))
                for key, record in should.items()
            ],
        )
    return off


def _agency_sums(rows: Iterable[Sequence[Any]]) -> dict[AgencyKey, Record]:
    sums = {(r[0], r[1], r[2], r[3]): Record(**dict(zip(COUNTS, r[4:], strict=True))) for r in rows}
    return {key: record for key, record in sums.items() if record != Record()}
