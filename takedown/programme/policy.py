"""What happens to an assessed item: one pure function over facts, numbers and named guards.

Only two things end well without a person: an item that closes by itself (listing gone, own duplicate), and
a trusted brand's complete complaint that passes every guard. Anything the rules are silent about is reviewed.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any, Self

from complaints.assessment.rules import Effect, Finding
from takedown.programme.ladder import lets_act, reach_of
from takedown.programme.standing import (
    TRUSTED,
    Record,
    Thresholds,
    Tier,
    record_stops_automation,
    standing_of,
    tier_of,
)
from takedown.programme.states import GrantStep


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
    """One version of the policy. A stored version names only what differs from these.

    So a default never changes: a new number is a new version. What each number is, and between which bounds
    it stays, is written in versions/about.py. `score_thresholds` and `switched_on` go by the reason's code:
    a threshold of its own, and the names of those OPTIONAL_GUARDS that stand for it.
    """

    score_threshold: float = 0.70
    score_thresholds: Mapping[str, float] = field(default_factory=dict)
    switched_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    least_hourly_cap: int = 40
    hourly_cap_factor: float = 3.0
    # What is left of a brand's cap on the ladder's step "capped".
    capped_share: float = 0.25
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
        defaults = cls()
        unknown = set(data) - {f.name for f in fields(cls)}
        if unknown:
            raise TypeError(f"Unknown policy numbers: {', '.join(sorted(unknown))}")
        values = {name: _like(getattr(defaults, name), value) for name, value in data.items()}
        if "switched_on" in values:
            values["switched_on"] = {reason: tuple(on) for reason, on in data["switched_on"].items()}
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        """What differs from the defaults, and nothing else."""
        return _differing(asdict(self), asdict(type(self)()))

    def threshold_for(self, reason: str) -> float:
        return self.score_thresholds.get(reason, self.score_threshold)


def _like(default: Any, value: Any) -> Any:
    nested: bool = is_dataclass(default)
    return type(default)(**value) if nested else value


def _differing(values: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        default = defaults[name]
        if value == default:
            continue
        whole = not (isinstance(value, dict) and default)
        found[name] = value if whole else _differing(value, default)
    return found


class Waited(StrEnum):
    """Whether a cap has held the item before, and for longer than anything is held."""

    NO = "no"
    HELD = "held"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """From what the tier, the cap and "new" were made: under other numbers they would be others.

    `filer_days`: whole days since the filer came to the brand; None for somebody who is not there. `step` is the
    ladder's, empty without a grant; `graced`: a person has given it back on an appeal. `agency_record`: over all
    brands that the agency which filed files for.
    """

    record: Record
    verified: bool
    step: str
    graced: bool
    has_manager: bool
    usual_hour: float
    own_cap: int | None
    filer_days: int | None
    agency_record: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the policy may look at. The hour's removals are those before this item.

    They are kept with every decision (versions/cases.py): a new field needs a default, or a type whose empty
    value means that nothing was known.
    """

    tier: Tier
    reason: str = ""
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
    filed_by_agency: bool = False
    waited: Waited = Waited.NO
    basis: Basis | None = None
    asked_by_marketplace: bool = False
    """The marketplace asked the brand "is this yours?"; the complaint is its answer."""
    stopped: frozenset[Stopped] = frozenset()
    raised_by_the_portal: bool = False
    # The ladder's step of the grant; empty without one.
    grant_step: str = ""
    reason_is_granted: bool = True
    agency_is_proved: bool = True
    licence_claim_is_open: bool = False
    filing_is_suspended: bool = False
    """For misuse, by two people and for a time (takedown/redress/misuse)."""


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


def brand_is_under_review(facts: Facts, numbers: Numbers) -> bool:
    """Its figures fell far below a bound, or stayed below it: people look at everything until they are back."""
    return facts.grant_step == GrantStep.REVIEW


def reason_is_outside_the_grant(facts: Facts, numbers: Numbers) -> bool:
    return not facts.reason_is_granted


def people_surely_accept_too_little_of_the_brand(facts: Facts, numbers: Numbers) -> bool:
    """Of others nothing is automatic anyhow."""
    basis = facts.basis
    if facts.tier not in TRUSTED or basis is None:
        return False
    return record_stops_automation(standing_of(basis.record), numbers.thresholds, graced=basis.graced)


def agency_is_below_its_own_bounds(facts: Facts, numbers: Numbers) -> bool:
    """Measured over all brands it files for: what it gets wrong for one makes it no safer for another."""
    return not facts.agency_is_proved


def filer_is_suspended_for_misuse(facts: Facts, numbers: Numbers) -> bool:
    """What was filed before goes on, and what the marketplace asks may be answered: people look at all of it."""
    return facts.filing_is_suspended


def reason_is_never_automatic(facts: Facts, numbers: Numbers) -> bool:
    return not facts.reason_is_automatic


def brand_was_asked_but_is_not_in_joint_force(facts: Facts, numbers: Numbers) -> bool:
    """Only there does the answer alone suffice: audits have proved that its removals are right."""
    return facts.asked_by_marketplace and facts.tier is not Tier.JOINT_FORCE


def score_is_below_the_threshold(facts: Facts, numbers: Numbers) -> bool:
    """The score weighs what a brand brings by itself. What the marketplace asked about, it suspects already."""
    return not facts.asked_by_marketplace and facts.score < numbers.threshold_for(facts.reason)


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


def licence_claim_is_open(facts: Facts, numbers: Numbers) -> bool:
    """The seller says that this brand has authorised them, and nobody has answered that yet."""
    return facts.licence_claim_is_open


GUARDS: tuple[Guard, ...] = (
    brand_is_not_trusted,
    brand_is_under_review,
    people_surely_accept_too_little_of_the_brand,
    agency_is_below_its_own_bounds,
    filer_is_suspended_for_misuse,
    brand_was_asked_but_is_not_in_joint_force,
    reason_is_never_automatic,
    reason_is_outside_the_grant,
    score_is_below_the_threshold,
    a_finding_is_in_doubt,
    seller_is_on_the_allow_list,
    listing_was_restored_on_the_merits,
    a_person_has_refused_it,
    filer_is_new_to_the_brand,
    portal_has_raised_it,
    licence_claim_is_open,
)

# Stricter than law and design ask, so a policy may switch them on for a reason. GUARDS are for every automatic
# removal and no policy switches them off (docs/adr/0010-policy-versions.md).


def reason_is_left_to_people(facts: Facts, numbers: Numbers) -> bool:
    return True


def an_agency_filed_it(facts: Facts, numbers: Numbers) -> bool:
    return facts.filed_by_agency


OPTIONAL_GUARDS: tuple[Guard, ...] = (reason_is_left_to_people, an_agency_filed_it)


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


def tier_on(basis: Basis, numbers: Numbers) -> Tier:
    standing, limits = standing_of(basis.record), numbers.thresholds
    return tier_of(
        standing,
        verified=basis.verified,
        granted=basis.step != "" and lets_act(GrantStep(basis.step), standing, limits, graced=basis.graced),
        has_manager=basis.has_manager,
        thresholds=limits,
    )


def cap_on(basis: Basis, numbers: Numbers) -> int:
    """The policy's cap, a grant's own lower one, and what the ladder leaves of it. Never nothing: that is review."""
    cap = hourly_cap(basis.usual_hour, numbers)
    cap = min(cap, basis.own_cap) if basis.own_cap is not None else cap
    return max(1, int(cap * numbers.capped_share)) if basis.step == GrantStep.CAPPED else cap


def agency_is_proved(basis: Basis, numbers: Numbers) -> bool:
    """Its own record is not bad. A thin one is not: each brand has proved its part."""
    record = basis.agency_record
    return record is None or not reach_of(standing_of(record), numbers.thresholds).bad


def is_new(filer_days: int | None, numbers: Numbers) -> bool:
    return filer_days is None or filer_days < numbers.newcomer_days


def _named(guards: tuple[Guard, ...], facts: Facts, numbers: Numbers) -> tuple[str, ...]:
    return tuple(guard.__name__ for guard in guards if guard(facts, numbers))


def _codes(facts: Facts, effect: Effect) -> tuple[str, ...]:
    return tuple(f.code for f in facts.findings if f.effect is effect)


def failing_guards(facts: Facts, numbers: Numbers) -> tuple[str, ...]:
    """Why this item may not be removed without a person; empty when it may."""
    on = numbers.switched_on.get(facts.reason, ())
    optional = tuple(guard for guard in OPTIONAL_GUARDS if guard.__name__ in on)
    return (*_named(GUARDS + optional, facts, numbers), *_codes(facts, Effect.DOUBTS))


def failing_at_the_moment_of_removal(facts: Facts, numbers: Numbers) -> tuple[str, ...]:
    """Why an item that was upheld without a person may not go out now. The caps were counted when it was upheld."""
    return (*failing_guards(facts, numbers), *_named(STOPS, facts, numbers))


def decide(facts: Facts, numbers: Numbers) -> Verdict:
    """What was held and cannot go now goes to a person: after an hour, or when it would be asked about or closed."""
    verdict = _decide(facts, numbers)
    if facts.waited is Waited.NO or verdict.outcome in {Outcome.UPHOLD, Outcome.REVIEW}:
        return verdict
    if facts.waited is Waited.HELD and verdict.outcome is Outcome.HOLD:
        return verdict
    return review(facts.tier, numbers, because=verdict.because, asked=facts.asked_by_marketplace)


def _decide(facts: Facts, numbers: Numbers) -> Verdict:
    """The order is the precedence; the last line is a person."""
    if closing := _codes(facts, Effect.CLOSES):
        return Verdict(outcome=Outcome.CLOSE, because=closing)
    if missing := _codes(facts, Effect.ASKS):
        return Verdict(outcome=Outcome.ASK, because=missing)
    against = failing_guards(facts, numbers)
    if against:
        return review(facts.tier, numbers, because=against, asked=facts.asked_by_marketplace)
    if brakes := _named(BRAKES, facts, numbers):
        return Verdict(outcome=Outcome.HOLD, because=brakes)
    return Verdict(outcome=Outcome.UPHOLD, because=_codes(facts, Effect.SUPPORTS))


def review(tier: Tier, numbers: Numbers, *, because: tuple[str, ...], asked: bool = False) -> Verdict:
    """`asked`: an answer to the marketplace's own question never waits behind what nobody asked for."""
    fast = asked or tier in TRUSTED or tier is Tier.PRIORITY
    return Verdict(
        outcome=Outcome.REVIEW,
        because=because,
        due_hours=numbers.priority_hours if fast else numbers.standard_hours,
        priority=min(PRIORITIES[tier], PRIORITIES[Tier.PRIORITY]) if asked else PRIORITIES[tier],
    )
