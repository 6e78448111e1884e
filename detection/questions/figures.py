"""What the marketplace's people see: how brands answer, what came back as work, what is out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DurationField, F, Q
from django.utils.functional import Promise

from brands.models import Brand
from complaints.words import plain_duration
from core.figures import Median
from core.tenancy import Actor
from detection.models import AuthenticationRequest
from detection.questions.words import LABELS
from detection.states import FINAL, Answer, State

WINDOW = timedelta(days=90)
_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How often one of the final answers was given."""

    answer: Answer
    label: Promise
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One brand over the window."""

    tenant_id: UUID
    brand: str
    asked: int
    open: int
    answered: int
    expired: int
    expired_share: str
    median: str
    mix: Sequence[Said]


def figures_by_brand(actor: Actor, *, now: datetime) -> list[Figures]:
    """Brands that were asked within the window, those asked most first. Two queries."""
    rows = (
        AuthenticationRequest.objects.visible_to(actor)
        .filter(opened_at__gt=now - WINDOW)
        .values("tenant_id")
        .annotate(
            asked=Count("id"),
            waiting=Count("id", filter=Q(state__in=[State.OPEN, State.NEEDS_PHOTOS])),
            answered=Count("id", filter=Q(state=State.ANSWERED)),
            expired=Count("id", filter=Q(state=State.EXPIRED)),
            # What nobody answered has no time, and counts in no median.
            median=Median(F("answered_at") - F("opened_at"), output_field=DurationField()),
            **{f"said_{said}": Count("id", filter=Q(answer=said)) for said in FINAL},
        )
        .order_by("-asked")
    )
    found: list[dict[str, Any]] = list(rows)  # type: ignore[arg-type]
    names = dict(
        Brand.objects.visible_to(actor)
        .filter(tenant_id__in=[row["tenant_id"] for row in found])
        .values_list("tenant_id", "name")
    )
    return [
        Figures(
            tenant_id=row["tenant_id"],
            brand=names.get(row["tenant_id"], ""),
            asked=row["asked"],
            open=row["waiting"],
            answered=row["answered"],
            expired=row["expired"],
            expired_share=_share(row["expired"], row["expired"] + row["answered"]),
            median=plain_duration(row["median"]) if row["median"] is not None else "",
            mix=[Said(answer=said, label=LABELS[said], count=row[f"said_{said}"]) for said in FINAL],
        )
        for row in found
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    request: AuthenticationRequest
    brand: str


def _listed(actor: Actor, condition: Q, *order: str) -> list[Row]:
    rows = AuthenticationRequest.objects.visible_to(actor).filter(condition)
    found = list(rows.select_related("snapshot", "marketplace").order_by(*order)[:_LISTED])
    names = dict(
        Brand.objects.visible_to(actor)
        .filter(tenant_id__in={r.tenant_id for r in found})
        .values_list("tenant_id", "name")
    )
    return [Row(request=request, brand=names.get(request.tenant_id, "")) for request in found]


def came_back(actor: Actor) -> list[Row]:
    """Work: photos are wanted, or the brand cannot tell; the oldest first."""
    wants_photos = Q(state=State.NEEDS_PHOTOS)
    cannot_tell = Q(state=State.ANSWERED, answer=Answer.CANNOT_TELL, handled_at=None)
    return _listed(actor, wants_photos | cannot_tell, "state_at", "id")


def are_out(actor: Actor) -> list[Row]:
    """Asked and not answered yet, the most urgent first; then what is only being looked at."""
    return _listed(actor, Q(state__in=[State.OPEN, State.RAISED]), "due_at", "id")
