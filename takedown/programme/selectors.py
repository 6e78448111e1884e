"""What admins and auditors see of the Good Faith programme: figures, bounds, grants and their history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.roles import Action, can
from brands.models import Brand, Right
from core.tenancy import Actor
from listings.models import Marketplace
from takedown.models import Appeal, Application, Grant
from takedown.programme.behind import Figure, figures_of
from takedown.programme.grants import ScopeStanding, may_be_renewed, standings_of
from takedown.programme.history import Chart, Point, chart_of, history_of
from takedown.programme.meters import Meter, automatic_meters, joint_force_meters
from takedown.programme.mine import Membership, decisions_page, memberships
from takedown.programme.records import agency_records_of
from takedown.programme.standing import (
    Standing,
    Thresholds,
    Tier,
    needed_for_good_faith,
    reaches_good_faith,
    standing_of,
)
from takedown.programme.states import AppealStatus, ApplicationStatus, GrantStep

PAGE_SIZE = 50

TIERS: dict[Tier, Promise] = {
    Tier.UNVERIFIED: gettext_lazy("Unverified"),
    Tier.STANDARD: gettext_lazy("Standard"),
    Tier.PRIORITY: gettext_lazy("Priority"),
    Tier.GOOD_FAITH: gettext_lazy("Good Faith"),
    Tier.JOINT_FORCE: gettext_lazy("Joint-Force"),
}
_TIER_TONES = {
    Tier.UNVERIFIED: "neutral",
    Tier.STANDARD: "neutral",
    Tier.PRIORITY: "info",
    Tier.GOOD_FAITH: "good",
    Tier.JOINT_FORCE: "good",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A bound next to the threshold it has to reach, as components/meter.html shows it."""

    value: str
    percent: float
    limit: float
    tone: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One brand on one marketplace for one kind of right."""

    standing: ScopeStanding
    brand: Brand
    marketplace: Marketplace
    right_kind: str
    tier: str
    tier_tone: str
    reaches: bool
    missing: str
    upheld: Share
    overturned: Share
    why_not_confirm: str
    now: datetime
    membership: Membership | None
    agency_over_all: Standing | None
    points: list[Point] = field(default_factory=list)

    @property
    def grant(self) -> Grant | None:
        return self.standing.grant

    @property
    def to_confirm(self) -> Grant | None:
        """What waits for a second admin: a first grant, or a renewal beside the one in force."""
        if self.standing.renewal is not None:
            return self.standing.renewal
        grant = self.standing.grant
        return grant if grant is not None and grant.confirmed_at is None else None

    @property
    def may_be_granted(self) -> bool:
        """The record reaches, and there is no grant, or one that is near its end."""
        if not self.reaches or self.to_confirm is not None:
            return False
        return self.grant is None or self.is_near_its_end

    @property
    def is_near_its_end(self) -> bool:
        return self.grant is not None and may_be_renewed(self.grant, self.now)

    @property
    def is_below_full(self) -> bool:
        return self.standing.is_in_force and self.grant is not None and self.grant.step != GrantStep.FULL

    @property
    def key(self) -> str:
        """For what is typed on the page and kept there."""
        return "-".join(str(part) for part in self.standing.scope if part)

    @property
    def chart(self) -> Chart | None:
        return chart_of(self.points, self.standing.thresholds)

    @property
    def newest_first(self) -> list[Point]:
        return self.points[::-1]

    @property
    def automatic(self) -> list[Meter]:
        """Whether what people accept stops automatic removal, whatever the status."""
        return automatic_meters(self.standing.standing, self.standing.thresholds)

    @property
    def joint_force(self) -> list[Meter]:
        return joint_force_meters(self.standing.standing, self.standing.thresholds)

    @property
    def decisions_page(self) -> str:
        return decisions_page(self.standing.scope, tenant_id=self.brand.tenant_id)

    @property
    def figures(self) -> list[Figure]:
        return figures_of(self.standing.standing.record, base=self.decisions_page)

    @property
    def has_history(self) -> bool:
        record = self.standing.standing.record
        return self.membership is not None or bool(record.decided or record.wrongful_automatic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting[R]:
    """An application or an appeal that waits for an admin, and whose it is."""

    row: R
    tenant_id: UUID
    brand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage:
    """`to_confirm`, `applied` and `appealed` wait for an admin, of all brands; `scopes` are those of this page."""

    to_confirm: list[Scope]
    applied: list[Waiting[Application]]
    appealed: list[Waiting[Appeal]]
    scopes: list[Scope]
    quiet: list[Brand]
    after: str


def programme_page(actor: Actor, *, name: str, after: str, now: datetime) -> ProgrammePage:
    brands = Brand.objects.visible_to(actor).order_by("name", "tenant_id")
    if name:
        brands = brands.filter(name__icontains=name)
    if after:
        brands = brands.filter(name__gt=after)
    found = list(brands[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    asked = Grant.objects.visible_to(actor).filter(confirmed_at=None, ended_at=None).order_by("granted_at")
    waiting = list(
        Brand.objects.visible_to(actor).filter(tenant_id__in=asked.values("tenant_id")).order_by("name")
    )
    scopes = _scopes({brand.tenant_id: brand for brand in [*waiting, *found]}.values(), actor, now=now)
    with_history = [s for s in scopes if s.has_history]
    shown = {brand.tenant_id for brand in found}
    applied = list(
        Application.objects.visible_to(actor)
        .filter(status=ApplicationStatus.WAITING)
        .select_related("marketplace", "agency")
        .order_by("applied_at")
    )
    appealed = list(Appeal.objects.visible_to(actor).filter(status=AppealStatus.OPEN).order_by("made_at"))
    asking = Brand.objects.filter(tenant_id__in={row.tenant_id for row in [*applied, *appealed]})
    names = dict(asking.values_list("tenant_id", "name"))
    return ProgrammePage(
        to_confirm=[s for s in with_history if s.to_confirm],
        applied=_waiting(applied, names),
        appealed=_waiting(appealed, names),
        scopes=[s for s in with_history if s.brand.tenant_id in shown],
        quiet=[b for b in found if b.tenant_id not in {s.brand.tenant_id for s in with_history}],
        after=found[-1].name if more else "",
    )


def _waiting[R: (Application, Appeal)](rows: Sequence[R], names: Mapping[UUID, str]) -> list[Waiting[R]]:
    return [Waiting(row=row, tenant_id=row.tenant_id, brand=names[row.tenant_id]) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPage:
    brand: Brand
    scopes: list[Scope]
    empty: list[Scope]
    history: list[Grant]
    rights: list[Right]


def brand_page(actor: Actor, tenant_id: UUID, *, now: datetime) -> BrandPage:
    """Raises Brand.DoesNotExist, which is a 404, for whatever the actor may not see."""
    brand = Brand.objects.visible_to(actor).select_related("account_manager").get(tenant_id=tenant_id)
    scopes = _scopes([brand], actor, now=now)
    limits = scopes[0].standing.thresholds if scopes else Thresholds()
    points = history_of(actor, [tenant_id], today=now.date(), limits=limits)
    history = (
        Grant.objects.visible_to(actor)
        .filter(tenant_id=tenant_id)
        .select_related("marketplace", "granted_by", "confirmed_by", "ended_by")
    )
    rights = Right.objects.visible_to(actor).filter(tenant_id=tenant_id).select_related("verified_by")
    return BrandPage(
        brand=brand,
        scopes=[replace(s, points=points.get(s.standing.scope, [])) for s in scopes if s.has_history],
        empty=[s for s in scopes if not s.has_history],
        history=list(history.order_by("-granted_at")),
        rights=list(rights.order_by("kind", "title")),
    )


def _scopes(brands: Iterable[Brand], actor: Actor, *, now: datetime) -> list[Scope]:
    by_tenant = {brand.tenant_id: brand for brand in brands}
    marketplaces = {m.id: m for m in Marketplace.objects.order_by("name")}
    standings = standings_of(list(by_tenant), now=now)
    known = {m.found.scope: m for m in memberships(actor, standings, now=now)}
    agencies = _agencies_over_all(standings, now=now)
    return [
        _scope(
            s,
            by_tenant[s.tenant_id],
            marketplaces[s.marketplace_id],
            actor,
            membership=known.get(s.scope),
            agency_over_all=agencies.get((s.agency_id, s.marketplace_id, s.right_kind)),
            now=now,
        )
        for s in standings
    ]


def _agencies_over_all(
    standings: Sequence[ScopeStanding], *, now: datetime
) -> dict[tuple[UUID | None, UUID, str], Standing]:
    agencies = {s.agency_id for s in standings if s.agency_id}
    if not agencies:
        return {}
    since = now - timedelta(days=standings[0].thresholds.window_days)
    found = agency_records_of(agencies, since=since)
    return {(a, m, k): standing_of(record) for (a, m, k), record in found.items()}


def _scope(
    scope: ScopeStanding,
    brand: Brand,
    marketplace: Marketplace,
    actor: Actor,
    *,
    membership: Membership | None,
    agency_over_all: Standing | None,
    now: datetime,
) -> Scope:
    limits, standing = scope.thresholds, scope.standing
    made = Scope(
        standing=scope,
        brand=brand,
        marketplace=marketplace,
        right_kind=str(Right.Kind(scope.right_kind).label),
        tier=str(TIERS[scope.tier]),
        tier_tone=_TIER_TONES[scope.tier],
        reaches=reaches_good_faith(standing, limits),
        missing=_missing(scope),
        upheld=_share(
            standing.uphold_lower_bound,
            limits.good_faith_uphold_rate,
            good=standing.uphold_lower_bound >= limits.good_faith_uphold_rate,
            hint=_("at least {share}"),
        ),
        overturned=_share(
            standing.overturned_upper_bound,
            limits.good_faith_overturned_rate,
            good=standing.overturned_upper_bound <= limits.good_faith_overturned_rate,
            hint=_("at most {share}"),
        ),
        why_not_confirm="",
        now=now,
        membership=membership,
        agency_over_all=agency_over_all,
    )
    return replace(made, why_not_confirm=_why_not_confirm(made.to_confirm, actor))


def _share(value: float, limit: float, *, good: bool, hint: str) -> Share:
    return Share(
        value=f"{value:.1%}",
        percent=round(value * 100, 2),
        limit=round(limit * 100, 2),
        tone="good" if good else "warn",
        hint=hint.format(share=f"{limit:.0%}"),
    )


def _missing(scope: ScopeStanding) -> str:
    """How far the record is from Good Faith, in one sentence; empty when it is there."""
    more = needed_for_good_faith(scope.standing.record, scope.thresholds)
    if more is None:
        return _("Out of reach with this record.")
    words = ngettext(
        "{n} more upheld decision would reach the bounds.",
        "{n} more upheld decisions in a row would reach the bounds.",
        more,
    )
    return words.format(n=more) if more else ""


def _why_not_confirm(grant: Grant | None, actor: Actor) -> str:
    """Why this person cannot confirm the grant; empty when they can, or when nothing waits."""
    if grant is None or grant.confirmed_at is not None:
        return ""
    if not can(actor, Action.GRANT_STATUS):
        return _("A programme admin confirms.")
    if grant.granted_by_id == actor.user_id:
        return _("You granted it, so another admin confirms.")
    return ""


MOST_BRANDS = 500


def brands_to_look_after(actor: Actor) -> Sequence[Brand]:
    """Brands with the number of their rights that nobody has verified; those with something to do first."""
    waiting = Right.objects.filter(tenant_id=OuterRef("tenant_id"), verified_at=None).order_by()
    counted = waiting.values("tenant_id").annotate(count=Count("id")).values("count")
    rows = Brand.objects.visible_to(actor).annotate(rights_to_verify=Coalesce(Subquery(counted), 0))
    settled = Case(When(verified_at__isnull=False, rights_to_verify=0, then=True), default=False)
    return list(rows.order_by(settled, "name")[:MOST_BRANDS])
