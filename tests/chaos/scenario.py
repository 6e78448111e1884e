"""One run: brands file for a while, things are killed meanwhile, and all work comes to its end."""

import time
from dataclasses import dataclass
from datetime import datetime

import psycopg2

from tests.chaos.judge import Verdict, judge, pending
from tests.chaos.kills import Plan, run
from tests.chaos.stage import Stage

# Before the effect; after it; after it and longer than the portal waits for an answer.
FAULTS = {"error_before": 0.08, "error_after": 0.06, "hang_after": 0.06, "hang_seconds": 2.5}


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Ten brands at least: each has an hourly cap."""

    site: str
    brands: int
    items: int
    filing_seconds: float
    most_seconds: float


def play(stage: Stage, scenario: Scenario, plan: Plan, *, now: datetime) -> Verdict:
    site = scenario.site
    with stage.filing(
        site, brands=scenario.brands, items=scenario.items, seconds=scenario.filing_seconds
    ) as filing:
        refs = set(filing.refs())
        seconds = run(
            stage,
            plan,
            from_when=lambda: not refs.isdisjoint(stage.control.summary(site)["counts"].get("hide", ())),
            is_settled=lambda: filing.is_over() and _nothing_pending(stage),
            seconds=scenario.most_seconds,
        )
    after_the_last = time.monotonic() - plan.last_at
    verdict = judge(stage, site, refs, since=now)
    kills = ", ".join(f"{times} × {name}" for name, times in plan.done.items())
    verdict.figures |= {
        "disturbances": kills,
        "seconds": round(seconds),
        "after the last disturbance": f"{after_the_last:.0f} s",
    }
    verdict.seconds_after_the_last = after_the_last
    return verdict


def _nothing_pending(stage: Stage) -> bool:
    try:
        return pending(stage) == 0
    except psycopg2.OperationalError:
        # The database is one of the things that are killed.
        return False


def assert_nothing_lost_or_doubled(verdict: Verdict) -> None:
    assert verdict.lost == {}
    assert verdict.doubled == {}
    assert verdict.unasked == set()
    assert verdict.without_notice == set()
    assert verdict.not_noted == {}
    assert verdict.pending == 0
    # Otherwise all of it might have gone to people, and nothing was tried.
    assert len(verdict.removed) >= 0.9 * verdict.filed
