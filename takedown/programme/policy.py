"""What happens to an assessed item: one pure function over facts, numbers and named guards.

Only two things end well without a person: an item that closes by itself (listing gone, own duplicate), and
a trusted brand's complete complaint that passes every guard. Anything the rules are silent about is reviewed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from complaints.assessment.rules import Effect, Finding
from takedown.programme.standing import TRUSTED, Thresholds, Tier


class Outcome(StrEnum):
    CLOSE = "close"
    ASK = "ask"
    UPHOLD = "uphold"
    HOLD = "hold"
    REVIEW = "review"


class Stopped(StrEnum):
    """What a brake that is on keeps from being removed automatically."""

    EVERYTHING = "everything"
    MARKETPLACE = "marketplace"
    BRAND = "brand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """One version of the policy. A stored version names only what differs from these."""

    score_threshold: float = 0.70
    least_hourly_cap: int = 40
    hourly_cap_factor: float = 3.0
    seller_hourly_cap: int = 40
    newcomer_days: int = 7
    standard_hours: int = 24
    priority_hours: int = 8
    # The blind audit: so many of each brand, marketplace and kind of right, and then this share.
    audit_first: int = 60
    audit_share: float = 0.05
    # What pulls a brake (programme/brake_rules.py).
    brake_minutes: int = 10
    brake_least_asked: int = 200
    brake_least_asked_of_all: int = 10_000
    brake_asked_factor: float = 10.0
    brake_overturned_in_a_row: int = 3
    brake_least_audits: int = 20
    brake_audits: int = 60
    brake_audited_precision: float = 0.95
    brake_restored_hours: int = 24
    brake_least_restored: int = 5
    brake_restored_share: float = 0.05
    brake_least_brands: int = 3
    brake_least_refused: int = 20
    brake_refused_share: float = 0.50
    most_raised_cap: int = 1_000
    thresholds: Thresholds = field(default_factory=Thresholds)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Raises TypeError for a number that this code does not know."""
        values = dict(data)
        if "thresholds" in values:
            values["thresholds"] = Thresholds(**values["thresholds"])
        unknown = set(values) - {f.name for f in fields(cls)}
        if unknown:
            raise TypeError(f"Unknown policy numbers: {', '.join(sorted(unknown))}")
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the policy may look at. The hour's removals are those before this item."""

    tier: Tier
    reason_is_automatic: bool
    findings: tuple[Finding, ...]
    score: float
    seller_is_allowed: bool
    restored_on_merits_before: bool
    refused_by_a_person_before: bool
    filer_is_new: bool
    brand_removals_this_hour: int
    brand_hourly_cap: int
    seller_removals_this_hour: int
    stopped: frozenset[Stopped] = frozenset()
    raised_by_the_portal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`because` names every finding and guard that led here; `due_hours` and `priority` are for reviews."""

    outcome: Outcome
    because: tuple[str, ...]
    due_hours: int = 0
    priority: int = 9


Guard = Callable[[Facts, Numbers], bool]


# --- guards: true when automation must not go on -------------------------------------------------


def brand_is_not_trusted(facts: Facts, numbers: Numbers) -> bool:
    return facts.tier not in TRUSTED


def reason_is_never_automatic(facts: Facts, numbers: Numbers) -> bool:
    return not facts.reason_is_automatic


def score_is_below_the_threshold(facts: Facts, numbers: Numbers) -> bool:
    return facts.score < numbers.score_threshold


def a_finding_is_in_doubt(facts: Facts, numbers: Numbers) -> bool:
    """Lapsed, out of territory or class, unverified, changed since the snapshot: each is a DOUBTS finding."""
    return any(f.effect is Effect.DOUBTS for f in facts.findings)


def seller_is_on_the_allow_list(facts: Facts, numbers: Numbers) -> bool:
    return facts.seller_is_allowed


def listing_was_restored_on_the_merits(facts: Facts, numbers: Numbers) -> bool:
    return facts.restored_on_merits_before


def a_person_has_refused_it(facts: Facts, numbers: Numbers) -> bool:
    """The same brand, the same listing: what people have decided, only people decide anew."""
    return facts.refused_by_a_person_before


def filer_is_new_to_the_brand(facts: Facts, numbers: Numbers) -> bool:
    return facts.filer_is_new


def portal_has_raised_it(facts: Facts, numbers: Numbers) -> bool:
    """It only reminds of something that was upheld: nobody of the brand has looked at this listing."""
    return facts.raised_by_the_portal


GUARDS: tuple[Guard, ...] = (
    brand_is_not_trusted,
    reason_is_never_automatic,
    score_is_below_the_threshold,
    a_finding_is_in_doubt,
    seller_is_on_the_allow_list,
    listing_was_restored_on_the_merits,
    a_person_has_refused_it,
    filer_is_new_to_the_brand,
    portal_has_raised_it,
)


# --- brakes: true when an otherwise good removal must wait ---------------------------------------


def everything_is_stopped(facts: Facts, numbers: Numbers) -> bool:
    return Stopped.EVERYTHING in facts.stopped


def the_marketplace_is_stopped(facts: Facts, numbers: Numbers) -> bool:
    return Stopped.MARKETPLACE in facts.stopped


def the_brand_is_stopped(facts: Facts, numbers: Numbers) -> bool:
    return Stopped.BRAND in facts.stopped


def brand_is_over_its_hourly_cap(facts: Facts, numbers: Numbers) -> bool:
    return facts.brand_removals_this_hour >= facts.brand_hourly_cap


def seller_is_over_the_hourly_cap(facts: Facts, numbers: Numbers) -> bool:
    return facts.seller_removals_this_hour >= numbers.seller_hourly_cap


STOPS: tuple[Guard, ...] = (everything_is_stopped, the_marketplace_is_stopped, the_brand_is_stopped)
BRAKES: tuple[Guard, ...] = (*STOPS, brand_is_over_its_hourly_cap, seller_is_over_the_hourly_cap)

PRIORITIES: Mapping[Tier, int] = {
    Tier.JOINT_FORCE: 0,
    Tier.GOOD_FAITH: 0,
    Tier.PRIORITY: 1,
    Tier.STANDARD: 2,
    Tier.UNVERIFIED: 3,
}


def hourly_cap(usual_hour: float, numbers: Numbers) -> int:
    """`usual_hour` is the 95th percentile of the brand's active hours over 30 days."""
    return max(numbers.least_hourly_cap, int(numbers.hourly_cap_factor * usual_hour))


def _named(guards: tuple[Guard, ...], facts: Facts, numbers: Numbers) -> tuple[str, ...]:
    return tuple(guard.__name__ for guard in guards if guard(facts, numbers))


def _codes(facts: Facts, effect: Effect) -> tuple[str, ...]:
    return tuple(f.code for f in facts.findings if f.effect is effect)


def failing_guards(facts: Facts, numbers: Numbers) -> tuple[str, ...]:
    """Why this item may not be removed without a person; empty when it may."""
    return (*_named(GUARDS, facts, numbers), *_codes(facts, Effect.DOUBTS))


def failing_at_the_moment_of_removal(facts: Facts, numbers: Numbers) -> tuple[str, ...]:
    """Why an item that was upheld without a person may not go out now. The caps were counted when it was upheld."""
    return (*failing_guards(facts, numbers), *_named(STOPS, facts, numbers))


def decide(facts: Facts, numbers: Numbers) -> Verdict:
    """The order is the precedence; the last line is a person."""
    if closing := _codes(facts, Effect.CLOSES):
        return Verdict(outcome=Outcome.CLOSE, because=closing)
    if missing := _codes(facts, Effect.ASKS):
        return Verdict(outcome=Outcome.ASK, because=missing)
    against = failing_guards(facts, numbers)
    if against:
        return review(facts.tier, numbers, because=against)
    if brakes := _named(BRAKES, facts, numbers):
        return Verdict(outcome=Outcome.HOLD, because=brakes)
    return Verdict(outcome=Outcome.UPHOLD, because=_codes(facts, Effect.SUPPORTS))


def review(tier: Tier, numbers: Numbers, *, because: tuple[str, ...]) -> Verdict:
    fast = tier in TRUSTED or tier is Tier.PRIORITY
    return Verdict(
        outcome=Outcome.REVIEW,
        because=because,
        due_hours=numbers.priority_hours if fast else numbers.standard_hours,
        priority=PRIORITIES[tier],
    )
