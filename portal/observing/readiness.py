"""Whether this process can do its work: what must answer, and what of it does not."""

import logging
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis

logger = logging.getLogger(__name__)

SECONDS = 2


class NotReady(Exception):
    """In words for the log."""


def not_ready() -> list[str]:
    """The names of what does not answer, in the order of CHECKS. Why stands in the log alone: it may hold addresses."""
    return [name for name, check in CHECKS.items() if not _passes(name, check)]


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
        logger.warning("Not ready: %s (%s: %s)", name, type(error).__name__, error)
        # A connection that is broken would be found broken once more by the next request.
        if name == "database":
            connection.close()
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    if not _is_migrated():
        _is_migrated.cache_clear()
        raise NotReady("there are migrations to apply")


@cache
def _is_migrated() -> bool:
    """Asked until it is so: building the plan takes a tenth of a second, and nothing unapplies a migration."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _redis() -> None:
    with Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS) as redis:
        redis.ping()


def _files() -> None:
    bucket = getattr(default_storage, "bucket", None)
    if bucket is not None:
        # Raises when the store does not answer, does not know us, or has no such bucket.
        bucket.meta.client.head_bucket(Bucket=bucket.name)
    location = getattr(default_storage, "base_location", None)
    if location is not None and not _can_be_written(Path(location)):
        raise NotReady(f"{location} cannot be written")


def _can_be_written(folder: Path) -> bool:
    """The first file makes the folder itself."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    return os.access(existing, os.W_OK | os.X_OK)


CHECKS: Mapping[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "redis": _redis,
    "files": _files,
}
