"""The figures of a brand's home page. Each is counted from rows that a link beside it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DurationField, F, QuerySet

from brands.models import Brand, Right
from complaints.listing import ComplaintRow, ItemRow, rows_of, with_shares
from complaints.models import Complaint, Item
from complaints.states import Status
from core.figures import Median
from core.tenancy import Actor
from detection.questions.cards import left
from portal.standing import Scope, scopes_of
from takedown.redress.licences.selectors import waiting_for_the_brand
from takedown.redress.replies.shown import Line, open_lines

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
_LISTED = 5
# Beyond this the figure says "1000+": counting more would make the page slow and tell nobody anything.
_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    brand: Brand
    asked: str
    """How many listings the marketplace asks about: “is it yours?”"""
    claims: str
    """How many sellers say that the brand has authorised them, and wait for its word."""
    counters: Sequence[Line]
    """Counter-notices that wait for the brand, what runs out first before the others."""
    has_rights: bool
    latest: Sequence[ComplaintRow]
    """The complaints filed last; none where there is none yet."""
    questions: Sequence[ItemRow]
    needs_information: str
    in_review: str
    removed: str
    median: timedelta | None
    scopes: Sequence[Scope]

    @property
    def asked_count(self) -> int:
        """For a language's plurals."""
        return int(self.asked.rstrip("+"))


def overview(actor: Actor, *, now: datetime) -> Overview:
    items = Item.objects.visible_to(actor)
    waiting = items.filter(status=Status.NEEDS_INFORMATION)
    listed = waiting.select_related("complaint__right", "marketplace", "snapshot").order_by("due_at", "id")
    removed = items.filter(status=Status.REMOVED)
    filed = Complaint.objects.visible_to(actor).select_related("right", "marketplace").order_by("-id")
    latest = with_shares(list(filed[:_LISTED]), actor)
    return Overview(
        brand=Brand.objects.visible_to(actor).get(),
        asked=left(actor, now=now),
        claims=_count(waiting_for_the_brand(actor)),
        counters=[line for line in open_lines(actor) if line.step.yours],
        has_rights=Right.objects.visible_to(actor).exists(),
        latest=latest,
        questions=rows_of(list(listed[:_LISTED])),
        needs_information=_count(waiting),
        in_review=_count(items.filter(status=Status.IN_REVIEW)),
        removed=_count(removed.filter(status_at__gt=now - WEEK)),
        median=_median(removed.filter(status_at__gt=now - MONTH)),
        scopes=scopes_of(actor, now=now),
    )


def _count(rows: QuerySet[Any]) -> str:
    found = rows.order_by()[: _MOST + 1].count()
    return f"{_MOST}+" if found > _MOST else str(found)


def _median(rows: QuerySet[Item]) -> timedelta | None:
    """From the click to the moment we saw that no buyer is shown the listing."""
    taken = rows.aggregate(
        median=Median(F("status_at") - F("complaint__filed_at"), output_field=DurationField())
    )
    median: timedelta | None = taken["median"]
    return median
