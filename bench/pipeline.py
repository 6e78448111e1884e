"""Items from received to decided and applied: in sets of 100, beside the same work one item a task.

    script/bench pipeline [--items 20000] [--single 2000]

Real Celery workers (two processes) on a throwaway database that keeps what it commits. This process is the relay: it
rings as portal/management/commands/relay.py does, and shares the machine with them. Listings are fresh from the feed, so
nothing is fetched; removals are put out and not delivered (bench/main_job.py measures those).
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis import Redis

from bench import report, scene
from complaints import work as complaint_work
from core import outbox, relay
from core.outbox import SET_SIZE
from core.tenancy import SYSTEM, acting_as
from portal.management.commands.relay import PATIENCE_SECONDS, let_work_gather, ring
from portal.work import HANDLERS

# Received → assessed, then decided → applied. Other kinds of work are left alone.
STEPS = (complaint_work.FREEZE, complaint_work.ASSESSED)
DEADLINE_SECONDS = 900


def left() -> int:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM core_outbox WHERE state = 'pending' AND kind = ANY(%s)", [list(STEPS)]
        )
        return int(cursor.fetchone()[0])


def run(set_size: int) -> float:
    """Ring for all pipeline work in sets of the given size until none is left; return the seconds it took."""
    broker, stopping = Redis.from_url(settings.REDIS_URL), threading.Event()
    start = checked = time.perf_counter()
    while time.perf_counter() - start < DEADLINE_SECONDS:
        let_work_gather(broker, stopping)
        bells = _bells(set_size)
        for kind, ids in bells:
            ring(kind, ids)
        if bells:
            continue
        time.sleep(0.02)
        if time.perf_counter() - checked > 0.2:
            checked = time.perf_counter()
            if left() == 0:
                return checked - start
    raise SystemExit(f"{left()} rows are still to be done after {DEADLINE_SECONDS} s")


def _bells(set_size: int = SET_SIZE) -> list[tuple[str, list[UUID]]]:
    """What the relay would ring for. A worker skips rows that are still being marked: rung is after the commit."""
    bells: list[tuple[str, list[UUID]]] = []
    with acting_as(SYSTEM):
        relay.ring_once(
            lambda kind, ids: bells.append((kind, ids)),
            set_size_of=lambda kind: set_size,
            patience=PATIENCE_SECONDS,
        )
    return [(kind, ids) for kind, ids in bells if kind in STEPS]


def queries_per_set(the_scene: scene.Scene) -> list[tuple[str, int, int]]:
    """Queries of each step for a set of 10 and of 100, counted in this process."""
    counted: dict[str, list[int]] = {kind: [] for kind in STEPS}
    for size in (10, SET_SIZE):
        scene.received_items(the_scene, size)
        for kind in STEPS:
            ((_, ids),) = _bells()
            with CaptureQueriesContext(connection) as queries:
                outbox.do(HANDLERS[kind], kind=kind, ids=ids)
            counted[kind].append(len(queries))
    return [(kind, small, large) for kind, (small, large) in counted.items()]


@contextmanager
def _workers() -> Iterator[None]:
    command = ("celery", "-A", "portal", "worker", "--concurrency", "2", "--loglevel", "WARNING")
    worker = subprocess.Popen(
        [sys.executable, "-m", *command, "--without-gossip", "--without-mingle"],
        env={**os.environ, "DATABASE_URL": os.environ["DATABASE_WORKER_URL"], "REMAP_SIGTERM": "SIGQUIT"},
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(30)


def _measured(the_scene: scene.Scene, ways: Sequence[tuple[str, int, int]]) -> list[tuple[object, ...]]:
    """`ways`: a name, how many items, and in sets of how many."""
    scene.received_items(the_scene, 400)
    run(SET_SIZE)  # warm: imports, connections, plans
    rows: list[tuple[object, ...]] = []
    for name, count, size in ways:
        scene.received_items(the_scene, count)
        scene.tell_the_planner_of_all_rows()
        load = report.machine().split(" · ")[-1]
        seconds = run(size)
        rows.append((name, count, f"{seconds:.1f}", f"{count / seconds:,.0f}", load))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--single", type=int, default=2_000)
    parser.add_argument("--brands", type=int, default=150)
    options = parser.parse_args()
    the_scene = scene.people_and_brands(options.brands)
    steps = queries_per_set(the_scene)
    ways = ((f"sets of {SET_SIZE}", options.items, SET_SIZE), ("one item a task", options.single, 1))
    with _workers():
        rows = _measured(the_scene, ways)
    in_sets, one_by_one = (float(str(row[3]).replace(",", "")) for row in rows)
    report.keep(
        "pipeline",
        "\n".join(
            [
                "# Items received → decided → applied",
                "",
                report.machine(),
                "",
                report.table(("way", "items", "seconds", "items/s", "load before"), rows),
                "",
                f"Sets are {in_sets / one_by_one:.1f} × one item a task. Goal: ≥ 1,500 items/s in sets.",
                "",
                report.table(("step", "queries, set of 10", "queries, set of 100"), steps),
            ]
        ),
    )


if __name__ == "__main__":
    main()
