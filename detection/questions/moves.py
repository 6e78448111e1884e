"""The only place where a request's state is written: one function a state, with its audit event and what programs are told.

Every function takes sets, and all of a set moves or none of it does. It must run inside a transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from core import audit
from core.tenancy import Actor
from detection.models import AuthenticationRequest
from detection.questions.announcing import tell_of_questions
from detection.states import NEXT, Answer, Cause, Channel, MoveRefused, State

STARTS: Mapping[State, list[str]] = {
    end: [str(start) for start, ends in NEXT.items() if end in ends] for end in State
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A request with what its brand will be shown."""

    request: AuthenticationRequest
    listing_id: UUID
    snapshot_id: UUID
    fingerprint: str


_OPEN = """
UPDATE detection_authenticationrequest r SET
    state = 'open', state_at = %(now)s, opened_at = %(now)s, due_at = %(due)s,
    listing_id = v.listing, snapshot_id = v.snapshot, fingerprint = v.fingerprint
FROM unnest(%(ids)s::uuid[], %(listings)s::uuid[], %(snapshots)s::uuid[], %(fingerprints)s::text[])
    AS v(id, listing, snapshot, fingerprint)
WHERE r.id = v.id AND r.state = 'raised'
"""


def put(copies: Sequence[Copy], *, due_at: datetime, by: Actor, now: datetime) -> None:
    """From here on the brand is asked."""
    if not copies:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN,
            {
                "now": now,
                "due": due_at,
                "ids": [str(c.request.id) for c in copies],
                "listings": [str(c.listing_id) for c in copies],
                "snapshots": [str(c.snapshot_id) for c in copies],
                "fingerprints": [c.fingerprint for c in copies],
            },
        )
        _all_or_none(cursor.rowcount, len(copies), State.OPEN)
    _record_and_tell([c.request for c in copies], State.OPEN, {}, by=by, now=now)


def reopen(requests: Sequence[AuthenticationRequest], *, due_at: datetime, by: Actor, now: datetime) -> None:
    """The photos are there: asked again, from the beginning."""
    _move(
        requests,
        State.OPEN,
        {"opened_at": now, "due_at": due_at, "told_at": None, "reminders": 0},
        by=by,
        now=now,
    )


_ANSWER = """
UPDATE detection_authenticationrequest r SET
    state = 'answered', state_at = %(now)s, answer = %(answer)s, answered_at = %(now)s, answered_by = %(by)s,
    answered_by_label = %(label)s, channel = %(channel)s, item_id = v.item
FROM unnest(%(ids)s::uuid[], %(items)s::uuid[]) AS v(id, item)
WHERE r.id = v.id AND r.state = 'open'
"""


def answer(
    requests: Sequence[AuthenticationRequest],
    said: Answer,
    *,
    channel: Channel,
    by: Actor,
    now: datetime,
    items: Mapping[UUID, UUID],
) -> None:
    """`items`: by request, what "counterfeit" became."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ANSWER,
            {
                "now": now,
                "answer": str(said),
                "by": str(by.person),
                "label": by.label,
                "channel": str(channel),
                "ids": [str(r.id) for r in requests],
                "items": [str(items[r.id]) if r.id in items else None for r in requests],
            },
        )
        _all_or_none(cursor.rowcount, len(requests), State.ANSWERED)
    data = {"answer": str(said), "channel": str(channel)}
    _record_and_tell(requests, State.ANSWERED, data, by=by, now=now)


def ask_for_photos(
    requests: Sequence[AuthenticationRequest], *, channel: Channel, by: Actor, now: datetime
) -> None:
    _move(requests, State.NEEDS_PHOTOS, {}, by=by, now=now, data={"channel": str(channel)})


def expire(requests: Sequence[AuthenticationRequest], *, by: Actor, now: datetime) -> None:
    _move(requests, State.EXPIRED, {}, by=by, now=now)


def withdraw(requests: Sequence[AuthenticationRequest], cause: Cause, *, by: Actor, now: datetime) -> None:
    _move(requests, State.WITHDRAWN, {"cause": cause}, by=by, now=now, data={"cause": str(cause)})


def _move(
    requests: Sequence[AuthenticationRequest],
    to: State,
    values: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    if not requests:
        return
    rows = AuthenticationRequest.objects.filter(id__in=[r.id for r in requests], state__in=STARTS[to])
    _all_or_none(rows.update(state=to, state_at=now, **values), len(requests), to)
    _record_and_tell(requests, to, data or {}, by=by, now=now)


def _all_or_none(moved: int, wanted: int, to: State) -> None:
    """Raises MoveRefused if any is not where the move starts: the caller's view of it was old."""
    if moved != wanted:
        raise MoveRefused(f"{wanted - moved} of {wanted} requests cannot become {to}")


def _record_and_tell(
    requests: Sequence[AuthenticationRequest],
    to: State,
    data: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> None:
    audit.record_all(
        (
            audit.Event(
                name=f"question.{to}",
                subject_kind="authentication_request",
                subject_id=request.id,
                tenant_id=request.tenant_id,
                data=data,
            )
            for request in requests
        ),
        by=by,
        now=now,
    )
    tell_of_questions(requests, to, now=now)
