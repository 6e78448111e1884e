"""Every minute, and whenever something is held or an audit overturned: look at each scope, and pull the brakes that the rules want."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import translation

from core import clock
from core.outbox import Work
from takedown.models import Brake
from takedown.programme import brakes, records
from takedown.programme.brake_rules import Seen, Tally, figures_of, sentences_of, why_to_brake
from takedown.programme.brakes import Pull, Scope
from takedown.programme.policy import Numbers

REFUSED_WITHIN = timedelta(hours=1)
LONG_AGO = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What happened within one minute, of one kind, for one brand on one marketplace: `bad` of `count`."""

    kind: str
    brand_id: UUID | None
    marketplace_id: UUID
    since: datetime
    count: int
    bad: int


def watch_brakes(works: Sequence[Work]) -> None:
    now = clock.now()
    numbers = records.policy_at(now)[1]
    brakes.pull_all(list(_pulls(seen_lately(numbers, now=now), numbers)), now=now)


def _pulls(seen: Mapping[Scope, Seen], numbers: Numbers) -> Iterator[Pull]:
    # What is kept is kept in one language.
    with translation.override("en"):
        for where, what in seen.items():
            figures = figures_of(what, numbers)
            for rule in why_to_brake(what, numbers):
                yield Pull(where=where, rule=rule, figures=figures, reason=sentences_of(rule, what, figures))


def seen_lately(numbers: Numbers, *, now: datetime) -> dict[Scope, Seen]:
    """Every scope in which something happened. What a person has weighed when releasing a brake is not weighed
    again, so that the same facts do not pull it anew a minute later."""
    released = _last_releases()
    of_scope: dict[Scope, list[Fact]] = defaultdict(list)
    for fact in _facts(numbers, now=now):
        for where in _scopes_of(fact):
            if fact.since > released.get(where, now - LONG_AGO):
                of_scope[where].append(fact)
    usual = _usual_hours(of_scope, numbers, now=now)
    return {where: _seen(where, facts, usual, numbers) for where, facts in of_scope.items()}


def _usual_hours(
    of_scope: Mapping[Scope, Sequence[Fact]], numbers: Numbers, *, now: datetime
) -> dict[UUID, float]:
    """Only of brands whose own asking, or that of a scope they are in, could be too much: a month is long to count."""
    brands = {
        fact.brand_id
        for where, facts in of_scope.items()
        if _asked(facts)
        >= (numbers.brake_least_asked if where.brand_id else numbers.brake_least_asked_of_all)
        for fact in facts
        if fact.kind == "asked" and fact.brand_id
    }
    return {brand: hour for brand, (_, hour) in records.hours_of(brands, now=now).items()} if brands else {}


def _asked(facts: Iterable[Fact]) -> int:
    return sum(fact.count for fact in facts if fact.kind == "asked")


def _scopes_of(fact: Fact) -> list[Scope]:
    scopes = [brakes.EVERYTHING, Scope(marketplace_id=fact.marketplace_id)]
    return [*scopes, Scope(brand_id=fact.brand_id)] if fact.brand_id else scopes


def _last_releases() -> dict[Scope, datetime]:
    rows = Brake.objects.filter(released_at__isnull=False).order_by("released_at")
    return {
        Scope(brand_id=brand, marketplace_id=marketplace): at
        for brand, marketplace, at in rows.values_list("brand_id", "marketplace_id", "released_at")
        if at
    }


def _seen(where: Scope, facts: Sequence[Fact], usual: Mapping[UUID, float], numbers: Numbers) -> Seen:
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    newest_first = sorted(by_kind["audit"], key=lambda f: f.since, reverse=True)[: numbers.brake_audits]
    # Only one site can refuse; that all of them do is seen at each.
    orders = by_kind["order"] if where.marketplace_id else []
    return Seen(
        is_one_brand=where.brand_id is not None,
        asked=_asked(facts),
        usual_hour=sum(
            usual.get(brand, 0.0) for brand in {f.brand_id for f in by_kind["asked"] if f.brand_id}
        ),
        audits=tuple(map(_tally, newest_first)),
        removed=tuple(map(_tally, by_kind["removed"])),
        answered=sum(f.count for f in orders),
        refused=sum(f.bad for f in orders),
    )


def _tally(fact: Fact) -> Tally:
    return Tally(fact.brand_id, fact.count, fact.bad)


_LATELY = """
SELECT kind, tenant_id, marketplace_id, min(at), count(*), count(*) FILTER (WHERE is_bad)
FROM (
    SELECT 'asked' AS kind, tenant_id, marketplace_id, decided_at AS at, false AS is_bad
    FROM complaints_decision WHERE automated AND decided_at > %(asked_since)s
    UNION ALL
    SELECT 'asked', i.tenant_id, i.marketplace_id, i.status_at, false
    FROM complaints_item i
    WHERE i.tenant_id = ANY(%(brands)s::uuid[]) AND i.status = 'held' AND i.status_at > %(asked_since)s
        AND NOT EXISTS (SELECT FROM complaints_pendingdecision p WHERE p.item_id = i.id)
    UNION ALL
    SELECT 'removed', d.tenant_id, d.marketplace_id, d.decided_at, o.id IS NOT NULL AND r.id IS NULL
    FROM complaints_decision d
    LEFT JOIN complaints_decision o
        ON o.tenant_id = d.tenant_id AND o.overturns_id = d.id AND o.outcome = 'restored'
    -- The brand's appeal has reversed the reversal.
    LEFT JOIN complaints_decision r ON r.tenant_id = d.tenant_id AND r.overturns_id = o.id
    WHERE d.automated AND d.decided_at > %(removed_since)s
    UNION ALL
    SELECT 'order', NULL, marketplace_id, status_at, status = 'refused'
    FROM takedown_removal
    WHERE status IN ('refused', 'verified', 'pending') AND status_at > %(refused_since)s
) happened
GROUP BY kind, tenant_id, marketplace_id, date_trunc('minute', at)
UNION ALL
SELECT 'audit', a.tenant_id, a.marketplace_id, a.ended_at, 1, (a.result <> 'confirmed' AND NOT a.reversed)::int
FROM unnest(%(brands)s::uuid[]) AS brand(id)
CROSS JOIN LATERAL (
    SELECT a.tenant_id, d.marketplace_id, a.ended_at, a.result, EXISTS (
        SELECT FROM complaints_decision o
        JOIN complaints_decision r ON r.tenant_id = o.tenant_id AND r.overturns_id = o.id
        WHERE o.tenant_id = d.tenant_id AND o.overturns_id = d.id
    ) AS reversed
    FROM complaints_audit a JOIN complaints_decision d ON d.tenant_id = a.tenant_id AND d.id = a.decision_id
    WHERE a.tenant_id = brand.id AND a.result <> ''
    ORDER BY a.ended_at DESC LIMIT %(audits)s
) a
"""
_TRUSTED = """
SELECT DISTINCT tenant_id FROM takedown_grant WHERE confirmed_at IS NOT NULL AND ended_at IS NULL
"""


def _facts(numbers: Numbers, *, now: datetime) -> Iterable[Fact]:
    with connection.cursor() as cursor:
        cursor.execute(_TRUSTED)
        trusted = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute(
            _LATELY,
            {
                "brands": trusted,
                "asked_since": now - timedelta(minutes=numbers.brake_minutes),
                "removed_since": now - timedelta(hours=numbers.brake_restored_hours),
                "refused_since": now - REFUSED_WITHIN,
                "audits": numbers.brake_audits,
            },
        )
        return [
            Fact(kind=row[0], brand_id=row[1], marketplace_id=row[2], since=row[3], count=row[4], bad=row[5])
            for row in cursor.fetchall()
        ]
