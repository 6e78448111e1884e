"""The owner's own connection, beside the test's."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest


@pytest.fixture
def owner(db: None, sign_in: Callable[[str], Any]) -> Iterator[Any]:
    """A cursor of the tables' owner, in a transaction that is rolled back."""
    with closing(sign_in("DATABASE_OWNER_URL")) as opened, opened.cursor() as cursor:
        yield cursor
        opened.rollback()
