"""Nothing is lost and nothing doubled while workers and relays are killed, judged by the marketplace's record.

The reference is reliability.md G1 and G2: real processes, a marketplace with 20 % faults.
"""

import threading
import time
from collections.abc import Callable, Collection
from datetime import datetime

import pytest

from tests.chaos.judge import doubled
from tests.chaos.kills import Plan, kinds_for
from tests.chaos.scenario import FAULTS, Scenario, assert_nothing_lost_or_doubled, play
from tests.chaos.stage import Stage

pytestmark = [pytest.mark.stack, pytest.mark.thorough]

FIRST_ORDER_SECONDS = 300
"""Everything starts meanwhile, on a machine that may be busy."""
BRANDS_WAIT_SECONDS = 300
ENOUGH = 5
"""Listings that were ordered off, answered with an error and then found off. The portal tries a site that only errs ever
more seldom, so the last ones of ten take minutes."""


@pytest.mark.parametrize(
    ("site", "ignore_keys"), [("bazaar", False), ("harbor", True)], ids=["keys", "keys ignored"]
)
def test_kills_lose_and_double_nothing(
    stage: Stage, now: datetime, show: Callable[[str], None], site: str, ignore_keys: bool
) -> None:
    stage.control.faults(site, **FAULTS, ignore_keys=ignore_keys)
    plan = Plan(kinds=kinds_for(*stage.crew()), times_each=4, every=1.1)
    scenario = Scenario(site=site, brands=10, items=200, filing_seconds=13, most_seconds=600)

    verdict = play(stage, scenario, plan, now=now)

    show(f"{site}, keys {'ignored' if ignore_keys else 'honoured'}: {verdict.table()}")
    assert plan.done.total() >= 12
    assert_nothing_lost_or_doubled(verdict)


@pytest.mark.parametrize(
    ("app", "doubles"),
    [("portal", False), ("tests.chaos.careless_worker", True)],
    ids=["careful", "careless"],
)
def test_the_judge_sees_a_worker_that_does_not_look_first(stage: Stage, app: str, doubles: bool) -> None:
    """Every order is carried out and answered with an error, and keys are ignored: repeating is doubling."""
    site = "harbor"
    stage.control.faults(site, error_before=0.0, error_after=1.0, hang_after=0.0, ignore_keys=True)
    stage.crew(app=app)
    with stage.filing(site, brands=2, items=10) as filing:
        refs = filing.refs()
        first = time.monotonic() + FIRST_ORDER_SECONDS
        while time.monotonic() < first and _ordered(stage, site).isdisjoint(refs):
            threading.Event().wait(0.2)
        deadline = time.monotonic() + BRANDS_WAIT_SECONDS
        while time.monotonic() < deadline and not doubled(stage, site, refs):
            if _found_done(stage, refs) >= ENOUGH:
                break
            threading.Event().wait(0.2)

    assert not _ordered(stage, site).isdisjoint(refs), "no order ever came"
    assert bool(doubled(stage, site, refs)) is doubles
    assert doubles or _found_done(stage, refs) >= ENOUGH, "nobody looked again"


def _ordered(stage: Stage, site: str) -> set[str]:
    """The listings that an order to hide has come for."""
    return set(stage.control.summary(site)["counts"].get("hide", {}))


def _found_done(stage: Stage, refs: Collection[str]) -> int:
    verified = (
        "SELECT count(*) FROM takedown_removal r JOIN listings_listing l ON l.id = r.listing_id"
        " WHERE r.status = 'verified' AND l.ref = ANY(%(refs)s)"
    )
    return int(stage.rows(verified, refs=list(refs))[0][0])
