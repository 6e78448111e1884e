"""What is counted, as rows: the figures sum them, and the pages behind the figures show the very same ones."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from takedown.programme.behind import REFUSED
from takedown.redress.misuse.policy import ComplainantLimits, Rules

REVERSED = Q(overturned=1) | Q(wrongful_automatic=1)
WRONG = REFUSED | REVERSED


def unfounded(limits: ComplainantLimits) -> Q:
    """Refused by people on grounds that nobody could have overlooked."""
    return REFUSED & Q(decision__ground__in=limits.unfounded_grounds)


def since_when(rules: Rules, now: datetime) -> datetime:
    return now - timedelta(days=rules.window_days)


def parameters(tenants: Iterable[UUID], rules: Rules, *, now: datetime) -> dict[str, Any]:
    """For each of the three below."""
    limits = rules.complainants
    return {
        "tenants": list(map(str, tenants)),
        "since": since_when(rules, now),
        "words": limits.text_words,
        "burst_days": limits.burst_days,
        "right_days": limits.burst_right_days,
        "margin": limits.picture_margin_hours,
    }


# A complaint each. The portal's own complaints, and answers to its questions, have texts of its making.
TEXTS = """
SELECT tenant_id, agency_id, id AS complaint_id, right_id, md5(t.words) AS text
FROM complaints_complaint, LATERAL (SELECT lower(btrim(regexp_replace(statement, '\\s+', ' ', 'g')))) AS t(words)
WHERE tenant_id = ANY(%(tenants)s::uuid[]) AND filed_at > %(since)s AND channel IN ('browser', 'api')
    AND cardinality(string_to_array(t.words, ' ')) >= %(words)s
"""
# A listing each, filed in the first days of a right that was new when it was filed.
BURSTS = """
SELECT c.tenant_id, c.agency_id, c.right_id, i.id AS item_id
FROM (
    SELECT *, min(filed_at) OVER (PARTITION BY tenant_id, right_id) AS first_filed
    FROM complaints_complaint
    WHERE tenant_id = ANY(%(tenants)s::uuid[]) AND channel IN ('browser', 'api')
) c
JOIN brands_right r ON r.tenant_id = c.tenant_id AND r.id = c.right_id
JOIN complaints_item i ON i.tenant_id = c.tenant_id AND i.complaint_id = c.id
WHERE c.filed_at > %(since)s AND c.filed_at < c.first_filed + make_interval(days => %(burst_days)s)
    AND c.filed_at < coalesce(r.registered_on::timestamptz, r.created_at) + make_interval(days => %(right_days)s)
"""
# A listing each, whose complaint brings a dated original: its oldest. A camera whose clock runs ahead of the
# complaint itself says nothing.
PICTURES = """
SELECT c.tenant_id, c.agency_id, i.id AS item_id, o.taken, l.first_seen_at AS seen,
    o.taken > l.first_seen_at + make_interval(hours => %(margin)s) AS newer
FROM complaints_complaint c
JOIN (
    SELECT e.tenant_id, e.complaint_id, min(f.captured_at) AS taken
    FROM complaints_evidence e JOIN core_storedfile f ON f.tenant_id = e.tenant_id AND f.id = e.file_id
    WHERE e.tenant_id = ANY(%(tenants)s::uuid[]) AND e.kind = 'original' AND f.captured_at IS NOT NULL
    GROUP BY 1, 2
) o ON o.tenant_id = c.tenant_id AND o.complaint_id = c.id
JOIN complaints_item i ON i.tenant_id = c.tenant_id AND i.complaint_id = c.id
JOIN listings_listing l ON l.id = i.listing_id
WHERE c.tenant_id = ANY(%(tenants)s::uuid[]) AND c.filed_at > %(since)s
    AND o.taken < c.filed_at + make_interval(hours => %(margin)s)
"""
