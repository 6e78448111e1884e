"""Facts for a set of items, in a constant number of queries whatever the size of the set."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from brands.models import Brand, Right
from complaints.assessment.facts import Facts, MarkUse, PictureUse
from complaints.models import Complaint, Evidence, Item, PictureLook
from listings.models import Listing, Marketplace, Snapshot
from recognition import Mark, MarkIndex, Match

# An earlier item of the same brand on the same listing is in the way while it is in one of these.
_OPEN = ["received", "assessing", "assessed", "needs_information", "in_review", "held", "upheld"]


# Whoever needs more of them adds it here: a column that is missing costs a query a row, and a test counts queries.
_OF_LISTING = ("seller_id", "fingerprint")
_OF_SNAPSHOT = ("title", "state", "nice_class", "category", "seller_ref", "fingerprint")


def load_items(ids: Iterable[UUID]) -> list[Item]:
    """The items with all that facts are made of, locked against other movers, in the order of their ids.

    Fetched by key, table by table: a join over a set of ids reads the whole of the other table, complaints, rights
    and marketplaces are few to a set, and Django's own prefetching costs as much as the rest of the step.
    """
    items = list(Item.objects.filter(id__in=list(ids)).select_for_update().order_by("id"))
    complaints = Complaint.objects.in_bulk({i.complaint_id for i in items})
    rights = Right.objects.in_bulk({c.right_id for c in complaints.values()})
    marketplaces = Marketplace.objects.in_bulk({i.marketplace_id for i in items})
    listings = Listing.objects.only(*_OF_LISTING).in_bulk({i.listing_id for i in items if i.listing_id})
    snapshots = Snapshot.objects.only(*_OF_SNAPSHOT).in_bulk({i.snapshot_id for i in items if i.snapshot_id})
    for complaint in complaints.values():
        complaint.right = rights[complaint.right_id]
    for item in items:
        item.complaint = complaints[item.complaint_id]
        item.marketplace = marketplaces[item.marketplace_id]
        item.listing = listings[item.listing_id] if item.listing_id else None
        item.snapshot = snapshots[item.snapshot_id] if item.snapshot_id else None
    return items


@lru_cache(maxsize=512)
def _index(right_id: UUID, title: str, variants: tuple[str, ...], classes: frozenset[int]) -> MarkIndex:
    return MarkIndex.build([Mark(key=str(right_id), text=title, variants=variants, nice_classes=classes)])


def index_of(right: Right) -> MarkIndex:
    """The right's own mark, ready for matching; kept between sets because building it costs more than using it."""
    return _index(right.id, right.title, tuple(right.variants), frozenset(right.nice_classes))


def mark_uses(items: Sequence[Item]) -> dict[UUID, tuple[MarkUse, ...]]:
    """Item → where its title names its right's mark, surest first. All titles of one right are read at once."""
    by_right: dict[UUID, list[tuple[Item, Snapshot]]] = {}
    for item in items:
        if item.complaint.right.kind == Right.Kind.TRADEMARK and item.snapshot is not None:
            by_right.setdefault(item.complaint.right_id, []).append((item, item.snapshot))
    uses: dict[UUID, tuple[MarkUse, ...]] = {}
    for group in by_right.values():
        texts = [(snapshot.title, snapshot.nice_class) for _, snapshot in group]
        found = index_of(group[0][0].complaint.right).find_many(texts)
        uses |= {item.id: _uses(matches) for (item, _), matches in zip(group, found, strict=True)}
    return uses


def _uses(matches: Sequence[Match]) -> tuple[MarkUse, ...]:
    best_first = sorted(matches, key=lambda match: -match.score)
    return tuple(MarkUse(kind=m.kind, score=round(m.score, 4), why=m.why) for m in best_first[:5])


def evidence_kinds(items: Sequence[Item]) -> dict[UUID, tuple[str, ...]]:
    kinds: dict[UUID, set[str]] = {}
    rows = Evidence.objects.filter(complaint_id__in={item.complaint_id for item in items})
    for complaint_id, kind in rows.values_list("complaint_id", "kind"):
        kinds.setdefault(complaint_id, set()).add(kind)
    return {complaint_id: tuple(sorted(found)) for complaint_id, found in kinds.items()}


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


def verified_brands(items: Sequence[Item]) -> frozenset[UUID]:
    tenants = {item.tenant_id for item in items}
    verified = Brand.objects.filter(tenant_id__in=tenants, verified_at__isnull=False)
    return frozenset(verified.values_list("tenant_id", flat=True))


def picture_looks(items: Sequence[Item]) -> dict[UUID, PictureLook]:
    """Each item's latest look at its picture, if there was one."""
    rows = PictureLook.objects.filter(
        tenant_id__in={item.tenant_id for item in items}, item_id__in=[item.id for item in items]
    )
    latest_last = rows.only("item_id", "references", "readable", "matches", "allowed", "marks").order_by(
        "made_at", "id"
    )
    return {look.item_id: look for look in latest_last}


def _said(match: Mapping[str, Any]) -> dict[str, Any]:
    return {name: match[name] for name in ("kind", "score", "why")}


def gather(items: Sequence[Item], *, today: date) -> dict[UUID, Facts]:
    """Four queries beyond `load_items`."""
    kinds, repeated, verified = evidence_kinds(items), duplicates(items), verified_brands(items)
    looks, uses = picture_looks(items), mark_uses(items)
    return {
        item.id: _facts(
            item,
            uses=uses,
            kinds=kinds,
            repeated=repeated,
            verified=verified,
            look=looks.get(item.id),
            today=today,
        )
        for item in items
    }


def _facts(
    item: Item,
    *,
    uses: Mapping[UUID, tuple[MarkUse, ...]],
    kinds: Mapping[UUID, tuple[str, ...]],
    repeated: Mapping[UUID, str],
    verified: frozenset[UUID],
    look: PictureLook | None,
    today: date,
) -> Facts:
    complaint, snapshot, listing = item.complaint, item.snapshot, item.listing
    right = complaint.right
    return Facts(
        today=today,
        reason=complaint.reason,
        right_kind=right.kind,
        right_title=right.title,
        right_verified=right.verified_at is not None,
        right_registered_on=right.registered_on,
        right_expires_on=right.expires_on,
        right_territories=tuple(right.territories),
        right_classes=tuple(right.nice_classes),
        brand_verified=item.tenant_id in verified,
        marketplace_territories=tuple(item.marketplace.territories),
        listing_found=snapshot is not None,
        listing_unread=item.unread,
        listing_live=snapshot is not None and snapshot.state == Listing.State.LIVE,
        listing_class=snapshot.nice_class if snapshot else None,
        listing_category=snapshot.category if snapshot else "",
        changed_since_snapshot=bool(snapshot and listing and listing.fingerprint != snapshot.fingerprint),
        mark_uses=uses.get(item.id, ()),
        evidence_kinds=kinds.get(complaint.id, ()),
        duplicate_of=repeated.get(item.id),
        declared=bool(complaint.declared_by),
        statement_words=len(complaint.statement.split()),
        asked_by_marketplace=complaint.channel == Complaint.Channel.AUTHENTICATION,
        pictures_compared=len(look.references) if look and look.readable else 0,
        picture_uses=tuple(PictureUse(**_said(m)) for m in look.matches[:5]) if look else (),
        picture_marks=tuple(MarkUse(**_said(m)) for m in look.marks[:5]) if look else (),
        picture_is_allowed=bool(look and look.allowed),
    )
