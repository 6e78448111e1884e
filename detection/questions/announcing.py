"""What brands' programs are told: they are asked about a listing, or need not answer any more. As thin as the API."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.webhooks.events import Event, EventType, tell
from detection.models import AuthenticationRequest
from detection.states import LIVE, State

# Photos that a brand wants leave the question where it is; with them it is asked again.
TOLD: Mapping[State, EventType] = {
    State.OPEN: EventType.QUESTION_ASKED,
    **{state: EventType.QUESTION_CLOSED for state in State if state not in LIVE},
}


def tell_of_questions(requests: Sequence[AuthenticationRequest], to: State, *, now: datetime) -> None:
    """`requests` as they were before. As many queries for a hundred as for one, and one for nobody."""
    if to not in TOLD:
        return
    # What ends before it was put was never shown to the brand.
    shown = [r for r in requests if to is State.OPEN or r.opened_at is not None]

    def events_for(tenants: Collection[UUID]) -> list[Event]:
        rows = AuthenticationRequest.objects.filter(id__in=[r.id for r in shown if r.tenant_id in tenants])
        return [_event(row, to, now=now) for row in rows.select_related("marketplace").order_by("id")]

    tell({r.tenant_id for r in shown}, events_for)


def _event(request: AuthenticationRequest, to: State, *, now: datetime) -> Event:
    return Event(
        type=TOLD[to],
        tenant_id=request.tenant_id,
        at=now,
        sandbox=request.marketplace.is_sandbox,
        data={
            "authentication_request": request.id,
            "listing_ref": request.listing_ref,
            "url": settings.ORIGIN + reverse("api-question", args=[request.id]),
            "state": request.state,
            "answer": request.answer or None,
        },
    )
