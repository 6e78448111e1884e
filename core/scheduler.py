"""Scheduled work: one row a job and period, so any number of schedulers, and a late one, put each out once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from core import clock, outbox
from core.models import ScheduledRun
from core.tenancy import SYSTEM, acting_as

# Scheduled work is about no row; the outbox wants a subject.
NO_SUBJECT = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work of `kind` is put out once in each period of `every`, counted from 1970."""

    kind: str
    every: timedelta


def period_of(job: Job, now: datetime) -> datetime:
    """The start of the period that `now` lies in."""
    seconds = int(job.every.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def put_out_due(jobs: Iterable[Job]) -> int:
    """Open the current period of each job that nobody has opened; return how many were opened."""
    now, opened = clock.now(), 0
    for job in jobs:
        with acting_as(SYSTEM):
            _, is_new = ScheduledRun.objects.get_or_create(job=job.kind, period=period_of(job, now))
            if is_new:
                outbox.add(outbox.Order(kind=job.kind, subject_id=NO_SUBJECT, tenant_id=None))
                opened += 1
    return opened
