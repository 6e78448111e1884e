"""What staff see of one item, of the removals, and of the work behind them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from complaints.models import Audit, Complaint, Decision, Item, Question
from complaints.reasons import REASONS
from complaints.review.paging import Order, Page, Place, page_of
from complaints.review.selectors import in_words, names_of, title_of
from complaints.states import Status
from core.models import AuditEvent, Outbox
from core.tenancy import Actor
from takedown.models import Attempt, Ground, Removal, SellerNotice

PAGE_SIZE = 30
NEWEST_FIRST = Order(columns=("status_at", "id"), descending=True)
MOST_DEAD = 50

# --- one item: everything --------------------------------------------------------------------------------

_TITLES: Mapping[str, Promise] = {
    "complaint.filed": _("Complaint filed"),
    "item.received": _("Received"),
    "item.assessing": _("Being assessed"),
    "item.assessed": _("Assessed"),
    "item.needs_information": _("The brand was asked for something"),
    "item.in_review": _("Waits for a person"),
    "item.held": _("Decided, but held"),
    "item.upheld": _("Upheld"),
    "item.refused": _("Refused"),
    "item.removed": _("Off sale: no buyer sees it"),
    "item.contested": _("The seller contests it"),
    "item.restored": _("Back on sale"),
    "item.withdrawn": _("Withdrawn by the brand"),
    "item.withdrawal_asked": _("The brand asked to have it back on sale"),
    "item.closed": _("Closed without a decision"),
    "item.overturned": _("Reversed on the merits"),
    "item.decision_undone": _("The manager took the decision back"),
    "audit.opened": _("Drawn for a blind audit"),
    "audit.passed_on": _("An auditor could not tell: another one looks"),
    "audit.confirmed": _("A blind audit confirmed it"),
    "audit.overturned": _("A blind audit found it wrong"),
    "removal.submitted": _("Marketplace and seller told"),
    "removal.pending": _("The marketplace has accepted; buyers may still see it"),
    "removal.verified": _("A buyer's look found nothing"),
    "removal.refused": _("The marketplace refused"),
    "removal.needs_info": _("The marketplace asks for more"),
    "removal.restoring": _("To be put back on sale"),
    "removal.restored": _("The marketplace has put it back on sale"),
    "removal.conflict": _("Not put back: somebody else has changed it since"),
    "removal.reappeared": _("On sale again"),
    "removal.cancelled": _("Cancelled before the marketplace was told"),
}
_TONES: Mapping[str, str] = {
    "item.upheld": "good",
    "item.removed": "good",
    "removal.verified": "good",
    "item.refused": "bad",
    "removal.refused": "bad",
    "removal.conflict": "bad",
    "item.needs_information": "warn",
    "item.held": "warn",
    "item.overturned": "warn",
    "item.restored": "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the timeline (components/timeline.html)."""

    at: datetime
    title: str
    detail: str
    actor: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One brand's ground for the removal; `end` says why it has ended."""

    brand: str
    ground: Ground
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """Everything about one item."""

    item: Item
    title: str
    status: str
    reason: str
    brand: Brand
    events: list[Event]
    decisions: list[tuple[Decision, str]]
    questions: list[Question]
    removal: Removal | None
    removal_status: str
    attempts: list[Attempt]
    grounds: list[Wanted]
    notice: SellerNotice | None
    may_be_restored: bool


def file_of(item: Item, actor: Actor) -> ItemFile:
    own = Ground.objects.visible_to(actor).filter(item=item).select_related("removal__notice")
    removals = [ground.removal for ground in own.order_by("-since", "-id")]
    removal = removals[0] if removals else None
    decisions = list(
        Decision.objects.visible_to(actor).filter(tenant_id=item.tenant_id, item=item).order_by("decided_at")
    )
    people = names_of(d.decided_by for d in decisions)
    return ItemFile(
        item=item,
        title=title_of(item),
        status=in_words(item.status),
        reason=str(REASONS[item.complaint.reason].label),
        brand=Brand.objects.visible_to(actor).get(tenant_id=item.tenant_id),
        events=_events(item, removals, actor),
        decisions=[(d, people.get(d.decided_by, "") if d.decided_by else "") for d in decisions],
        questions=list(Question.objects.visible_to(actor).filter(item=item).order_by("asked_at")),
        removal=removal,
        removal_status=in_words(removal.status) if removal else "",
        attempts=list(Attempt.objects.filter(removal=removal).order_by("-at")) if removal else [],
        grounds=_grounds(removal, actor) if removal else [],
        notice=removal.notice if removal else None,
        may_be_restored=_may_be_restored(item, decisions),
    )


def _may_be_restored(item: Item, decisions: Sequence[Decision]) -> bool:
    overturned = {d.overturns_id for d in decisions}
    upheld = [d.id for d in decisions if d.outcome == Decision.Outcome.UPHELD]
    is_off_sale = item.status in {Status.REMOVED, Status.CONTESTED}
    return is_off_sale and bool(upheld) and upheld[-1] not in overturned


def _grounds(removal: Removal, actor: Actor) -> list[Wanted]:
    """All brands that want, or wanted, this listing gone, as far as the actor may know them."""
    grounds = Ground.objects.visible_to(actor).filter(removal=removal).select_related("item__complaint")
    found = list(grounds.order_by("since", "id"))
    brands = Brand.objects.visible_to(actor).in_bulk({g.tenant_id for g in found})
    return [
        Wanted(brand=brands[g.tenant_id].name, ground=g, end=in_words(g.end_cause))
        for g in found
        if g.tenant_id in brands
    ]


def _events(item: Item, removals: Sequence[Removal], actor: Actor) -> list[Event]:
    audits = Audit.objects.visible_to(actor).filter(tenant_id=item.tenant_id, item=item)
    about = [item.id, item.complaint_id, *audits.values_list("id", flat=True)]
    seen = AuditEvent.objects.visible_to(actor).filter(subject_id__in=about)
    # A removal belongs to no brand; it was reached through a ground that the actor may see.
    theirs = AuditEvent.objects.filter(subject_id__in={r.id for r in removals}, subject_kind="removal")
    events = sorted([*seen, *theirs], key=lambda e: (e.at, e.id))
    return [
        Event(
            at=e.at,
            title=str(_TITLES.get(e.event, in_words(e.event))),
            detail=_detail(e),
            actor=e.actor_label
            if e.actor_role == "system"
            else f"{e.actor_label}, {in_words(e.actor_role).lower()}",
            tone=_TONES.get(e.event, "info"),
        )
        for e in events
    ]


def _detail(event: AuditEvent) -> str:
    """Every code and figure that the ledger kept, guards and policy version among them."""
    data = dict(event.data)
    parts = [in_words(code) for code in data.pop("because", [])]
    parts += [f"{in_words(name)}: {_plain(value)}" for name, value in data.items()]
    if event.policy_version is not None:
        parts.append(str(_("Policy version {number}")).format(number=event.policy_version))
    return ". ".join(parts)


def _plain(value: Any) -> str:
    return str(_("yes")) if value is True else str(value).replace("_", " ")


# --- removals, newest first ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRow:
    removal: Removal
    status: str
    attempts: list[Attempt]
    item_id: UUID | None


def removals_visible_to(actor: Actor) -> QuerySet[Removal]:
    """A removal has no tenant: staff who see only some brands see those that one of these brands wants."""
    if not actor.staff:
        return Removal.objects.none()
    if actor.only_tenants is None:
        return Removal.objects.all()
    own = Ground.objects.visible_to(actor).filter(removal=OuterRef("pk"))
    return Removal.objects.filter(Exists(own))


def removal_page(actor: Actor, place: Place) -> tuple[list[RemovalRow], Page[Removal]]:
    removals = removals_visible_to(actor).select_related("listing", "marketplace")
    page = page_of(removals, NEWEST_FIRST, place, size=PAGE_SIZE)
    ids = [removal.id for removal in page.rows]
    attempts: dict[UUID, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(removal_id__in=ids).order_by("-at"):
        attempts.setdefault(attempt.removal_id, []).append(attempt)
    grounds = Ground.objects.visible_to(actor).filter(removal_id__in=ids).order_by("-since")
    items = dict(grounds.values_list("removal_id", "item_id"))
    rows = [
        RemovalRow(
            removal=r, status=in_words(r.status), attempts=attempts.get(r.id, []), item_id=items.get(r.id)
        )
        for r in page.rows
    ]
    return rows, page


# --- the work behind them --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Work of one kind: how much of it is due, since when the oldest, and how much waits for its moment."""

    label: str
    due: int
    oldest: datetime | None
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    row: Outbox
    label: str
    about: str


def waiting_work(actor: Actor, *, now: datetime) -> list[Waiting]:
    pending = Outbox.objects.visible_to(actor).filter(state=Outbox.State.PENDING)
    is_due = Q(due_at__lte=now)
    kinds = pending.values("kind").annotate(
        due=Count("id", filter=is_due), later=Count("id", filter=~is_due), oldest=Min("due_at", filter=is_due)
    )
    return [
        Waiting(label=_work_in_words(k["kind"]), due=k["due"], later=k["later"], oldest=k["oldest"])
        for k in kinds.order_by("kind")
    ]


def dead_letters(actor: Actor) -> list[DeadLetter]:
    dead = Outbox.objects.visible_to(actor).filter(state=Outbox.State.DEAD).order_by("-ended_at", "id")
    rows = list(dead[:MOST_DEAD])
    about = _subjects([row.subject_id for row in rows], actor)
    return [
        DeadLetter(row=row, label=_work_in_words(row.kind), about=about.get(row.subject_id, ""))
        for row in rows
    ]


def _work_in_words(kind: str) -> str:
    return in_words(kind.rpartition(".")[2])


def _subjects(ids: Iterable[UUID], actor: Actor) -> dict[UUID, str]:
    """What the work is about: a removal's or an item's listing."""
    ids = list(ids)
    removals = removals_visible_to(actor).filter(id__in=ids).values_list("id", "listing__title")
    items = Item.objects.visible_to(actor).filter(id__in=ids).values_list("id", "complaint__number")
    complaints = Complaint.objects.visible_to(actor).filter(id__in=ids).values_list("id", "number")
    return {**dict(removals), **dict(items), **dict(complaints)}
