"""Gather → findings → score → write, for a set of items in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from complaints import moves
from complaints.assessment import rules
from complaints.assessment.facts import Facts
from complaints.assessment.gather import gather, load_items
from complaints.assessment.rules import findings_of
from complaints.assessment.serving import Scorers, scorers
from complaints.assessment.words import index_of
from complaints.models import Assessment, Item
from complaints.states import Status
from core import clock, sets
from core.ids import new_id
from core.outbox import Work
from core.tenancy import SYSTEM

_TO_ASSESS = {Status.RECEIVED, Status.ASSESSING}


def assess(works: Sequence[Work]) -> None:
    """What the brand has sent again: `assessing` becomes `assessed`. Others have moved on: nothing."""
    assess_items([w.subject_id for w in works], now=clock.now())


def assess_items(
    ids: Sequence[UUID], *, now: datetime, frozen: Mapping[UUID, moves.Frozen] = MappingProxyType({})
) -> None:
    """`frozen`: what has just been frozen for some of them, and is written with the move."""
    items = [item for item in load_items(ids, frozen=frozen) if item.status in _TO_ASSESS]
    _write(items, now=now)
    moves.mark_assessed(
        [
            moves.Target(item_id=item.id, tenant_id=item.tenant_id, frozen=frozen.get(item.id))
            for item in items
        ],
        by=SYSTEM,
        now=now,
    )


def assess_again(ids: Sequence[UUID], *, now: datetime) -> None:
    """Something has become known of items that have been assessed: told to whoever decides, moving nothing."""
    _write(load_items(ids), now=now)


def _write(items: Sequence[Item], *, now: datetime) -> None:
    facts, scored_by = gather(items, now=now), scorers()
    sets.insert(Assessment, [_assessment(item, facts[item.id], scored_by, now=now) for item in items])


def _assessment(item: Item, facts: Facts, scored_by: Scorers, *, now: datetime) -> dict[str, Any]:
    findings = findings_of(facts)
    scored = scored_by.score(facts, findings)
    return {
        "id": new_id(),
        "tenant": item.tenant_id,
        "item": item.id,
        "made_at": now,
        "facts": facts.to_json(),
        "findings": [finding.to_json() for finding in findings],
        "score": scored.score,
        "model_version": scored.model_version,
        "shadow_scores": scored.shadow_scores,
        "rules_version": rules.VERSION,
        "marks_version": index_of(item.complaint.right).version,
    }
