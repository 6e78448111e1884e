"""The marketplace asked "is this yours?", and the brand answered "counterfeit": a complaint, filed in the brand's name.

It is judged on the copy of the listing that the brand looked at, so nothing is frozen anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.roles import Action, require
from complaints import moves
from complaints.models import Complaint, Item
from core import audit
from core.ids import readable_number
from core.tenancy import SYSTEM, Actor

REASON = "counterfeit_goods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One listing that was asked about, with the copy that the brand was shown."""

    listing_ref: str
    url: str
    listing_id: UUID
    snapshot_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFiling:
    """What was answered at once: one right, one marketplace, one or many listings.

    The declaration is the one that the brand has made for all its answers. `form_key` makes it one complaint,
    however often it is sent.
    """

    marketplace_id: UUID
    right_id: UUID
    listings: Sequence[Answered]
    declared_by: str
    declared_at: datetime
    form_key: UUID


def file_answered(filing: AskedFiling, *, by: Actor, now: datetime) -> dict[str, Item]:
    """The items by their listing's reference. Whoever calls holds the questions locked, so none is filed twice."""
    require(by, Action.ANSWER_AUTHENTICATION)
    return _write(filing, by=by, now=now, tries=3)


def _write(filing: AskedFiling, *, by: Actor, now: datetime, tries: int) -> dict[str, Item]:
    try:
        with transaction.atomic():
            complaint = _complaint(filing, by=by, now=now)
    except IntegrityError:
        # A number that is taken, where the next one is not.
        if tries <= 1:
            raise
        return _write(filing, by=by, now=now, tries=tries - 1)
    items = Item.objects.bulk_create(
        Item(
            tenant_id=by.tenant,
            complaint=complaint,
            marketplace_id=filing.marketplace_id,
            listing_ref=one.listing_ref,
            url=one.url[:500],
            listing_id=one.listing_id,
            snapshot_id=one.snapshot_id,
            status_at=now,
        )
        for one in filing.listings
    )
    audit.record_all(_received(complaint, items), by=by, now=now)
    moves.start_assessing(
        [moves.Target(item_id=item.id, tenant_id=item.tenant_id) for item in items], by=SYSTEM, now=now
    )
    return {item.listing_ref: item for item in items}


def _complaint(filing: AskedFiling, *, by: Actor, now: datetime) -> Complaint:
    return Complaint.objects.create(
        tenant_id=by.tenant,
        number=readable_number("C"),
        marketplace_id=filing.marketplace_id,
        right_id=filing.right_id,
        reason=REASON,
        statement="The marketplace asked us about this. We answered that it is counterfeit.",
        declared_by=filing.declared_by,
        declared_at=filing.declared_at,
        filed_at=now,
        filed_by=by.person,
        filed_by_label=by.label,
        channel=Complaint.Channel.AUTHENTICATION,
        agency_id=by.delegate_id,
        form_key=filing.form_key,
    )


def _received(complaint: Complaint, items: Sequence[Item]) -> list[audit.Event]:
    filed = audit.Event(
        name="complaint.filed",
        subject_kind="complaint",
        subject_id=complaint.id,
        tenant_id=complaint.tenant_id,
        data={"number": complaint.number, "items": len(items), "reason": complaint.reason, "asked": True},
    )
    return [
        filed,
        *(
            audit.Event(
                name="item.received",
                subject_kind="item",
                subject_id=item.id,
                tenant_id=item.tenant_id,
                data={"ref": item.listing_ref, "asked": True},
            )
            for item in items
        ),
    ]
