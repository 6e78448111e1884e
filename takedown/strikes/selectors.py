"""What staff see of sellers: who has most points, and everything about one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from complaints.code_words import in_words
from complaints.models import Decision, Item
from complaints.review.paging import Order, Page, Place, page_of
from complaints.states import Status
from core.tenancy import Actor
from listings.models import Listing, Seller
from takedown.models import Ground, Removal, SellerAction, SellerRecord
from takedown.removal.overview import removals_visible_to
from takedown.strikes.record import happened_to, overturned_among
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


def sellers_page(place: Place) -> tuple[list[SellerRow], Page[SellerRecord]]:
    rows = SellerRecord.objects.select_related("seller__marketplace")
    page = page_of(rows, MOST_FIRST, place, size=PAGE_SIZE)
    return [SellerRow(record=r, step=str(STEPS[Step(r.step)])) for r in page.rows], page


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
    happened = happened_to([seller.id])[seller.id]
    strikes = strikes_of(happened, now=now)
    removals = removals_visible_to(actor).filter(listing__seller=seller).select_related("listing")
    tenants = set(
        Ground.objects.filter(removal__listing__seller=seller).values_list("tenant_id", flat=True).distinct()
    )
    counts = Listing.objects.filter(seller=seller).values("state").annotate(n=Count("id"))
    given_back = [e for e in happened if e.kind is Kind.GIVEN_BACK]
    return SellerFile(
        seller=seller,
        listings=dict(counts.order_by("state").values_list("state", "n")),
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


def _names(tenants: set[UUID], actor: Actor) -> list[str]:
    brands = Brand.objects.visible_to(actor).filter(tenant_id__in=tenants)
    return list(brands.order_by("name").values_list("name", flat=True))


def _contests(seller: Seller, actor: Actor) -> list[Contest]:
    theirs = Item.objects.visible_to(actor).filter(listing__seller=seller).select_related("complaint")
    found = [
        Contest(item=i, outcome=in_words(i.status), at=i.status_at)
        for i in theirs.filter(status=Status.CONTESTED).order_by("-status_at")[:MOST_REMOVALS]
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
