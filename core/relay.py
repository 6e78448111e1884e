"""The relay: rings Celery for work that is due. Any number of copies may run; none is needed for safety.

It sees the outbox and nothing else (login role app_relay). A bell lost on the way costs time only: the row
is rung again after a growing pause, and after MOST_RINGS becomes a dead letter, because work that kills
every worker that touches it would otherwise go round for ever.
"""

import logging
import select
from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction

from core.outbox import CHANNEL, SET_SIZE

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 2000
FIRST_PAUSE_SECONDS = 5
MOST_RINGS = 25

Bell = Callable[[str, list[UUID]], None]

# No bell of these lies in a queue: they were never rung for, or whoever answered is gone with their lease.
_UNHEARD = "(rings = 0 OR lease_until IS NOT NULL) AND ring_at <= statement_timestamp()"
_RUNG = (
    "rings > 0 AND lease_until IS NULL"
    " AND ring_at <= statement_timestamp() - make_interval(secs => %(patience)s)"
)

# `statement_timestamp`, because no index helps to compare with a clock that moves on within the statement.
# A row under a lease waits for the end of the lease: its ring_at was moved there by the claim.
# While no worker ends any work (the schedule alone puts some out every ten minutes) the last rings are not
# counted: a night without workers must not make dead letters of all that is waiting.
_RING = """
WITH due AS (
    SELECT id, EXISTS (
        SELECT FROM core_outbox WHERE state = 'done' AND ended_at > statement_timestamp() - interval '15 minutes'
    ) AS workers_work
    FROM core_outbox
    WHERE state = 'pending' AND {which}
    ORDER BY ring_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE core_outbox o SET
    rings = CASE WHEN workers_work THEN o.rings + 1 ELSE least(o.rings + 1, %(most_rings)s - 5) END,
    ring_at = clock_timestamp() + make_interval(secs => %(pause)s * power(2, least(o.rings, 7))),
    state = CASE WHEN o.rings >= %(most_rings)s THEN 'dead' ELSE o.state END,
    ended_at = CASE WHEN o.rings >= %(most_rings)s THEN clock_timestamp() ELSE NULL END,
    error = CASE WHEN o.rings >= %(most_rings)s THEN 'rung too often without an end' ELSE o.error END
FROM due WHERE o.id = due.id
RETURNING o.id, o.kind, o.state, o.tenant_id
"""
RING, RING_AGAIN = _RING.format(which=_UNHEARD), _RING.format(which=_RUNG)


def ring_once(
    bell: Bell, *, set_size_of: Callable[[str], int] = lambda kind: SET_SIZE, patience: float = 0
) -> int:
    """Ring for all that is due now, in sets of each kind's size; return how many rows were rung.

    `patience`: seconds by which a second bell comes later, while the first one may still wait in a long queue,
    which more bells would only make longer.

    The rows are marked and committed first: a worker answers a bell within a millisecond, and would skip rows
    that our own transaction still locks. If the broker is away, what was not rung for is due again at once.
    """
    unheard = _mark(patience=patience)
    count = sum(map(len, unheard.values()))
    try:
        for kind, ids in unheard.items():
            size = set_size_of(kind)
            while ids:
                bell(kind, ids[:size])
                del ids[:size]
    except BaseException:
        _unmark([id for ids in unheard.values() for id in ids])
        raise
    return count


def _mark(*, patience: float) -> dict[str, list[UUID]]:
    """Which rows to ring for, by kind. They are rung again after a pause if nobody does the work."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    rows: list[tuple[UUID, str, str, UUID | None]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        # What was rung for just now is not due again at once: no row is taken by both.
        for statement in (RING, RING_AGAIN):
            cursor.execute(
                statement,
                {
                    "most": MOST_AT_ONCE,
                    "pause": FIRST_PAUSE_SECONDS,
                    "most_rings": MOST_RINGS,
                    "patience": patience,
                },
            )
            rows += cursor.fetchall()
    # Each tenant's rows together: sets that are done side by side then seldom wait for the same tenant's locks.
    for id, kind, state, _ in sorted(rows, key=lambda row: (str(row[3]), row[0])):
        if state == "dead":
            logger.error("Dead letter: %s %s was rung %d times", kind, id, MOST_RINGS)
        else:
            by_kind[kind].append(id)
    return by_kind


def _unmark(ids: list[UUID]) -> None:
    """Nobody has heard a bell for these. Work done meanwhile, or under a lease, is left alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_outbox SET rings = greatest(rings - 1, 0), ring_at = clock_timestamp()"
            " WHERE id = ANY(%s::uuid[]) AND state = 'pending' AND lease_until IS NULL",
            [ids],
        )


def ring_anew() -> int:
    """The broker has lost its bells: what nobody holds is rung for at once, and as if for the first time.

    Otherwise work that was unlucky several times would wait through the longest pauses.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_outbox SET rings = 0, ring_at = statement_timestamp()"
            " WHERE state = 'pending' AND rings > 0"
            " AND (lease_until IS NULL OR lease_until < statement_timestamp())"
        )
        return int(cursor.rowcount)


def listen() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")


def wait_for_work(seconds: float) -> None:
    """Until somebody commits new work, or until `seconds` have passed."""
    raw = connection.connection
    # What was notified while we rang has been read with the answers to our own queries: no use waiting for it.
    if not raw.notifies and select.select([raw], [], [], seconds)[0]:
        with connection.wrap_database_errors:
            raw.poll()
    raw.notifies.clear()
