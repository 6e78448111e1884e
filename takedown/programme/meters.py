"""Meters of standing: each bound of the published formula beside its threshold, and how far it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takedown.programme.grants import ScopeStanding
from takedown.programme.standing import (
    Record,
    Standing,
    Thresholds,
    needed_until,
    reaches_good_faith,
    reaches_priority,
    too_little_is_surely_accepted,
    upheld_needed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """One bound beside its threshold, both in percent."""

    label: str
    value: str
    percent: float
    limit: float
    hint: str
    tone: str


def meters_of(found: ScopeStanding) -> list[Meter]:
    waiting = [_grant_meter()] if _waits_for_grant(found) else []
    bounds = bounds_meters(found.standing, found.thresholds)
    return [*bounds, *automatic_meters(found.standing, found.thresholds), *waiting]


def bounds_meters(standing: Standing, limits: Thresholds) -> list[Meter]:
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
            else _distance(
                needed_until(
                    standing.record,
                    lambda later: later.overturned_upper_bound <= limits.good_faith_overturned_rate,
                ),
                limits.good_faith_overturned_rate,
            ),
            tone="good" if overturned_ok else "warn",
        ),
    ]


def automatic_meters(standing: Standing, limits: Thresholds) -> list[Meter]:
    """Of what people decide, not surely too little must be accepted; a policy may ask for none of it."""
    target = limits.automatic_uphold_upper_bound
    if not target:
        return []
    stops = too_little_is_surely_accepted(standing, limits)
    more = needed_until(standing.record, lambda later: not too_little_is_surely_accepted(later, limits))
    return [
        Meter(
            label=_("Automatic: accepted, at most"),
            value=_percent(standing.uphold_upper_bound),
            percent=round(standing.uphold_upper_bound * 100, 1),
            limit=target * 100,
            hint=_distance(more, target) if stops else _("Reached: above %s.") % _percent(target),
            tone="warn" if stops else "good",
        )
    ]


def joint_force_meters(standing: Standing, limits: Thresholds) -> list[Meter]:
    """How far the audits are: how many, how good, and how sure."""
    audited, more = standing.record.audited, limits.joint_force_audits - standing.record.audited
    return [
        Meter(
            label=_("Automatic removals audited"),
            value=str(audited),
            percent=min(100, round(100 * audited / limits.joint_force_audits, 1)),
            limit=0,
            hint=ngettext("%(n)d more is needed.", "%(n)d more are needed.", more) % {"n": more}
            if more > 0
            else _("Reached."),
            tone="good" if more <= 0 else "warn",
        ),
        _share_meter(
            _("Audited and right"), standing.audited_precision, limits.joint_force_precision, audited
        ),
        _share_meter(
            _("Audited and right, at least"),
            standing.audited_lower_bound,
            limits.joint_force_lower_bound,
            audited,
        ),
    ]


def _share_meter(label: str, share: float, target: float, audited: int) -> Meter:
    reached = audited > 0 and share >= target
    return Meter(
        label=label,
        value=_percent(share) if audited else _("nothing yet"),
        percent=round(share * 100, 1),
        limit=target * 100,
        hint=(_("Reached: above %s.") if reached else _("Needed: %s.")) % _percent(target),
        tone="good" if reached else "warn",
    )


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
        hint=_("Reached: above %s.") % _percent(target)
        if reached
        else _distance(upheld_needed(record, target), target),
        tone="good" if reached else "warn",
    )


def _distance(more: int | None, target: float) -> str:
    if more is None:
        return _("More than 1000 accepted decisions away from %s.") % _percent(target)
    text = ngettext(
        "%(count)d more accepted decision reaches %(target)s.",
        "%(count)d more accepted decisions in a row reach %(target)s.",
        more,
    )
    return text % {"count": more, "target": _percent(target)}


def _percent(share: float) -> str:
    return f"{share:.0%}" if share * 100 == round(share * 100) else f"{share:.1%}"
