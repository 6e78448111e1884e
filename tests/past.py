"""A brand's past, written straight in: enough for figures, and ten times as quick as living through it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from brands.models import Agency, Right
from complaints.models import Audit, Complaint, Decision, Item
from core import clock
from core.ids import new_id, readable_number
from core.tenancy import SYSTEM, acting_as
from takedown.programme.climb import judge
from tests.stories import World, filer_of, give_grant


def a_past(
    world: World,
    brand: str = "lumora",
    *,
    upheld: int = 0,
    refused: int = 0,
    automated: int = 0,
    overturned: int = 0,
    confirmed: int = 0,
    right: Right | None = None,
    before: timedelta = timedelta(days=2),
    agency: Agency | None = None,
) -> list[Decision]:
    """`upheld` and `refused` are rita's decisions, `automated` nobody's; the first `overturned` were reversed.

    A blind audit confirmed the last `confirmed` automatic ones.
    """
    outcomes = [UPHELD] * upheld + [REFUSED] * refused + [BY_POLICY] * automated
    with acting_as(SYSTEM):
        items = _items(
            world, brand, right or world.rights[brand], agency, clock.now() - before, len(outcomes)
        )
        made = Decision.objects.bulk_create(
            _decision(world, item, values) for item, values in zip(items, outcomes, strict=True)
        )
        Decision.objects.bulk_create(
            _decision(world, d.item, RESTORED | {"decided_by": world.rupert.id, "overturns": d})
            for d in made[:overturned]
        )
        Audit.objects.bulk_create(_confirmed(world, d) for d in made[len(made) - confirmed :])
        judge([d.id for d in made])
    return made


UPHELD = {"outcome": Decision.Outcome.UPHELD}
REFUSED = {"outcome": Decision.Outcome.REFUSED}
BY_POLICY = {"outcome": Decision.Outcome.UPHELD, "automated": True, "decided_by": None, "policy_version": 1}
RESTORED = {"outcome": Decision.Outcome.RESTORED}


def _items(
    world: World, brand: str, right: Right, agency: Agency | None, at: datetime, count: int
) -> list[Item]:
    tenant = world.brands[brand].tenant_id
    complaint = Complaint.objects.create(
        tenant_id=tenant,
        number=readable_number("C"),
        marketplace=world.marketplace,
        right=right,
        reason="counterfeit_goods",
        declared_by="Oscar Filer",
        declared_at=at,
        filed_at=at,
        filed_by=world.people["gil" if agency else filer_of(brand)].id,
        agency_id=agency.id if agency else None,
        form_key=new_id(),
    )
    return Item.objects.bulk_create(
        Item(
            tenant_id=tenant,
            complaint=complaint,
            marketplace=world.marketplace,
            listing_ref=f"past-{new_id()}",
            url="https://bazaar.example/item/past",
            status_at=at,
        )
        for _ in range(count)
    )


def _decision(world: World, item: Item, values: dict[str, Any]) -> Decision:
    complaint = item.complaint
    decided = {
        "ground": "evidence_convinces",
        "explanation": "Looked at.",
        "decided_at": complaint.filed_at,
        "decided_by": world.rita.id,
        "automated": False,
        "marketplace": complaint.marketplace,
        "right_kind": complaint.right.kind,
    }
    return Decision(tenant_id=item.tenant_id, item=item, **(decided | values))


def _confirmed(world: World, decision: Decision) -> Audit:
    return Audit(
        tenant_id=decision.tenant_id,
        item_id=decision.item_id,
        decision=decision,
        drawn=Audit.Drawn.FIRST,
        opened_at=decision.decided_at,
        result=Audit.Result.CONFIRMED,
        explanation="Looked at.",
        ended_at=decision.decided_at,
        ended_by=world.rita.id,
    )


def trust(
    world: World, brand: str = "lumora", *, right: Right | None = None, agency: Agency | None = None
) -> UUID:
    """Sixty upheld decisions of the past and a grant that two admins gave; returns the grant's id."""
    a_past(world, brand, upheld=60, right=right, agency=agency)
    kind = (right or world.rights[brand]).kind
    return give_grant(world, brand, right_kind=kind, agency=agency)
