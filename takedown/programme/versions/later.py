"""What people said of an item afterwards: the only measure of whether a policy would have been right."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection


class Later(StrEnum):
    """RIGHT: a person upheld it or a blind audit confirmed it. WRONG: refused, restored, overturned."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


_LATER = """
SELECT v.item_id,
    (SELECT d.outcome FROM complaints_decision d
     WHERE d.tenant_id = v.tenant_id AND d.item_id = v.item_id AND NOT d.automated AND d.decided_at <= %(until)s
     ORDER BY d.decided_at DESC, d.id DESC LIMIT 1),
    (SELECT a.result FROM complaints_decision d
     JOIN complaints_audit a ON a.tenant_id = d.tenant_id AND a.decision_id = d.id
     WHERE d.tenant_id = v.tenant_id AND d.item_id = v.item_id AND a.ended_at <= %(until)s
     ORDER BY a.ended_at DESC, a.id DESC LIMIT 1)
FROM unnest(%(tenants)s::uuid[], %(items)s::uuid[]) AS v(tenant_id, item_id)
"""
_SAID = {"upheld": Later.RIGHT, "refused": Later.WRONG, "restored": Later.WRONG}
_AUDITED = {"confirmed": Later.RIGHT, "overturned": Later.WRONG}


def later_of(items: Iterable[tuple[UUID, UUID]], *, until: datetime) -> dict[UUID, Later]:
    """(tenant, item) pairs → what was known of them by then, in one query. A person's word beats an audit's."""
    pairs = list(items)
    parameters: dict[str, Any] = {
        "until": until,
        "tenants": [t for t, _ in pairs],
        "items": [i for _, i in pairs],
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATER, parameters)
        return {
            item: _SAID.get(said or "", _AUDITED.get(audited or "", Later.OPEN))
            for item, said, audited in cursor.fetchall()
        }
