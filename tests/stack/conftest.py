import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.stack import secrets_file, servers, unprivileged
from portal.stack.config import ROOT, Config
from portal.stack.stopping import StopSignals
from portal.stack.supervisor import Supervisor
from tests.stack.running import HERE, STARTED, Running, wait_until


@pytest.fixture(scope="session", autouse=True)
def no_stack_outlives_the_tests() -> Iterator[None]:
    """Not even one whose test has failed halfway."""
    yield
    for running in STARTED:
        running.process.kill()
        running.process.wait()


@pytest.fixture(scope="session")
def portal_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which Django's part is a stand-in, and the stack is the real one."""
    tree = tmp_path_factory.mktemp("checkout")
    shutil.copytree(HERE / "stand_in", tree, dirs_exist_ok=True)
    shutil.copytree(ROOT / "portal" / "stack", tree / "portal" / "stack")
    (tree / "core").mkdir()
    (tree / "core" / "__init__.py").touch()
    for needed in ("core/database_roles.py", "listings/simulated_marketplace/credentials.py"):
        shutil.copy(ROOT / needed, tree / needed)
    return tree


@pytest.fixture
def small_stack(tmp_path: Path, portal_tree: Path) -> Iterator[Callable[..., Running]]:
    """Starts a supervisor with one small child for each name given."""
    started = []

    def start(*names: str) -> Running:
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        command = [sys.executable, str(HERE / "small_stack.py"), str(data), *names]
        running = Running(command, data, os.environ | {"PYTHONPATH": str(portal_tree)})
        started.append(running)
        wait_until(running.is_ready)
        return running

    yield start
    for running in started:
        running.stop()


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Config, dict[str, str]]]:
    """Embedded servers as the tests of the portal use them, and their secrets."""
    config = Config(data=tmp_path_factory.mktemp("embedded"), port=8000, is_production=False)
    config.make_directories()
    secrets = secrets_file.load(config.data)
    with Supervisor(status_file=config.status_file, signals=StopSignals()) as supervisor:
        servers.start(config, supervisor, secrets, given={}, throwaway=True)
        yield config, secrets
    unprivileged.forget(stack_id=secrets[secrets_file.STACK_ID])
