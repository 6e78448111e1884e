"""A seller asks for a new look; then the listing is read and copied as it stands now. Leased work."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.roles import Action, require
from complaints.intake.freeze import Key, Look, Wanted, keep_pictures, look_at, put_off, record_looks
from core import audit, clock, files, outbox
from core.files import Body
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from listings import feed
from listings.models import Listing, Marketplace
from takedown import work as kinds
from takedown.models import FixRequest, Ground
from takedown.redress.fixes.moves import FixRefused, move
from takedown.redress.fixes.states import FIXABLE, FixStatus

LOOK_WITHIN = timedelta(hours=24)
MOST_A_DAY = 3


def ask(ground_id: UUID, *, by: Actor, now: datetime) -> FixRequest:
    """In the system's view: whoever calls knows that `by` holds the link of this ground's removal and has typed the code.

    Raises FixRefused: "ended", "not_fixable", "asked_already", "too_often".
    """
    require(by, Action.ASK_FOR_NEW_LOOK)
    ground = (
        Ground.objects.filter(id=ground_id, ended_at=None)
        .select_for_update(of=("self",))
        .select_related("item__complaint")
        .first()
    )
    if ground is None:
        raise FixRefused("ended")
    if ground.item.complaint.reason not in FIXABLE:
        raise FixRefused("not_fixable")
    lately = FixRequest.objects.filter(ground=ground, asked_at__gt=now - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise FixRefused("too_often")
    try:
        with transaction.atomic():
            made = FixRequest.objects.create(
                tenant_id=ground.tenant_id,
                ground=ground,
                removal_id=ground.removal_id,
                status_at=now,
                asked_at=now,
                due_at=now + LOOK_WITHIN,
            )
    except IntegrityError as error:
        raise FixRefused("asked_already") from error
    audit.record(
        audit.Event(
            name="fix.asked", subject_kind="item", subject_id=ground.item_id, tenant_id=ground.tenant_id
        ),
        by=by,
        now=now,
    )
    outbox.add(outbox.Order(kind=kinds.READ_FIX, subject_id=made.id, tenant_id=made.tenant_id))
    return made


# --- reading ---------------------------------------------------------------------------------------------


def read_fixes(works: Sequence[Work]) -> None:
    """What cannot be read goes to a person all the same: they can open the link."""
    with acting_as(SYSTEM):
        wanted = _asked([w.subject_id for w in works])
        sites = Marketplace.objects.in_bulk({one.marketplace_id for one in wanted.values()})
    looks = look_at({one.key: sites[one.marketplace_id] for one in wanted.values()})
    pictures = keep_pictures(wanted.values(), looks)
    with acting_as(SYSTEM):
        now = clock.now()
        listings = record_looks(looks, sites, now=now)
        later = [
            w
            for w in works
            if _trouble(wanted.get(w.subject_id), looks) and put_off(w, looks[wanted[w.subject_id].key])
        ]
        done = [w for w in works if w not in later]
        _write([w.subject_id for w in done], wanted, listings, pictures, now=now)
        outbox.finish(done)


def _asked(ids: Sequence[UUID]) -> dict[UUID, Wanted]:
    rows = FixRequest.objects.filter(id__in=ids, status=FixStatus.READING).order_by("id")
    found = rows.values_list("id", "tenant_id", "removal__marketplace_id", "removal__listing__ref")
    return {row[0]: Wanted(*row) for row in found}


def _trouble(wanted: Wanted | None, looks: Mapping[Key, Look]) -> str:
    return looks[wanted.key].error if wanted else ""


def _write(
    ids: Sequence[UUID],
    wanted: Mapping[UUID, Wanted],
    listings: Mapping[Key, UUID],
    pictures: Mapping[UUID, Body],
    *,
    now: datetime,
) -> None:
    fixes = list(
        FixRequest.objects.filter(id__in=ids, status=FixStatus.READING)
        .select_for_update(of=("self",))
        .select_related("ground__item__snapshot", "removal")
        .order_by("id")
    )
    read = [fix for fix in fixes if wanted[fix.id].key in listings]
    stored = files.record_files([pictures[fix.id] for fix in read if fix.id in pictures], by=SYSTEM)
    copies = feed.freeze(
        [
            feed.Frozen(
                tenant_id=fix.tenant_id,
                listing_id=listings[wanted[fix.id].key],
                picture_id=stored[pictures[fix.id].key].id if fix.id in pictures else None,
            )
            for fix in read
        ],
        now=now,
    )
    prints = dict(Listing.objects.filter(id__in=listings.values()).values_list("id", "fingerprint"))
    for fix, copy in zip(read, copies, strict=True):
        fix.snapshot_id = copy
        changed = prints[listings[wanted[fix.id].key]] not in _as_it_was(fix)
        move(fix, FixStatus.WAITING if changed else FixStatus.UNCHANGED, by=SYSTEM, now=now)
    for fix in fixes:
        if fix not in read:
            move(fix, FixStatus.WAITING, by=SYSTEM, now=now)


def _as_it_was(fix: FixRequest) -> set[str]:
    """What was complained about, and what was ordered off sale."""
    snapshot = fix.ground.item.snapshot
    return {fix.removal.fingerprint, *([snapshot.fingerprint] if snapshot else [])}
