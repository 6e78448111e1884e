"""What staff see of sellers: who has most points, and everything about one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from complaints.blind import kept_from
from complaints.code_words import in_words
from complaints.models import Decision, Item
from complaints.review.paging import Order, Page, Place, page_of
from complaints.states import Status
from core.tenancy import Actor
from listings.models import Listing, Seller
from takedown.models import Ground, Removal, SellerAction, SellerRecord, StrikeEvent
from takedown.removal.blind import removals_kept_from
from takedown.removal.overview import removals_visible_to
from takedown.strikes.record import happened_to, overturned_among, record_of
from takedown.strikes.rules import Incident, Kind, Step, Strikes, strikes_of

STEPS: Mapping[Step, Promise] = {
    Step.NONE: _("No step"),
    Step.NOTICE: _("Notice"),
    Step.WARNING: _("Warning"),
    Step.LIMIT: _("Limit on listings, proposed"),
    Step.SUSPENSION: _("Suspension, proposed"),
}
PAGE_SIZE = 50
MOST_FIRST = Order(columns=("points", "seller_id"), descending=True)
MOST_REMOVALS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerRow:
    record: SellerRecord
    step: str


def sellers_page(actor: Actor, place: Place, *, now: datetime) -> tuple[list[SellerRow], Page[SellerRecord]]:
    """Without sellers of whom nothing is known but what is kept from the actor."""
    events = StrikeEvent.objects.filter(seller=OuterRef("pk"))
    kept = removals_kept_from(actor)
    rows = SellerRecord.objects.exclude(
        Exists(events.filter(removal__in=kept)), ~Exists(events.exclude(removal__in=kept))
    )
    page = page_of(rows.select_related("seller__marketplace"), MOST_FIRST, place, size=PAGE_SIZE)
    told = _as_told(page.rows, actor, now=now)
    return [SellerRow(record=r, step=str(STEPS[Step(r.step)])) for r in told], page


def _as_told(records: Sequence[SellerRecord], actor: Actor, *, now: datetime) -> list[SellerRecord]:
    """Counted anew where something is kept from the actor, and put where those figures belong on this page."""
    sellers = {record.seller_id: record.seller for record in records}
    kept = StrikeEvent.objects.filter(seller_id__in=sellers, removal__in=removals_kept_from(actor))
    less = set(kept.values_list("seller_id", flat=True))
    if not less:
        return list(records)
    happened = happened_to(less, told=actor)
    anew = {id: record_of(id, happened[id], now=now) for id in less}
    for id, record in anew.items():
        record.seller = sellers[id]
    return sorted((anew.get(r.seller_id, r) for r in records), key=lambda record: -record.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """An item whose removal was contested, or found wrong."""

    item: Item
    outcome: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerFile:
    """Everything about one seller. Brands are counted, and named only to those who may know them."""

    seller: Seller
    listings: dict[str, int]
    strikes: Strikes
    step: str
    incidents: list[tuple[Incident, str]]
    removed: int
    overturned: int
    withdrawn: int
    returned: int
    removals: list[tuple[Removal, str]]
    contests: list[Contest]
    brands: int
    brand_names: list[str]
    actions: list[SellerAction]

    @property
    def overturned_percent(self) -> int:
        return round(100 * self.overturned / self.removed) if self.removed else 0


def seller_file(seller_id: UUID, actor: Actor, *, now: datetime) -> SellerFile:
    """Raises Seller.DoesNotExist."""
    seller = Seller.objects.select_related("marketplace").get(id=seller_id)
    happened = happened_to([seller.id], told=actor)[seller.id]
    strikes = strikes_of(happened, now=now)
    removals = removals_visible_to(actor).filter(listing__seller=seller).select_related("listing")
    tenants = set(
        Ground.objects.filter(removal__listing__seller=seller)
        .exclude(removal__in=removals_kept_from(actor))
        .values_list("tenant_id", flat=True)
        .distinct()
    )
    given_back = [e for e in happened if e.kind is Kind.GIVEN_BACK]
    return SellerFile(
        seller=seller,
        listings=_listings(seller, actor),
        strikes=strikes,
        step=str(STEPS[strikes.step]),
        incidents=[(i, in_words(i.kind)) for i in reversed([*strikes.past, *strikes.counting])],
        removed=sum(e.kind is Kind.REMOVED for e in happened),
        overturned=overturned_among(happened),
        withdrawn=len(given_back) - overturned_among(happened),
        returned=sum(e.kind is Kind.RETURNED for e in happened),
        removals=[(r, in_words(r.status)) for r in removals.order_by("-status_at", "-id")[:MOST_REMOVALS]],
        contests=_contests(seller, actor),
        brands=len(tenants),
        brand_names=_names(tenants, actor),
        actions=list(SellerAction.objects.filter(seller=seller).select_related("by").order_by("-at", "-id")),
    )


def _listings(seller: Seller, actor: Actor) -> dict[str, int]:
    """How many in which state. What is off sale by what the actor must not know is on sale as before."""
    kept = removals_kept_from(actor).filter(listing=OuterRef("pk"))
    as_told = Case(When(Exists(kept), then=Value(str(Listing.State.LIVE))), default=F("state"))
    counted = Listing.objects.filter(seller=seller).values(told=as_told).annotate(n=Count("id"))
    return dict(counted.order_by("told").values_list("told", "n"))


def _names(tenants: set[UUID], actor: Actor) -> list[str]:
    brands = Brand.objects.visible_to(actor).filter(tenant_id__in=tenants)
    return list(brands.order_by("name").values_list("name", flat=True))


def _contests(seller: Seller, actor: Actor) -> list[Contest]:
    theirs = Item.objects.visible_to(actor).filter(listing__seller=seller).exclude(kept_from(actor))
    found = [
        Contest(item=i, outcome=in_words(i.status), at=i.status_at)
        for i in theirs.filter(status=Status.CONTESTED)
        .select_related("complaint")
        .order_by("-status_at")[:MOST_REMOVALS]
    ]
    reversals = (
        Decision.objects.visible_to(actor)
        .filter(item__listing__seller=seller, outcome=Decision.Outcome.RESTORED)
        .select_related("item__complaint")
        .order_by("-decided_at")
    )
    return [
        *found,
        *(
            Contest(item=d.item, outcome=d.get_outcome_display(), at=d.decided_at)
            for d in reversals[:MOST_REMOVALS]
        ),
    ]
