"""What the queue and its search show, read in a constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from brands.models import Brand
from complaints.models import Item, PendingDecision
from complaints.reasons import REASONS
from complaints.review.paging import Order, Page, Place, page_of
from complaints.review.queue import queue
from core.tenancy import Actor
from listings.models import Marketplace

PAGE_SIZE = 50
STRIP_SIZE = 8
# Beyond this nobody needs the figure, and counting would get slow.
MOST_COUNTED = 1_000

MOST_URGENT_FIRST = Order(columns=("priority", "due_at", "id"))

URGENCY: Mapping[int, Promise] = {
    0: gettext_lazy("Urgent"),
    1: gettext_lazy("Priority"),
    2: gettext_lazy("Standard"),
    3: gettext_lazy("Unverified"),
}


# --- the queue -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    brand: UUID | None = None
    marketplace: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.brand or self.marketplace or self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    name: str
    until: datetime
    is_you: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item that waits, as the queue lists it."""

    item: Item
    title: str
    brand: str
    reason: str
    urgency: str
    due_tone: str
    holder: Holder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One filter that can be put on or taken off; `query` is what that changes in the address."""

    label: str
    chosen: bool
    query: Mapping[str, str | None]


def choice(name: str, value: str, label: str, *, chosen: bool) -> Choice:
    """A chip that puts this filter on, or takes it off where it is on; either begins at the first page."""
    query: Mapping[str, str | None] = {name: None if chosen else value, "after": None, "before": None}
    return Choice(label=label, chosen=chosen, query=query)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    rows: list[Row]
    page: Page[Item]
    waiting: str
    """How many items wait, whatever the filters."""
    matching: str
    """How many of them the filters let through."""
    brands: list[Choice]
    marketplaces: list[Choice]
    reasons: list[Choice]


def queue_page(actor: Actor, filters: Filters, place: Place, *, now: datetime) -> QueuePage:
    marketplaces = list(Marketplace.objects.order_by("name"))
    waiting = queue(actor)
    if filters.brand:
        waiting = waiting.filter(tenant_id=filters.brand)
    if filters.marketplace:
        chosen = [m.id for m in marketplaces if m.slug == filters.marketplace]
        waiting = waiting.filter(marketplace_id__in=chosen)
    if filters.reason:
        waiting = waiting.filter(complaint__reason=filters.reason)
    page = page_of(_with_what_a_row_shows(waiting), MOST_URGENT_FIRST, place, size=PAGE_SIZE)
    brands = _brand_names([filters.brand, *(item.tenant_id for item in page.rows)])
    all_waiting = counted(queue(actor))
    return QueuePage(
        rows=_rows(page.rows, brands, actor=actor, now=now),
        page=page,
        waiting=all_waiting,
        matching=counted(waiting) if filters else all_waiting,
        brands=[
            choice("brand", str(id), name, chosen=id == filters.brand)
            for id, name in sorted(brands.items(), key=lambda pair: pair[1].casefold())
        ],
        marketplaces=[
            choice("marketplace", m.slug, m.name, chosen=m.slug == filters.marketplace) for m in marketplaces
        ],
        reasons=[
            choice("reason", r.code, str(r.label), chosen=r.code == filters.reason) for r in REASONS.values()
        ],
    )


def strip(actor: Actor, *, now: datetime) -> list[Row]:
    """The next items, without a second look at who their brands are."""
    return _rows(_with_what_a_row_shows(queue(actor))[:STRIP_SIZE], {}, actor=actor, now=now)


def capped(number: int, *, most: int = MOST_COUNTED) -> str:
    return f"{most:,}+" if number > most else f"{number:,}"


def counted(items: Any) -> str:
    return capped(items[: MOST_COUNTED + 1].count())


def _with_what_a_row_shows(items: Any) -> Any:
    return items.select_related("complaint", "marketplace", "snapshot")


def _rows(items: Iterable[Item], brands: Mapping[UUID, str], *, actor: Actor, now: datetime) -> list[Row]:
    items = list(items)
    names = names_of(item.claimed_by for item in items)
    return [
        Row(
            item=item,
            title=title_of(item),
            brand=brands.get(item.tenant_id, ""),
            reason=str(REASONS[item.complaint.reason].label),
            urgency=str(URGENCY.get(item.priority, "")),
            due_tone=due_tone(item.due_at, now),
            holder=holder_of(item, names, actor=actor, now=now),
        )
        for item in items
    ]


def title_of(item: Item) -> str:
    return item.snapshot.title if item.snapshot else item.listing_ref


def due_tone(due_at: datetime | None, now: datetime) -> str:
    if due_at is None or due_at - now > timedelta(hours=2):
        return "neutral"
    return "warn" if due_at > now else "bad"


def _brand_names(tenants: Iterable[UUID | None]) -> dict[UUID, str]:
    brands = Brand.objects.filter(tenant_id__in={id for id in tenants if id})
    return {brand.tenant_id: brand.name for brand in brands}


def names_of(users: Iterable[UUID | None]) -> dict[UUID, str]:
    people = User.objects.filter(id__in={id for id in users if id})
    return {person.id: str(person) for person in people}


def holder_of(item: Item, names: Mapping[UUID, str], *, actor: Actor, now: datetime) -> Holder | None:
    if item.claimed_by is None or item.claimed_until is None or item.claimed_until <= now:
        return None
    name = names.get(item.claimed_by, _("another manager"))
    return Holder(name=name, until=item.claimed_until, is_you=item.claimed_by == actor.user_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """The manager's own last decision, while it can be undone."""

    id: UUID
    text: str
    seconds: int


_DONE: Mapping[str, Promise] = {
    "uphold": gettext_lazy("Upheld: {title}"),
    "refuse": gettext_lazy("Refused: {title}"),
    "ask": gettext_lazy("Asked about: {title}"),
}


def last_decision(actor: Actor, *, now: datetime) -> LastDecision | None:
    """The table of pending decisions holds ten seconds' worth of rows, so no index is needed."""
    if actor.user_id is None:
        return None
    found = (
        PendingDecision.objects.visible_to(actor)
        .filter(by=actor.user_id, takes_effect_at__gt=now)
        .select_related("item__snapshot")
        .order_by("-made_at")
        .first()
    )
    if found is None:
        return None
    title = title_of(found.item)
    return LastDecision(
        id=found.id,
        text=str(_DONE[found.outcome]).format(title=title if len(title) <= 60 else f"{title[:59]}…"),
        seconds=max(int((found.takes_effect_at - now).total_seconds()), 1),
    )
