"""What the marketplace's people do about a request that is out: get the photos, take note, take it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from accounts.roles import Action, require
from core import audit, files
from core.tenancy import Actor
from detection.models import AuthenticationRequest, RequestPhoto
from detection.questions import moves
from detection.questions.digests import order_digests
from detection.questions.prepare import TIME_TO_ANSWER
from detection.states import LIVE, Answer, Cause, MoveRefused, State

MOST_PHOTOS = 12


def _locked(request_id: UUID, by: Actor) -> AuthenticationRequest:
    """Raises AuthenticationRequest.DoesNotExist."""
    require(by, Action.RAISE_AUTHENTICATION)
    return AuthenticationRequest.objects.visible_to(by).select_for_update().get(id=request_id)


def withdraw(request_id: UUID, *, by: Actor, now: datetime) -> AuthenticationRequest:
    """The brand is not asked any more. Raises MoveRefused for what has ended."""
    request = _locked(request_id, by)
    if request.state not in LIVE:
        raise MoveRefused(f"A request that is {request.state} cannot be withdrawn.")
    moves.withdraw([request], Cause.BY_STAFF, by=by, now=now)
    return request


def reopen_with_photos(
    request_id: UUID, bodies: Sequence[files.Body], *, by: Actor, now: datetime
) -> AuthenticationRequest:
    """The photos that the brand wanted; it is asked again, with all its time. Raises MoveRefused.

    The bodies are in storage, under the brand's own key.
    """
    request = _locked(request_id, by)
    if request.state != State.NEEDS_PHOTOS:
        raise MoveRefused(gettext("The brand wants no photos of this one."))
    if not bodies:
        raise MoveRefused(gettext("Add at least one photo."))
    stored = files.record_files(bodies, by=by)
    RequestPhoto.objects.bulk_create(
        (
            RequestPhoto(
                tenant_id=request.tenant_id, request=request, file=file, added_at=now, added_by=by.person
            )
            for file in stored.values()
        ),
        ignore_conflicts=True,
    )
    moves.reopen([request], due_at=now + TIME_TO_ANSWER, by=by, now=now)
    order_digests({request.tenant_id})
    return request


def take_note(request_id: UUID, *, by: Actor, now: datetime) -> AuthenticationRequest:
    """Staff have done what there was to do about a "cannot tell". Noting it twice is noting it once."""
    request = _locked(request_id, by)
    if request.answer != Answer.CANNOT_TELL:
        raise MoveRefused(gettext("Nothing came back about this one."))
    if request.handled_at is None:
        AuthenticationRequest.objects.filter(id=request.id).update(handled_at=now, handled_by=by.person)
        audit.record(
            audit.Event(
                name="question.handled",
                subject_kind="authentication_request",
                subject_id=request.id,
                tenant_id=request.tenant_id,
            ),
            by=by,
            now=now,
        )
    return request
