"""Facts for the question whether to ask, for a set of listings in a constant number of queries."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from brands.models import AllowedSeller, Right
from complaints.models import Item
from complaints.states import SETTLED, Status
from core.tenancy import Actor
from detection.models import AuthenticationRequest
from detection.questions.refusals import Facts
from detection.states import LIVE, State
from listings.models import Listing
from takedown.models import Removal

# While a complaint of the brand's own stands in one of these, there is nothing to ask.
_COMPLAINED = sorted(map(str, (set(Status) - SETTLED) | {Status.REMOVED}))


class Subject(NamedTuple):
    """A listing that one brand is to be asked about, because of one of its rights."""

    tenant_id: UUID
    right_id: UUID
    marketplace_id: UUID
    listing_ref: str

    @property
    def listing(self) -> tuple[UUID, str]:
        return (self.marketplace_id, self.listing_ref)

    @property
    def brand_and_listing(self) -> tuple[UUID, UUID, str]:
        return (self.tenant_id, self.marketplace_id, self.listing_ref)


def facts_for(subjects: Sequence[Subject], *, by: Actor, but: Collection[UUID] = ()) -> dict[Subject, Facts]:
    """`but` are requests that do not count as asking: those that the second look is about."""
    tenants = {s.tenant_id for s in subjects}
    sites, refs = {s.marketplace_id for s in subjects}, {s.listing_ref for s in subjects}
    rights = {
        (tenant, id): kind
        for tenant, id, kind in Right.objects.visible_to(by)
        .filter(id__in={s.right_id for s in subjects})
        .values_list("tenant_id", "id", "kind")
    }
    listings = {
        (listing.marketplace_id, listing.ref): listing
        for listing in Listing.objects.filter(marketplace_id__in=sites, ref__in=refs).select_related("seller")
    }
    requests = AuthenticationRequest.objects.visible_to(by).filter(tenant_id__in=tenants)
    about = requests.filter(marketplace_id__in=sites, listing_ref__in=refs)
    asked = set(
        about.filter(state__in=LIVE)
        .exclude(id__in=but)
        .values_list("tenant_id", "marketplace_id", "listing_ref")
    )
    said = set(
        requests.filter(state=State.ANSWERED, listing_id__in=[x.id for x in listings.values()]).values_list(
            "tenant_id", "listing_id", "fingerprint"
        )
    )
    complained = set(
        Item.objects.visible_to(by)
        .filter(tenant_id__in=tenants, marketplace_id__in=sites, listing_ref__in=refs, status__in=_COMPLAINED)
        .values_list("tenant_id", "marketplace_id", "listing_ref")
    )
    allowed = set(
        AllowedSeller.objects.visible_to(by)
        .filter(tenant_id__in=tenants, seller_ref__in={x.seller.ref for x in listings.values()})
        .values_list("tenant_id", "marketplace_id", "seller_ref")
    )
    removed = set(
        Removal.objects.filter(listing_id__in=[x.id for x in listings.values()], ended_at=None).values_list(
            "listing_id", flat=True
        )
    )

    def facts(subject: Subject) -> Facts:
        listing = listings.get(subject.listing)
        return Facts(
            right_kind=rights.get((subject.tenant_id, subject.right_id), ""),
            is_asked_already=subject.brand_and_listing in asked,
            complaint_is_open=subject.brand_and_listing in complained,
            was_answered_as_it_stands=listing is not None
            and (subject.tenant_id, listing.id, listing.fingerprint) in said,
            seller_is_allowed=listing is not None
            and (subject.tenant_id, subject.marketplace_id, listing.seller.ref) in allowed,
            is_off_sale=listing is not None
            and (listing.state != Listing.State.LIVE or listing.id in removed),
        )

    return {subject: facts(subject) for subject in subjects}
