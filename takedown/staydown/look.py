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
from listings import arrivals
from listings.connectors.base import ConnectorError, NotFound, Rejected, Unsupported
from listings.marketplaces import connector_of
from listings.models import Arrivals, Listing
from listings.traffic.pace import Line
from recognition.likeness import bands_of, title_key
from takedown.models import KeptSigns
from takedown.removal.calls import AT_ONCE, Answer, all_at_once, says_nothing_of_the_work, try_later
from takedown.staydown.keep import signs_of
from takedown.staydown.rules import Signs, strongest

MOST_TRIES = 6
# Each takes a person's time: the strongest reminders of one listing, not all of them.
MOST_BRANDS = 5
# Listings of one set that are compared under one lease.
BITE = 4 * AT_ONCE


def compare(works: Sequence[Work]) -> None:
    """Leased. `subject_id` is an Arrivals row's: some of its listings now, the others with the next attempt."""
    for work in works:
        _compare_some(work)


def _compare_some(work: Work) -> None:
    with acting_as(SYSTEM):
        ids = _some_of(work.subject_id)
        rows = Listing.objects.filter(id__in=ids).exclude(state=Listing.State.GONE)
        listings = {row.id: row for row in rows.select_related("marketplace", "seller")}
        wanted = _worth_a_picture(listings.values())
    pictures = dict(all_at_once(wanted, lambda id: _picture(listings[id])))
    with acting_as(SYSTEM):
        if not outbox.still_held([work]):
            return
        missed = {id: e for id, a in pictures.items() if (e := a.error) and _is_asked_again(work, e)}
        signs = {
            id: signs_of(title_key(one.title), _seen(pictures.get(id)))
            for id, one in listings.items()
            if id not in missed
        }
        raise_reminders([listings[id] for id in signs], signs, now=clock.now())
        left = arrivals.take_out(work.subject_id, set(ids) - set(missed))
        _go_on(work, left=left, missed=list(missed.values()))


def _some_of(arrivals_id: UUID) -> list[UUID]:
    """All of them at a marketplace where nothing is kept down: there is nothing to compare them with."""
    row = Arrivals.objects.filter(id=arrivals_id).first()
    if row is None:
        return []
    kept = KeptSigns.objects.filter(marketplace_id=row.marketplace_id, ground__ended_at=None)
    return row.listing_ids[:BITE] if kept.exists() else row.listing_ids


def _go_on(work: Work, *, left: int, missed: Sequence[ConnectorError]) -> None:
    if missed:
        # A pause that the site wants, or an outage, is no fault of the work's, whatever else went wrong beside it.
        error = next(filter(says_nothing_of_the_work, missed), missed[0])
        try_later(work, error, most_attempts=MOST_TRIES + 1)
    elif left:
        outbox.defer(work, error="", after_seconds=0)
    else:
        outbox.finish([work])


def _worth_a_picture(listings: Iterable[Listing]) -> list[UUID]:
    """Only a marketplace with kept pictures is asked for one."""
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


def _is_asked_again(work: Work, error: ConnectorError) -> bool:
    """Nobody waits for this: a site in trouble is asked again, and at last done without."""
    return says_nothing_of_the_work(error) or work.tries < MOST_TRIES


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
