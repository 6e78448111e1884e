"""A brand answers: one service for the page, programs and links in mail. Answered twice is answered once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from accounts.roles import Action, require
from complaints.intake.asked import Answered, AskedFiling, file_answered
from core.tenancy import Actor
from detection.models import AuthenticationRequest
from detection.questions import moves
from detection.questions.declaration import DeclarationMissing, declaration_of
from detection.questions.reach import requests_of
from detection.states import Answer, Channel, State

# As many others with the same picture as are shown beside it.
MOST_TWINS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`answered` just now; or how the request `stands`, because somebody had answered it, or it had ended."""

    answered: Sequence[AuthenticationRequest] = field(default_factory=tuple)
    stands: AuthenticationRequest | None = None

    def has(self, said: Answer) -> bool:
        """Whether what was said is what stands: also after a second click."""
        return self.stands is None or says(self.stands, said)


def says(request: AuthenticationRequest, said: Answer) -> bool:
    if said is Answer.NEED_PHOTOS:
        return request.state == State.NEEDS_PHOTOS
    return request.answer == said


def answer(
    request_id: UUID,
    said: Answer,
    *,
    channel: Channel,
    by: Actor,
    now: datetime,
    twins: Sequence[UUID] = (),
) -> Outcome:
    """Raises AuthenticationRequest.DoesNotExist, or DeclarationMissing for a "counterfeit" that nobody signed for.

    `twins` get the same answer as far as they show the same picture and are still open.
    """
    require(by, Action.ANSWER_AUTHENTICATION)
    rows = requests_of(by).filter(id__in=[request_id, *twins[:MOST_TWINS]])
    locked = {r.id: r for r in rows.select_related("snapshot").select_for_update(of=("self",)).order_by("id")}
    if request_id not in locked:
        raise AuthenticationRequest.DoesNotExist
    request = locked.pop(request_id)
    if not is_open(request, now):
        return Outcome(stands=request)
    alike = [r for r in locked.values() if is_open(r, now) and _same_picture(r, request)]
    answered = [request, *alike]
    _write(answered, said, channel=channel, by=by, now=now)
    return Outcome(answered=answered)


def is_open(request: AuthenticationRequest, now: datetime) -> bool:
    """What is overdue is over, even before the scheduled work has said so."""
    return request.state == State.OPEN and request.due_at is not None and now < request.due_at


def _same_picture(one: AuthenticationRequest, other: AuthenticationRequest) -> bool:
    """A brand's files are kept by their content: the same picture is the same file."""
    if one.snapshot is None or other.snapshot is None:
        return False
    return one.snapshot.picture_id is not None and one.snapshot.picture_id == other.snapshot.picture_id


def _write(
    requests: Sequence[AuthenticationRequest], said: Answer, *, channel: Channel, by: Actor, now: datetime
) -> None:
    if said is Answer.NEED_PHOTOS:
        moves.ask_for_photos(requests, channel=channel, by=by, now=now)
        return
    items = _file(requests, by=by, now=now) if said is Answer.COUNTERFEIT else {}
    moves.answer(requests, said, channel=channel, by=by, now=now, items=items)


def _file(requests: Sequence[AuthenticationRequest], *, by: Actor, now: datetime) -> dict[UUID, UUID]:
    """One complaint a right and marketplace, signed with the brand's standing declaration; items by request."""
    declaration = declaration_of(by)
    if declaration is None:
        raise DeclarationMissing
    items: dict[UUID, UUID] = {}
    ordered = sorted(requests, key=lambda r: (r.marketplace_id, r.right_id, r.id))
    for (marketplace_id, right_id), group in groupby(ordered, key=lambda r: (r.marketplace_id, r.right_id)):
        some = list(group)
        filed = file_answered(
            AskedFiling(
                marketplace_id=marketplace_id,
                right_id=right_id,
                listings=[_listing(request) for request in some],
                declared_by=declaration.signed_as,
                declared_at=declaration.signed_at,
                form_key=some[0].id,
            ),
            by=by,
            now=now,
        )
        items |= {request.id: filed[request.listing_ref].id for request in some}
    return items


def _listing(request: AuthenticationRequest) -> Answered:
    if request.listing_id is None or request.snapshot_id is None:
        raise RuntimeError(f"{request.id} is open without its copy")
    return Answered(
        listing_ref=request.listing_ref,
        url=request.url,
        listing_id=request.listing_id,
        snapshot_id=request.snapshot_id,
    )
