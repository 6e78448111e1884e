"""Appeals as a brand, a seller and staff see them, each in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from brands.models import Brand
from complaints.models import Item
from complaints.review.paging import Order, Page, Place, page_of
from complaints.review.selectors import Choice, Holder, counted, due_tone, names_of
from core.tenancy import Actor
from takedown.models import AppealFile, DecisionAppeal
from takedown.redress.appeals.models import AppealQuerySet
from takedown.redress.appeals.queue import appeals_for, queue
from takedown.redress.appeals.reach import appeals_of
from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.words import FURTHER, SIDES, STATES, WHAT_WAS_DECIDED

PAGE_SIZE = 50
NEXT_DUE_FIRST = Order(columns=("due_at", "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """`url` opens it for whoever the page is for; empty: they have it themselves."""

    name: str
    size: int
    is_picture: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One appeal in words. `further`: where else to turn, once it was dismissed."""

    row: DecisionAppeal
    label: str
    tone: str
    side: str
    about: str
    files: Sequence[ShownFile]
    further: str
    by: str = ""


def own_appeals(item: Item, actor: Actor) -> list[Shown]:
    """A brand's own about one of its items, newest first."""
    rows = list(appeals_of(actor).filter(item_id=item.id).order_by("-made_at", "-id"))
    return shown_all(rows, files_by_appeal(rows, actor))


def shown_all(
    rows: Collection[DecisionAppeal],
    brand_files: Mapping[UUID, Sequence[AppealFile]],
    people: Mapping[UUID, str] | None = None,
) -> list[Shown]:
    """`people`: names of who decided, for staff."""
    names = people or {}
    return [
        Shown(
            row=row,
            label=str(STATES[row.status][0]),
            tone=STATES[row.status][1],
            side=str(SIDES[row.side]),
            about=str(WHAT_WAS_DECIDED[row.about]),
            files=[*map(_of_brand, brand_files.get(row.id, ())), *_of_seller(row)],
            further=str(FURTHER) if row.status == Status.DISMISSED else "",
            by=names.get(row.decided_by_id, "") if row.decided_by_id else "",
        )
        for row in rows
    ]


def files_by_appeal(rows: Collection[DecisionAppeal], actor: Actor) -> dict[UUID, list[AppealFile]]:
    """What brands have added."""
    found: dict[UUID, list[AppealFile]] = defaultdict(list)
    files = AppealFile.objects.visible_to(actor).filter(appeal__in=rows)
    for row in files.select_related("file").order_by("id"):
        found[row.appeal_id].append(row)
    return found


def _of_brand(row: AppealFile) -> ShownFile:
    return ShownFile(
        name=row.file.name,
        size=row.file.size,
        is_picture=row.file.media_type.startswith("image/"),
        url=reverse("file", args=[row.file_id]),
    )


def _of_seller(row: DecisionAppeal) -> list[ShownFile]:
    return [
        ShownFile(
            name=kept["name"],
            size=kept["size"],
            is_picture=kept["media_type"].startswith("image/"),
            url=reverse("appeal-file", args=[row.id, number]),
        )
        for number, kept in enumerate(row.seller_files)
    ]


# --- staff's queue -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`decided_before`: whoever looks has decided about this, so somebody else decides the appeal."""

    row: DecisionAppeal
    title: str
    brand: str
    side: str
    about: str
    due_tone: str
    holder: Holder | None
    decided_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    rows: list[Row]
    page: Page[DecisionAppeal]
    waiting: str
    """How many appeals wait, whatever the filter."""
    matching: str
    """How many of them the filter lets through."""
    sides: list[Choice]


def queue_page(actor: Actor, side: str, place: Place, *, now: datetime) -> QueuePage:
    waiting = queue(actor)
    chosen = waiting.filter(side=side) if side else waiting
    page = page_of(_with_what_a_row_shows(chosen), NEXT_DUE_FIRST, place, size=PAGE_SIZE)
    brands = Brand.objects.visible_to(actor).in_bulk({r.tenant_id for r in page.rows if r.tenant_id})
    names = names_of(r.claimed_by for r in page.rows)
    all_waiting = counted(waiting)
    return QueuePage(
        rows=[
            Row(
                row=r,
                title=title_of(r),
                brand=brands[r.tenant_id].name if r.tenant_id in brands else "",
                side=str(SIDES[r.side]),
                about=str(WHAT_WAS_DECIDED[r.about]),
                due_tone=due_tone(r.due_at, now),
                holder=holder_of(r, names, actor=actor, now=now),
                decided_before=actor.user_id in r.decided_before,
            )
            for r in page.rows
        ],
        page=page,
        waiting=all_waiting,
        matching=counted(chosen) if side else all_waiting,
        sides=[
            Choice(
                label=str(label),
                chosen=value == side,
                query={"side": None if value == side else str(value), "after": None, "before": None},
            )
            for value, label in SIDES.items()
        ],
    )


def _with_what_a_row_shows(rows: AppealQuerySet) -> AppealQuerySet:
    return rows.select_related("item__snapshot", "item__complaint", "action__seller")


def title_of(appeal: DecisionAppeal) -> str:
    if appeal.item is None:
        return str(appeal.action.seller) if appeal.action else appeal.number
    return str(appeal.item.snapshot.title if appeal.item.snapshot else appeal.item.listing_ref)


def holder_of(
    appeal: DecisionAppeal, names: Mapping[UUID, str], *, actor: Actor, now: datetime
) -> Holder | None:
    if appeal.claimed_by is None or appeal.claimed_until is None or appeal.claimed_until <= now:
        return None
    name = names.get(appeal.claimed_by, "")
    return Holder(name=name, until=appeal.claimed_until, is_you=appeal.claimed_by == actor.user_id)


# --- one appeal, for staff ---------------------------------------------------------------------------------


def appeal_for(actor: Actor, appeal_id: UUID) -> DecisionAppeal:
    """Raises DecisionAppeal.DoesNotExist, which is a 404, for whatever the actor may not know of."""
    rows = appeals_for(actor).select_related("decision", "item", "action__seller", "action__by", "removal")
    return rows.get(id=appeal_id)


def appeals_about(appeal: DecisionAppeal, actor: Actor) -> list[Shown]:
    """Of both sides, this one among them, the oldest first."""
    rows = appeals_for(actor)
    return _all(rows.filter(item_id=appeal.item_id) if appeal.item_id else rows.filter(id=appeal.id), actor)


def appeals_of_item(item: Item, actor: Actor) -> list[Shown]:
    return _all(appeals_for(actor).filter(item_id=item.id), actor)


def _all(rows: AppealQuerySet, actor: Actor) -> list[Shown]:
    found = list(rows.order_by("made_at", "id"))
    return shown_all(found, files_by_appeal(found, actor), names_of(r.decided_by_id for r in found))


def of_side(shown: Sequence[Shown], side: Side) -> list[Shown]:
    return [one for one in shown if one.row.side == side]
