"""A past with assessments: what people judged, written straight in."""

from datetime import datetime, timedelta
from uuid import UUID

from bench.history import history
from complaints.assessment import rules
from complaints.assessment.rules import findings_of
from complaints.assessment.serving import scorers
from complaints.models import Assessment, Complaint, Decision, Item
from core import clock
from core.ids import new_id, readable_number
from core.tenancy import SYSTEM, acting_as
from tests.stories import World


def a_judged_past(
    world: World, count: int, *, seed: int = 1, over: timedelta = timedelta(days=20), contrary: bool = False
) -> list[UUID]:
    """`count` items of Kestrel's that rita decided, spread evenly over the time until now, scored by whatever is in
    force. With `contrary` she finds the opposite of what the history says. Returns the items' ids, oldest first."""
    now = clock.now()
    with acting_as(SYSTEM):
        complaints = {
            reason: _complaint(world, reason, now - over)
            for reason in {p.facts.reason for p in history(200, seed=1)}
        }
        ids = []
        pasts = list(history(count, seed=seed))
        items = Item.objects.bulk_create(_item(world, complaints[past.facts.reason], now) for past in pasts)
        made_by = scorers()
        assessments, decisions = [], []
        for number, (past, item) in enumerate(zip(pasts, items, strict=True)):
            at = now - over + over * (number / count)
            findings = findings_of(past.facts)
            scored = made_by.score(past.facts, findings)
            assessments.append(
                Assessment(
                    tenant_id=item.tenant_id,
                    item=item,
                    made_at=at - timedelta(minutes=1),
                    facts=past.facts.to_json(),
                    findings=[f.to_json() for f in findings],
                    score=scored.score,
                    model_version=scored.model_version,
                    shadow_scores=dict(scored.shadow_scores),
                    rules_version=rules.VERSION,
                    marks_version="1",
                )
            )
            decisions.append(decision(world, item, at, upheld=past.said_right != contrary))
            ids.append(item.id)
        Assessment.objects.bulk_create(assessments)
        Decision.objects.bulk_create(decisions)
    return ids


def _complaint(world: World, reason: str, at: datetime) -> Complaint:
    return Complaint.objects.create(
        tenant_id=world.brands["kestrel"].tenant_id,
        number=readable_number("C"),
        marketplace=world.marketplace,
        right=world.rights["kestrel"],
        reason=reason,
        declared_by="Charlie Owner",
        declared_at=at,
        filed_at=at,
        filed_by=world.charlie.id,
        form_key=new_id(),
    )


def _item(world: World, complaint: Complaint, now: datetime) -> Item:
    return Item(
        tenant_id=complaint.tenant_id,
        complaint=complaint,
        marketplace=world.marketplace,
        listing_ref=f"judged-{new_id()}",
        url="https://bazaar.example/item/judged",
        status_at=now,
    )


def decision(
    world: World, item: Item, at: datetime, *, upheld: bool, automated: bool = False, **values: object
) -> Decision:
    return Decision(
        tenant_id=item.tenant_id,
        item=item,
        ground="evidence_convinces",
        explanation="Looked at.",
        decided_at=at,
        marketplace_id=item.marketplace_id,
        right_kind="trademark",
        **{
            "outcome": "upheld" if upheld else "refused",
            "automated": automated,
            "decided_by": None if automated else world.rita.id,
            "policy_version": 1 if automated else None,
        }
        | values,
    )
