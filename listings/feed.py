"""What marketplaces tell us of listings, written down in sets; and the frozen copies made from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from core import sets
from core.ids import new_id
from listings.connectors.base import RemoteListing, RemoteSeller, RemoteState
from listings.models import Listing, Marketplace, Seller, SellerContact, fingerprint_of

_LISTING_FIELDS = (
    "seller_id",
    "url",
    "state",
    "title",
    "description",
    "language",
    "category",
    "nice_class",
    "price",
    "currency",
    "quantity",
    "condition",
    "brand_field",
    "image_urls",
    "fingerprint",
    "seen_at",
)
# Written with the row, and never again.
_ONCE = ("id", "ref", "first_seen_at")
_SNAPSHOT_FIELDS = (
    "state",
    "title",
    "description",
    "language",
    "category",
    "nice_class",
    "price",
    "currency",
    "quantity",
    "condition",
    "brand_field",
    "fingerprint",
)
# What ISO 3166 leaves to everybody, and marketplaces write where they know none.
_NO_COUNTRY = frozenset({"XX", "ZZ"})


def record_listings(
    marketplace: Marketplace, remotes: Iterable[RemoteListing], *, now: datetime
) -> dict[str, UUID]:
    """Insert or update what the marketplace told us; return its listings' ids by reference. Staff scope."""
    # In one order everywhere: two workers that write the same rows must wait for each other, not deadlock.
    by_ref = {remote.ref: remote for remote in sorted(remotes, key=lambda remote: remote.ref)}
    of_sellers = {remote.seller.ref: remote.seller for remote in by_ref.values()}
    sellers = _record_sellers(marketplace, dict(sorted(of_sellers.items())))
    Listing.objects.bulk_create(
        [_listing(marketplace, remote, sellers[remote.seller.ref], now) for remote in by_ref.values()],
        update_conflicts=True,
        unique_fields=["marketplace", "ref"],
        update_fields=[field.removesuffix("_id") for field in _LISTING_FIELDS],
    )
    found = Listing.objects.filter(marketplace=marketplace, ref__in=by_ref)
    return dict(found.values_list("ref", "id"))


@cache
def _upsert() -> str:
    """Insert, or update what is older: looking first would let an older word overtake a newer one."""
    names = [*_ONCE, *(name for name in _LISTING_FIELDS if name != "image_urls")]
    of_model = {field.attname: field for field in Listing._meta.concrete_fields}
    arrays = ", ".join(f"%({name})s::{of_model[name].db_type(connection)}[]" for name in names)
    columns = ", ".join(names)
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in _LISTING_FIELDS)
    return f"""
        INSERT INTO listings_listing (marketplace_id, image_urls, {columns})
        SELECT %(marketplace)s, ARRAY(SELECT jsonb_array_elements_text(v.image_urls)), {columns}
        FROM unnest(%(image_urls)s::jsonb[], {arrays}) AS v(image_urls, {columns})
        ON CONFLICT (marketplace_id, ref) DO UPDATE SET {changes}
        WHERE listings_listing.seen_at < EXCLUDED.seen_at
        RETURNING id, ref
    """  # noqa: S608 - names of columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How many listings were new or newer, and which of them offer what we had not seen: a price moves daily."""

    stored: int = 0
    unseen: Sequence[UUID] = ()


def record_observed(marketplace: Marketplace, remotes: Iterable[RemoteListing]) -> Recorded:
    """The same for what was so at each one's `updated_at`: nothing overwrites what was seen later.

    Of two that are about one listing the newer counts. Staff scope.
    """
    by_ref: dict[str, RemoteListing] = {}
    for remote in sorted(remotes, key=lambda remote: (remote.ref, remote.updated_at)):
        by_ref[remote.ref] = remote
    found = Listing.objects.filter(marketplace=marketplace, ref__in=by_ref)
    known = {ref: (at, offer) for ref, at, offer in found.values_list("ref", "seen_at", "fingerprint")}
    newer = [r for r in by_ref.values() if r.ref not in known or known[r.ref][0] < r.updated_at]
    if not newer:
        return Recorded()
    of_sellers = {remote.seller.ref: remote.seller for remote in newer}
    sellers = _record_sellers(marketplace, dict(sorted(of_sellers.items())))
    rows = [_listing(marketplace, remote, sellers[remote.seller.ref], remote.updated_at) for remote in newer]
    values: dict[str, Any] = {
        name: [sets.plain(getattr(row, name)) for row in rows] for name in (*_ONCE, *_LISTING_FIELDS)
    }
    with connection.cursor() as cursor:
        cursor.execute(_upsert(), values | {"marketplace": str(marketplace.id)})
        written = cursor.fetchall()
    offers = {row.ref: row.fingerprint for row in rows}
    unseen = [id for id, ref in written if ref not in known or known[ref][1] != offers[ref]]
    return Recorded(stored=len(written), unseen=unseen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """That a listing was in this state at this time, and nothing else of it."""

    ref: str
    state: Listing.State
    at: datetime


def record_states(marketplace: Marketplace, observed: Iterable[Observed]) -> int:
    """Returns how many listings we knew, and knew nothing newer of."""
    newest = {one.ref: one for one in sorted(observed, key=lambda one: (one.ref, one.at))}
    with connection.cursor() as cursor:
        # In the order in which listings are written everywhere, so that nobody waits in a circle.
        cursor.execute(
            'SELECT FROM listings_listing WHERE marketplace_id = %s AND ref = ANY(%s) ORDER BY ref COLLATE "C" FOR UPDATE',
            [str(marketplace.id), list(newest)],
        )
        cursor.execute(
            "UPDATE listings_listing l SET state = v.state, seen_at = v.at"
            " FROM unnest(%s::text[], %s::text[], %s::timestamptz[]) AS v(ref, state, at)"
            " WHERE l.marketplace_id = %s AND l.ref = v.ref AND l.seen_at < v.at",
            [
                list(newest),
                [str(one.state) for one in newest.values()],
                [one.at for one in newest.values()],
                str(marketplace.id),
            ],
        )
        return int(cursor.rowcount)


def fingerprint(remote: RemoteListing) -> str:
    return fingerprint_of(
        title=remote.title,
        description=remote.description,
        seller_ref=remote.seller.ref,
        images=remote.image_urls,
    )


def _country(code: str) -> str:
    return "" if code in _NO_COUNTRY else code[:2]


def _record_sellers(marketplace: Marketplace, remotes: Mapping[str, RemoteSeller]) -> dict[str, UUID]:
    Seller.objects.bulk_create(
        [
            Seller(marketplace=marketplace, ref=r.ref, name=r.name[:200], country=_country(r.country))
            for r in remotes.values()
        ],
        update_conflicts=True,
        unique_fields=["marketplace", "ref"],
        update_fields=["name", "country"],
    )
    ids = dict(Seller.objects.filter(marketplace=marketplace, ref__in=remotes).values_list("ref", "id"))
    contacts = [
        SellerContact(seller_id=ids[ref], email=r.email, language=r.language[:10])
        for ref, r in remotes.items()
    ]
    SellerContact.objects.bulk_create(
        [contact for contact in contacts if contact.email],
        update_conflicts=True,
        unique_fields=["seller"],
        update_fields=["email", "language"],
    )
    # Whoever says nothing of an address takes none away: the seller could not be told of a removal.
    SellerContact.objects.bulk_create(
        [contact for contact in contacts if not contact.email], ignore_conflicts=True
    )
    return ids


def _listing(marketplace: Marketplace, remote: RemoteListing, seller_id: UUID, now: datetime) -> Listing:
    hidden = remote.state in {RemoteState.HIDDEN, RemoteState.REFUSED}
    gone = remote.state is RemoteState.GONE
    return Listing(
        id=new_id(),
        marketplace=marketplace,
        seller_id=seller_id,
        ref=remote.ref,
        url=remote.url[:500],
        state=Listing.State.GONE if gone else Listing.State.HIDDEN if hidden else Listing.State.LIVE,
        title=remote.title[:500],
        description=remote.description,
        language=remote.language[:10],
        category=remote.category[:80],
        nice_class=remote.nice_class,
        price=remote.price,
        currency=remote.currency,
        quantity=remote.quantity,
        condition=remote.condition,
        brand_field=remote.brand_field[:120],
        image_urls=list(remote.image_urls),
        fingerprint=fingerprint(remote),
        first_seen_at=now,
        seen_at=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What is frozen for whom."""

    tenant_id: UUID
    listing_id: UUID
    picture_id: UUID | None = None


_COPIED = ", ".join(_SNAPSHOT_FIELDS)
_FREEZE = f"""
INSERT INTO listings_snapshot
    (id, tenant_id, listing_id, picture_id, taken_at, seller_ref, seller_name, {_COPIED})
SELECT v.id, v.tenant_id, v.listing_id, v.picture_id, %(now)s, s.ref, s.name,
    {", ".join(f"l.{name}" for name in _SNAPSHOT_FIELDS)}
FROM unnest(%(ids)s::uuid[], %(tenants)s::uuid[], %(listings)s::uuid[], %(pictures)s::uuid[])
    AS v(id, tenant_id, listing_id, picture_id)
JOIN listings_listing l ON l.id = v.listing_id
JOIN listings_seller s ON s.id = l.seller_id
-- Once more, for the planner: by the join alone it reads all listings.
WHERE l.id = ANY(%(listings)s::uuid[])
"""  # noqa: S608 - names of columns


def freeze(wanted: Sequence[Frozen], *, now: datetime) -> list[UUID]:
    """One frozen copy each, in one statement; returns the snapshots' ids in the given order."""
    ids = [new_id() for _ in wanted]
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(
                _FREEZE,
                {
                    "now": now,
                    "ids": list(map(str, ids)),
                    "tenants": [str(one.tenant_id) for one in wanted],
                    "listings": [str(one.listing_id) for one in wanted],
                    "pictures": [one.picture_id and str(one.picture_id) for one in wanted],
                },
            )
    return ids
