"""Trust, brakes, allow-list, right and listing, looked at again at the moment of removal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from brands.models import AllowedSeller
from complaints import moves as item_moves
from complaints.assessment.gather import gather as gather_findings_facts
from complaints.assessment.rules import Effect, findings_of
from complaints.models import Decision, Item
from complaints.states import Status
from core.tenancy import SYSTEM
from takedown.models import Ground
from takedown.programme import policy
from takedown.programme.gather import Gathered, gather
from takedown.redress.ends import end_redress_of

RECHECK_FAILED = "recheck_failed"
# What holds against a person's decision too, when it has come up since.
AGAINST_PEOPLE = ("seller_is_on_the_allow_list",)


def send_back_what_no_longer_holds(grounds: Sequence[Ground], *, now: datetime) -> set[UUID]:
    """End the grounds that would not be upheld now, their items going to a person; return those grounds' ids.

    Constant number of queries for the set.
    """
    gathered = gather([g.item_id for g in grounds], status=Status.UPHELD, now=now)
    failing = _failing(gathered, now=now)
    ended = [g for g in grounds if g.item_id in failing]
    items = {item.id: item for item in gathered.items}
    item_moves.send_back(
        [
            item_moves.Target(
                item_id=g.item_id,
                tenant_id=g.tenant_id,
                due_at=now + timedelta(hours=gathered.numbers.priority_hours),
                priority=policy.PRIORITIES[gathered.facts[items[g.item_id].id].tier],
                data={"because": list(failing[g.item_id])},
            )
            for g in ended
        ],
        by=SYSTEM,
        now=now,
    )
    ids = {g.id for g in ended}
    Ground.objects.filter(id__in=ids).update(ended_at=now, end_cause=RECHECK_FAILED)
    end_redress_of(ended, now=now)
    return ids


def _failing(gathered: Gathered, *, now: datetime) -> dict[UUID, tuple[str, ...]]:
    fresh = gather_findings_facts(gathered.items, now=now)
    decided = _latest_decisions(gathered.items)
    authorised_since = _authorised_since(gathered.items, decided)
    failing = {}
    for item in gathered.items:
        findings = tuple(f for f in findings_of(fresh[item.id]) if f.effect is Effect.DOUBTS)
        facts = replace(gathered.facts[item.id], findings=findings)
        against = policy.failing_at_the_moment_of_removal(facts, gathered.numbers)
        if not decided[item.id].automated:
            # The rest a person has weighed already.
            against = AGAINST_PEOPLE if item.id in authorised_since else ()
        if against:
            failing[item.id] = against
    return failing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    automated: bool
    at: datetime


def _latest_decisions(items: Iterable[Item]) -> dict[UUID, _Decided]:
    rows = (
        Decision.objects.filter(item_id__in=[i.id for i in items], tenant_id__in={i.tenant_id for i in items})
        .order_by("tenant_id", "item_id", "-decided_at", "-id")
        .distinct("tenant_id", "item_id")
        .values_list("item_id", "automated", "decided_at")
    )
    return {item_id: _Decided(automated=automated, at=at) for item_id, automated, at in rows}


def _authorised_since(items: Sequence[Item], decided: Mapping[UUID, _Decided]) -> set[UUID]:
    """Items whose seller the brand has put on its allow-list after they were decided."""
    rows = AllowedSeller.objects.filter(
        tenant_id__in={i.tenant_id for i in items},
        seller_ref__in={i.snapshot.seller_ref for i in items if i.snapshot},
    ).values_list("tenant_id", "marketplace_id", "seller_ref", "added_at")
    added = {(tenant, marketplace, ref): at for tenant, marketplace, ref, at in rows}
    return {
        i.id
        for i in items
        if i.snapshot
        and (at := added.get((i.tenant_id, i.marketplace_id, i.snapshot.seller_ref)))
        and at > decided[i.id].at
    }
