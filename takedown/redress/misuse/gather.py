"""Figures of a set of complainants in a constant number of queries. For staff, or a brand about itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from takedown.models import Contribution
from takedown.programme import records
from takedown.programme.counting import total
from takedown.programme.standing import Record
from takedown.redress.misuse.facts import ComplainantFigures
from takedown.redress.misuse.parties import Complainant
from takedown.redress.misuse.policy import Rules
from takedown.redress.misuse.sources import (
    BURSTS,
    PICTURES,
    TEXTS,
    parameters,
    since_when,
    unfounded,
)

# The text that stands for most rights.
_TEXTS = f"""
SELECT DISTINCT ON (tenant_id, agency_id) tenant_id, agency_id, complaints, rights
FROM (
    SELECT tenant_id, agency_id, text, count(*)::int AS complaints, count(DISTINCT right_id)::int AS rights
    FROM ({TEXTS}) AS texts GROUP BY 1, 2, 3
) counted
ORDER BY tenant_id, agency_id, rights DESC, complaints DESC, text
"""  # noqa: S608 - constants only
# The right that files most.
_BURSTS = f"""
SELECT tenant_id, agency_id, max(listings)::int
FROM (
    SELECT tenant_id, agency_id, right_id, count(*) AS listings FROM ({BURSTS}) AS bursts GROUP BY 1, 2, 3
) counted
GROUP BY 1, 2
"""  # noqa: S608 - constants only
_PICTURES = f"""
SELECT tenant_id, agency_id, count(*)::int, count(*) FILTER (WHERE newer)::int
FROM ({PICTURES}) AS claims
GROUP BY 1, 2
"""  # noqa: S608 - constants only
_COUNTED = (
    (_TEXTS, ("text_complaints", "text_rights")),
    (_BURSTS, ("burst",)),
    (_PICTURES, ("pictures_dated", "pictures_newer")),
)


def figures_of_complainants(
    complainants: Collection[Complainant], rules: Rules, *, now: datetime
) -> dict[Complainant, ComplainantFigures]:
    """Also of those about whom nothing is known."""
    tenants = {c.tenant_id for c in complainants}
    figures: dict[Complainant, dict[str, int]] = defaultdict(dict)
    for who, record in _records(tenants, since=since_when(rules, now)).items():
        figures[who] |= {
            "decided": record.decided,
            "upheld": record.upheld,
            "refused": record.decided - record.upheld - record.overturned,
            "overturned": record.overturned,
            "wrongful_automatic": record.wrongful_automatic,
        }
    for who, count in _unfounded(tenants, rules, now=now).items():
        figures[who]["unfounded"] = count
    asked = parameters(tenants, rules, now=now)
    for sql, names in _COUNTED:
        for row in _rows(sql, asked):
            who = Complainant(tenant_id=row[0], agency_id=row[1])
            figures[who] |= dict(zip(names, row[2:], strict=True))
    return {who: ComplainantFigures(**figures[who]) for who in complainants}


def _records(tenants: Iterable[UUID], *, since: datetime) -> dict[Complainant, Record]:
    """Over all marketplaces and kinds of right: it is one conduct, wherever it shows."""
    parts: dict[Complainant, list[Record]] = defaultdict(list)
    for (tenant, _marketplace, _kind, agency), record in records.records_of(tenants, since=since).items():
        parts[Complainant(tenant_id=tenant, agency_id=agency)].append(record)
    return {who: total(some) for who, some in parts.items()}


def _unfounded(tenants: Iterable[UUID], rules: Rules, *, now: datetime) -> dict[Complainant, int]:
    rows = Contribution.objects.filter(
        unfounded(rules.complainants), tenant_id__in=tenants, day__gt=since_when(rules, now).date()
    )
    counted = rows.order_by().values_list("tenant_id", "agency_id").annotate(count=Count("id"))
    return {Complainant(tenant_id=t, agency_id=a): count for t, a, count in counted}


def _rows(sql: str, asked: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        found: Sequence[Sequence[Any]] = cursor.fetchall()
    return found
