"""Clocks are started, paused, resumed and stopped: the only writer of their status, in sets and constant queries.

Who may is asked by whoever calls. Each change appends its event, writes the ledger, and puts the next look out
as work that is due by the database's clock: a worker's own time decides nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from core import audit, outbox, sets
from core.ids import new_id
from core.tenancy import Actor
from takedown import work
from takedown.models import ClockEvent, Ground, RedressClock
from takedown.redress.clocks.days import calendar_of
from takedown.redress.clocks.deadline import Event, deadline_of
from takedown.redress.clocks.due import first_look_at
from takedown.redress.clocks.laws import StartsWhen, law_of, law_on
from takedown.redress.clocks.states import (
    AFTER,
    LIVE,
    MAY_HAPPEN,
    ClockStatus,
    Happening,
    StopCause,
)


class ClockRefused(Exception):
    """This cannot happen to that clock now; the message says why."""


def start(
    ground_ids: Iterable[UUID], *, law: str, when: StartsWhen, by: Actor, now: datetime
) -> list[RedressClock]:
    """One clock a ground, under the version of the law in force today. What runs already is left as it is.

    `when` says what has just happened: a law's time runs from one certain moment and from no other.
    """
    rule = law_on(law, now.date())
    if rule.starts_when is not when:
        raise ClockRefused(f"{rule.name} starts when {rule.starts_when}, not when {when}")
    # Locked: whoever ends one at this moment either is seen here, or finds the clock and stops it.
    grounds = list(Ground.objects.filter(id__in=list(ground_ids)).select_for_update().order_by("id"))
    if any(ground.ended_at for ground in grounds):
        raise ClockRefused("a ground that has ended needs no clock")
    first = deadline_of(rule, [Event(happening=Happening.STARTED, at=now)], calendar_of(rule.country))
    assert first is not None  # noqa: S101 - it has just been started
    rows = [
        {
            "id": new_id(),
            "tenant": ground.tenant_id,
            "ground": ground.id,
            "removal": ground.removal_id,
            "law": rule.code,
            "law_version": rule.version,
            "status": ClockStatus.RUNNING,
            "started_at": now,
            "earliest": first.earliest,
            "latest": first.latest,
        }
        for ground in grounds
    ]
    sets.insert(RedressClock, rows, ignore_conflicts=True)
    started = list(RedressClock.objects.filter(id__in=[row["id"] for row in rows]).order_by("id"))
    _write(started, Happening.STARTED, by=by, now=now)
    look_again({clock.id: _first_look(clock) for clock in started}, started)
    return started


def pause(ids: Iterable[UUID], *, by: Actor, now: datetime) -> None:
    _happen(lock(ids), Happening.PAUSED, by=by, now=now)


def resume(ids: Iterable[UUID], *, by: Actor, now: datetime) -> None:
    _happen(lock(ids), Happening.RESUMED, by=by, now=now)


def stop(ids: Iterable[UUID], *, cause: StopCause, by: Actor, now: datetime) -> None:
    _happen(lock(ids), Happening.STOPPED, by=by, now=now, cause=cause)


def stop_where_the_ground_has_ended(grounds: Sequence[Ground], *, by: Actor, now: datetime) -> None:
    """Nothing is left that a clock could bring back."""
    of_these = RedressClock.objects.filter(ground__in=grounds, status__in=LIVE)
    clocks = list(of_these.select_for_update(of=("self",)).order_by("id"))
    _happen(clocks, Happening.STOPPED, by=by, now=now, cause=StopCause.GROUND_ENDED)


def lock(ids: Iterable[UUID]) -> list[RedressClock]:
    return list(RedressClock.objects.filter(id__in=list(ids)).select_for_update(of=("self",)).order_by("id"))


def end(clocks: Sequence[RedressClock], happening: Happening, *, by: Actor, now: datetime) -> None:
    """What the time itself brings: handed over, restored, lapsed. The clocks are locked."""
    _happen(clocks, happening, by=by, now=now)


def _happen(
    clocks: Sequence[RedressClock],
    happening: Happening,
    *,
    by: Actor,
    now: datetime,
    cause: StopCause | None = None,
) -> None:
    """All of the set or none of it."""
    if not clocks:
        return
    for clock in clocks:
        if happening not in MAY_HAPPEN[ClockStatus(clock.status)]:
            raise ClockRefused(f"a clock that is {clock.status} cannot be {happening}")
        clock.status = AFTER[happening]
    _write(clocks, happening, by=by, now=now, cause=cause)
    if happening in {Happening.PAUSED, Happening.RESUMED}:
        _count_again(clocks)
    RedressClock.objects.bulk_update(clocks, ["status", "earliest", "latest"])
    outbox.cancel(subject_ids=[clock.id for clock in clocks], kind=work.CLOCK_DUE)
    running = [clock for clock in clocks if clock.status == ClockStatus.RUNNING]
    look_again({clock.id: _first_look(clock) for clock in running}, running)


def _write(
    clocks: Sequence[RedressClock],
    happening: Happening,
    *,
    by: Actor,
    now: datetime,
    cause: StopCause | None = None,
) -> None:
    sets.insert(
        ClockEvent,
        [
            {
                "id": new_id(),
                "tenant": clock.tenant_id,
                "clock": clock.id,
                "happening": happening,
                "at": now,
                "cause": cause or "",
            }
            for clock in clocks
        ],
    )
    audit.record_all(
        (
            audit.Event(
                name=f"clock.{happening}",
                subject_kind="removal",
                subject_id=clock.removal_id,
                tenant_id=None,
                data={"law": clock.law, "version": clock.law_version, **({"cause": cause} if cause else {})},
            )
            for clock in clocks
        ),
        by=by,
        now=now,
    )


def _count_again(clocks: Sequence[RedressClock]) -> None:
    stories: dict[UUID, list[Event]] = defaultdict(list)
    for event in ClockEvent.objects.filter(clock__in=clocks).order_by("at", "id"):
        stories[event.clock_id].append(Event(happening=Happening(event.happening), at=event.at))
    for clock in clocks:
        rule = law_of(clock.law, clock.law_version)
        deadline = deadline_of(rule, stories[clock.id], calendar_of(rule.country))
        clock.earliest, clock.latest = (deadline.earliest, deadline.latest) if deadline else (None, None)


def look_again(moments: Mapping[UUID, datetime], clocks: Iterable[RedressClock]) -> None:
    """Put out the work that looks at each clock at its moment."""
    outbox.add_all(
        outbox.Order(
            kind=work.CLOCK_DUE, subject_id=clock.id, tenant_id=clock.tenant_id, due_at=moments[clock.id]
        )
        for clock in clocks
    )


def _first_look(clock: RedressClock) -> datetime:
    rule = law_of(clock.law, clock.law_version)
    assert clock.earliest and clock.latest  # noqa: S101, PT018 - it runs: the database says so
    return first_look_at(silence_restores=rule.silence_restores, earliest=clock.earliest, latest=clock.latest)
