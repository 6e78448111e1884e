"""Which automatic removals a person looks at afterwards, without being told that they were automatic.

The first so many of each brand, marketplace and kind of right, then a share that is drawn by the decision's own
id under the server's secret: whoever replays draws the same ones, and no brand can tell which. A brand's answers
to the marketplace's questions are drawn apart from its complaints: being right in one says little of the other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac

from complaints import audits
from complaints.models import Audit, Complaint, Item
from core.tenancy import SYSTEM
from takedown.programme.gather import Gathered
from takedown.programme.policy import Numbers, review

# Brand, marketplace, kind of right; who files makes no difference to how well automation works.
type Scope = tuple[UUID, UUID, str]
# And whether the marketplace had asked.
type Stream = tuple[Scope, bool]

_SALT = "takedown.programme.audits"


def is_drawn(decision_id: UUID, share: float) -> bool:
    """Deterministic, uniform over decisions, and unknown without the secret."""
    digest = salted_hmac(_SALT, str(decision_id), algorithm="sha256").digest()
    return int.from_bytes(digest[:8]) < share * 2**64


def why_audited(decision_id: UUID, *, audited_before: int, numbers: Numbers) -> Audit.Drawn | None:
    """`audited_before` counts those that were looked at for being among the first of their stream."""
    if audited_before < numbers.audit_first:
        return Audit.Drawn.FIRST
    return Audit.Drawn.RANDOM if is_drawn(decision_id, numbers.audit_share) else None


def draw(items: Sequence[Item], decisions: Sequence[UUID], gathered: Gathered, *, now: datetime) -> None:
    """In the transaction that upheld these items without a person; `decisions` in their order.

    Each audited item gets the place in the queue that it would have had, had a guard failed.
    """
    if not items:
        return
    numbers, seen = gathered.numbers, _first_ones_of({item.tenant_id for item in items})
    drawn = []
    for item, decision_id in zip(items, decisions, strict=True):
        stream = (_scope_of(item), gathered.facts[item.id].asked_by_marketplace)
        why = why_audited(decision_id, audited_before=seen[stream], numbers=numbers)
        if why is None:
            continue
        seen[stream] += why is Audit.Drawn.FIRST
        place = review(gathered.facts[item.id].tier, numbers, because=())
        drawn.append(
            audits.Drawn(
                item_id=item.id,
                tenant_id=item.tenant_id,
                decision_id=decision_id,
                why=why,
                due_at=now + timedelta(hours=place.due_hours),
                priority=place.priority,
            )
        )
    audits.open_all(drawn, by=SYSTEM, now=now)


def _scope_of(item: Item) -> Scope:
    return (item.tenant_id, item.marketplace_id, item.complaint.right.kind)


_FIRST_ONES = """
SELECT d.tenant_id, d.marketplace_id, d.right_kind, c.channel = %s, count(*)
FROM complaints_audit a
JOIN complaints_decision d ON d.tenant_id = a.tenant_id AND d.id = a.decision_id
JOIN complaints_item i ON i.tenant_id = a.tenant_id AND i.id = a.item_id
JOIN complaints_complaint c ON c.tenant_id = i.tenant_id AND c.id = i.complaint_id
WHERE a.tenant_id = ANY(%s::uuid[]) AND a.drawn = 'first'
GROUP BY 1, 2, 3, 4
"""


def _first_ones_of(tenants: Iterable[UUID]) -> Counter[Stream]:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_ONES, [str(Complaint.Channel.AUTHENTICATION), list(map(str, tenants))])
        return Counter({((row[0], row[1], row[2]), row[3]): row[4] for row in cursor.fetchall()})


# --- what the audits have found ----------------------------------------------------------------------------

_FOUND = """
SELECT d.tenant_id, d.marketplace_id, d.right_kind,
    count(*) FILTER (WHERE a.result <> ''),
    count(*) FILTER (WHERE a.result <> '' AND (r.id IS NOT NULL OR a.result = 'confirmed' AND o.id IS NULL)),
    count(*) FILTER (WHERE a.result = '')
FROM complaints_audit a
JOIN complaints_decision d ON d.tenant_id = a.tenant_id AND d.id = a.decision_id
LEFT JOIN complaints_decision o ON o.tenant_id = d.tenant_id AND o.overturns_id = d.id
-- An appeal of the brand has reversed the reversal: the first decision was right.
LEFT JOIN complaints_decision r ON r.tenant_id = d.tenant_id AND r.overturns_id = o.id
WHERE d.decided_at > %s
GROUP BY 1, 2, 3
"""


def found_since(since: datetime) -> Mapping[Scope, tuple[int, int, int]]:
    """Scope → audited, of them found right and not reversed since, and still waiting. As of one's own wall."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [since])
        return {(row[0], row[1], row[2]): (row[3], row[4], row[5]) for row in cursor.fetchall()}
