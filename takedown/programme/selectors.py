"""What admins and auditors see of the Good Faith programme: figures, bounds, grants and their history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Action, can
from brands.models import Brand, Right
from core.tenancy import Actor
from listings.models import Marketplace
from takedown.models import Grant
from takedown.programme.grants import ScopeStanding, standings_of
from takedown.programme.standing import Tier, reaches_good_faith, upheld_needed

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

    @property
    def grant(self) -> Grant | None:
        return self.standing.grant

    @property
    def has_history(self) -> bool:
        record = self.standing.standing.record
        return self.grant is not None or bool(record.decided or record.wrongful_automatic)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage:
    """`to_confirm` are grants that wait for a second admin, of all brands; `scopes` those of this page."""

    to_confirm: list[Scope]
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
    return ProgrammePage(
        to_confirm=[s for s in with_history if s.grant and s.grant.confirmed_at is None],
        scopes=[s for s in with_history if s.brand.tenant_id in shown],
        quiet=[b for b in found if b.tenant_id not in {s.brand.tenant_id for s in with_history}],
        after=found[-1].name if more else "",
    )


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
    history = (
        Grant.objects.visible_to(actor)
        .filter(tenant_id=tenant_id)
        .select_related("marketplace", "granted_by", "confirmed_by", "ended_by")
    )
    rights = Right.objects.visible_to(actor).filter(tenant_id=tenant_id).select_related("verified_by")
    return BrandPage(
        brand=brand,
        scopes=[s for s in scopes if s.has_history],
        empty=[s for s in scopes if not s.has_history],
        history=list(history.order_by("-granted_at")),
        rights=list(rights.order_by("kind", "title")),
    )


def _scopes(brands: Iterable[Brand], actor: Actor, *, now: datetime) -> list[Scope]:
    by_tenant = {brand.tenant_id: brand for brand in brands}
    marketplaces = {m.id: m for m in Marketplace.objects.order_by("name")}
    return [
        _scope(s, by_tenant[s.tenant_id], marketplaces[s.marketplace_id], actor)
        for s in standings_of(list(by_tenant), now=now)
    ]


def _scope(scope: ScopeStanding, brand: Brand, marketplace: Marketplace, actor: Actor) -> Scope:
    limits, standing = scope.thresholds, scope.standing
    return Scope(
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
        why_not_confirm=_why_not_confirm(scope.grant, actor),
    )


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
    standing, limits = scope.standing, scope.thresholds
    if reaches_good_faith(standing, limits):
        return ""
    if standing.uphold_lower_bound < limits.good_faith_uphold_rate:
        more = upheld_needed(standing.record, limits.good_faith_uphold_rate)
        if more is None:
            return _("Out of reach with this record.")
        return _("{n} more upheld decisions in a row would reach the uphold bound.").format(n=more)
    return _("Too many decisions were overturned.")


def _why_not_confirm(grant: Grant | None, actor: Actor) -> str:
    """Why this person cannot confirm the grant; empty when they can, or when nothing waits."""
    if grant is None or grant.confirmed_at is not None:
        return ""
    if not can(actor, Action.GRANT_STATUS):
        return _("A programme admin confirms.")
    if grant.granted_by_id == actor.user_id:
        return _("You granted it, so another admin confirms.")
    return ""


def to_grant(scopes: Sequence[Scope]) -> list[Scope]:
    """Scopes whose record reaches the bounds and that have no grant yet."""
    return [s for s in scopes if s.reaches and s.grant is None]


MOST_BRANDS = 500


def brands_to_look_after(actor: Actor) -> Sequence[Brand]:
    """Brands with the number of their rights that nobody has verified; those with something to do first."""
    waiting = Right.objects.filter(tenant_id=OuterRef("tenant_id"), verified_at=None).order_by()
    counted = waiting.values("tenant_id").annotate(count=Count("id")).values("count")
    rows = Brand.objects.visible_to(actor).annotate(rights_to_verify=Coalesce(Subquery(counted), 0))
    settled = Case(When(verified_at__isnull=False, rights_to_verify=0, then=True), default=False)
    return list(rows.order_by(settled, "name")[:MOST_BRANDS])
