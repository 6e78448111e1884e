"""What people have said of items, with what was known of each when it was decided.

A label is what a person decided, or confirmed in a blind audit, as it stands after all redress by then. What nobody
has looked at is no label; an automatic decision that a person has reversed is one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from complaints.assessment.facts import Facts
from complaints.assessment.features import Features, features_of
from complaints.assessment.findings import Finding
from complaints.assessment.rules import findings_of
from complaints.assessment.score import score_of
from complaints.models import Assessment
from complaints.scoring.training import Example

A_SET = 2_000
MOST_LABELLED = 200_000
EVERYTHING = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One item: what a person found, and the assessment that was there when it was decided."""

    item_id: UUID
    at: datetime
    right: bool
    reason: str
    facts: Mapping[str, Any]
    findings: list[Mapping[str, Any]]
    score: float
    model_version: int | None
    shadow_scores: Mapping[str, float]


# A person's word is worth more than an audit's: whoever reverses has heard both sides. The assessment is the last one
# before the decision that the label is about: what was found out afterwards could not be known by a score.
_JUDGED = """
WITH judged AS (
    SELECT tenant_id, item_id FROM complaints_decision
    WHERE NOT automated AND decided_at >= %(since)s AND decided_at < %(until)s
    UNION
    SELECT tenant_id, item_id FROM complaints_audit
    WHERE result <> '' AND ended_at >= %(since)s AND ended_at < %(until)s
), latest AS (
    SELECT j.tenant_id, j.item_id, first.decided_at,
        coalesce(person.outcome = 'upheld', audited.result = 'confirmed') AS is_right
    FROM judged j
    CROSS JOIN LATERAL (
        SELECT d.decided_at FROM complaints_decision d
        WHERE d.tenant_id = j.tenant_id AND d.item_id = j.item_id AND d.outcome IN ('upheld', 'refused')
            AND d.decided_at < %(until)s
        ORDER BY d.decided_at DESC, d.id DESC LIMIT 1
    ) first
    LEFT JOIN LATERAL (
        SELECT d.outcome FROM complaints_decision d
        WHERE d.tenant_id = j.tenant_id AND d.item_id = j.item_id AND NOT d.automated AND d.decided_at < %(until)s
        ORDER BY d.decided_at DESC, d.id DESC LIMIT 1
    ) person ON true
    LEFT JOIN LATERAL (
        SELECT a.result FROM complaints_audit a
        JOIN complaints_decision d ON d.tenant_id = a.tenant_id AND d.id = a.decision_id
        WHERE a.tenant_id = j.tenant_id AND d.item_id = j.item_id AND a.result <> '' AND a.ended_at < %(until)s
        ORDER BY a.ended_at DESC, a.id DESC LIMIT 1
    ) audited ON true
    ORDER BY first.decided_at DESC, j.item_id DESC LIMIT %(most)s
)
SELECT l.item_id, l.decided_at, l.is_right, c.reason, a.facts, a.findings, a.score, a.model_version, a.shadow_scores
FROM latest l
JOIN complaints_item i ON i.tenant_id = l.tenant_id AND i.id = l.item_id
JOIN complaints_complaint c ON c.tenant_id = i.tenant_id AND c.id = i.complaint_id
CROSS JOIN LATERAL (
    SELECT * FROM complaints_assessment a
    WHERE a.tenant_id = l.tenant_id AND a.item_id = l.item_id AND a.made_at <= l.decided_at
    ORDER BY a.made_at DESC, a.id DESC LIMIT 1
) a
ORDER BY l.decided_at, l.item_id
"""


def judged_between(since: datetime, until: datetime, *, most: int = MOST_LABELLED) -> Iterator[Judged]:
    """The newest `most`, oldest first, some thousands in memory at a time. Inside a transaction, as staff."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_JUDGED, {"since": since, "until": until, "most": most})
        while rows := cursor.fetchmany(A_SET):
            for row in rows:
                yield Judged(
                    item_id=row[0],
                    at=row[1],
                    right=row[2],
                    reason=row[3],
                    facts=json.loads(row[4]),
                    findings=json.loads(row[5]),
                    score=row[6],
                    model_version=row[7],
                    shadow_scores=json.loads(row[8]),
                )


def examples_between(since: datetime, until: datetime) -> list[Example]:
    """With the findings that today's rules make of the facts that were stored: the model will serve with these."""
    return [_example(judged) for judged in judged_between(since, until)]


def _example(judged: Judged) -> Example:
    facts = Facts.from_json(judged.facts)
    findings = findings_of(facts)
    return Example(
        key=str(judged.item_id),
        features=features_of(facts, findings),
        right=judged.right,
        reason=judged.reason,
        by_rules=score_of(findings),
    )


def score_by_rules(judged: Judged) -> float:
    """By the weights that the rules had then: they are stored with the findings."""
    return score_of([Finding.from_json(data) for data in judged.findings])


def everything_until(until: datetime) -> list[Features]:
    """The newest assessments, decided by people or not, as today's rules see them."""
    rows = Assessment.objects.filter(made_at__lt=until).order_by("-id").values_list("facts", flat=True)
    facts = [Facts.from_json(data) for data in rows[:EVERYTHING]]
    return [features_of(one, findings_of(one)) for one in reversed(facts)]
