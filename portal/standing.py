"""A brand's standing in words: each number of the published formula, and how far it is to the next tier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brands.models import Right
from core.tenancy import Actor
from listings.models import Marketplace
from takedown.programme.grants import ScopeStanding, standings_of
from takedown.programme.standing import (
    Record,
    Tier,
    reaches_good_faith,
    reaches_priority,
    upheld_needed,
)

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
class Meter:
    """One bound beside its threshold, both in percent."""

    label: str
    value: str
    percent: float
    limit: float
    hint: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One marketplace and kind of right."""

    marketplace: str
    kind: str
    tier: str
    tone: str
    gives: str
    record: Record
    meters: list[Meter]
    granted_at: datetime | None
    awaits_confirmation: bool


def scopes_of(actor: Actor, *, now: datetime) -> list[Scope]:
    """Those with a decision in the window or a grant; the others have nothing to show."""
    if actor.tenant_id is None:
        return []
    names = {m.id: m.name for m in Marketplace.objects.all()}
    return [
        _scope(found, names[found.marketplace_id])
        for found in standings_of([actor.tenant_id], now=now)
        if found.grant or found.standing.record != Record()
    ]


def _scope(found: ScopeStanding, marketplace: str) -> Scope:
    return Scope(
        marketplace=marketplace,
        kind=str(Right.Kind(found.right_kind).label),
        tier=str(TIERS[found.tier]),
        tone=_TONES.get(found.tier, "neutral"),
        gives=str(_GIVES[found.tier]),
        record=found.standing.record,
        meters=_meters(found),
        granted_at=found.grant.confirmed_at if found.grant else None,
        awaits_confirmation=found.grant is not None and found.grant.confirmed_at is None,
    )


def _meters(found: ScopeStanding) -> list[Meter]:
    standing, limits = found.standing, found.thresholds
    lower, upper = standing.uphold_lower_bound, standing.overturned_upper_bound
    overturned_ok = upper <= limits.good_faith_overturned_rate
    return [
        _uphold_meter(
            _("Priority: accepted, at least"),
            lower,
            limits.priority_uphold_rate,
            standing.record,
            reached=reaches_priority(standing, limits),
        ),
        _uphold_meter(
            _("Good Faith: accepted, at least"),
            lower,
            limits.good_faith_uphold_rate,
            standing.record,
            reached=lower >= limits.good_faith_uphold_rate,
        ),
        Meter(
            label=_("Good Faith: reversed, at most"),
            value=_percent(upper),
            percent=round(upper * 100, 1),
            limit=limits.good_faith_overturned_rate * 100,
            hint=_("Reached: below the limit of %s.") % _percent(limits.good_faith_overturned_rate)
            if overturned_ok
            else _("Must come down to %s: every decision that stands lowers it.")
            % _percent(limits.good_faith_overturned_rate),
            tone="good" if overturned_ok else "warn",
        ),
        *([] if not _waits_for_grant(found) else [_grant_meter()]),
    ]


def _waits_for_grant(found: ScopeStanding) -> bool:
    return found.grant is None and reaches_good_faith(found.standing, found.thresholds)


def _grant_meter() -> Meter:
    return Meter(
        label=_("Good Faith: granted"),
        value=_("not yet"),
        percent=0,
        limit=0,
        hint=_("Your record reaches it. One admin of the marketplace grants it, a second one confirms."),
        tone="info",
    )


def _uphold_meter(label: str, lower: float, target: float, record: Record, *, reached: bool) -> Meter:
    return Meter(
        label=label,
        value=_percent(lower),
        percent=round(lower * 100, 1),
        limit=target * 100,
        hint=_("Reached: above %s.") % _percent(target) if reached else _distance(record, target),
        tone="good" if reached else "warn",
    )


def _distance(record: Record, target: float) -> str:
    more = upheld_needed(record, target)
    if more is None:
        return _("More than 1000 accepted decisions away from %s.") % _percent(target)
    text = ngettext(
        "%(count)d more accepted decision reaches %(target)s.",
        "%(count)d more accepted decisions in a row reach %(target)s.",
        more,
    )
    return text % {"count": more, "target": _percent(target)}


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%" if share * 100 == round(share * 100) else f"{share * 100:.1f}\u00a0%"
