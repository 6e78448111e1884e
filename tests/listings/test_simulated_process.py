"""The process of the simulated marketplaces: what survives a kill, and when it refuses to start."""

import subprocess
import sys
import time

import psutil
import pytest

from listings.connectors.base import RemoteState
from tests.listings.contract.subject import CASE, walk
from tests.listings.running import ROOT, RunningMarketplace, wait_until


@pytest.fixture
def own(tmp_path):
    """A marketplace that no other test looks at."""
    own = RunningMarketplace(tmp_path)
    yield own
    own.stop()


def test_what_was_answered_survives_a_kill_and_no_worker_is_left(own):
    (worker,) = psutil.Process(own.pid).children()
    connector = own.connector("bazaar")
    (ref,) = own.control.add_listings("bazaar")
    connector.hide(ref, key="k", **CASE)

    own.kill()
    wait_until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)
    own.start()

    assert connector.get(ref).state is RemoteState.HIDDEN
    assert connector.hide(ref, key="k", **CASE).changed
    assert [effect["kind"] for effect in own.effects("bazaar", ref)] == ["hide"]


def test_ten_thousand_listings_are_there_in_seconds_and_gone_at_a_reset(own):
    started = time.monotonic()
    refs = own.control.add_listings("bazaar", count=10_000, title="Load {n}")
    seconds = time.monotonic() - started

    own.control.reset()

    assert len(set(refs)) == 10_000
    assert seconds < 10
    assert len(walk(own.connector("bazaar"), limit=200)) < 300


def test_it_does_not_start_without_a_secret(tmp_path):
    command = [sys.executable, "-m", "listings.simulated_marketplace", "--port", "1", "--data", tmp_path]

    ended = subprocess.run(command, cwd=ROOT, env={"MARKETPLACE_SECRET": ""}, capture_output=True, timeout=20)

    assert ended.returncode != 0
    assert b"MARKETPLACE_SECRET" in ended.stderr


def test_it_does_not_share_its_port(marketplace, tmp_path):
    port = marketplace.url.rpartition(":")[2]
    command = [sys.executable, "-m", "listings.simulated_marketplace", "--port", port, "--data", tmp_path]

    ended = subprocess.run(
        command, cwd=ROOT, env={"MARKETPLACE_SECRET": "x"}, capture_output=True, timeout=20
    )

    assert ended.returncode != 0
    assert port.encode() in ended.stderr


@pytest.mark.parametrize(
    "module",
    ["listings.simulated_marketplace.app", "listings.simulated_marketplace.control_client",
     "listings.connectors.registry", "listings.links"],
)  # fmt: skip
def test_neither_the_marketplace_nor_its_connector_needs_django(module):
    program = f"import sys, {module}; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=20).returncode == 0
