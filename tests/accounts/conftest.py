"""The receivers of webhooks."""

from collections.abc import Iterator

import pytest

from tests.accounts.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found
