"""What a brand looks at: one listing beside its own pictures, why it is suspected, and how many are left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import Q

from brands.genuine import genuine_pictures
from complaints.words import plain_duration
from core.tenancy import Actor, TenantQuerySet
from detection.models import AuthenticationRequest
from detection.questions.answering import MOST_TWINS
from detection.questions.reach import requests_of
from detection.states import State
from detection.suspicions import LABELS, Code

# Beyond this the figure says "1000+": counting more would make the page slow and tell nobody anything.
_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`twins` are open requests with the very same picture; `next_picture` is fetched while this one is looked at."""

    request: AuthenticationRequest
    reasons: Sequence[str]
    photos: Sequence[UUID]
    references: Sequence[UUID]
    twins: Sequence[AuthenticationRequest] = field(default_factory=tuple)
    next_picture: UUID | None = None

    @property
    def files(self) -> frozenset[UUID]:
        """Every picture that the card itself shows."""
        picture = self.request.snapshot.picture_id if self.request.snapshot else None
        return frozenset([*self.photos, *self.references, *([picture] if picture else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is in the queue: everything up to here they have put off for later."""

    due_at: datetime
    id: UUID

    @classmethod
    def after(cls, request_id: UUID, actor: Actor) -> Self | None:
        row = requests_of(actor).filter(id=request_id).first()
        return cls(due_at=row.due_at, id=row.id) if row and row.due_at else None

    @property
    def rest(self) -> Q:
        return Q(due_at__gt=self.due_at) | Q(due_at=self.due_at, id__gt=self.id)


def open_requests(actor: Actor, *, now: datetime) -> TenantQuerySet[AuthenticationRequest]:
    """The most urgent first. Index request_queue."""
    rows = requests_of(actor).filter(state=State.OPEN, due_at__gt=now)
    return rows.select_related("snapshot", "right", "marketplace").order_by("due_at", "id")


def next_card(actor: Actor, place: Place | None, *, now: datetime) -> Card | None:
    rows = open_requests(actor, now=now)
    ahead = list((rows.filter(place.rest) if place else rows)[:2])
    if not ahead:
        return None
    return _card(ahead[0], actor, following=ahead[1] if len(ahead) > 1 else None, now=now)


def card_of(request: AuthenticationRequest, actor: Actor, *, now: datetime) -> Card:
    """The request with its `snapshot`, `right` and `marketplace`."""
    return _card(request, actor, following=None, now=now)


def left(actor: Actor, *, now: datetime) -> str:
    found = open_requests(actor, now=now).order_by()[: _MOST + 1].count()
    return f"{_MOST}+" if found > _MOST else str(found)


def _card(
    request: AuthenticationRequest, actor: Actor, *, following: AuthenticationRequest | None, now: datetime
) -> Card:
    title = request.snapshot.title if request.snapshot else ""
    return Card(
        request=request,
        reasons=[str(LABELS[Code(code)]) for code in request.codes],
        photos=list(request.photos.order_by("id").values_list("file_id", flat=True)),
        references=[picture.id for picture in genuine_pictures(request.right_id, title, actor=actor)],
        twins=_twins(request, actor, now=now),
        next_picture=following.snapshot.picture_id if following and following.snapshot else None,
    )


def _twins(request: AuthenticationRequest, actor: Actor, *, now: datetime) -> list[AuthenticationRequest]:
    """A brand's files are kept by their content, so the very same picture is the very same file."""
    picture = request.snapshot.picture_id if request.snapshot else None
    if picture is None or request.state != State.OPEN:
        return []
    alike = open_requests(actor, now=now).filter(snapshot__picture_id=picture).exclude(id=request.id)
    return list(alike[:MOST_TWINS])


def time_left(request: AuthenticationRequest, *, now: datetime) -> str:
    return plain_duration(request.due_at - now) if request.due_at else ""


# --- what was said ---------------------------------------------------------------------------------------


def answers_of(actor: Actor, *, most: int = 100) -> list[AuthenticationRequest]:
    """What is over, the latest first."""
    rows = requests_of(actor).exclude(state__in=[State.OPEN, State.RAISED])
    shown = rows.select_related("snapshot", "marketplace", "item").order_by("-state_at", "-id")
    return list(shown[:most])
