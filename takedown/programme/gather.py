"""Facts for the policy: for a set of assessed items, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from brands.models import AllowedSeller, Brand, Membership
from complaints.assessment.gather import load_items
from complaints.assessment.rules import Finding
from complaints.models import Assessment, Complaint, Decision, Item
from complaints.reasons import REASONS
from takedown.programme import brakes, caps, records
from takedown.programme.policy import Facts, Numbers, hourly_cap
from takedown.programme.standing import Record, Tier, standing_of, tier_of


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
    items = [item for item in load_items(ids) if item.status == status]
    version, numbers = records.policy_at(now)
    assessments = _latest_assessments(items)
    findings = {item.id: assessments[item.id][1] for item in items}
    tiers = tiers_of(items, numbers=numbers, now=now)
    allowed, against, newcomers = _allowed(items), _against(items), _newcomers(items, numbers, now)
    hours = records.hours_of({item.tenant_id for item in items}, now=now)
    raised = caps.raised({item.tenant_id for item in items}, now=now)
    sellers = records.seller_hours({i.listing.seller_id for i in items if i.listing}, now=now)
    stopped = brakes.stopped_now()
    facts = {}
    for item in items:
        facts[item.id] = Facts(
            tier=tiers[item.id],
            reason_is_automatic=REASONS[item.complaint.reason].automatic,
            findings=findings[item.id],
            score=assessments[item.id][0],
            seller_is_allowed=_seller_key(item) in allowed,
            restored_on_merits_before=(item.tenant_id, item.listing_id, "restored") in against,
            refused_by_a_person_before=(item.tenant_id, item.listing_id, "refused") in against,
            filer_is_new=(item.tenant_id, item.complaint.filed_by) in newcomers,
            brand_removals_this_hour=hours.get(item.tenant_id, (0, 0.0))[0],
            brand_hourly_cap=max(
                hourly_cap(hours.get(item.tenant_id, (0, 0.0))[1], numbers), raised.get(item.tenant_id, 0)
            ),
            seller_removals_this_hour=sellers.get(item.listing.seller_id, 0) if item.listing else 0,
            stopped=stopped.about(item.tenant_id, item.marketplace_id),
            raised_by_the_portal=item.complaint.channel == Complaint.Channel.PORTAL,
        )
    return Gathered(items=items, facts=facts, findings=findings, policy_version=version, numbers=numbers)


def tiers_of(items: Sequence[Item], *, numbers: Numbers, now: datetime) -> dict[UUID, Tier]:
    """The tier of each item's brand, for that marketplace and kind of right, as of now."""
    tenants = {item.tenant_id for item in items}
    since = now - timedelta(days=numbers.thresholds.window_days)
    measured = records.records_of(tenants, since=since)
    granted = records.granted_scopes(tenants)
    managed = dict(
        Brand.objects.filter(tenant_id__in=tenants, verified_at__isnull=False).values_list(
            "tenant_id", "account_manager_id"
        )
    )
    tiers: dict[records.Scope, Tier] = {}
    for item in items:
        scope = scope_of(item)
        if scope not in tiers:
            tiers[scope] = tier_of(
                standing_of(measured.get(scope, Record())),
                verified=item.tenant_id in managed,
                granted=scope in granted,
                has_manager=managed.get(item.tenant_id) is not None,
                thresholds=numbers.thresholds,
            )
    return {item.id: tiers[scope_of(item)] for item in items}


def scope_of(item: Item) -> records.Scope:
    return (item.tenant_id, item.marketplace_id, item.complaint.right.kind)


type _Assessed = tuple[float, tuple[Finding, ...]]


def _latest_assessments(items: Sequence[Item]) -> dict[UUID, _Assessed]:
    """Score and findings of each item's latest assessment."""
    rows = (
        Assessment.objects.filter(
            item_id__in=[item.id for item in items], tenant_id__in={item.tenant_id for item in items}
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
    goes to a person."""
    rows = Decision.objects.filter(
        tenant_id__in={item.tenant_id for item in items},
        outcome__in=[Decision.Outcome.RESTORED, Decision.Outcome.REFUSED],
        item__listing_id__in={item.listing_id for item in items},
    )
    return frozenset(rows.values_list("tenant_id", "item__listing_id", "outcome"))


def _newcomers(items: Sequence[Item], numbers: Numbers, now: datetime) -> frozenset[tuple[UUID, UUID]]:
    """Filers who are not yet, or only lately, people of the brand. An agency's people are judged by its mandate."""
    filers = {(i.tenant_id, i.complaint.filed_by) for i in items if i.complaint.agency_id is None}
    settled = Membership.objects.filter(
        tenant_id__in={tenant for tenant, _ in filers},
        user_id__in={user for _, user in filers},
        since__lte=now - timedelta(days=numbers.newcomer_days),
    )
    agents = {(i.tenant_id, i.complaint.filed_by) for i in items if i.complaint.agency_id}
    return frozenset(filers - set(settled.values_list("tenant_id", "user_id"))) | _new_agents(
        agents, numbers=numbers, now=now
    )


_NEW_AGENTS = """
SELECT v.tenant_id, v.user_id FROM unnest(%s::uuid[], %s::uuid[]) AS v(tenant_id, user_id)
WHERE NOT EXISTS (
    SELECT 1 FROM brands_authorisation a JOIN brands_agencymember m ON m.agency_id = a.agency_id
    WHERE a.tenant_id = v.tenant_id AND m.user_id = v.user_id AND a.revoked_at IS NULL
        AND a.expires_on >= %s AND a.granted_at <= %s AND m.since <= %s
)
"""


def _new_agents(
    agents: set[tuple[UUID, UUID]], *, numbers: Numbers, now: datetime
) -> frozenset[tuple[UUID, UUID]]:
    if not agents:
        return frozenset()
    old_enough = now - timedelta(days=numbers.newcomer_days)
    with connection.cursor() as cursor:
        cursor.execute(
            _NEW_AGENTS,
            [[t for t, _ in agents], [u for _, u in agents], now.date(), old_enough, old_enough],
        )
        return frozenset((row[0], row[1]) for row in cursor.fetchall())
