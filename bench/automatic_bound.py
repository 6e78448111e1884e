"""Below which share of accepted decisions is a brand's next removal looked at first? What each bound costs, and what it brings.

    script/bench automatic_bound [--draws 40] [--weeks 8]

A model of fifty careful brands, quicker than `script/bench simulation` by far and drawn many times, so that a bound is not chosen
for one draw. Brands, their mistakes and what people make of them are simulation/assumptions.py; the bounds are the product's own.
What is left out: evidence of each listing, several sites, the ladder, brakes. What the model cannot say the simulation has to.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench import report
from simulation.assumptions import FILING, JUDGING, MISTAKES, MOST_WRONG, Assumptions, Habit
from simulation.cast import sizes_of
from simulation.chance import log_normal, stream
from simulation.report.words import COVERED_AT_LEAST, WRONG_AT_MOST
from takedown.programme.counting import plus
from takedown.programme.policy import Numbers
from takedown.programme.standing import (
    Record,
    Thresholds,
    reaches_good_faith,
    record_stops_automation,
    standing_of,
)

BOUNDS = (0.0, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98)
WAYS = {"usual": Assumptions(), "worse": Assumptions(brand_error=3.0, evidence_noise=2.0)}
BRANDS, ITEMS = 50, 17_400
# Of a trusted brand's counterfeits, so many pass all other guards in a simulation of twenty thousand complaints.
PASSES = {"usual": 0.875, "worse": 0.860}
# Genuine goods resold, and what an allow-list has forgotten: nothing in such a listing speaks against the complaint.
TRACELESS = MISTAKES["resold"] + MISTAKES["authorised"] * (1 - FILING[Habit.CAREFUL].lists_its_sellers)
GRANT_DAYS, OBJECTION_DAYS, APPEAL_DAYS = frozenset({0, 3}), (4.0, 16.0), 4.0


@dataclass(slots=True)
class Outcome:
    automatic: int = 0
    wrong: int = 0
    fakes: int = 0
    stopped: int = 0

    def add(self, other: "Outcome") -> None:
        self.automatic += other.automatic
        self.wrong += other.wrong
        self.fakes += other.fakes
        self.stopped += other.stopped

    @property
    def wrong_share(self) -> float:
        return self.wrong / self.automatic

    @property
    def coverage(self) -> float:
        return (self.automatic - self.wrong) / self.fakes


class Brand:
    """One scope of one brand, day by day: its record is what people have found out by then."""

    def __init__(self, way: str, per_day: float, bound: float, dice: Random) -> None:
        assumed = WAYS[way]
        self._habit, self._dice, self._per_day = assumed.of(Habit.CAREFUL), dice, per_day
        self._error = min(log_normal(self._habit.median_error, self._habit.spread, dice), MOST_WRONG)
        self._passes, self._ruling_right = PASSES[way], assumed.ruling_right
        self._objects = assumed.counters_when_wronged * assumed.ruling_right
        self._limits = Thresholds(automatic_uphold_upper_bound=bound)
        self._record, self._coming = Record(), list[tuple[float, Record]]()
        self._trusted = False
        self.outcome = Outcome()

    def live(self, days: int) -> None:
        for day in range(days):
            self._learn(day)
            standing = standing_of(self._record)
            if day % 7 in GRANT_DAYS and reaches_good_faith(standing, self._limits):
                self._trusted = True
            is_stopped = self._trusted and record_stops_automation(standing, self._limits, graced=False)
            self.outcome.stopped = self.outcome.stopped or int(is_stopped)
            for _ in range(self._number_of_items()):
                self._file(day, automatic=self._trusted and not is_stopped)

    def _number_of_items(self) -> int:
        whole, rest = divmod(self._per_day, 1.0)
        return int(whole) + (self._dice.random() < rest)

    def _learn(self, day: int) -> None:
        for at, what in self._coming:
            if at <= day:
                self._record = plus(self._record, what)
        self._coming = [(at, what) for at, what in self._coming if at > day]

    def _count(self, **more: int) -> None:
        self._record = plus(self._record, Record(**more))

    def _file(self, day: int, *, automatic: bool) -> None:
        mistaken = self._dice.random() < self._error
        if mistaken and self._dice.random() >= TRACELESS:
            self._count(decided=1)
            return
        self.outcome.fakes += self._trusted and not mistaken
        if automatic and self._dice.random() < self._passes:
            self._remove(day, mistaken=mistaken)
        else:
            self._decide(day, mistaken=mistaken)

    def _remove(self, day: int, *, mistaken: bool) -> None:
        numbers, dice = Numbers(), self._dice
        self.outcome.automatic += 1
        self.outcome.wrong += mistaken
        is_audited = self._record.audited < numbers.audit_first or dice.random() < numbers.audit_share
        if is_audited:
            self._count(audited=1)
        if is_audited and not self._is_upheld(mistaken=mistaken):
            self._coming.append((day + 1, Record(wrongful_automatic=1)))
            if not mistaken and self._is_put_right():
                self._coming.append((day + APPEAL_DAYS, Record(wrongful_automatic=-1)))
        elif is_audited:
            self._count(decided=1, upheld=1)
        elif mistaken and dice.random() < self._objects:
            self._coming.append((day + dice.uniform(*OBJECTION_DAYS), Record(wrongful_automatic=1)))

    def _decide(self, day: int, *, mistaken: bool) -> None:
        upheld = self._is_upheld(mistaken=mistaken)
        self._count(decided=1, upheld=int(upheld))
        if not upheld and not mistaken and self._is_put_right():
            self._coming.append((day + APPEAL_DAYS, Record(upheld=1)))

    def _is_upheld(self, *, mistaken: bool) -> bool:
        """By one manager. Who is asked, answers; what is seen then is as good as the best evidence."""
        weak = self._dice.random() < self._habit.weak_evidence
        case = JUDGING["resold" if mistaken else "counterfeit, weak" if weak else "counterfeit, strong"]
        return self._dice.random() < case.uphold + (0 if mistaken else case.ask)

    def _is_put_right(self) -> bool:
        return self._dice.random() < self._habit.appeals_when_right * self._ruling_right


def drawn(way: str, bound: float, draw: int, days: int) -> Outcome:
    """The same brands for each bound."""
    sizes = sizes_of(BRANDS)
    total = Outcome()
    for number, size in enumerate(sizes):
        brand = Brand(way, ITEMS / 56 * size / sum(sizes), bound, stream(draw, f"{way} {number}"))
        brand.live(days)
        total.add(brand.outcome)
    return total


def rows(draws: int, days: int) -> Iterator[tuple[object, ...]]:
    for bound in BOUNDS:
        for way in WAYS:
            all_draws = [drawn(way, bound, draw, days) for draw in range(draws)]
            whole = Outcome()
            for one in all_draws:
                whole.add(one)
            first = sum(o.wrong_share >= WRONG_AT_MOST and o.coverage >= COVERED_AT_LEAST for o in all_draws)
            met = sum(o.wrong_share < WRONG_AT_MOST and o.coverage >= COVERED_AT_LEAST for o in all_draws)
            yield (
                f"{bound:.0%}" if bound else "none",
                way,
                f"{whole.wrong_share:.2%}",
                f"{whole.coverage:.1%}",
                f"{whole.stopped / draws:.1f}",
                met,
                first,
            )


HEADINGS = (
    "bound",
    "brands",
    "wrong",
    "coverage",
    "brands stopped",
    "both goals met",
    "precision fell first",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench automatic_bound")
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--weeks", type=int, default=8)
    options = parser.parse_args()
    machine = report.machine()
    table = report.table(HEADINGS, list(rows(options.draws, options.weeks * 7)))
    about = (
        f"{BRANDS} careful brands, {options.weeks} weeks, {options.draws} draws each, not timed. Brands stopped: at some time, in a"
        f" draw. Precision fell first: draws with {WRONG_AT_MOST:.1%} or more wrong while {COVERED_AT_LEAST:.0%} were covered."
    )
    report.keep(
        "automatic_bound", "\n\n".join(["# Automatic removal and what people accept", machine, about, table])
    )


if __name__ == "__main__":
    main()
