from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.portal.addresses import Things, things
from tests.portal.asking import PEOPLE, Asking
from tests.stories import World


@pytest.fixture
def stage(world: World) -> Things:
    return things(world)


@pytest.fixture
def browsers(world: World, client_for: Callable[[Any], Client]) -> dict[str, Client]:
    return {name: client_for(world.people.get(name)) for name in PEOPLE}


@pytest.fixture
def asking() -> Iterator[Asking]:
    ask = Asking()
    yield ask
    assert ask.asked > 0
    assert ask.broken == [], "\n".join(ask.broken)
