"""What a seller is shown behind the notice's link: each thing that was decided, and where their appeal against it stands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from brands.models import Brand
from core.tenancy import acting_as
from takedown.models import DecisionAppeal, Removal
from takedown.redress.appeals import subjects
from takedown.redress.appeals.making import id_of
from takedown.redress.appeals.states import Status
from takedown.redress.appeals.subjects import Subject
from takedown.redress.appeals.table import Why
from takedown.redress.appeals.words import STATES, TOLD_SELLER, WHY_NOT
from takedown.redress.notices import link_actor

_SILENT = frozenset({Why.IN_YOUR_FAVOUR, Why.NOT_ABOUT_YOU, Why.NOT_DECIDED, Why.YOUR_OWN_ACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`may`: the seller can appeal against it now; else `why_not` says why, or an appeal stands there.

    `appeal` is the latest of theirs about it, also once what it was against stands no longer.
    """

    id: UUID
    label: str
    brand: str
    case: str
    at: datetime | None
    until: datetime | None
    may: bool
    why_not: str
    appeal: DecisionAppeal | None
    state: str = ""
    tone: str = ""

    @property
    def choice(self) -> str:
        """As one of several."""
        return f"{self.label} ({self.brand}, {self.case})" if self.brand else self.label


def told_to(removal: Removal, *, now: datetime) -> list[Told]:
    """For somebody who has typed the code. Run as the system."""
    found = subjects.for_seller(removal, now=now)
    brands = Brand.objects.in_bulk({s.item.tenant_id for s in found if s.item})
    latest = _latest_appeals(removal)
    told = [_told(s, brands, latest) for s in found]
    return [one for one in told if one.may or one.appeal or one.why_not]


def _latest_appeals(removal: Removal) -> dict[UUID, DecisionAppeal]:
    rows = DecisionAppeal.objects.filter(removal=removal).order_by("made_at", "id")
    return {about: row for row in rows if (about := row.item_id or row.action_id)}


def _told(subject: Subject, brands: dict[UUID, Brand], latest: dict[UUID, DecisionAppeal]) -> Told:
    id = id_of(subject)
    assert id is not None  # noqa: S101 - it is about an item or about the seller
    appeal = latest.get(id)
    label, tone = STATES[Status(appeal.status)] if appeal else ("", "")
    brand = brands.get(subject.item.tenant_id) if subject.item else None
    silent = subject.why is None or subject.why in _SILENT or subject.why is Why.ALREADY
    return Told(
        id=id,
        label=str(TOLD_SELLER.get(subject.decided, "")),
        brand=brand.name if brand else "",
        case=subject.item.complaint.number if subject.item else "",
        at=subject.told_at,
        until=subject.until,
        may=subject.why is None,
        why_not="" if silent or subject.why is None else str(WHY_NOT[subject.why]),
        appeal=appeal,
        state=str(label),
        tone=tone,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """That there is an appeal, and what became of it: no words of the seller's, whoever holds the link may see it."""

    row: DecisionAppeal
    label: str
    tone: str


def appeals_by_link(token: str) -> list[State]:
    with acting_as(link_actor(token)):
        rows = list(DecisionAppeal.objects.filter(item__isnull=False).order_by("made_at", "id"))
    return [State(row=row, label=str(STATES[row.status][0]), tone=STATES[row.status][1]) for row in rows]
