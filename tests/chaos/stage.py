"""What the chaos tests play on: a database of its own, a real marketplace, and processes that can be killed.

Nothing here needs Django: every process that does is a child with its own login role's database URL.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import psutil
import psycopg2
import redis
from psycopg2 import sql

from core.database_roles import OWNER, RELAY, WEB, WORKER
from listings.simulated_marketplace.credentials import PORTAL, secret_of
from listings.simulated_marketplace.sites import SITES
from portal.stack.processes import MIGRATE, Process, portal_processes
from portal.stack.service import launcher
from tests.listings.running import RunningMarketplace

ROOT = Path(__file__).parents[2]
# The broker's databases 0 to 15 are apart; the portal's own is 0.
BROKER_DATABASE = 9
PATIENCE_SECONDS = 60
# Added listings share so many pictures.
LOOKS = 12


class Alive:
    """A process that the test may kill and must keep running."""

    def __init__(
        self, name: str, command: tuple[str, ...], environment: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self.starts = 0
        self._command, self._environment, self._log = command, environment, log
        self._process: subprocess.Popen[bytes] | None = None
        self._orphans: list[psutil.Process] = []

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = _popen(self._command, self._environment, log)
        self.starts += 1

    def start_again_if_ended(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            self.start()

    def children(self) -> list[psutil.Process]:
        """The processes of a worker's pool."""
        assert self._process is not None
        with suppress(psutil.NoSuchProcess):
            return psutil.Process(self._process.pid).children()
        return []

    def kill(self) -> None:
        """The main process alone: what its pool is doing goes on for as long as it can."""
        assert self._process is not None
        self._orphans += self.children()
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            self.kill()
        for orphan in self._orphans:
            # psutil knows a process by its time of creation, too: never somebody else's.
            with suppress(psutil.NoSuchProcess):
                orphan.kill()
        psutil.wait_procs(self._orphans, timeout=5)


def _popen(
    command: tuple[str, ...],
    environment: Mapping[str, str],
    log: IO[bytes],
    *,
    output: IO[bytes] | None = None,
) -> "subprocess.Popen[bytes]":
    """Such a process ends with the test run, however that ends."""
    return subprocess.Popen(
        launcher((sys.executable, *command[1:]), account="same"),
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output or log,
        stderr=log,
    )


class Stage:
    """`databases` are URLs by login role; `redis_url` is the broker's."""

    def __init__(self, folder: Path, databases: Mapping[str, str], redis_url: str) -> None:
        self.folder = folder
        self.databases = databases
        self.redis_url = urlunsplit(urlsplit(redis_url)._replace(path=f"/{BROKER_DATABASE}"))
        self.marketplace = RunningMarketplace(folder / "marketplace")
        self.control = self.marketplace.control
        self._workers: list[Alive] = []
        self._relays: list[Alive] = []
        self._app = ""
        self._common = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
            "REDIS_URL": self.redis_url,
            "PORTAL_DATA": str(folder / "portal"),
            "PORTAL_ENV": "development",
            "PYTHONPATH": str(ROOT),
            "MARKETPLACE_URL": self.marketplace.url,
            "MARKETPLACE_SECRET": self.marketplace.secret,
            "MARKETPLACE_SECRETS": ", ".join(
                f"{site}-{PORTAL}={secret_of(self.marketplace.secret, f'{site}-{PORTAL}')}" for site in SITES
            ),
            "MARKETPLACE_TIMEOUT_SECONDS": "1",
            "EMAIL_TIMEOUT_SECONDS": "1",
        }

    # --- processes ---------------------------------------------------------------------------------------

    def environment(self, role: str) -> dict[str, str]:
        return {**self._common, "DATABASE_URL": self.databases[role]}

    def _start(self, name: str, process: Process, *more: str) -> Alive:
        assert process.database_role is not None
        environment = {**self.environment(process.database_role), **process.environment}
        alive = Alive(name, (*process.command, *more), environment, self.log_of(name))
        alive.start()
        return alive

    def crew(self, *, app: str = "portal") -> tuple[list[Alive], list[Alive]]:
        """Two workers of that Celery app and two relays: those that run already, if they are such.

        Nothing is left for them to do: whatever an earlier test put out is over.
        """
        self.forget_pending_work()
        if self._app != app:
            self._app = app
            while self._workers:
                self._workers.pop().stop()
            for name in ("worker-1", "worker-2"):
                self._workers.append(self._start(name, _worker(app), "--hostname", f"{name}@chaos"))
        if not self._relays:
            self._relays = [self._start(name, _portal_process("relay")) for name in ("relay-1", "relay-2")]
        return self._workers, self._relays

    def keep_running(self) -> None:
        for process in (*self._workers, *self._relays):
            process.start_again_if_ended()

    def log_of(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def migrate(self) -> None:
        with self.log_of("migrate").open("ab") as log:
            process = _popen(MIGRATE.command, self.environment(OWNER), log)
            assert process.wait() == 0, self.log_of("migrate").read_text()[-2000:]

    def draw_pictures(self) -> None:
        """Those of all listings to come: drawing is slow, and would be what is measured."""
        for site in SITES:
            for ref in self.control.add_listings(site, count=LOOKS):
                httpx.get(f"{self.marketplace.url}/{site}/img/{ref}/1.jpg", timeout=30, trust_env=False)

    @contextmanager
    def filing(self, site: str, **options: float) -> Iterator["Filing"]:
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        command = ("python", "-m", "tests.chaos.filing", site, *words)
        with self.log_of("filing").open("wb") as log, self.log_of("filing.refs").open("wb") as refs:
            process = _popen(command, self.environment(WEB), log, output=refs)
        try:
            yield Filing(process, log=self.log_of("filing"), refs=self.log_of("filing.refs"))
        finally:
            process.kill()
            process.wait()

    # --- the database ------------------------------------------------------------------------------------

    def forget_pending_work(self) -> None:
        with closing(psycopg2.connect(self.databases[OWNER])) as connection, connection.cursor() as cursor:
            cursor.execute(
                "UPDATE core_outbox SET state = 'done', ended_at = now() WHERE state = 'pending'"
                " AND (lease_until IS NULL OR lease_until < now())"
            )
            connection.commit()

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(self.databases[OWNER])) as connection, connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()

    def close(self) -> None:
        for process in (*self._workers, *self._relays):
            process.stop()
        self.marketplace.stop()


class Filing:
    """The brands that file, as a process."""

    def __init__(self, process: "subprocess.Popen[bytes]", *, log: Path, refs: Path) -> None:
        self._process, self._log, self._refs = process, log, refs

    def refs(self) -> list[str]:
        """The listings that they will file against; waits until they are on sale."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (text := self._refs.read_text()).endswith("\n"):
            assert time.monotonic() < deadline, "the brands never began"
            self.is_over()
            threading.Event().wait(0.05)
        refs: list[str] = json.loads(text)
        return refs

    def is_over(self) -> bool:
        code = self._process.poll()
        assert not code, f"filing failed: {self._log.read_text()[-2000:]}"
        return code is not None


def _worker(app: str) -> Process:
    worker = _portal_process("worker")
    return replace(worker, command=tuple(app if word == "portal" else word for word in worker.command))


def _portal_process(name: str) -> Process:
    return next(process for process in portal_processes(port=0) if process.name == name)


# --- a database of its own -------------------------------------------------------------------------------


@contextmanager
def own_database(
    urls: Mapping[str, str], name: str, *, template: str = "template1"
) -> Iterator[dict[str, str]]:
    """A database beside the one that the URLs (by login role) name; the roles may do there what they may here."""
    identifier = sql.Identifier(name)
    with closing(psycopg2.connect(urls[OWNER])) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, sql.Identifier(template))
            cursor.execute(copy)
            try:
                yield {
                    role: urlunsplit(urlsplit(url)._replace(path=f"/{name}")) for role, url in urls.items()
                }
            finally:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


def empty_broker(redis_url: str) -> None:
    with closing(redis.Redis.from_url(redis_url)) as broker:
        broker.flushdb()


def urls_in(environment: Mapping[str, str]) -> dict[str, str]:
    """What script/test tells the tests, by login role."""
    names = {
        WEB: "DATABASE_URL",
        WORKER: "DATABASE_WORKER_URL",
        RELAY: "DATABASE_RELAY_URL",
        OWNER: "DATABASE_OWNER_URL",
    }
    return {role: environment[name] for role, name in names.items()}
