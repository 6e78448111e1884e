"""What a letter says of a ground: plain facts, as they stand when it is written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from brands.models import Brand
from complaints.models import Complaint, Decision
from takedown.models import Ground
from takedown.states import RemovalStatus


def facts_of(grounds: Sequence[Ground]) -> dict[UUID, dict[str, Any]]:
    """By ground. No evidence, no contact data, nothing of how fakes are told. Two queries for the set.

    Each ground needs its removal with listing and marketplace, and its item with complaint and right.
    """
    tenants = {ground.tenant_id for ground in grounds}
    automated = dict(
        Decision.objects.filter(
            tenant_id__in=tenants,
            item_id__in=[ground.item_id for ground in grounds],
            outcome=Decision.Outcome.UPHELD,
        )
        .order_by("tenant_id", "item_id", "-decided_at", "-id")
        .distinct("tenant_id", "item_id")
        .values_list("item_id", "automated")
    )
    brands = dict(Brand.objects.filter(tenant_id__in=tenants).values_list("tenant_id", "name"))
    return {
        ground.id: _facts(
            ground, brand=brands[ground.tenant_id], automated=automated.get(ground.item_id, False)
        )
        for ground in grounds
    }


def _facts(ground: Ground, *, brand: str, automated: bool) -> dict[str, Any]:
    removal, complaint = ground.removal, ground.item.complaint
    return {
        "listing_title": removal.listing.title,
        "listing_url": removal.listing.url,
        "marketplace": removal.marketplace.name,
        "brand": brand,
        "right": str(complaint.right),
        "right_title": complaint.right.title,
        "right_kind": complaint.right.kind,
        "right_number": f"{complaint.right.office} {complaint.right.number}".strip(),
        "reason": complaint.reason,
        "automated": automated,
        "asked": complaint.channel == Complaint.Channel.AUTHENTICATION,
        "found_by_us": complaint.channel == Complaint.Channel.PORTAL,
        "case": complaint.number,
        # Put back unchanged after it had been taken off sale.
        "again": removal.status == RemovalStatus.REAPPEARED,
    }
