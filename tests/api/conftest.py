import uuid
from typing import Any

import pytest

from tests.api.program import Program, a_key
from tests.stories import World


@pytest.fixture(autouse=True)
def _own_buckets(settings: Any) -> None:
    """Requests are counted in a store that outlives a test."""
    settings.API_LIMIT_PREFIX = f"test-{uuid.uuid4()}:"


@pytest.fixture
def program(world: World) -> Program:
    """Lumora's, with a live key that may do everything a key can."""
    return a_key(world)
