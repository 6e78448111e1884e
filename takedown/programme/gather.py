"""Facts for the policy: for a set of assessed items, in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from brands.models import AllowedSeller, Brand, Membership
from complaints.assessment.gather import load_items
from complaints.assessment.rules import Finding
from complaints.intake import pauses
from complaints.models import Assessment, Complaint, Decision, Item
from complaints.reasons import REASONS
from takedown.programme import brakes, caps, records
from takedown.programme.policy import Basis, Facts, Numbers, agency_is_proved, cap_on, is_new, tier_on
from takedown.programme.standing import Record
from takedown.redress.licences.selectors import claims_that_pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A set of items, what the policy may know of each, and the policy that was in force."""

    items: list[Item]
    facts: dict[UUID, Facts]
    findings: dict[UUID, tuple[Finding, ...]]
    policy_version: int
    numbers: Numbers


def gather(ids: Iterable[UUID], *, status: str, now: datetime) -> Gathered:
    """Locks the items of `status` among `ids`; the others have moved on and are left out."""
    loaded = load_items(ids, of_listing=("seller_id",), of_snapshot=("seller_ref",))
    items = [item for item in loaded if item.status == status]
    version, numbers = records.policy_at(now)
    assessments = _latest_assessments(items)
    findings = {item.id: assessments[item.id][1] for item in items}
    allowed, against = _allowed(items), _against(items)
    claimed = claims_that_pause(
        {item.tenant_id for item in items}, {item.listing.seller_id for item in items if item.listing}
    )
    hours = records.hours_of({item.tenant_id for item in items}, now=now)
    raised = caps.raised({item.tenant_id for item in items}, now=now)
    sellers = records.seller_hours({i.listing.seller_id for i in items if i.listing}, now=now)
    stopped = brakes.stopped_now()
    paused = pauses.paused({item.tenant_id for item in items}, now=now)
    grants = records.grants_of({item.tenant_id for item in items}, now=now)
    bases = _bases(items, hours, grants, numbers=numbers, now=now)
    facts = {}
    for item in items:
        basis, terms = bases[item.id], grants.get(scope_of(item))
        facts[item.id] = Facts(
            tier=tier_on(basis, numbers),
            reason=item.complaint.reason,
            reason_is_automatic=REASONS[item.complaint.reason].automatic,
            findings=findings[item.id],
            score=assessments[item.id][0],
            seller_is_allowed=_seller_key(item) in allowed,
            restored_on_merits_before=(item.tenant_id, item.listing_id, "restored") in against,
            refused_by_a_person_before=(item.tenant_id, item.listing_id, "refused") in against,
            filer_is_new=is_new(basis.filer_days, numbers),
            brand_removals_this_hour=hours.get(item.tenant_id, (0, 0.0))[0],
            brand_hourly_cap=max(cap_on(basis, numbers), raised.get(item.tenant_id, 0)),
            seller_removals_this_hour=sellers.get(item.listing.seller_id, 0) if item.listing else 0,
            filed_by_agency=item.complaint.agency_id is not None,
            basis=basis,
            asked_by_marketplace=item.complaint.channel == Complaint.Channel.AUTHENTICATION,
            stopped=stopped.about(item.tenant_id, item.marketplace_id),
            raised_by_the_portal=item.complaint.channel == Complaint.Channel.PORTAL,
            grant_step=basis.step,
            # Without a grant there is nothing to be outside of.
            reason_is_granted=terms is None or terms.covers(item.complaint.reason),
            agency_is_proved=agency_is_proved(basis, numbers),
            licence_claim_is_open=bool(item.listing and (item.tenant_id, item.listing.seller_id) in claimed),
            filing_is_suspended=(item.tenant_id, item.complaint.agency_id) in paused,
        )
    return Gathered(items=items, facts=facts, findings=findings, policy_version=version, numbers=numbers)


def _bases(
    items: Sequence[Item],
    hours: Mapping[UUID, tuple[int, float]],
    grants: Mapping[records.Scope, records.Terms],
    *,
    numbers: Numbers,
    now: datetime,
) -> dict[UUID, Basis]:
    """What is known of each item's brand, for that marketplace and kind of right, and of its filer, as of now."""
    tenants = {item.tenant_id for item in items}
    since = now - timedelta(days=numbers.thresholds.window_days)
    measured = records.records_of(tenants, since=since)
    of_agencies = records.agency_records_of(
        {item.complaint.agency_id for item in items if item.complaint.agency_id}, since=since
    )
    managed = dict(
        Brand.objects.filter(tenant_id__in=tenants, verified_at__isnull=False).values_list(
            "tenant_id", "account_manager_id"
        )
    )
    days_here = _days_of_members(items, now) | _days_of_agents(items, now)
    bases = {}
    for item in items:
        scope = scope_of(item)
        terms = grants.get(scope)
        bases[item.id] = Basis(
            record=measured.get(scope, Record()),
            verified=item.tenant_id in managed,
            step=str(terms.step) if terms else "",
            graced=terms is not None and terms.graced,
            has_manager=managed.get(item.tenant_id) is not None,
            usual_hour=hours.get(item.tenant_id, (0, 0.0))[1],
            own_cap=terms.hourly_cap if terms else None,
            filer_days=days_here.get(_filer(item)),
            agency_record=of_agencies.get((scope[3], scope[1], scope[2])) if scope[3] else None,
        )
    return bases


def scope_of(item: Item) -> records.Scope:
    complaint = item.complaint
    return (item.tenant_id, item.marketplace_id, complaint.right.kind, complaint.agency_id)


type _Assessed = tuple[float, tuple[Finding, ...]]


def _latest_assessments(items: Sequence[Item]) -> dict[UUID, _Assessed]:
    """Score and findings of each item's latest assessment."""
    rows = (
        Assessment.objects.filter(
            item_id__any_of=[item.id for item in items], tenant_id__in={item.tenant_id for item in items}
        )
        .order_by("tenant_id", "item_id", "-made_at", "-id")
        .distinct("tenant_id", "item_id")
        .values_list("item_id", "score", "findings")
    )
    return {item_id: (score, tuple(map(Finding.from_json, findings))) for item_id, score, findings in rows}


type _SellerKey = tuple[UUID, UUID, str]


def _seller_key(item: Item) -> _SellerKey:
    return (item.tenant_id, item.marketplace_id, item.snapshot.seller_ref if item.snapshot else "")


def _allowed(items: Sequence[Item]) -> frozenset[_SellerKey]:
    rows = AllowedSeller.objects.filter(
        tenant_id__in={item.tenant_id for item in items},
        seller_ref__in={_seller_key(item)[2] for item in items},
    )
    return frozenset(rows.values_list("tenant_id", "marketplace_id", "seller_ref"))


def _against(items: Sequence[Item]) -> frozenset[tuple[UUID, UUID | None, str]]:
    """(brand, listing, outcome) of what people have refused or restored on the merits: the next item on one
    goes to a person. Not of what an appeal has reversed since."""
    reversals = Decision.objects.filter(tenant_id=OuterRef("tenant_id"), overturns_id=OuterRef("pk"))
    rows = Decision.objects.filter(
        ~Exists(reversals),
        tenant_id__in={item.tenant_id for item in items},
        outcome__in=[Decision.Outcome.RESTORED, Decision.Outcome.REFUSED],
        item__listing_id__any_of={item.listing_id for item in items},
    )
    return frozenset(rows.values_list("tenant_id", "item__listing_id", "outcome"))


# Brand, person, and whether they file for an agency.
type _Filer = tuple[UUID, UUID, bool]


def _filer(item: Item) -> _Filer:
    return (item.tenant_id, item.complaint.filed_by, item.complaint.agency_id is not None)


def _days_of_members(items: Sequence[Item], now: datetime) -> dict[_Filer, int]:
    """Whole days since each filer came to the brand."""
    filers = [_filer(i) for i in items if i.complaint.agency_id is None]
    seats = Membership.objects.filter(
        tenant_id__in={tenant for tenant, _, _ in filers}, user_id__in={user for _, user, _ in filers}
    ).values_list("tenant_id", "user_id", "since")
    return {(tenant, user, False): (now - since).days for tenant, user, since in seats}


_AGENTS = """
SELECT v.tenant_id, v.user_id, max(least(%s - a.granted_at, %s - m.since))
FROM unnest(%s::uuid[], %s::uuid[]) AS v(tenant_id, user_id)
JOIN brands_authorisation a ON a.tenant_id = v.tenant_id AND a.revoked_at IS NULL AND a.expires_on >= %s
JOIN brands_agencymember m ON m.agency_id = a.agency_id AND m.user_id = v.user_id
GROUP BY 1, 2
"""


def _days_of_agents(items: Sequence[Item], now: datetime) -> dict[_Filer, int]:
    """An agency's people are judged by its mandate, too."""
    agents = {_filer(i) for i in items if i.complaint.agency_id}
    if not agents:
        return {}
    brands, people = [t for t, _, _ in agents], [u for _, u, _ in agents]
    with connection.cursor() as cursor:
        cursor.execute(_AGENTS, [now, now, brands, people, now.date()])
        return {(row[0], row[1], True): row[2].days for row in cursor.fetchall()}
