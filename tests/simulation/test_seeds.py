"""A seed is a run, and no service knows of either."""

import subprocess
import sys
from typing import Any

import pytest

from simulation.clock import prepare
from tests.simulation.running import an_empty_database, simulate

pytestmark = pytest.mark.thorough


def _figures(seed: int) -> dict[str, Any]:
    with an_empty_database() as owner_url:
        prepare(owner_url)
        return simulate(20, seed=seed, weeks=1).figures


def test_the_same_seed_is_the_same_run(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        first, again = (_figures(seed=3) for _ in range(2))

    assert first == again
    assert first["items"] >= 20


def test_no_service_loads_what_listings_really_are():
    look = (
        "import sys, django; django.setup(); import portal.urls, portal.work, portal.tasks;"
        "sys.exit('simulation' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", look], check=False, capture_output=True)

    assert done.returncode == 0, done.stderr
