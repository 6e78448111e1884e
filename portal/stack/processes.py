"""The portal's processes: each one's command and the login role whose database URL it gets.

The one place that says what the portal consists of; docker-compose.yml must say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.database_roles import OWNER, RELAY, WEB, WORKER

# Where a process, or whoever starts it, finds the URL of each login role.
DATABASE_VARIABLES = {
    WEB: "DATABASE_URL",
    WORKER: "DATABASE_WORKER_URL",
    RELAY: "DATABASE_RELAY_URL",
    OWNER: "DATABASE_OWNER_URL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    name: str
    command: tuple[str, ...]
    """Begins with "python", which stands for the interpreter of this environment."""
    database_role: str | None
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_seconds: float = 10
    """How long it may take to end politely."""


MIGRATE = Process(
    name="migrate",
    command=("python", "manage.py", "migrate", "--no-input"),
    database_role=OWNER,
)
DEMO = Process(name="demo", command=("python", "manage.py", "demo"), database_role=WORKER)


def simulated_marketplace(*, port: int, data: Path) -> Process:
    """Development only, and first of all: the demo is built on it."""
    return Process(
        name="marketplace",
        command=(
            *("python", "-m", "listings.simulated_marketplace"),
            *("--port", str(port)),
            *("--data", str(data / "marketplace")),
            *("--public-url", f"http://localhost:{port}"),
        ),
        database_role=None,
    )


def portal_processes(*, port: int) -> tuple[Process, ...]:
    """In the order of starting; they stop in the opposite order."""
    return (
        Process(
            name="web",
            command=(
                *("python", "-m", "granian", "--interface", "wsgi", "portal.wsgi:application"),
                *("--host", "127.0.0.1", "--port", str(port)),
                *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"),
            ),
            database_role=WEB,
            stop_seconds=20,
        ),
        Process(
            name="worker",
            command=(
                *("python", "-m", "celery", "-A", "portal", "worker", "--concurrency", "2"),
                *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
            ),
            database_role=WORKER,
            # A plain SIGTERM would wait for running tasks without end; SIGQUIT gives them
            # worker_soft_shutdown_timeout and puts the rest back into the queue.
            environment={"REMAP_SIGTERM": "SIGQUIT"},
            stop_seconds=30,
        ),
        Process(
            # Apart from the other work: receivers of webhooks may be slow (portal/work.py).
            name="webhooks",
            command=(
                *("python", "-m", "celery", "-A", "portal", "worker", "--concurrency", "1"),
                *("--queues", "webhooks", "--hostname", "webhooks@%h"),
                *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
            ),
            database_role=WORKER,
            environment={"REMAP_SIGTERM": "SIGQUIT"},
            stop_seconds=30,
        ),
        Process(name="relay", command=("python", "manage.py", "relay"), database_role=RELAY),
        Process(name="scheduler", command=("python", "manage.py", "scheduler"), database_role=WORKER),
    )
