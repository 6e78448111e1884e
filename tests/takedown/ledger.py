"""A ledger of two thousand items, written straight in: decided, removed, ended and judged in every way there is."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from brands.models import Right
from complaints.models import Assessment, Complaint, Decision, Item
from complaints.reasons import REASONS
from core import clock
from core.ids import new_id, readable_number
from core.models import Outbox
from listings.models import Listing, Seller, Snapshot
from takedown.models import Ground, Removal, SellerNotice
from takedown.work import SEND_NOTICE
from tests.stories import World, a_right

BEFORE = timedelta(days=40)
ENDS = ("withdrawn", "counter_notice", "appeal", "marketplace_refused", "came_back")
A_DAY = timedelta(days=1)


def a_ledger(world: World, *, items: int, seed: int) -> list[Decision]:
    """Run as SYSTEM. Every upheld decision has its ground; returns all decisions, refusals and reversals among them."""
    dice, then = random.Random(seed), clock.now() - BEFORE
    complaints = _complaints(world, then)
    chosen = [dice.choice(complaints) for _ in range(items)]
    listings = _listings(world, items, then)
    snapshots = Snapshot.objects.bulk_create(
        _snapshot(c, listing, then) for c, listing in zip(chosen, listings, strict=True)
    )
    made = Item.objects.bulk_create(
        Item(
            tenant_id=complaint.tenant_id,
            complaint=complaint,
            marketplace=world.marketplace,
            listing_ref=listing.ref,
            url=listing.url,
            listing=listing,
            snapshot=snapshot if dice.random() < 0.9 else None,
            status_at=then,
        )
        for complaint, listing, snapshot in zip(chosen, listings, snapshots, strict=True)
    )
    decisions = Decision.objects.bulk_create(_decision(world, dice, item, then) for item in made)
    Assessment.objects.bulk_create(
        _assessment(item, then + (A_DAY if dice.random() < 0.2 else -A_DAY))
        for item in made
        if dice.random() < 0.7
    )
    upheld = [d for d in decisions if d.outcome == "upheld"]
    grounds = _removed(world, dice, upheld, then)
    appealed = {g.item_id for g in grounds if g.end_cause == "appeal"}
    reversals = Decision.objects.bulk_create(
        _person(world.rupert, d.item, then + A_DAY, outcome="restored", overturns=d)
        for d in upheld
        if d.item_id in appealed
    )
    return [*decisions, *reversals]


def _complaints(world: World, then: datetime) -> list[Complaint]:
    rights = dict(world.rights)
    for kind in (Right.Kind.DESIGN, Right.Kind.PATENT, Right.Kind.COPYRIGHT):
        rights[kind] = a_right(world.brands["lumora"], f"The {kind} of Lumora", verified_by=None, kind=kind)
    return Complaint.objects.bulk_create(
        Complaint(
            tenant_id=right.tenant_id,
            number=readable_number("C"),
            marketplace=world.marketplace,
            right=right,
            reason=reason.code,
            channel=channel,
            declared_by="Oscar Filer",
            declared_at=then - 2 * A_DAY,
            filed_at=then - 2 * A_DAY,
            filed_by=world.oscar.id,
            filed_by_label="Oscar Filer",
            statement="Write to oscar@example.test or call +49 30 1234567.",
            form_key=new_id(),
        )
        for right in rights.values()
        for reason in REASONS.values()
        if right.kind in reason.right_kinds
        for channel in Complaint.Channel.values
    )


def _listings(world: World, number: int, then: datetime) -> list[Listing]:
    seller = Seller.objects.create(marketplace=world.marketplace, ref="the-seller", name="Sam Seller")
    return Listing.objects.bulk_create(
        Listing(
            marketplace=world.marketplace,
            seller=seller,
            ref=f"ledger-{n}",
            url=f"https://bazaar.example/item/ledger-{n}",
            title="Call sam@sellers.example",
            price=1,
            currency="EUR",
            fingerprint="f",
            seen_at=then,
        )
        for n in range(number)
    )


def _snapshot(complaint: Complaint, listing: Listing, then: datetime) -> Snapshot:
    return Snapshot(
        tenant_id=complaint.tenant_id,
        listing=listing,
        taken_at=then - A_DAY,
        state="live",
        title=listing.title,
        language=("en", "zh-hans", "de", "", "xx")[int(listing.ref[-1]) % 5],
        price=1,
        currency="EUR",
        seller_ref="the-seller",
        seller_name="Sam Seller",
        fingerprint="f",
    )


def _decision(world: World, dice: random.Random, item: Item, then: datetime) -> Decision:
    kind = dice.random()
    if kind < 0.15:
        return _person(world.rita, item, then, outcome="refused")
    if kind < 0.55:
        return _person(world.rita, item, then, outcome="upheld")
    return _row(
        item, then, outcome="upheld", automated=True, decided_by=None, policy_version=dice.randrange(1, 9)
    )


def _person(user: Any, item: Item, at: datetime, **values: Any) -> Decision:
    return _row(item, at, automated=False, decided_by=user.id, **values)


def _row(item: Item, at: datetime, **values: Any) -> Decision:
    return Decision(
        tenant_id=item.tenant_id,
        item=item,
        ground="evidence_convinces",
        explanation="The stitching gives it away.",
        decided_at=at,
        marketplace_id=item.marketplace_id,
        right_kind=item.complaint.right.kind,
        **values,
    )


def _assessment(item: Item, at: datetime) -> Assessment:
    return Assessment(
        tenant_id=item.tenant_id, item=item, made_at=at, facts={}, findings=[], score=0.5, rules_version="1"
    )


def _removed(world: World, dice: random.Random, upheld: list[Decision], then: datetime) -> list[Ground]:
    """Ordered, with the notice that goes with it; one in twenty was cancelled before anybody was told."""
    removals = Removal.objects.bulk_create(
        Removal(
            listing_id=d.item.listing_id,
            seller_id=d.item.listing.seller_id,
            marketplace=world.marketplace,
            status_at=then,
            requested_at=then,
        )
        for d in upheld
    )
    told = [r for n, r in enumerate(removals) if n % 20]
    works = Outbox.objects.bulk_create(
        Outbox(kind=SEND_NOTICE, subject_id=r.id, state="done", ended_at=then) for r in told
    )
    SellerNotice.objects.bulk_create(
        SellerNotice(
            removal=r,
            outbox=w,
            token_hash=f"{n:064x}",
            written_at=then + timedelta(minutes=1),
            expires_at=then + BEFORE,
            language="en",
            facts={},
        )
        for n, (r, w) in enumerate(zip(told, works, strict=True))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE takedown_removal r SET notice_id = n.id, status = 'submitted'"
            " FROM takedown_sellernotice n WHERE n.removal_id = r.id"
        )
    Removal.objects.filter(status="submitted").update(status="verified", verified_at=F("status_at"))
    return Ground.objects.bulk_create(
        Ground(tenant_id=d.tenant_id, removal=r, item=d.item, since=then, **_end(dice, then))
        for d, r in zip(upheld, removals, strict=True)
    )


def _end(dice: random.Random, then: datetime) -> dict[str, Any]:
    if dice.random() < 0.6:
        return {}
    return {"ended_at": then + dice.randrange(1, 30) * A_DAY, "end_cause": dice.choice(ENDS)}
