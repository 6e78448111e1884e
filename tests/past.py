"""A brand's past, written straight in: enough for figures, and ten times as quick as living through it."""

from datetime import timedelta
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
    now, owner, right = clock.now(), world.brands[brand], right or world.rights[brand]
    total = upheld + refused + automated
    with acting_as(SYSTEM):
        complaint = Complaint.objects.create(
            tenant_id=owner.tenant_id,
            number=readable_number("C"),
            marketplace=world.marketplace,
            right=right,
            reason="counterfeit_goods",
            declared_by="Oscar Filer",
            declared_at=now - before,
            filed_at=now - before,
            filed_by=world.people["gil" if agency else filer_of(brand)].id,
            agency_id=agency.id if agency else None,
            form_key=new_id(),
        )
        items = Item.objects.bulk_create(
            Item(
                tenant_id=owner.tenant_id,
                complaint=complaint,
                marketplace=world.marketplace,
                listing_ref=f"past-{new_id()}",
                url="https://bazaar.example/item/past",
                status_at=now - before,
            )
            for _ in range(total)
        )

        def decision(item: Item, number: int, **values: Any) -> Decision:
            by_policy = upheld + refused <= number < total
            return Decision(
                tenant_id=owner.tenant_id,
                item=item,
                ground="evidence_convinces",
                explanation="Looked at.",
                decided_at=now - before,
                marketplace=world.marketplace,
                right_kind=right.kind,
                **{
                    "outcome": Decision.Outcome.REFUSED
                    if upheld <= number < upheld + refused
                    else Decision.Outcome.UPHELD,
                    "automated": by_policy,
                    "decided_by": None if by_policy else world.rita.id,
                    "policy_version": 1 if by_policy else None,
                }
                | values,
            )

        made = Decision.objects.bulk_create([decision(item, n) for n, item in enumerate(items)])
        reversal = {"outcome": "restored", "automated": False, "decided_by": world.rupert.id}
        Decision.objects.bulk_create(
            decision(d.item, -1, overturns=d, policy_version=None, **reversal) for d in made[:overturned]
        )
        Audit.objects.bulk_create(
            Audit(
                tenant_id=owner.tenant_id,
                item_id=d.item_id,
                decision=d,
                drawn=Audit.Drawn.FIRST,
                opened_at=now - before,
                result=Audit.Result.CONFIRMED,
                explanation="Looked at.",
                ended_at=now - before,
                ended_by=world.rita.id,
            )
            for d in made[total - confirmed :]
        )
        judge([d.id for d in made])
    return made


def trust(
    world: World, brand: str = "lumora", *, right: Right | None = None, agency: Agency | None = None
) -> UUID:
    """Sixty upheld decisions of the past and a grant that two admins gave; returns the grant's id."""
    a_past(world, brand, upheld=60, right=right, agency=agency)
    kind = (right or world.rights[brand]).kind
    return give_grant(world, brand, right_kind=kind, agency=agency)
