"""What the simulation takes for granted, each number with where it comes from: docs/simulation.md says it in words.

Shares are between 0 and 1, delays in hours unless they say otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

# A share of mistakes cannot exceed this, however much a run is made worse.
MOST_WRONG = 0.95


class Habit(StrEnum):
    """How a brand files."""

    CAREFUL = "careful"
    SLOPPY = "sloppy"
    ABUSIVE = "abusive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One kind of brand. `median_error` is the median brand's share of items that are no counterfeits, `spread` how far the
    brands lie apart (sigma of a log-normal). What it answers counter-notices with is what is left of silence and acceptance."""

    share_of_brands: float
    share_of_complaints: float
    median_error: float
    spread: float
    missing_evidence: float
    weak_evidence: float
    reports_test_buys: float
    forges: float
    lists_its_sellers: float
    answers_questions: float
    silent: float
    accepts_when_wrong: float
    appeals_when_right: float
    appeals_when_wrong: float


FILING: Mapping[Habit, Filing] = {
    Habit.CAREFUL: Filing(
        share_of_brands=0.62,
        share_of_complaints=0.594,
        median_error=0.004,
        spread=0.8,
        missing_evidence=0.03,
        weak_evidence=0.06,
        reports_test_buys=0.85,
        forges=0.0,
        lists_its_sellers=0.95,
        answers_questions=0.92,
        silent=0.05,
        accepts_when_wrong=0.7,
        appeals_when_right=0.8,
        appeals_when_wrong=0.02,
    ),
    Habit.SLOPPY: Filing(
        share_of_brands=0.33,
        share_of_complaints=0.40,
        # Set so that about 15 % of all notices prove invalid (Etsy, 2020).
        median_error=0.33,
        spread=0.3,
        missing_evidence=0.10,
        weak_evidence=0.15,
        reports_test_buys=0.5,
        forges=0.0,
        lists_its_sellers=0.6,
        answers_questions=0.7,
        silent=0.35,
        accepts_when_wrong=0.4,
        appeals_when_right=0.35,
        appeals_when_wrong=0.05,
    ),
    Habit.ABUSIVE: Filing(
        share_of_brands=0.05,
        # Alibaba 2016: 0.59 % of all complaints, by few complainants.
        share_of_complaints=0.006,
        median_error=0.75,
        spread=0.1,
        missing_evidence=0.02,
        weak_evidence=0.05,
        reports_test_buys=0.7,
        forges=0.9,
        lists_its_sellers=0.1,
        answers_questions=0.8,
        silent=0.1,
        accepts_when_wrong=0.0,
        appeals_when_right=0.5,
        appeals_when_wrong=0.5,
    ),
}

# What a listing is that was filed by mistake.
MISTAKES: Mapping[str, float] = {
    "resold": 0.35,
    "authorised": 0.25,
    "compatible": 0.20,
    "other_goods": 0.15,
    "unrelated": 0.05,
}
# How the title of a counterfeit names the mark.
TITLES: Mapping[str, float] = {"plain": 0.70, "disguised": 0.22, "absent": 0.06, "style": 0.02}
# Of those whose title does not name it: buyers have to learn it somewhere.
NAMED_IN_THE_DESCRIPTION = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How often a manager upholds and asks, the rest is refused: by what they look at and how good the evidence is."""

    uphold: float
    ask: float


# Two readers of one case rarely agree better than this: no published figure, so a careful guess.
JUDGING: Mapping[str, Judging] = {
    "counterfeit, strong": Judging(uphold=0.985, ask=0.010),
    "counterfeit, weak": Judging(uphold=0.72, ask=0.22),
    "resold": Judging(uphold=0.03, ask=0.12),
    "authorised": Judging(uphold=0.01, ask=0.04),
    "forged": Judging(uphold=0.55, ask=0.10),
    "compatible": Judging(uphold=0.005, ask=0.015),
    "other_goods": Judging(uphold=0.005, ask=0.015),
    "unrelated": Judging(uphold=0.005, ask=0.015),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    weeks: int = 8
    complaints_a_brand: int = 250
    least_brands: int = 9
    # One item for most complaints; some bring a list.
    items: tuple[tuple[int, float], ...] = ((1, 0.80), (2, 0.10), (3, 0.05), (5, 0.03), (8, 0.02))
    other_reason: float = 0.04
    repeated_filing: float = 0.007
    gone_already: float = 0.015
    class_misplaced: float = 0.02
    weekend_volume: float = 0.4
    second_site: float = 0.2
    new_filer: float = 0.25
    # A part of the brands begins unverified, and is verified in its second week.
    unverified_at_first: float = 0.08
    # Staff: minutes a case, and how much more people than the work needs.
    minutes_a_case: float = 3.5
    # Whoever finds nothing to do looks again after this.
    minutes_idle: float = 30.0
    productive: float = 0.8
    headroom: float = 1.25
    # Sellers.
    counters_when_wronged: float = 0.5
    counters_when_caught: float = 0.02
    relists: float = 0.25
    puts_back: float = 0.01
    ruling_right: float = 0.95
    ruling_right_on_forgeries: float = 0.6
    # These two make a run worse: shares of mistakes, and of missing and weak evidence, times so much.
    brand_error: float = 1.0
    evidence_noise: float = 1.0
    filing: Mapping[Habit, Filing] = field(default_factory=lambda: FILING)

    def of(self, habit: Habit) -> Filing:
        """A habit, as much worse as this run makes it."""
        usual = self.filing[habit]
        return replace(
            usual,
            median_error=min(usual.median_error * self.brand_error, MOST_WRONG),
            missing_evidence=min(usual.missing_evidence * self.evidence_noise, MOST_WRONG),
            weak_evidence=min(usual.weak_evidence * self.evidence_noise, MOST_WRONG),
        )
