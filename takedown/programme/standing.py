"""A brand's measured record and the tier it reaches: the published formula, as pure functions.

Bounds are one-sided 90 % Wilson score bounds (Wilson 1927, z = 1.2816): small records are judged by what
they can prove. Only decisions that the marketplace's own people made or confirmed count.
"""

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

Z = 1.2816
# A wrongful automatic removal weighs as much as three decisions that went against the brand.
WEIGHT_OF_WRONGFUL_AUTOMATIC = 3


class Tier(StrEnum):
    UNVERIFIED = "unverified"
    STANDARD = "standard"
    PRIORITY = "priority"
    GOOD_FAITH = "good_faith"
    JOINT_FORCE = "joint_force"


TRUSTED = frozenset({Tier.GOOD_FAITH, Tier.JOINT_FORCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Shares between 0 and 1, over a window of days."""

    window_days: int = 180
    priority_uphold_rate: float = 0.80
    good_faith_uphold_rate: float = 0.90
    good_faith_overturned_rate: float = 0.05
    joint_force_audits: int = 60
    joint_force_precision: float = 0.99
    joint_force_lower_bound: float = 0.97
    # Nothing is surely below nothing: the first policy of a new installation asks for more.
    automatic_uphold_upper_bound: float = 0.0
    # The ladder (ladder.py): how far below a bound costs how much, and how long a step lasts.
    cap_uphold_rate: float = 0.87
    cap_overturned_rate: float = 0.08
    review_uphold_rate: float = 0.80
    review_overturned_rate: float = 0.12
    recovery_days: int = 14
    patience_days: int = 30
    suspension_days: int = 90
    # How long a brand waits before it applies again.
    declined_lock_days: int = 30
    suspended_lock_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Counts within the window: items decided by people, those of them that stand upheld, wrongful removals.

    `overturned` are person-made upholds reversed on the merits, `wrongful_automatic` automatic ones. Of the
    automatic ones only those count in `decided` and `upheld` that a blind audit confirmed; `audited` are all
    that were looked at.
    """

    decided: int = 0
    upheld: int = 0
    overturned: int = 0
    wrongful_automatic: int = 0
    audited: int = 0
    audited_right: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    record: Record
    uphold_lower_bound: float
    uphold_upper_bound: float
    overturned_upper_bound: float
    audited_precision: float
    audited_lower_bound: float


def wilson(successes: float, total: int) -> tuple[float, float]:
    """Lower and upper one-sided 90 % bound of a share. Nothing known: (0, 1)."""
    if total <= 0:
        return 0.0, 1.0
    share = min(successes / total, 1.0)
    spread = Z * Z / total
    centre = share + spread / 2
    margin = Z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return max((centre - margin) / (1 + spread), 0.0), min((centre + margin) / (1 + spread), 1.0)


def against(record: Record) -> int:
    """What proved wrong after it was accepted, by its weight."""
    return record.overturned + WEIGHT_OF_WRONGFUL_AUTOMATIC * record.wrongful_automatic


def accepted(record: Record) -> int:
    """What was accepted at first, whatever became of it. Of these a share is reversed: over all decisions, one
    more refusal would lower that share and help whoever is refused."""
    return record.upheld + record.overturned + record.wrongful_automatic


def standing_of(record: Record) -> Standing:
    lower, upper = wilson(record.upheld, record.decided + record.wrongful_automatic)
    return Standing(
        record=record,
        uphold_lower_bound=lower,
        uphold_upper_bound=upper,
        overturned_upper_bound=wilson(against(record), accepted(record))[1],
        audited_precision=record.audited_right / record.audited if record.audited else 0.0,
        audited_lower_bound=wilson(record.audited_right, record.audited)[0],
    )


def reaches_priority(standing: Standing, thresholds: Thresholds) -> bool:
    return standing.uphold_lower_bound >= thresholds.priority_uphold_rate


def reaches_good_faith(standing: Standing, thresholds: Thresholds) -> bool:
    return (
        standing.uphold_lower_bound >= thresholds.good_faith_uphold_rate
        and standing.overturned_upper_bound <= thresholds.good_faith_overturned_rate
    )


def too_little_is_surely_accepted(standing: Standing, thresholds: Thresholds) -> bool:
    """What people refuse is the earliest and richest sign of what they would refuse among removals that nobody looks at."""
    return standing.uphold_upper_bound < thresholds.automatic_uphold_upper_bound


def record_stops_automation(standing: Standing, thresholds: Thresholds, *, graced: bool) -> bool:
    """Whoever is mistaken this often is too often mistaken where nobody looks. Not while a person's answer to an appeal holds
    the formula still (`graced`)."""
    return not graced and too_little_is_surely_accepted(standing, thresholds)


def shares_are_good(standing: Standing, thresholds: Thresholds) -> bool:
    """The plain shares, without the bounds. Good shares below the bounds: the record is thin, not bad."""
    record = standing.record
    decided = record.decided + record.wrongful_automatic
    return record.upheld >= thresholds.good_faith_uphold_rate * decided and against(
        record
    ) <= thresholds.good_faith_overturned_rate * accepted(record)


def is_far_below(standing: Standing, thresholds: Thresholds) -> bool:
    """Bad enough for people to look at everything at once."""
    return not shares_are_good(standing, thresholds) and (
        standing.uphold_lower_bound < thresholds.review_uphold_rate
        or standing.overturned_upper_bound > thresholds.review_overturned_rate
    )


def reaches_joint_force(standing: Standing, thresholds: Thresholds) -> bool:
    return (
        standing.record.audited >= thresholds.joint_force_audits
        and standing.audited_precision >= thresholds.joint_force_precision
        and standing.audited_lower_bound >= thresholds.joint_force_lower_bound
    )


def tier_of(
    standing: Standing, *, verified: bool, granted: bool, has_manager: bool, thresholds: Thresholds
) -> Tier:
    """Good Faith is a grant that two people gave on the figures and that the ladder lets act (`granted`).

    Joint-Force is Good Faith with a named account manager and automatic removals that audits have proved.
    """
    if not verified:
        return Tier.UNVERIFIED
    if granted:
        proved = has_manager and reaches_joint_force(standing, thresholds)
        return Tier.JOINT_FORCE if proved else Tier.GOOD_FAITH
    if reaches_priority(standing, thresholds):
        return Tier.PRIORITY
    return Tier.STANDARD


MOST_TOLD = 1000


def needed_until(record: Record, is_reached: Callable[[Standing], bool]) -> int | None:
    """How many more upheld decisions in a row lead there; None if over 1,000. One more never leads away."""

    def reached_with(more: int) -> bool:
        better = replace(record, upheld=record.upheld + more, decided=record.decided + more)
        return is_reached(standing_of(better))

    more = bisect_left(range(MOST_TOLD + 1), x=True, key=reached_with)
    return more if more <= MOST_TOLD else None


def upheld_needed(record: Record, target: float) -> int | None:
    """Until the lower bound of the uphold rate is at `target`."""
    return needed_until(record, lambda standing: standing.uphold_lower_bound >= target)


def needed_for_good_faith(record: Record, thresholds: Thresholds) -> int | None:
    """Until both bounds of Good Faith are reached."""
    return needed_until(record, lambda standing: reaches_good_faith(standing, thresholds))
