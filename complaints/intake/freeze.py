"""Freeze each listing as it stands when the complaint arrives: from the feed if that is fresh, else by asking.

Leased work: the calls happen outside any transaction, several at once; one transaction writes the set.
"""

import io
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from complaints import moves
from complaints.assessment.assess import assess_items
from complaints.models import Item
from complaints.moves import Frozen
from complaints.pictures.wanted import order_looks
from complaints.states import Status
from core import clock, files, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from listings import feed
from listings.connectors.base import ConnectorError, NotFound, OutOfOrder, RateLimited, RemoteListing
from listings.marketplaces import connector_of
from listings.models import Listing, Marketplace

logger = logging.getLogger(__name__)

FRESH = timedelta(minutes=5)
CALLS_AT_ONCE = 16
MOST_PICTURE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Look:
    """What a marketplace answered about one listing: the listing, nothing (`gone`), or trouble."""

    remote: RemoteListing | None = None
    picture: bytes | None = None
    gone: bool = False
    error: str = ""
    wait: float | None = None  # how long the site wants to be left alone
    waits_in_line: bool = False  # nothing was tried: there are only too many before it


def freeze(works: Sequence[Work]) -> None:
    with acting_as(SYSTEM):
        now = clock.now()
        items = _received([w.subject_id for w in works])
        sites = Marketplace.objects.in_bulk({item.marketplace_id for item in items})
        fresh = _fresh_listings(items, now=now)
    looks = look_at({item.key: sites[item.marketplace_id] for item in items if item.key not in fresh})
    pictures = keep_pictures(items, looks)
    _write(works, {item.id: item for item in items}, sites, fresh, looks, pictures)


type Key = tuple[UUID, str]


class Wanted(NamedTuple):
    """What freezing has to know of an item, or of whatever else is frozen for a brand: a model instance each would
    cost more than the rest."""

    id: UUID
    tenant_id: UUID
    marketplace_id: UUID
    listing_ref: str

    @property
    def key(self) -> Key:
        return (self.marketplace_id, self.listing_ref)


def _received(ids: Iterable[UUID]) -> list[Wanted]:
    """Those that nobody has withdrawn meanwhile."""
    rows = Item.objects.filter(id__any_of=ids, status=Status.RECEIVED).order_by("id")
    return [Wanted(*row) for row in rows.values_list(*Wanted._fields)]


def _fresh_listings(items: Collection[Wanted], *, now: datetime) -> dict[Key, UUID]:
    refs = {item.listing_ref for item in items}
    rows = Listing.objects.filter(
        ref__in=refs,
        marketplace_id__in={item.marketplace_id for item in items},
        seen_at__gt=now - FRESH,
        # A picture has to be frozen, too, and only the marketplace has it.
        image_urls=[],
    )
    return {
        (marketplace, ref): id for marketplace, ref, id in rows.values_list("marketplace_id", "ref", "id")
    }


def look_at(wanted: Mapping[Key, Marketplace]) -> dict[Key, Look]:
    if not wanted:
        return {}
    with ThreadPoolExecutor(max_workers=min(CALLS_AT_ONCE, len(wanted))) as pool:
        looks = pool.map(lambda pair: _look(pair[1], pair[0][1]), wanted.items())
        return dict(zip(wanted, looks, strict=True))


def _look(marketplace: Marketplace, ref: str) -> Look:
    connector = connector_of(marketplace)
    try:
        remote = connector.get(ref)
    except NotFound:
        return Look(gone=True)
    except ConnectorError as error:
        return _trouble(error)
    try:
        picture = connector.fetch_image(remote.image_urls[0]) if remote.image_urls else None
    except ConnectorError as error:
        trouble = _trouble(error)
        if trouble.waits_in_line:
            return trouble
        # The words are enough to go on; a person can look at the storefront for the picture.
        logger.warning("No picture of %s: %s", ref, error)
        picture = None
    return Look(remote=remote, picture=picture)


def _trouble(error: ConnectorError) -> Look:
    return Look(
        error=f"{type(error).__name__}: {error}",
        wait=error.retry_after if isinstance(error, RateLimited) else None,
        # A site that answers nobody counts as looked at: the brand must not wait for its return.
        waits_in_line=isinstance(error, RateLimited) and not isinstance(error, OutOfOrder),
    )


def keep_pictures(items: Iterable[Wanted], looks: Mapping[Key, Look]) -> dict[UUID, files.Body]:
    """The picture's bytes under each brand's own key, before any transaction opens."""
    bodies: dict[UUID, files.Body] = {}
    for item in items:
        look = looks.get(item.key)
        if look and look.picture:
            try:
                bodies[item.id] = files.keep_body(
                    io.BytesIO(look.picture),
                    name="listing.jpg",
                    tenant_id=item.tenant_id,
                    most_bytes=MOST_PICTURE_BYTES,
                )
            except files.FileRefused as refused:
                logger.warning("Picture of %s not kept: %s", item.listing_ref, refused)
    return bodies


def _write(
    works: Sequence[Work],
    items: Mapping[UUID, Wanted],
    sites: Mapping[UUID, Marketplace],
    fresh: Mapping[Key, UUID],
    looks: Mapping[Key, Look],
    pictures: Mapping[UUID, files.Body],
) -> None:
    troubles = {w: look for w in works if (look := _look_of(items.get(w.subject_id), looks)).error}
    done = [w for w in works if w not in troubles]
    with acting_as(SYSTEM):
        now = clock.now()
        listings = {**fresh, **record_looks(looks, sites, now=now)}
        locked = Item.objects.filter(id__any_of=[w.subject_id for w in done], status=Status.RECEIVED)
        ids = list(locked.select_for_update().order_by("id").values_list("id", flat=True))
        frozen = _frozen([items[id] for id in ids], listings, pictures, now=now)
        with_pictures = {id: copy for id, copy in frozen.items() if id in pictures}
        first_a_look = order_looks(with_pictures, now=now) if with_pictures else frozenset()
        # Assessed in the same transaction: a trusted brand's clock is running.
        assess_items([id for id in ids if id not in first_a_look], now=now, frozen=frozen)
        outbox.finish(done)
        for work, look in troubles.items():
            if not put_off(work, look):
                _leave_to_a_person(work, look, now=now)


def _look_of(item: Wanted | None, looks: Mapping[Key, Look]) -> Look:
    return looks.get(item.key, Look()) if item else Look()


# After this many looks a person decides from the link alone: the brand must not wait for a broken site.
MOST_LOOKS = 6


def put_off(work: Work, look: Look) -> bool:
    """Look again later; False when we have looked often enough."""
    if look.waits_in_line and look.wait is not None:
        outbox.defer(work, error=look.error, after_seconds=look.wait)
        return True
    if work.tries < MOST_LOOKS:
        outbox.retry(work, error=look.error, after_seconds=look.wait)
        return True
    return False


def _leave_to_a_person(work: Work, look: Look, *, now: datetime) -> None:
    items = Item.objects.filter(id=work.subject_id, status=Status.RECEIVED)
    items.update(unread=True)
    moves.start_assessing(
        [moves.Target(item_id=i.id, tenant_id=i.tenant_id, data={"unread": look.error[:200]}) for i in items],
        by=SYSTEM,
        now=now,
    )
    outbox.finish([work])


def record_looks(
    looks: Mapping[Key, Look], sites: Mapping[UUID, Marketplace], *, now: datetime
) -> dict[Key, UUID]:
    found: dict[Key, UUID] = {}
    for site in sites.values():
        remotes = [k.remote for (m, _), k in looks.items() if m == site.id and k.remote]
        if remotes:
            rows = feed.record_listings(site, remotes, now=now)
            found |= {(site.id, ref): id for ref, id in rows.items()}
    return found


def _frozen(
    items: Sequence[Wanted],
    listings: Mapping[Key, UUID],
    pictures: Mapping[UUID, files.Body],
    *,
    now: datetime,
) -> dict[UUID, Frozen]:
    """Each item's listing and a copy of its own; a listing that is gone leaves none. The move writes both into the item."""
    found = {i: listings[i.key] for i in items if i.key in listings}
    if not found:
        return {}
    stored = files.record_files([pictures[i.id] for i in found if i.id in pictures], by=SYSTEM)
    snapshots = feed.freeze(
        [
            feed.Frozen(
                tenant_id=item.tenant_id,
                listing_id=listing_id,
                picture_id=stored[pictures[item.id].key].id if item.id in pictures else None,
            )
            for item, listing_id in found.items()
        ],
        now=now,
    )
    return {
        item.id: Frozen(listing_id, snapshot_id)
        for (item, listing_id), snapshot_id in zip(found.items(), snapshots, strict=True)
    }
