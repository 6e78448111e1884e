"""Lists of complaints and of items: which rows a query string asks for, page by page, and what each row shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from brands.models import Right
from complaints import words
from complaints.blind import is_kept_from, kept_from
from complaints.models import Complaint, Item
from complaints.review.paging import Order, Page, Place, page_of
from complaints.states import Status
from core.tenancy import Actor
from listings.models import Marketplace

NEWEST_FIRST = Order(columns=("id",), descending=True)
AS_FILED = Order(columns=("id",))
SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the query string asks for; words that mean nothing are passed over."""

    status: str = ""
    right: str = ""
    marketplace: str = ""
    days: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        status, days = query.get("status", ""), query.get("days", "")
        return cls(
            status=status if status in set(Status) else "",
            right=_uuid(query.get("right", "")),
            marketplace=query.get("marketplace", ""),
            days=int(days) if days.isdecimal() and len(days) < 5 else 0,
        )

    def __bool__(self) -> bool:
        return bool(self.status or self.right or self.marketplace or self.days)

    def said(self) -> dict[str, Any]:
        """What the query string says, for links and hidden fields."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def url(self, **changes: Any) -> str:
        values = {name: changes.get(name, getattr(self, name)) for name in self.__slots__}
        return "?" + urlencode({name: value for name, value in values.items() if value})


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def complaints_page(filters: Filters, place: Place, actor: Actor) -> Page[Complaint]:
    rows = Complaint.objects.visible_to(actor).select_related("right", "marketplace")
    if filters.right:
        rows = rows.filter(right_id=filters.right)
    if filters.marketplace:
        rows = rows.filter(marketplace__slug=filters.marketplace)
    return page_of(rows, NEWEST_FIRST, place, size=SIZE)


def items_page(filters: Filters, place: Place, actor: Actor, *, now: datetime) -> Page[Item]:
    """The listings that are in one state, over all complaints."""
    rows = items_like(filters, actor, now=now).select_related("complaint__right", "marketplace", "snapshot")
    return page_of(rows, NEWEST_FIRST, place, size=SIZE)


def items_like(filters: Filters, actor: Actor, *, now: datetime) -> QuerySet[Item]:
    rows = in_status(Item.objects.visible_to(actor), filters.status, actor)
    if filters.right:
        rows = rows.filter(complaint__right_id=filters.right)
    if filters.marketplace:
        rows = rows.filter(marketplace__slug=filters.marketplace)
    if filters.days:
        rows = rows.filter(status_at__gt=now - timedelta(days=filters.days))
    return rows


def items_of(complaint: Complaint, place: Place, actor: Actor) -> Page[Item]:
    rows = Item.objects.visible_to(actor).filter(complaint=complaint)
    return page_of(rows.select_related("marketplace", "snapshot"), AS_FILED, place, size=SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    item: Item
    label: str
    step: words.Step


def as_it_waits(items: Iterable[Item], actor: Actor) -> list[Item]:
    """To those who review, what is audited looks as if it still waited (complaints/blind.py): they must judge it
    without knowing that it has been decided. Only in memory; everybody else sees what is so."""
    items = list(items)
    for item in items:
        item.status = Status.IN_REVIEW if is_kept_from(actor, item) else item.status
    return items


def shown_status(actor: Actor) -> Case:
    """The same, for rows that are only counted."""
    return Case(When(kept_from(actor), then=Value(str(Status.IN_REVIEW))), default=F("status"))


def in_status(rows: QuerySet[Item], status: str, actor: Actor) -> QuerySet[Item]:
    waits = kept_from(actor)
    found = Q(status=status) & ~waits
    return rows.filter(found | waits if status == Status.IN_REVIEW else found)


def rows_of(items: Sequence[Item]) -> list[ItemRow]:
    return [
        ItemRow(item=i, label=str(words.LABELS[Status(i.status)]), step=words.next_step(i)) for i in items
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many items of a complaint are in one state."""

    status: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRow:
    complaint: Complaint
    shares: list[Share]
    total: int


def with_shares(complaints: Sequence[Complaint], actor: Actor) -> list[ComplaintRow]:
    """One query for the whole page, over the index that each complaint's items stand in."""
    counts: dict[UUID, Counter[str]] = {c.id: Counter() for c in complaints}
    grouped = (
        Item.objects.visible_to(actor)
        .filter(complaint_id__in=counts)
        .order_by()
        .values_list("complaint_id", shown_status(actor))
        .annotate(Count("id"))
    )
    for complaint_id, status, count in grouped:
        counts[complaint_id][status] = count
    return [
        ComplaintRow(complaint=c, shares=_shares(counts[c.id]), total=counts[c.id].total())
        for c in complaints
    ]


def _shares(counts: Counter[str]) -> list[Share]:
    return [Share(status=s, label=str(words.LABELS[s]), count=counts[s]) for s in Status if counts[s]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    label: str
    url: str
    current: bool


# The states that somebody looks for, in the order of whose turn it is.
_CHIPS = (
    Status.NEEDS_INFORMATION,
    Status.IN_REVIEW,
    Status.UPHELD,
    Status.REMOVED,
    Status.REFUSED,
    Status.CONTESTED,
    Status.WITHDRAWN,
    Status.CLOSED,
)


def chips_for(filters: Filters, *, everything: str) -> list[Chip]:
    shown = [*_CHIPS, *(s for s in Status if s == filters.status and s not in _CHIPS)]
    return [
        Chip(label=everything, url=filters.url(status="", days=0), current=not filters.status),
        *(
            Chip(label=str(words.LABELS[s]), url=filters.url(status=s, days=0), current=s == filters.status)
            for s in shown
        ),
    ]


def choices_for_filters(actor: Actor) -> dict[str, list[Any]]:
    return {
        "rights": list(Right.objects.visible_to(actor).order_by("title", "id")[:200]),
        "marketplaces": list(Marketplace.objects.order_by("name")),
    }
