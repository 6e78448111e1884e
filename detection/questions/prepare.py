"""Look at each suspected listing and copy it for the brand, then put the question, unless something now stands against it.

Leased work, as freezing is: the calls happen outside any transaction, several at once; one transaction writes the set.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from complaints.intake.freeze import Key, Look, Wanted, keep_pictures, look_at, put_off, record_looks
from core import clock, files, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from detection.models import AuthenticationRequest
from detection.questions import moves
from detection.questions.digests import order_digests
from detection.questions.gather import Subject, facts_for
from detection.questions.refusals import first_refusal
from detection.states import Cause, State
from listings import feed
from listings.models import Listing, Marketplace

TIME_TO_ANSWER = timedelta(hours=72)


def prepare(works: Sequence[Work]) -> None:
    with acting_as(SYSTEM):
        wanted = _raised([w.subject_id for w in works])
        sites = Marketplace.objects.in_bulk({one.marketplace_id for one in wanted.values()})
    looks = look_at({one.key: sites[one.marketplace_id] for one in wanted.values()})
    pictures = keep_pictures(wanted.values(), looks)
    with acting_as(SYSTEM):
        now = clock.now()
        listings = record_looks(looks, sites, now=now)
        troubles = [w for w in works if _look(wanted.get(w.subject_id), looks).error]
        given_up = [w for w in troubles if not put_off(w, _look(wanted[w.subject_id], looks))]
        done = [w for w in works if w not in troubles]
        moves.withdraw(_locked(given_up), Cause.COULD_NOT_BE_READ, by=SYSTEM, now=now)
        _put(_locked(done), listings, pictures, now=now)
        outbox.finish([*done, *given_up])


def _raised(ids: Sequence[UUID]) -> dict[UUID, Wanted]:
    """Those that nobody has withdrawn meanwhile."""
    rows = AuthenticationRequest.objects.filter(id__in=ids, state=State.RAISED).order_by("id")
    return {row[0]: Wanted(*row) for row in rows.values_list(*Wanted._fields)}


def _look(wanted: Wanted | None, looks: Mapping[Key, Look]) -> Look:
    return looks.get(wanted.key, Look()) if wanted else Look()


def _locked(works: Sequence[Work]) -> list[AuthenticationRequest]:
    rows = AuthenticationRequest.objects.filter(id__in=[w.subject_id for w in works], state=State.RAISED)
    return list(rows.select_for_update().order_by("id"))


def _put(
    requests: Sequence[AuthenticationRequest],
    listings: Mapping[Key, UUID],
    pictures: Mapping[UUID, files.Body],
    *,
    now: datetime,
) -> None:
    subjects = {r.id: Subject(r.tenant_id, r.right_id, r.marketplace_id, r.listing_ref) for r in requests}
    facts = facts_for(list(subjects.values()), by=SYSTEM, but=subjects)
    to_put: list[AuthenticationRequest] = []
    not_to_put: dict[Cause, list[AuthenticationRequest]] = defaultdict(list)
    for request in requests:
        refusal = first_refusal(facts[subjects[request.id]])
        if subjects[request.id].listing not in listings:
            not_to_put[Cause.LISTING_GONE].append(request)
        elif refusal is not None:
            not_to_put[refusal.cause].append(request)
        else:
            to_put.append(request)
    for cause, some in not_to_put.items():
        moves.withdraw(some, cause, by=SYSTEM, now=now)
    moves.put(_copies(to_put, listings, pictures, now=now), due_at=now + TIME_TO_ANSWER, by=SYSTEM, now=now)
    order_digests({request.tenant_id for request in to_put})


def _copies(
    requests: Sequence[AuthenticationRequest],
    listings: Mapping[Key, UUID],
    pictures: Mapping[UUID, files.Body],
    *,
    now: datetime,
) -> list[moves.Copy]:
    """A frozen copy for each brand of its own, in its own files."""
    found = [listings[r.marketplace_id, r.listing_ref] for r in requests]
    prints = dict(Listing.objects.filter(id__in=found).values_list("id", "fingerprint"))
    stored = files.record_files([pictures[r.id] for r in requests if r.id in pictures], by=SYSTEM)
    snapshots = feed.freeze(
        [
            feed.Frozen(
                tenant_id=request.tenant_id,
                listing_id=listing_id,
                picture_id=stored[pictures[request.id].key].id if request.id in pictures else None,
            )
            for request, listing_id in zip(requests, found, strict=True)
        ],
        now=now,
    )
    return [
        moves.Copy(
            request=request, listing_id=listing_id, snapshot_id=snapshot, fingerprint=prints[listing_id]
        )
        for request, listing_id, snapshot in zip(requests, found, snapshots, strict=True)
    ]
