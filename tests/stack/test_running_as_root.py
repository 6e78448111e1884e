"""PostgreSQL refuses to be root: what the stack does when a container forbids user namespaces."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from portal.stack import secrets_file, servers, unprivileged
from portal.stack.config import Config
from portal.stack.console import StackError
from portal.stack.postgres import Cluster
from portal.stack.stopping import StopSignals
from portal.stack.supervisor import Supervisor

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    config = Config(data=tmp_path / "data", port=8000, is_production=False)
    config.make_directories()
    return config


@pytest.fixture
def no_namespaces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    can_run = unprivileged.can_run

    def can_run_without_namespace(cluster: Cluster, *, account: str) -> bool:
        return not account.startswith("namespace:") and can_run(cluster, account=account)

    monkeypatch.setattr(unprivileged, "can_run", can_run_without_namespace)
    # pytest's own folders are closed to everybody but root.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    monkeypatch.setattr(unprivileged, "SHARED_FOLDER", folder)
    yield
    shutil.rmtree(folder)


def start_and_ask(config: Config, statement: str) -> list[tuple]:
    secrets = secrets_file.load(config.data)
    with Supervisor(status_file=config.status_file, signals=StopSignals()) as supervisor:
        connections = servers.start(config, supervisor, secrets, given={}, throwaway=True)
        url = connections.databases["app_owner"]
        with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


def test_the_files_stay_roots_where_namespaces_are_allowed(config):
    cluster = unprivileged.locate(config.data, stack_id="any")

    if not cluster.account.startswith("namespace:"):
        pytest.skip("this machine forbids user namespaces")
    assert cluster.data == config.data / "postgres"


def test_another_user_takes_the_data_along_where_they_are_not(config, no_namespaces):
    with pytest.MonkeyPatch.context() as allowed:
        allowed.setattr(unprivileged, "can_run", lambda cluster, account: True)
        start_and_ask(config, "CREATE TABLE kept (id int)")

    assert start_and_ask(config, "SELECT count(*) FROM kept") == [(0,)]
    assert not (config.data / "postgres").exists()


def test_it_says_so_when_no_account_works(config, no_namespaces, monkeypatch):
    monkeypatch.setattr(unprivileged, "can_run", lambda cluster, account: False)

    with pytest.raises(StackError, match="start as another user"):
        unprivileged.locate(config.data, stack_id="any")
