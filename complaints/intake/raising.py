"""The portal itself raises an item, from one that was upheld before, for a person to decide. It removes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from complaints import work
from complaints.models import Complaint, Evidence, Item
from core import audit, outbox
from core.ids import readable_number
from core.tenancy import Actor

# What the person reads first.
STATEMENTS = {
    "came_back": "The listing was taken off sale for {number} and is on sale again.",
    "came_back_changed": "The listing was taken off sale for {number}. It is on sale again, and has changed.",
    "same_picture": "Its picture is that of a listing that was taken off sale for {number}.",
    "like_picture": "Its picture looks like that of a listing that was taken off sale for {number}.",
    "same_title": "Its title is that of a listing that was taken off sale for {number}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A listing that reminds of an upheld item. The same `key` raises once; `because` is a word of STATEMENTS."""

    from_item_id: UUID
    listing_ref: str
    url: str
    because: str
    key: UUID


def raise_for_a_person(wanted: Sequence[Raised], *, by: Actor, now: datetime) -> list[Item]:
    """New complaints of the same brand, right and reason, with the earlier evidence; policy never decides them.

    The earlier declaration is carried over as it was made, with its own date.
    """
    earlier = {
        item.id: item
        for item in Item.objects.filter(id__in=[one.from_item_id for one in wanted]).select_related(
            "complaint"
        )
    }
    return [
        item
        for one in wanted
        if (item := _raise_once(one, earlier[one.from_item_id], by=by, now=now, tries=3)) is not None
    ]


def _raise_once(one: Raised, earlier: Item, *, by: Actor, now: datetime, tries: int) -> Item | None:
    if Complaint.objects.filter(tenant_id=earlier.tenant_id, form_key=one.key).exists():
        return None
    try:
        with transaction.atomic():
            return _raise(one, earlier, by=by, now=now)
    except IntegrityError:
        # Raised at this very moment by somebody else, or a number that is taken where the next one is not.
        if tries <= 1:
            raise
    return _raise_once(one, earlier, by=by, now=now, tries=tries - 1)


def _raise(one: Raised, earlier: Item, *, by: Actor, now: datetime) -> Item:
    was = earlier.complaint
    complaint = Complaint.objects.create(
        tenant_id=was.tenant_id,
        number=readable_number("C"),
        marketplace_id=earlier.marketplace_id,
        right_id=was.right_id,
        reason=was.reason,
        statement=STATEMENTS[one.because].format(number=was.number),
        declared_by=was.declared_by,
        declared_at=was.declared_at,
        filed_at=now,
        filed_by=was.filed_by,
        filed_by_label=f"the portal, from {was.number}"[:120],
        channel=Complaint.Channel.PORTAL,
        agency_id=was.agency_id,
        form_key=one.key,
    )
    item = Item.objects.create(
        tenant_id=was.tenant_id,
        complaint=complaint,
        marketplace_id=earlier.marketplace_id,
        listing_ref=one.listing_ref,
        url=one.url,
        status_at=now,
    )
    Evidence.objects.bulk_create(
        Evidence(
            tenant_id=was.tenant_id,
            complaint=complaint,
            kind=kept.kind,
            file_id=kept.file_id,
            report=kept.report,
            shareable=kept.shareable,
        )
        for kept in Evidence.objects.filter(complaint=was)
    )
    _record(one, was, complaint, item, by=by, now=now)
    outbox.add(outbox.Order(kind=work.FREEZE, subject_id=item.id, tenant_id=item.tenant_id))
    return item


def _record(
    one: Raised, was: Complaint, complaint: Complaint, item: Item, *, by: Actor, now: datetime
) -> None:
    audit.record_all(
        [
            audit.Event(
                name="complaint.raised",
                subject_kind="complaint",
                subject_id=complaint.id,
                tenant_id=complaint.tenant_id,
                data={"number": complaint.number, "from": was.number, "because": [one.because]},
            ),
            audit.Event(
                name="item.received",
                subject_kind="item",
                subject_id=item.id,
                tenant_id=item.tenant_id,
                data={"ref": item.listing_ref},
            ),
        ],
        by=by,
        now=now,
    )
