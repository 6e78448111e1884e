"""Scheduled work is put out once a period, however often anybody asks."""

from datetime import UTC, datetime, timedelta

import pytest

from core import clock, scheduler
from core.models import Outbox, ScheduledRun
from core.scheduler import Job, period_of, put_out_due
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS, SCHEDULE

HOURLY = Job(kind="test.hourly", every=timedelta(hours=1))
DAILY = Job(kind="test.daily", every=timedelta(days=1))


def put_out() -> list[str]:
    with acting_as(SYSTEM):
        return list(Outbox.objects.order_by("kind").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("job", "start"),
    [(HOURLY, datetime(2026, 6, 15, 13, tzinfo=UTC)), (DAILY, datetime(2026, 6, 15, tzinfo=UTC))],
)
def test_a_period_begins_on_the_hour_and_at_midnight(job: Job, start: datetime) -> None:
    now = datetime(2026, 6, 15, 13, 59, 59, 999_999, tzinfo=UTC)

    assert period_of(job, now) == period_of(job, start) == start
    assert period_of(job, start - timedelta(microseconds=1)) == start - job.every


def test_each_job_is_put_out_once_a_period(db: None) -> None:
    assert [put_out_due([HOURLY, DAILY]) for _ in range(3)] == [2, 0, 0]

    assert put_out() == ["test.daily", "test.hourly"]


def test_the_next_period_is_put_out_too(db: None) -> None:
    put_out_due([HOURLY])

    with clock.shifted(timedelta(hours=1)):
        put_out_due([HOURLY])

    assert put_out() == ["test.hourly"] * 2


def test_after_a_long_sleep_only_the_current_period_is_put_out(db: None) -> None:
    with clock.shifted(timedelta(days=-10)):
        put_out_due([HOURLY])

    assert put_out_due([HOURLY]) == 1


def test_a_period_whose_work_could_not_be_written_is_not_opened(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(order: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(scheduler.outbox, "add", broken)
    with pytest.raises(ConnectionError):
        put_out_due([HOURLY])

    with acting_as(SYSTEM):
        assert not ScheduledRun.objects.exists()


def test_everything_on_the_schedule_has_somebody_who_does_it() -> None:
    assert {job.kind for job in SCHEDULE} <= set(HANDLERS)
