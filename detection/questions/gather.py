"""Facts for the question whether to ask, for a set of listings in a constant number of queries."""

from collections.abc import Collection, Container, Mapping, Sequence
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


class _Gathered(NamedTuple):
    """Of all subjects at once; rows that belong to a brand with its tenant in front."""

    kinds_of_rights: Mapping[tuple[UUID, UUID], str]
    listings: Mapping[tuple[UUID, str], Listing]
    asked: Container[tuple[UUID, UUID, str]]
    said: Container[tuple[UUID, UUID, str]]
    """Of which listing, by its fingerprint, the brand has said what it is."""
    complained: Container[tuple[UUID, UUID, str]]
    allowed: Container[tuple[UUID, UUID, str]]
    off_sale: Container[UUID]


def facts_for(subjects: Sequence[Subject], *, by: Actor, but: Collection[UUID] = ()) -> dict[Subject, Facts]:
    """`but` are requests that do not count as asking: those that the second look is about."""
    gathered = _gather(subjects, by=by, but=but)
    return {subject: _facts_of(subject, gathered) for subject in subjects}


def _facts_of(subject: Subject, known: _Gathered) -> Facts:
    listing = known.listings.get(subject.listing)
    return Facts(
        right_kind=known.kinds_of_rights.get((subject.tenant_id, subject.right_id), ""),
        is_asked_already=subject.brand_and_listing in known.asked,
        complaint_is_open=subject.brand_and_listing in known.complained,
        was_answered_as_it_stands=listing is not None
        and (subject.tenant_id, listing.id, listing.fingerprint) in known.said,
        seller_is_allowed=listing is not None
        and (subject.tenant_id, subject.marketplace_id, listing.seller.ref) in known.allowed,
        is_off_sale=listing is not None
        and (listing.state != Listing.State.LIVE or listing.id in known.off_sale),
    )


def _gather(subjects: Sequence[Subject], *, by: Actor, but: Collection[UUID]) -> _Gathered:
    tenants = {s.tenant_id for s in subjects}
    sites, refs = {s.marketplace_id for s in subjects}, {s.listing_ref for s in subjects}
    listings = list(Listing.objects.filter(marketplace_id__in=sites, ref__in=refs).select_related("seller"))
    requests = AuthenticationRequest.objects.visible_to(by).filter(tenant_id__in=tenants)
    rights = Right.objects.visible_to(by).filter(id__in={s.right_id for s in subjects})
    asked = requests.filter(marketplace_id__in=sites, listing_ref__in=refs, state__in=LIVE).exclude(
        id__in=but
    )
    said = requests.filter(state=State.ANSWERED, listing__in=listings)
    complained = Item.objects.visible_to(by).filter(
        tenant_id__in=tenants, marketplace_id__in=sites, listing_ref__in=refs, status__in=_COMPLAINED
    )
    allowed = AllowedSeller.objects.visible_to(by).filter(
        tenant_id__in=tenants, seller_ref__in={listing.seller.ref for listing in listings}
    )
    removed = Removal.objects.filter(listing__in=listings, ended_at=None)
    return _Gathered(
        kinds_of_rights={
            (tenant, id): kind for tenant, id, kind in rights.values_list("tenant_id", "id", "kind")
        },
        listings={(listing.marketplace_id, listing.ref): listing for listing in listings},
        asked=set(asked.values_list("tenant_id", "marketplace_id", "listing_ref")),
        said=set(said.values_list("tenant_id", "listing_id", "fingerprint")),
        complained=set(complained.values_list("tenant_id", "marketplace_id", "listing_ref")),
        allowed=set(allowed.values_list("tenant_id", "marketplace_id", "seller_ref")),
        off_sale=set(removed.values_list("listing_id", flat=True)),
    )
