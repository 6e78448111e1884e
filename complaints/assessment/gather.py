"""Facts for a set of items, in a constant number of queries whatever the size of the set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from brands.models import Brand, Right
from complaints.assessment.facts import Facts, MarkUse, PictureUse
from complaints.assessment.history import Histories, histories_of
from complaints.assessment.proofs import EvidenceFacts, evidence_of
from complaints.assessment.words import Words
from complaints.models import Complaint, Item, PictureLook
from complaints.moves import Frozen
from listings.categories import Category, classes_of
from listings.models import Listing, Marketplace, Snapshot

# An earlier item of the same brand on the same listing is in the way while it is in one of these.
_OPEN = ["received", "assessing", "assessed", "needs_information", "in_review", "held", "upheld"]


# Whoever needs more of them adds it here: a column that is missing costs a query a row, and a test counts queries.
_OF_LISTING = ("seller_id", "fingerprint", "first_seen_at")
_OF_SNAPSHOT = (
    *("title", "description", "state", "nice_class", "category", "brand_field", "seller_ref", "fingerprint"),
    *("price", "currency", "quantity", "condition"),
)


def load_items(
    ids: Iterable[UUID],
    *,
    frozen: Mapping[UUID, Frozen] = MappingProxyType({}),
    of_listing: Sequence[str] = _OF_LISTING,
    of_snapshot: Sequence[str] = _OF_SNAPSHOT,
) -> list[Item]:
    """The items with all that facts are made of, locked against other movers, in the order of their ids.

    Fetched by key, table by table: a join over a set of ids reads the whole of the other table, complaints, rights
    and marketplaces are few to a set, and Django's own prefetching costs as much as the rest of the step.
    `frozen`: listings and copies of theirs that are not written yet. `of_listing`, `of_snapshot`: the columns that are wanted.
    """
    items = list(Item.objects.filter(id__any_of=ids).select_for_update().order_by("id"))
    for item in items:
        if item.id in frozen:
            item.listing_id, item.snapshot_id = frozen[item.id]
    complaints = Complaint.objects.in_bulk({i.complaint_id for i in items})
    rights = Right.objects.in_bulk({c.right_id for c in complaints.values()})
    marketplaces = Marketplace.objects.in_bulk({i.marketplace_id for i in items})
    listings = _rows_of(Listing.objects.only(*of_listing), {i.listing_id for i in items})
    snapshots = _rows_of(Snapshot.objects.only(*of_snapshot), {i.snapshot_id for i in items})
    for complaint in complaints.values():
        complaint.right = rights[complaint.right_id]
    for item in items:
        item.complaint = complaints[item.complaint_id]
        item.marketplace = marketplaces[item.marketplace_id]
        item.listing = listings[item.listing_id] if item.listing_id else None
        item.snapshot = snapshots[item.snapshot_id] if item.snapshot_id else None
    return items


def _rows_of[M: Model](rows: QuerySet[M], ids: Iterable[UUID | None]) -> dict[UUID, M]:
    """As Django's in_bulk, which takes the ids one by one."""
    return {row.pk: row for row in rows.filter(id__any_of=[id for id in ids if id])}


# From the items' own values, so that each is one look into the index item_by_listing.
_DUPLICATES = """
SELECT v.id, min(c.number)
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::text[])
    AS v(id, tenant_id, marketplace_id, listing_ref, right_id, reason)
JOIN complaints_item i ON i.tenant_id = v.tenant_id AND i.marketplace_id = v.marketplace_id
    AND i.listing_ref = v.listing_ref AND i.id < v.id AND i.status = ANY(%s)
JOIN complaints_complaint c ON c.tenant_id = i.tenant_id AND c.id = i.complaint_id
    AND c.right_id = v.right_id AND c.reason = v.reason
GROUP BY v.id
"""


def duplicates(items: Sequence[Item]) -> dict[UUID, str]:
    """Item → number of the brand's own earlier complaint about the same listing, right and reason, still open."""
    columns = [
        [str(item.id) for item in items],
        [str(item.tenant_id) for item in items],
        [str(item.marketplace_id) for item in items],
        [item.listing_ref for item in items],
        [str(item.complaint.right_id) for item in items],
        [item.complaint.reason for item in items],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_DUPLICATES, [*columns, _OPEN])
        return dict(cursor.fetchall())


def brands_of(items: Sequence[Item]) -> dict[UUID, tuple[str, bool]]:
    """Tenant → the brand's name, and whether the marketplace has verified its account."""
    rows = Brand.objects.filter(tenant_id__in={item.tenant_id for item in items})
    found = rows.values_list("tenant_id", "name", "verified_at")
    return {tenant: (name, verified_at is not None) for tenant, name, verified_at in found}


def picture_looks(items: Sequence[Item]) -> dict[UUID, PictureLook]:
    """Each item's latest look at its picture, if there was one."""
    rows = PictureLook.objects.filter(
        tenant_id__in={item.tenant_id for item in items}, item_id__any_of=[item.id for item in items]
    )
    latest_last = rows.only("item_id", "references", "readable", "matches", "allowed", "marks").order_by(
        "made_at", "id"
    )
    return {look.item_id: look for look in latest_last}


def _said(match: Mapping[str, Any]) -> dict[str, Any]:
    return {name: match[name] for name in ("kind", "score", "why")}


def gather(items: Sequence[Item], *, now: datetime) -> dict[UUID, Facts]:
    """At most eleven queries beyond `load_items`, whatever the size of the set."""
    known = Known(
        evidence=evidence_of(items),
        repeated=duplicates(items),
        brands=brands_of(items),
        looks=picture_looks(items),
        categories=classes_of((i.marketplace_id, i.snapshot.category) for i in items if i.snapshot),
        history=histories_of(items, now=now),
    )
    words = Words(items, known.categories)
    return {item.id: _facts(item, known, words, now=now) for item in items}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was looked up for a whole set."""

    evidence: Mapping[UUID, EvidenceFacts]
    repeated: Mapping[UUID, str]
    brands: Mapping[UUID, tuple[str, bool]]
    looks: Mapping[UUID, PictureLook]
    categories: Mapping[Category, tuple[int, ...]]
    history: Histories


def _facts(item: Item, known: Known, words: Words, *, now: datetime) -> Facts:
    return Facts(
        today=now.date(),
        **_of_complaint(item, known),
        **_of_right(item.complaint.right, known, now=now),
        **_of_listing(item, known),
        **words.of(item),
        **_of_picture(known.looks.get(item.id)),
    )


_NONE = EvidenceFacts()
_NOBODY = ("", False)


def _of_complaint(item: Item, known: Known) -> dict[str, Any]:
    complaint, evidence = item.complaint, known.evidence.get(item.complaint_id, _NONE)
    name, verified = known.brands.get(item.tenant_id, _NOBODY)
    decided, decided_on = known.history.decided.get(item.id, ("", None))
    return {
        "reason": complaint.reason,
        "brand_name": name,
        "brand_verified": verified,
        "evidence_kinds": evidence.kinds,
        "evidence_unreadable": evidence.unreadable,
        "evidence_reused": known.history.reused.get(complaint.id, 0),
        "original_taken_on": evidence.original_taken_on,
        "test_buy_says": evidence.test_buy_says,
        "duplicate_of": known.repeated.get(item.id),
        "declared": bool(complaint.declared_by),
        "statement_words": len(complaint.statement.split()),
        "statement_copies": known.history.same_words.get(complaint.id, 0),
        "asked_by_marketplace": complaint.channel == Complaint.Channel.AUTHENTICATION,
        "filed_by_agency": complaint.agency_id is not None,
        "mandate_holds": complaint.agency_id is None or complaint.id in known.history.mandated,
        "decided_before": decided,
        "decided_before_on": decided_on,
    }


def _of_right(right: Right, known: Known, *, now: datetime) -> dict[str, Any]:
    return {
        "right_kind": right.kind,
        "right_title": right.title,
        "right_verified": right.verified_at is not None,
        "right_registered_on": right.registered_on,
        "right_expires_on": right.expires_on,
        "right_territories": tuple(right.territories),
        "right_classes": tuple(right.nice_classes),
        "right_owner": right.owner_name,
        "right_dispute": right.dispute,
        "right_days_here": max(0, (now - right.created_at).days),
        "right_items_in_a_day": known.history.filed_in_a_day.get(right.id, 0),
        "same_mark_owners": known.history.same_mark.get(right.id, 0),
        "genuine_price_from": "" if right.price_from is None else str(right.price_from),
        "genuine_price_currency": right.price_currency,
    }


def _of_listing(item: Item, known: Known) -> dict[str, Any]:
    snapshot, listing = item.snapshot, item.listing
    plain = {
        "marketplace_territories": tuple(item.marketplace.territories),
        "listing_found": snapshot is not None,
        "listing_unread": item.unread,
        "listing_first_seen_on": listing.first_seen_at.date() if listing else None,
    }
    if snapshot is None:
        nothing = {"listing_live": False, "listing_class": None, "listing_category": ""}
        return plain | nothing | {"changed_since_snapshot": False}
    return plain | {
        "listing_live": snapshot.state == Listing.State.LIVE,
        "listing_class": snapshot.nice_class,
        "listing_category": snapshot.category,
        "category_classes": known.categories.get((item.marketplace_id, snapshot.category), ()),
        "changed_since_snapshot": bool(listing and listing.fingerprint != snapshot.fingerprint),
        "listing_price": str(snapshot.price),
        "listing_currency": snapshot.currency,
        "listing_condition": snapshot.condition,
        "listing_quantity": snapshot.quantity,
    }


def _of_picture(look: PictureLook | None) -> dict[str, Any]:
    if look is None:
        return {}
    return {
        "pictures_compared": len(look.references) if look.readable else 0,
        "picture_uses": tuple(PictureUse(**_said(m)) for m in look.matches[:5]),
        "picture_marks": tuple(MarkUse(**_said(m)) for m in look.marks[:5]),
        "picture_is_allowed": bool(look.allowed),
        "listing_picture_is_unreadable": not look.readable,
    }
