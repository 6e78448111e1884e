import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from core.database_roles import OWNER
from tests.chaos.stage import Stage, empty_broker, own_database, urls_in
from tests.template import migrated


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """On the servers that script/test has started."""
    urls = urls_in(os.environ)
    with own_database(urls, f"chaos_{os.getpid()}", template=migrated(urls[OWNER])) as databases:
        stage = Stage(tmp_path_factory.mktemp("chaos"), databases, os.environ["REDIS_URL"])
        try:
            empty_broker(stage.redis_url)
            stage.draw_pictures()
            yield stage
        finally:
            stage.close()


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """For people who watch: also when the test passes."""

    def write(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{text}\n")

    return write
