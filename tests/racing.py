"""Acts at the same time, each in a thread and a database connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

PATIENCE = 10.0

# Not pg_stat_activity, which hides other sessions from app_staff.
_WAITING = "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


def until_somebody_waits_for_us() -> None:
    """Until another connection waits for a lock that this one holds."""
    for _ in range(int(PATIENCE * 50)):
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone() is not None:
                return
        threading.Event().wait(0.01)
    raise AssertionError("nobody waits for us")


def at_the_same_time(*acts: Callable[[], object]) -> list[Any]:
    """What each gave (or the error it raised), in order."""
    results: list[Any] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            results[number] = acts[number]()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "two workers wait for each other"
    return results
