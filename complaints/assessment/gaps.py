"""What stands against an item so far and what would close it, for the brand. Never score or contributions: they
would be an oracle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from complaints.assessment.findings import Effect, Finding
from complaints.assessment.spoken import is_for_brands, remedy_of, sentence_of
from complaints.models import Assessment, Complaint, Item
from complaints.states import Status
from core.tenancy import Actor

# Where a gap can still be closed, or explains what happened.
_GAPS_MATTER = frozenset({Status.NEEDS_INFORMATION, Status.IN_REVIEW, Status.HELD, Status.REFUSED})
_MOST_ITEMS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """In the reader's language. `listings`: how many of a complaint's listings it is about."""

    code: str
    sentence: str
    remedy: str
    listings: int = 1


def gaps_of(item: Item, actor: Actor) -> list[Gap]:
    """Only what the brand can do something about."""
    if item.status not in _GAPS_MATTER:
        return []
    latest = item.assessments.visible_to(actor).order_by("-made_at", "-id").first()
    return _told(latest.findings) if latest else []


def gaps_of_complaint(complaint: Complaint, actor: Actor) -> list[Gap]:
    """Each once, those about the most listings first."""
    waiting = Item.objects.visible_to(actor).filter(complaint=complaint, status__in=_GAPS_MATTER)
    ids = list(waiting.order_by("id").values_list("id", flat=True)[:_MOST_ITEMS])
    rows = Assessment.objects.visible_to(actor).filter(tenant_id=complaint.tenant_id, item_id__in=ids)
    latest = rows.order_by("tenant_id", "item_id", "-made_at", "-id").distinct("tenant_id", "item_id")
    counted: dict[Gap, int] = {}
    for findings in latest.values_list("findings", flat=True):
        for gap in _told(findings):
            counted[gap] = counted.get(gap, 0) + 1
    most_first = sorted(counted.items(), key=lambda pair: -pair[1])
    return [replace(gap, listings=n) for gap, n in most_first]


def _gap_of(finding: Finding) -> Gap | None:
    """None for what speaks for the complaint, for what nothing would close, and for what is not for brands."""
    remedy = remedy_of(finding)
    if not remedy or finding.effect is Effect.SUPPORTS or not is_for_brands(finding):
        return None
    return Gap(code=finding.code, sentence=sentence_of(finding), remedy=remedy)


def _told(stored: Iterable[Mapping[str, Any]]) -> list[Gap]:
    findings = map(Finding.from_json, stored)
    return [gap for finding in findings if (gap := _gap_of(finding))]
