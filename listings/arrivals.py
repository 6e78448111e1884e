"""What a feed has brought, handed on to whoever compares it: one row of work for each set, whatever its size."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from core import outbox
from listings import work
from listings.models import Arrivals, Marketplace


def hand_on(marketplace: Marketplace, listing_ids: Sequence[UUID], *, now: datetime) -> None:
    """In the transaction that wrote the listings down."""
    if not listing_ids:
        return
    row = Arrivals.objects.create(marketplace=marketplace, listing_ids=list(listing_ids), arrived_at=now)
    outbox.add(outbox.Order(kind=work.ARRIVED, subject_id=row.id, tenant_id=None))


def take_out(arrivals_id: UUID, done: Collection[UUID]) -> int:
    """These are compared. Returns how many are left; without any the row is gone."""
    row = Arrivals.objects.select_for_update().filter(id=arrivals_id).first()
    if row is None:
        return 0
    row.listing_ids = [id for id in row.listing_ids if id not in done]
    if row.listing_ids:
        row.save(update_fields=["listing_ids"])
    else:
        row.delete()
    return len(row.listing_ids)
