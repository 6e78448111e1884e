"""What staff see of the removals, newest first, of the work behind them, and of the marketplaces they go to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from brands.models import Brand
from complaints.blind import kept_from
from complaints.code_words import in_words
from complaints.models import Complaint, Item
from complaints.review.paging import Order, Page, Place, page_of
from complaints.review.selectors import Choice, choice
from core.models import AuditEvent, Outbox
from core.tenancy import Actor
from listings.models import Marketplace
from listings.traffic import gate
from listings.traffic.pace import Line, pace_of
from listings.traffic.words import Sight
from takedown.models import Attempt, Ground, LetterWay, Removal, SellerLetter
from takedown.removal.blind import removals_kept_from
from takedown.removal.selectors import Event, events_in_words
from takedown.states import RemovalStatus

PAGE_SIZE = 30
NEWEST_FIRST = Order(columns=("status_at", "id"), descending=True)
LATEST_ENDED = Order(columns=("ended_at", "id"), descending=True)
MOST_DEAD = 10
MOST_ATTEMPTS = 100


# --- removals, newest first ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which removals: of one state, of one marketplace (its slug), only those with a dead letter."""

    status: str = ""
    marketplace: str = ""
    dead: bool = False

    def __bool__(self) -> bool:
        return bool(self.status or self.marketplace or self.dead)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRow:
    removal: Removal
    status: str
    attempts: int
    latest: str
    """The outcome of the last call."""
    is_dead: bool


def removals_visible_to(actor: Actor) -> QuerySet[Removal]:
    """A removal has no tenant: staff who see only some brands see those that one of these brands wants."""
    if not actor.staff:
        return Removal.objects.none()
    told = Removal.objects.exclude(id__in=removals_kept_from(actor).values("id"))
    if actor.only_tenants is None:
        return told
    own = Ground.objects.visible_to(actor).filter(removal=OuterRef("pk"))
    return told.filter(Exists(own))


def removal_page(
    actor: Actor, place: Place, filters: Filters = Filters()
) -> tuple[list[RemovalRow], Page[Removal]]:
    removals = removals_visible_to(actor).select_related("listing", "marketplace")
    if filters.status:
        removals = removals.filter(status=filters.status)
    if filters.marketplace:
        removals = removals.filter(marketplace__slug=filters.marketplace)
    if filters.dead:
        removals = removals.filter(id__in=_letters(actor, Outbox.State.DEAD).values("subject_id"))
    page = page_of(removals, NEWEST_FIRST, place, size=PAGE_SIZE)
    return _rows(page.rows, actor), page


def _rows(removals: Sequence[Removal], actor: Actor) -> list[RemovalRow]:
    ids = [removal.id for removal in removals]
    counts = Attempt.objects.filter(removal_id__in=ids).values("removal_id").annotate(n=Count("id"))
    called = dict(counts.values_list("removal_id", "n"))
    latest = Attempt.objects.filter(removal_id__in=ids).order_by("removal_id", "-at", "-id")
    outcomes = dict(latest.distinct("removal_id").values_list("removal_id", "outcome"))
    dead = set(
        _letters(actor, Outbox.State.DEAD).filter(subject_id__in=ids).values_list("subject_id", flat=True)
    )
    return [
        RemovalRow(
            removal=r,
            status=in_words(r.status),
            attempts=called.get(r.id, 0),
            latest=outcomes.get(r.id, ""),
            is_dead=r.id in dead,
        )
        for r in removals
    ]


# --- one removal -----------------------------------------------------------------------------------------

_LINES = ("state", "title", "description", "price", "quantity", "pictures", "seller")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One line of an offer, as it stood before us and as it stood when putting it back stopped."""

    name: str
    before: str
    now: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalFile:
    """Everything about one removal."""

    removal: Removal
    status: str
    attempts: list[Attempt]
    grounds: list[tuple[str, Ground]]
    """With the name of its brand."""
    events: list[Event]
    letters: list["Letter"]
    told: list["ToldSeller"]
    compared: list[Compared]
    """Filled while a person has to decide on a restoration."""


def removal_file(removal_id: UUID, actor: Actor) -> RemovalFile:
    """Raises Removal.DoesNotExist."""
    found = removals_visible_to(actor).select_related("listing__seller", "marketplace", "notice")
    removal = found.get(id=removal_id)
    grounds = list(
        Ground.objects.visible_to(actor)
        .filter(removal=removal)
        .select_related("item__complaint")
        .order_by("since", "id")
    )
    brands = Brand.objects.visible_to(actor).in_bulk({g.tenant_id for g in grounds})
    events = AuditEvent.objects.filter(subject_id=removal.id, subject_kind="removal")
    letters = Outbox.objects.visible_to(actor).filter(
        subject_id=removal.id, state__in=[Outbox.State.DEAD, Outbox.State.PARKED]
    )
    return RemovalFile(
        removal=removal,
        status=in_words(removal.status),
        attempts=list(Attempt.objects.filter(removal=removal).order_by("-at", "-id")[:MOST_ATTEMPTS]),
        grounds=[(brands[g.tenant_id].name, g) for g in grounds if g.tenant_id in brands],
        events=events_in_words(events.order_by("at", "id")),
        letters=[_letter(row, "") for row in letters.order_by("-ended_at", "id")],
        told=_told(removal),
        compared=_compared(removal) if removal.status == RemovalStatus.CONFLICT else [],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSeller:
    """One letter to the seller, and how it fared on each way."""

    at: datetime
    label: str
    language: str
    ways: list[tuple[str, str]]


def _told(removal: Removal) -> list[ToldSeller]:
    letters = SellerLetter.objects.filter(removal=removal).order_by("written_at", "id")
    return [
        ToldSeller(
            at=letter.written_at,
            label=in_words(letter.kind),
            language=letter.language,
            ways=[
                (in_words(way.way), in_words(way.outcome or "on_its_way"))
                for way in sorted(letter.ways.all(), key=lambda way: way.way)
            ],
        )
        for letter in letters.prefetch_related("ways")
    ]


def _compared(removal: Removal) -> list[Compared]:
    return compared(removal.stood_before or {}, removal.found or {})


def compared(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Compared]:
    """Two offers, in the words that removals keep them in."""
    return [
        Compared(
            name=in_words(name),
            before=_shown(before.get(name, "")),
            now=_shown(now.get(name, "")),
            # The state is what we changed ourselves.
            differs=name != "state" and before.get(name) != now.get(name),
        )
        for name in _LINES
        if name in before or name in now
    ]


def _shown(value: Any) -> str:
    """Pictures by their names: an address is too long to compare by eye."""
    if isinstance(value, list):
        return ", ".join(str(one).rstrip("/").rpartition("/")[2] for one in value)
    return str(value)


# --- the work behind them --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Work of one kind: how much of it is due, since when the oldest, and how much waits for its moment."""

    label: str
    due: int
    oldest: datetime | None
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Work that was given up, or put aside by a person."""

    row: Outbox
    label: str
    about: str
    tries: int


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


def _letters(actor: Actor, state: Outbox.State) -> QuerySet[Outbox]:
    """But for work on what is audited: that there is any would tell whoever is to judge it."""
    removals = removals_kept_from(actor).values("id")
    told = LetterWay.objects.filter(letter__removal__in=removals).values("id")
    items = Item.objects.visible_to(actor).filter(kept_from(actor)).values("id")
    about_them = Q(subject_id__in=removals) | Q(subject_id__in=told) | Q(subject_id__in=items)
    return Outbox.objects.visible_to(actor).filter(~about_them, state=state)


def letters_page(
    actor: Actor, place: Place, *, state: Outbox.State, size: int = PAGE_SIZE
) -> tuple[list[Letter], Page[Outbox]]:
    page = page_of(_letters(actor, state), LATEST_ENDED, place, size=size)
    about = _subjects([row.subject_id for row in page.rows], actor)
    return [_letter(row, about.get(row.subject_id, "")) for row in page.rows], page


def letter_of(work_id: UUID, actor: Actor) -> Letter:
    """A dead letter. Raises Outbox.DoesNotExist."""
    row = _letters(actor, Outbox.State.DEAD).get(id=work_id)
    return _letter(row, _subjects([row.subject_id], actor).get(row.subject_id, ""))


def how_many(actor: Actor, state: Outbox.State) -> int:
    return _letters(actor, state).count()


def _letter(row: Outbox, about: str) -> Letter:
    return Letter(row=row, label=_work_in_words(row.kind), about=about, tries=row.attempt - row.deferred)


def _work_in_words(kind: str) -> str:
    return in_words(kind.rpartition(".")[2])


def _subjects(ids: Iterable[UUID], actor: Actor) -> dict[UUID, str]:
    """What the work is about: a removal's or an item's listing, or the one that a letter tells of."""
    ids = list(ids)
    removals = removals_visible_to(actor).filter(id__in=ids).values_list("id", "listing__title")
    told = LetterWay.objects.filter(
        id__in=ids, letter__removal__in=removals_visible_to(actor).values("id")
    ).values_list("id", "letter__removal__listing__title")
    items = Item.objects.visible_to(actor).filter(id__in=ids).values_list("id", "complaint__number")
    complaints = Complaint.objects.visible_to(actor).filter(id__in=ids).values_list("id", "number")
    return {**dict(removals), **dict(told), **dict(items), **dict(complaints)}


# --- the marketplaces ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A marketplace as it can be asked now. `buckets`: class of call, its rate a minute, percent left."""

    marketplace: Marketplace
    sight: Sight
    buckets: list[tuple[Line, int, int]]


def sites() -> list[Site]:
    return [_site(marketplace) for marketplace in Marketplace.objects.order_by("name")]


def _site(marketplace: Marketplace) -> Site:
    sight = gate.see(pace_of(marketplace))
    rates: Mapping[Line, int] = {
        Line.ORDERS: marketplace.orders_per_minute,
        Line.LOOKS: marketplace.looks_per_minute,
        Line.SCANS: marketplace.scans_per_minute,
    }
    return Site(
        marketplace=marketplace,
        sight=sight,
        buckets=[(line, rate, round(100 * sight.left[line])) for line, rate in rates.items()],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chips:
    """The filters of the list, as they can be put on and taken off."""

    states: list[Choice]
    marketplaces: list[Choice]
    dead: list[Choice]


def chips(filters: Filters, sites: Sequence[Site]) -> Chips:
    found = [site.marketplace for site in sites]
    return Chips(
        states=[choice("status", s, in_words(s), chosen=s == filters.status) for s in RemovalStatus],
        marketplaces=[
            choice("marketplace", m.slug, m.name, chosen=m.slug == filters.marketplace) for m in found
        ],
        dead=[choice("dead", "1", _("Only what was given up"), chosen=filters.dead)],
    )
