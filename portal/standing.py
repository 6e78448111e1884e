"""A brand's standing in words: each number of the published formula, and how far it is to the next tier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from brands.models import Right
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import Marketplace
from takedown.programme import records
from takedown.programme.behind import Behind, Figure, decisions_behind, figures_of
from takedown.programme.grants import ScopeStanding, limits_at, standings_of
from takedown.programme.history import Chart, Point, chart_of, history_of
from takedown.programme.meters import Meter, bounds_meters, joint_force_meters, meters_of
from takedown.programme.mine import PEOPLE_DECIDE, decisions_page
from takedown.programme.standing import Record, Tier, standing_of

TIERS: Mapping[Tier, Promise] = {
    Tier.UNVERIFIED: gettext_lazy("Not verified yet"),
    Tier.STANDARD: gettext_lazy("Standard"),
    Tier.PRIORITY: gettext_lazy("Priority"),
    Tier.GOOD_FAITH: gettext_lazy("Good Faith"),
    Tier.JOINT_FORCE: gettext_lazy("Joint-Force"),
}
_GIVES: Mapping[Tier, Promise] = {
    Tier.UNVERIFIED: gettext_lazy("A person looks at every complaint, after those of verified brands."),
    Tier.STANDARD: gettext_lazy("A person looks at each complaint within 24 hours."),
    Tier.PRIORITY: gettext_lazy("Your complaints come first, and a person looks at each within 8 hours."),
    Tier.GOOD_FAITH: gettext_lazy(
        "Complete complaints about fakes and copied pictures are carried out at once, without a review."
    ),
    Tier.JOINT_FORCE: gettext_lazy(
        'As Good Faith; and when the marketplace asks about a listing, your answer "counterfeit" removes it.'
    ),
}
_TONES: Mapping[Tier, str] = {
    Tier.UNVERIFIED: "warn",
    Tier.PRIORITY: "info",
    Tier.GOOD_FAITH: "good",
    Tier.JOINT_FORCE: "good",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One marketplace and kind of right, and who filed: `agency` is empty for the brand's own people."""

    found: ScopeStanding
    marketplace: str
    kind: str
    agency: str
    tier: str
    tone: str
    gives: str
    record: Record
    meters: list[Meter]
    granted_at: datetime | None
    awaits_confirmation: bool

    @property
    def decisions_page(self) -> str:
        return decisions_page(self.found.scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopePage:
    """With all that its section of the page shows: figures, misses, history, the way to Joint-Force."""

    scope: Scope
    figures: list[Figure]
    misses: list[Behind]
    chart: Chart | None
    points: list[Point]
    joint_force: list[Meter]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRecord:
    """An agency's own record over all brands it files for, for itself and for staff."""

    marketplace: str
    kind: str
    record: Record
    meters: list[Meter]


def scopes_of(actor: Actor, *, now: datetime) -> list[Scope]:
    """Those with a decision in the window or a grant; the others have nothing to show.

    An agency sees the brand's own scopes and its own, not those of its competitors.
    """
    if actor.tenant_id is None:
        return []
    names = {m.id: m.name for m in Marketplace.objects.all()}
    return [
        _scope(found, names[found.marketplace_id])
        for found in standings_of([actor.tenant_id], now=now)
        if (found.grant or found.standing.record != Record())
        and (actor.delegate_id is None or found.agency_id in {None, actor.delegate_id})
    ]


MISSES_SHOWN = 5


def pages_of(actor: Actor, *, now: datetime) -> list[ScopePage]:
    scopes = scopes_of(actor, now=now)
    if not scopes:
        return []
    limits = scopes[0].found.thresholds
    histories = history_of(actor, [actor.tenant], today=now.date(), limits=limits)
    return [_page(actor, s, histories.get(s.found.scope, []), now=now) for s in scopes]


def _page(actor: Actor, scope: Scope, points: list[Point], *, now: datetime) -> ScopePage:
    found, record = scope.found, scope.record
    misses = decisions_behind(
        actor,
        found.scope,
        "misses",
        until=now.date(),
        days=found.thresholds.window_days,
        most=MISSES_SHOWN,
    )
    return ScopePage(
        scope=scope,
        figures=figures_of(record, base=scope.decisions_page),
        misses=misses.rows,
        chart=chart_of(points, found.thresholds),
        points=list(reversed(points)),
        joint_force=joint_force_meters(found.standing, found.thresholds),
    )


def agency_records(actor: Actor, *, now: datetime) -> list[AgencyRecord]:
    """Of the agency that the actor acts for: its own accuracy, whatever the brand's."""
    if actor.delegate_id is None:
        return []
    limits = limits_at(now)
    with acting_as(SYSTEM):
        # Over all its brands: no one brand's rows would show it.
        measured = records.agency_records_of(
            [actor.delegate_id], since=now - timedelta(days=limits.window_days)
        )
    names = {m.id: m.name for m in Marketplace.objects.all()}
    return [
        AgencyRecord(
            marketplace=names[scope[1]],
            kind=str(Right.Kind(scope[2]).label),
            record=record,
            meters=bounds_meters(standing_of(record), limits),
        )
        for scope, record in sorted(measured.items(), key=lambda row: (names[row[0][1]], row[0][2]))
    ]


def _scope(found: ScopeStanding, marketplace: str) -> Scope:
    return Scope(
        found=found,
        marketplace=marketplace,
        kind=str(Right.Kind(found.right_kind).label),
        agency=found.agency,
        tier=str(TIERS[found.tier]),
        tone="warn" if found.people_decide else _TONES.get(found.tier, "neutral"),
        gives=str(PEOPLE_DECIDE if found.people_decide else _GIVES[found.tier]),
        record=found.standing.record,
        meters=meters_of(found),
        granted_at=found.grant.confirmed_at if found.grant else None,
        awaits_confirmation=found.grant is not None and found.grant.confirmed_at is None,
    )
