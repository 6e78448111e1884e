"""Listings that arrive are compared with what was removed; a match raises an item for a person, and no more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID, uuid5

from django.db.models import Q

from brands.models import AllowedSeller
from complaints.intake.raising import Raised, raise_for_a_person
from complaints.models import Item
from core import clock, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import NotFound, Rejected, Unsupported
from listings.marketplaces import connector_of
from listings.models import Listing
from listings.traffic.pace import Line
from recognition.likeness import bands_of, title_key
from takedown import work as kinds
from takedown.models import KeptSigns
from takedown.removal.calls import Answer, all_at_once, says_nothing_of_the_work, try_later
from takedown.staydown.keep import signs_of
from takedown.staydown.rules import Signs, strongest

MOST_TRIES = 6
# Each takes a person's time: the strongest reminders of one listing, not all of them.
MOST_BRANDS = 5


def compare_arrived(listing_ids: Iterable[UUID]) -> None:
    """For whoever takes listings in: have these compared with what was removed. In the current transaction."""
    outbox.add_all(
        outbox.Order(kind=kinds.COMPARE, subject_id=id, tenant_id=None) for id in dict.fromkeys(listing_ids)
    )


def compare(works: Sequence[Work]) -> None:
    """Leased. `subject_id` is a listing's; only a marketplace with kept pictures is asked for one."""
    with acting_as(SYSTEM):
        rows = Listing.objects.filter(id__in=[w.subject_id for w in works]).exclude(state=Listing.State.GONE)
        listings = {row.id: row for row in rows.select_related("marketplace", "seller")}
        wanted = _worth_a_picture(listings.values())
    pictures = dict(all_at_once(wanted, lambda id: _picture(listings[id])))
    with acting_as(SYSTEM):
        held = outbox.still_held(list(works))
        mine = [w for w in works if w.id in held]
        later = {w.id for w in mine if _is_put_off(w, pictures.get(w.subject_id))}
        done = [w for w in mine if w.id not in later]
        signs = {
            id: signs_of(title_key(listings[id].title), _seen(pictures.get(id)))
            for id in (w.subject_id for w in done)
            if id in listings
        }
        raise_reminders([listings[id] for id in signs], signs, now=clock.now())
        outbox.finish(done)


def _worth_a_picture(listings: Iterable[Listing]) -> list[UUID]:
    shown = [one for one in listings if one.image_urls]
    kept = KeptSigns.objects.filter(
        marketplace_id__in={one.marketplace_id for one in shown}, ground__ended_at=None
    ).exclude(picture_sha256="")
    marketplaces = set(kept.values_list("marketplace_id", flat=True).distinct())
    return [one.id for one in shown if one.marketplace_id in marketplaces]


def _picture(listing: Listing) -> bytes:
    try:
        return connector_of(listing.marketplace, Line.SCANS).fetch_image(listing.image_urls[0])
    except (NotFound, Rejected, Unsupported):
        return b""


def _seen(answer: Answer[bytes] | None) -> bytes:
    """A site that did not give its picture after all is compared by its words alone."""
    return (answer.value or b"") if answer else b""


def _is_put_off(work: Work, answer: Answer[bytes] | None) -> bool:
    """Nobody waits for this: a site in trouble is asked again, and at last done without."""
    if answer is None or answer.error is None:
        return False
    if not says_nothing_of_the_work(answer.error) and work.tries >= MOST_TRIES:
        return False
    try_later(work, answer.error, most_attempts=MOST_TRIES + 1)
    return True


# --- matching --------------------------------------------------------------------------------------------


def raise_reminders(listings: Sequence[Listing], signs: Mapping[UUID, Signs], *, now: datetime) -> list[Item]:
    """One item for each brand of whose removed listings one of these reminds, unless it has filed it by itself
    or authorised its seller. Returns the items that were raised."""
    kept = _kept_like(listings, signs)
    grounds = {row.ground_id: row.ground for rows in kept.values() for row in rows}
    spoken_for = _already_filed(listings) | _allowed(listings)
    wanted = []
    for listing in listings:
        by_brand = defaultdict(list)
        for row in kept[listing.marketplace_id]:
            if (row.tenant_id, listing.id) not in spoken_for:
                by_brand[row.tenant_id].append((row.ground_id, _signs(row)))
        matches = [
            (tenant, match)
            for tenant, theirs in sorted(by_brand.items())
            if (match := strongest(signs[listing.id], theirs)) is not None
        ]
        wanted += [
            Raised(
                from_item_id=grounds[ground].item_id,
                listing_ref=listing.ref,
                url=listing.url,
                because=how,
                key=uuid5(listing.id, f"stay down {tenant}"),
            )
            for tenant, (ground, how) in matches[:MOST_BRANDS]
        ]
    return raise_for_a_person(wanted, by=SYSTEM, now=now)


def _kept_like(listings: Sequence[Listing], signs: Mapping[UUID, Signs]) -> dict[UUID, list[KeptSigns]]:
    """By marketplace, what any of these might remind of: one query."""
    found: dict[UUID, list[KeptSigns]] = defaultdict(list)
    alike = [
        Q(marketplace_id=one.marketplace_id) & like for one in listings if (like := _like(signs[one.id]))
    ]
    if not alike:
        return found
    rows = KeptSigns.objects.filter(reduce(or_, alike), ground__ended_at=None).select_related("ground")
    for row in rows.order_by("ground__since", "id"):
        found[row.marketplace_id].append(row)
    return found


def _like(signs: Signs) -> Q:
    like = Q()
    if signs.title_key:
        like |= Q(title_key=signs.title_key)
    if signs.picture_sha256:
        like |= Q(picture_sha256=signs.picture_sha256)
    if signs.likeness is not None:
        for number, band in enumerate(bands_of(signs.likeness)):
            like |= Q(**{f"band_{number}": band}) & ~Q(likeness="")
    return like


def _signs(row: KeptSigns) -> Signs:
    return Signs(
        title_key=row.title_key,
        picture_sha256=row.picture_sha256,
        likeness=int(row.likeness, 16) if row.likeness else None,
    )


def _already_filed(listings: Sequence[Listing]) -> set[tuple[UUID, UUID]]:
    """(brand, listing) of those that the brand, or the portal for it, has filed before, whatever came of it."""
    by_ref = {(one.marketplace_id, one.ref): one.id for one in listings}
    rows = Item.objects.filter(
        marketplace_id__in={one.marketplace_id for one in listings},
        listing_ref__in={one.ref for one in listings},
    ).values_list("tenant_id", "marketplace_id", "listing_ref")
    return {(tenant, by_ref[key]) for tenant, *rest in rows if (key := tuple(rest)) in by_ref}


def _allowed(listings: Sequence[Listing]) -> set[tuple[UUID, UUID]]:
    """(brand, listing) of sellers whom the brand has authorised."""
    rows = AllowedSeller.objects.filter(
        marketplace_id__in={one.marketplace_id for one in listings},
        seller_ref__in={one.seller.ref for one in listings},
    )
    by_seller = defaultdict(set)
    for tenant, marketplace, ref in rows.values_list("tenant_id", "marketplace_id", "seller_ref"):
        by_seller[marketplace, ref].add(tenant)
    return {(t, one.id) for one in listings for t in by_seller[one.marketplace_id, one.seller.ref]}
