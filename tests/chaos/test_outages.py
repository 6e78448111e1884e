"""The same with the servers themselves failing: Redis killed and emptied, PostgreSQL stopped at once.

A small run of reliability.md G1; bench/chaos.py is the long one.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from tests.chaos.kills import Plan, kinds_for
from tests.chaos.outages import OwnServers, outages
from tests.chaos.scenario import FAULTS, Scenario, assert_nothing_lost_or_doubled, play
from tests.chaos.stage import Stage

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def own_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServers]:
    own = OwnServers(tmp_path_factory.mktemp("servers"))
    yield own
    own.stop()


@pytest.fixture(scope="module")
def stage(own_servers: OwnServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    connections = own_servers.start()
    stage = Stage(tmp_path_factory.mktemp("outages"), connections.databases, connections.redis)
    try:
        stage.migrate()
        stage.draw_pictures()
        yield stage
    finally:
        stage.close()


@pytest.mark.parametrize(
    ("site", "ignore_keys"), [("bazaar", False), ("harbor", True)], ids=["keys", "keys ignored"]
)
def test_outages_lose_and_double_nothing(
    stage: Stage,
    own_servers: OwnServers,
    now: datetime,
    show: Callable[[str], None],
    site: str,
    ignore_keys: bool,
) -> None:
    stage.control.faults(site, **FAULTS, ignore_keys=ignore_keys)
    kinds = kinds_for(*stage.crew()) | outages(own_servers, stage)
    plan = Plan(kinds=kinds, times_each=4, every=2.5)
    scenario = Scenario(site=site, brands=20, items=600, filing_seconds=50, most_seconds=600)

    verdict = play(stage, scenario, plan, now=now)

    show(f"{site}, keys {'ignored' if ignore_keys else 'honoured'}: {verdict.table()}")
    assert plan.done.total() == 24
    assert_nothing_lost_or_doubled(verdict)
