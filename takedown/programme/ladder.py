"""Warn → cap → review → suspended, and the way back: one pure rule from the figures and the time on a step.

Down: the figures say how far. What is shallow is warned of first; each deeper bound costs more at once; and a
step without recovery leads to the next after its time. Up: one step at a time, after the figures have carried
a better one for `recovery_days` without a break, so that a record near a bound does not flap; and at once where an
appeal has shown that it was not the record that was wrong.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from takedown.programme.standing import (
    Standing,
    Thresholds,
    is_far_below,
    reaches_good_faith,
    shares_are_good,
)
from takedown.programme.states import GrantStep

# From the most trust to none.
DOWN = (GrantStep.FULL, GrantStep.WARNED, GrantStep.CAPPED, GrantStep.REVIEW, GrantStep.SUSPENDED)
# Steps on which complete complaints are still carried out without a person.
AUTOMATIC = frozenset({GrantStep.FULL, GrantStep.WARNED, GrantStep.CAPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far the figures carry. A thin record (good shares, too few decisions) is warned of, and no more."""

    step: GrantStep
    bad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a grant stands, since when, and since when the figures have carried a better step."""

    step: GrantStep
    since: datetime
    better_since: datetime | None


def reach_of(standing: Standing, limits: Thresholds) -> Reach:
    if reaches_good_faith(standing, limits):
        return Reach(step=GrantStep.FULL, bad=False)
    if shares_are_good(standing, limits):
        return Reach(step=GrantStep.WARNED, bad=False)
    if is_far_below(standing, limits):
        return Reach(step=GrantStep.REVIEW, bad=True)
    is_below_cap = (
        standing.uphold_lower_bound < limits.cap_uphold_rate
        or standing.overturned_upper_bound > limits.cap_overturned_rate
    )
    return Reach(step=GrantStep.CAPPED if is_below_cap else GrantStep.WARNED, bad=True)


def lets_act(step: GrantStep, standing: Standing, limits: Thresholds, *, graced: bool) -> bool:
    """Whether complaints are carried out without a person. Figures far below stop that before a step is written,
    but for a grant that a person has given back on an appeal (`graced`)."""
    return step in AUTOMATIC and (graced or not is_far_below(standing, limits))


def next_place(place: Place, reach: Reach, limits: Thresholds, *, now: datetime) -> Place:
    """The same place when nothing changes. Never called for a suspended grant: from there only people lead back."""
    if _depth(reach.step) > _depth(place.step):
        return _arrived(reach.step, now)
    if reach.bad:
        return _after_its_time(place, limits, now=now)
    if reach.step == place.step:
        return Place(step=place.step, since=place.since, better_since=None)
    better_since = place.better_since or now
    if now - better_since >= timedelta(days=limits.recovery_days):
        return _arrived(DOWN[_depth(place.step) - 1], now)
    return Place(step=place.step, since=place.since, better_since=better_since)


def place_after_a_reversal(place: Place, reach: Reach, *, now: datetime) -> Place:
    """What a wrong decision has cost is given back at once, as far as the figures carry without it: the days on a step
    are for a record that gets better, and this one was never worse."""
    if reach.bad or _depth(reach.step) >= _depth(place.step):
        return place
    return _arrived(reach.step, now)


def _after_its_time(place: Place, limits: Thresholds, *, now: datetime) -> Place:
    is_last = place.step is GrantStep.REVIEW
    lasts = timedelta(days=limits.suspension_days if is_last else limits.patience_days)
    if place.step is not GrantStep.FULL and now - place.since >= lasts:
        return _arrived(DOWN[_depth(place.step) + 1], now)
    return Place(step=place.step, since=place.since, better_since=None)


def _arrived(step: GrantStep, now: datetime) -> Place:
    return Place(step=step, since=now, better_since=None)


def _depth(step: GrantStep) -> int:
    return DOWN.index(step)
