"""Answers that the marketplace's own people have confirmed or reversed: labelled truth for whoever learns to detect.

A brand's own answer that nobody has looked at is no truth, and stands nowhere here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from core.tenancy import SYSTEM, acting_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One listing as it was shown to a brand, and whether it was a counterfeit of that right."""

    request_id: UUID
    right_id: UUID
    listing_id: UUID
    snapshot_id: UUID
    is_counterfeit: bool
    known_at: datetime


# Each item by the latest word on it: a reversal on the merits, else its audit, else a person's own decision. What was
# put back because the brand withdrew says nothing of the goods.
_LABELS = """
SELECT r.id, r.right_id, r.listing_id, r.snapshot_id, word.is_counterfeit, word.at
FROM detection_authenticationrequest r
CROSS JOIN LATERAL (
    SELECT is_counterfeit, at FROM (
        SELECT false AS is_counterfeit, d.decided_at AS at FROM complaints_decision d
        WHERE d.tenant_id = r.tenant_id AND d.item_id = r.item_id AND d.outcome IN ('restored', 'refused')
            AND d.decided_by IS NOT NULL
        UNION ALL
        SELECT a.result = 'confirmed', a.ended_at FROM complaints_audit a
        WHERE a.tenant_id = r.tenant_id AND a.item_id = r.item_id AND a.result <> ''
        UNION ALL
        SELECT true, d.decided_at FROM complaints_decision d
        WHERE d.tenant_id = r.tenant_id AND d.item_id = r.item_id AND d.outcome = 'upheld'
            AND d.decided_by IS NOT NULL
    ) words ORDER BY at DESC LIMIT 1
) word
WHERE r.state = 'answered' AND r.answer = 'counterfeit' AND word.at >= %s
ORDER BY word.at, r.id
"""


def labels_since(then: datetime) -> Iterator[Label]:
    """Across brands, so it runs as the system; one query."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_LABELS, [then])
        rows = cursor.fetchall()
    for row in rows:
        yield Label(
            request_id=row[0],
            right_id=row[1],
            listing_id=row[2],
            snapshot_id=row[3],
            is_counterfeit=row[4],
            known_at=row[5],
        )
