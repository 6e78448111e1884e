"""Work that must not be lost or doubled (docs/adr/0003-outbox.md).

A row is written by the transaction that decided the work; the relay rings Celery with its id; whoever claims
the row first does the work. Two ways to do it:

* `do_in_sets`: work on our own database only. Claim, work and end are one transaction under row locks, so a
  killed worker leaves nothing behind and a second one finds the rows untouched.
* `do_leased`: work that calls somebody else. The claim is committed first as a lease with a growing attempt
  number; whoever writes the result proves with that number that it still holds the lease (`finish`).

What was given up waits for a person: core/dead_letters.py.
"""

import logging
import math
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from core import clock, sets
from core.ids import new_id
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as

logger = logging.getLogger(__name__)

CHANNEL = "outbox"
SET_SIZE = 100
MOST_ATTEMPTS = 12
LONGEST_WAIT_SECONDS = 300.0


class LeaseLost(Exception):
    """Another worker has taken the work over: nothing of ours may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One claimed row. `attempt` counts from 1 and is the fence of a lease; `deferred` of them tried nothing."""

    id: UUID
    tenant_id: UUID | None
    subject_id: UUID
    kind: str
    attempt: int
    deferred: int = 0
    lease_ends: float = math.inf
    """By time.monotonic() of this process, and never later than the database thinks."""

    @property
    def tries(self) -> int:
        """The attempts that count against the work."""
        return self.attempt - self.deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """How one kind of work is done. `lease_seconds` 0 means in sets, in one transaction.

    A killed worker's rows wait for the end of its lease, so a lease is as short as is safe: `lease_seconds`
    for our own part, and `round_seconds` for each `at_once` rows that call somebody else side by side.
    """

    run: Callable[[Sequence[Work]], None]
    lease_seconds: float = 0
    round_seconds: float = 0
    at_once: int = 1
    set_size: int = SET_SIZE
    most_attempts: int = MOST_ATTEMPTS

    def lease_for(self, rows: int) -> float:
        return self.lease_seconds + self.round_seconds * math.ceil(rows / self.at_once)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Work to put out: what, about which row, from when on (None: now)."""

    kind: str
    subject_id: UUID
    tenant_id: UUID | None
    due_at: datetime | None = None


def add(order: Order) -> UUID:
    return add_all([order])[0]


def add_all(orders: Iterable[Order]) -> list[UUID]:
    """Write the rows in the current transaction, wake the relay when it commits, return their ids."""
    orders = list(orders)
    if not orders:
        return []
    now = clock.real_now() if any(order.due_at is None for order in orders) else None
    rows = [
        {
            "id": new_id(),
            "tenant": order.tenant_id,
            "kind": order.kind,
            "subject_id": order.subject_id,
            "state": "pending",
            "attempt": 0,
            "rings": 0,
            "due_at": order.due_at or now,
            "ring_at": order.due_at or now,
            "error": "",
        }
        for order in orders
    ]
    sets.insert(Outbox, rows)
    wake_the_relay()
    return [row["id"] for row in rows]  # type: ignore[misc]


def wake_the_relay() -> None:
    """When this transaction commits: there is work to ring for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def cancel(*, subject_ids: Sequence[UUID], kind: str) -> None:
    """End pending work that is no longer wanted. Work already claimed decides for itself."""
    Outbox.objects.filter(subject_id__in=subject_ids, kind=kind, state=Outbox.State.PENDING).update(
        state=Outbox.State.DONE, ended_at=clock.now(), error="cancelled"
    )


# --- doing it --------------------------------------------------------------------------------------------


def do(handler: Handler, *, kind: str, ids: Sequence[UUID]) -> None:
    """Do those of `ids` that are still to be done and that nobody else holds."""
    way = do_leased if handler.lease_seconds else do_in_sets
    for start in range(0, len(ids), handler.set_size):
        way(handler, kind=kind, ids=ids[start : start + handler.set_size])


_DUE = """
SELECT kind, id FROM core_outbox
WHERE state = 'pending' AND due_at <= clock_timestamp()
    AND (lease_until IS NULL OR lease_until < clock_timestamp())
ORDER BY kind, due_at, id LIMIT %s
"""


def do_all_due(handlers: Mapping[str, Handler], *, most_rounds: int = 1000) -> None:
    """Do everything that is due, here and now, until nothing is: without relay and workers.

    For demo histories, simulations and tests. Raises RuntimeError when work goes on and on.
    """
    for _ in range(most_rounds):
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_DUE, [20 * SET_SIZE])
            due = cursor.fetchall()
        if not due:
            return
        for kind, rows in groupby(due, key=lambda row: row[0]):
            ids = [id for _, id in rows]
            for start in range(0, len(ids), SET_SIZE):
                do(handlers[kind], kind=kind, ids=ids[start : start + SET_SIZE])
    raise RuntimeError(f"Work goes on and on, such as {due[0][0]}")


def do_in_sets(handler: Handler, *, kind: str, ids: Sequence[UUID]) -> None:
    try:
        _do_one_set(handler, kind=kind, ids=ids)
    except Exception:
        # One bad row must not hold up ninety-nine good ones: find it by doing each alone.
        logger.exception("A set of %d × %s failed", len(ids), kind)
        for one in ids:
            _do_one_alone(handler, kind=kind, id=one)


def _do_one_set(handler: Handler, *, kind: str, ids: Sequence[UUID]) -> None:
    with acting_as(SYSTEM):
        works = _lock(kind, ids)
        if works:
            handler.run(works)
            _end([work.id for work in works])


def _do_one_alone(handler: Handler, *, kind: str, id: UUID) -> None:
    try:
        _do_one_set(handler, kind=kind, ids=[id])
    except Exception as error:
        logger.exception("%s %s failed", kind, id)
        with acting_as(SYSTEM):
            for work in _lock(kind, [id]):
                _put_off(work, handler=handler, error=repr(error))


def do_leased(handler: Handler, *, kind: str, ids: Sequence[UUID]) -> None:
    with acting_as(SYSTEM):
        works = _lease(kind, ids, seconds=handler.lease_for(len(ids)))
    if works:
        _run_leased(handler, works)


def _run_leased(handler: Handler, works: Sequence[Work]) -> None:
    try:
        handler.run(works)
    except Exception as error:
        logger.exception("%d × %s failed", len(works), works[0].kind)
        if len(works) == 1:
            with acting_as(SYSTEM):
                if _is_unfinished(works[0]):
                    _put_off(works[0], handler=handler, error=repr(error))
            return
        # One bad row must not hold up ninety-nine good ones: what it has kept from its end, each alone.
        for work in works:
            with acting_as(SYSTEM):
                unfinished = _is_unfinished(work, under_lease=True)
            if unfinished:
                _run_leased(handler, [work])


def _is_unfinished(work: Work, *, under_lease: bool = False) -> bool:
    """Ours still, and neither ended nor put off by its handler. With `under_lease` the lease must hold on, too."""
    held = Outbox.objects.filter(
        id=work.id, attempt=work.attempt, state=Outbox.State.PENDING, lease_until__isnull=False
    )
    if under_lease:
        held = held.filter(lease_until__gt=clock.real_now())
    return held.select_for_update().exists()


def finish(works: Sequence[Work]) -> None:
    """End leased work, in the transaction that writes its result.

    Raises LeaseLost, so that the transaction rolls back, if another worker has taken over any of it.
    """
    if _end_where_fenced(works) != len(works):
        raise LeaseLost(", ".join(str(work.id) for work in works))


def still_held(works: Sequence[Work]) -> set[UUID]:
    """Ids of the leased work that nobody else has taken over, locked until the transaction ends."""
    rows = Outbox.objects.filter(id__in=[w.id for w in works], state=Outbox.State.PENDING)
    attempts = {w.id: w.attempt for w in works}
    locked = rows.select_for_update().order_by("id").values_list("id", "attempt")
    return {id for id, attempt in locked if attempts[id] == attempt}


def outlasts(work: Work, seconds: float) -> bool:
    """Whether our lease on this work holds for as long as that, whatever others may do."""
    return time.monotonic() + seconds < work.lease_ends


def pending_subjects(*, kind: str) -> list[UUID]:
    """What such work waits for, or is being done on."""
    rows = Outbox.objects.filter(kind=kind, state=Outbox.State.PENDING)
    return list(rows.values_list("subject_id", flat=True))


def under_way(*, subject_id: UUID, kind: str) -> bool:
    """Whether somebody holds a lease on such work for this row right now."""
    return Outbox.objects.filter(
        subject_id=subject_id, kind=kind, state=Outbox.State.PENDING, lease_until__gt=clock.real_now()
    ).exists()


def retry(work: Work, *, error: str, after_seconds: float | None = None) -> None:
    """Let leased work be done again later: after the time the other side named, or a growing, jittered one."""
    wait = after_seconds if after_seconds is not None else wait_before(work.tries + 1)
    if not _reschedule(work, wait=wait, error=error):
        raise LeaseLost(str(work.id))


def defer(work: Work, *, error: str, after_seconds: float) -> None:
    """Put leased work off without counting an attempt: nothing was tried, or nothing that says a thing of it.

    The attempt number itself stays, because it is the fence of the lease.
    """
    if not _reschedule(work, wait=after_seconds, error=error, deferred=1):
        raise LeaseLost(str(work.id))


def hasten(*, kind: str, error: str) -> None:
    """Let work of this kind that was put off with these words be done now: what it waited for has come."""
    now = clock.real_now()
    put_off = Outbox.objects.filter(kind=kind, error=error, state=Outbox.State.PENDING, lease_until=None)
    if put_off.update(due_at=now, ring_at=now, rings=0):
        wake_the_relay()


def bury(work: Work, *, error: str) -> None:
    """Give leased work up as a dead letter, for a person to look at."""
    updated = Outbox.objects.filter(id=work.id, attempt=work.attempt, state=Outbox.State.PENDING).update(
        state=Outbox.State.DEAD, ended_at=clock.now(), error=error[:2000]
    )
    if not updated:
        raise LeaseLost(str(work.id))


def wait_before(attempt: int) -> float:
    """Seconds before the given attempt: 1, 2, 4 … 300, each spread by ±25 % so that retries do not march in step."""
    return float(min(2.0 ** max(attempt - 2, 0), LONGEST_WAIT_SECONDS) * random.uniform(0.75, 1.25))  # noqa: S311


# --- SQL -------------------------------------------------------------------------------------------------

_FREE = (
    "kind = %(kind)s AND id = ANY(%(ids)s::uuid[]) AND state = 'pending' AND due_at <= clock_timestamp()"
    " AND (lease_until IS NULL OR lease_until < clock_timestamp())"
)
_COLUMNS = "id, tenant_id, subject_id, kind, attempt, deferred"


def _works(sql: str, parameters: dict[str, Any], *, lease_ends: float = math.inf) -> list[Work]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [
            Work(
                id=row[0],
                tenant_id=row[1],
                subject_id=row[2],
                kind=row[3],
                attempt=row[4],
                deferred=row[5],
                lease_ends=lease_ends,
            )
            for row in cursor.fetchall()
        ]


def _lock(kind: str, ids: Sequence[UUID]) -> list[Work]:
    sql = f"SELECT {_COLUMNS} FROM core_outbox WHERE {_FREE} ORDER BY id FOR UPDATE SKIP LOCKED"  # noqa: S608 - constants only
    return _works(sql, {"kind": kind, "ids": list(ids)})


def _lease(kind: str, ids: Sequence[UUID], *, seconds: float) -> list[Work]:
    lease_ends = time.monotonic() + seconds
    sql = (
        f"WITH free AS (SELECT id FROM core_outbox WHERE {_FREE} ORDER BY id FOR UPDATE SKIP LOCKED)"  # noqa: S608
        " UPDATE core_outbox o SET attempt = o.attempt + 1,"
        " lease_until = clock_timestamp() + make_interval(secs => %(seconds)s),"
        " ring_at = clock_timestamp() + make_interval(secs => %(seconds)s)"
        " FROM free WHERE o.id = free.id RETURNING o.id, o.tenant_id, o.subject_id, o.kind, o.attempt, o.deferred"
    )
    return _works(sql, {"kind": kind, "ids": list(ids), "seconds": seconds}, lease_ends=lease_ends)


def _end(ids: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_outbox SET state = 'done', attempt = attempt + 1, ended_at = clock_timestamp()"
            " WHERE id = ANY(%s::uuid[])",
            [list(ids)],
        )


def _end_where_fenced(works: Sequence[Work]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_outbox o SET state = 'done', ended_at = clock_timestamp(), lease_until = NULL"
            " FROM unnest(%s::uuid[], %s::int[]) AS held(id, attempt)"
            " WHERE o.id = held.id AND o.attempt = held.attempt AND o.state = 'pending'",
            [[work.id for work in works], [work.attempt for work in works]],
        )
        return int(cursor.rowcount)


def _put_off(work: Work, *, handler: Handler, error: str) -> None:
    """Unexpected failure: count it, wait, and give up in the end."""
    in_sets = handler.lease_seconds == 0
    attempt = work.attempt + 1 if in_sets else work.attempt
    if attempt - work.deferred >= handler.most_attempts:
        Outbox.objects.filter(id=work.id).update(
            state=Outbox.State.DEAD, attempt=attempt, ended_at=clock.now(), error=error[:2000]
        )
        return
    if in_sets:
        Outbox.objects.filter(id=work.id).update(attempt=attempt)
        work = Work(
            id=work.id,
            tenant_id=work.tenant_id,
            subject_id=work.subject_id,
            kind=work.kind,
            attempt=attempt,
            deferred=work.deferred,
        )
    _reschedule(work, wait=wait_before(work.tries + 1), error=error)


def _reschedule(work: Work, *, wait: float, error: str, deferred: int = 0) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_outbox SET lease_until = NULL, rings = 0, error = %s, deferred = deferred + %s,"
            " due_at = clock_timestamp() + make_interval(secs => %s),"
            " ring_at = clock_timestamp() + make_interval(secs => %s)"
            " WHERE id = %s AND attempt = %s AND state = 'pending'",
            [error[:2000], deferred, wait, wait, work.id, work.attempt],
        )
        return bool(cursor.rowcount)


def purge_done(*, older_than: timedelta, keep: frozenset[str]) -> int:
    """Delete work that ended well long ago, but for the kinds in `keep`; return how many rows went."""
    deleted, _ = (
        Outbox.objects.filter(state=Outbox.State.DONE, ended_at__lt=clock.now() - older_than)
        .exclude(kind__in=keep)
        .delete()
    )
    return deleted
