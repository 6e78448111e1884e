"""Work that calls somebody else: claimed first, fenced by the number of the attempt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from core import clock, outbox
from core.outbox import Handler, LeaseLost, Work
from core.tenancy import SYSTEM, acting_as
from tests.core.diary import KIND, Diary, ids, lease, make_due, put_out, row

pytestmark = pytest.mark.django_db


def test_a_lease_keeps_others_away_until_it_ends() -> None:
    (subject,), second = put_out(), Diary()
    first = lease(subject)

    outbox.do(Handler(run=second.run_leased, lease_seconds=60), kind=KIND, ids=ids([subject]))
    assert second.sets == []
    make_due(subject)
    outbox.do(Handler(run=second.run_leased, lease_seconds=60), kind=KIND, ids=ids([subject]))

    assert second.done == [subject]
    assert (first.attempt, row(subject).attempt) == (1, 2)


@pytest.mark.parametrize("write", ["finish", "retry", "bury"])
def test_whoever_has_lost_the_lease_writes_nothing(write: str) -> None:
    (subject,) = put_out()
    first = lease(subject)
    make_due(subject)
    second = lease(subject)
    acts = {
        "finish": lambda work: outbox.finish([work]),
        "retry": lambda work: outbox.retry(work, error="late"),
        "bury": lambda work: outbox.bury(work, error="late"),
    }

    with pytest.raises(LeaseLost), acting_as(SYSTEM):
        acts[write](first)

    assert (row(subject).state, row(subject).error) == ("pending", "")
    with acting_as(SYSTEM):
        acts[write](second)


def test_a_set_is_finished_whole_or_not_at_all() -> None:
    mine, lost = put_out(2)
    held, gone = lease(mine), replace(lease(lost), attempt=7)

    with pytest.raises(LeaseLost), acting_as(SYSTEM):
        outbox.finish([held, gone])

    assert row(mine).state == "pending"


def test_nothing_is_ended_twice() -> None:
    (subject,) = put_out()
    work = lease(subject)

    with acting_as(SYSTEM):
        outbox.finish([work])
    with pytest.raises(LeaseLost), acting_as(SYSTEM):
        outbox.finish([work])


def test_under_a_lease_too_one_bad_row_holds_up_no_other() -> None:
    subjects = sorted(put_out(5))
    diary = Diary(bad={subjects[1]})

    outbox.do(Handler(run=diary.run_leased, lease_seconds=60), kind=KIND, ids=ids(subjects))

    assert sorted(diary.done) == [s for s in subjects if s != subjects[1]]
    assert (row(subjects[1]).state, row(subjects[1]).attempt) == ("pending", 1)


def test_what_a_handler_has_put_off_is_not_done_again_with_the_rest() -> None:
    put_off, bad = put_out(2)
    seen: list[UUID] = []

    def run(works: Sequence[Work]) -> None:
        seen.extend(w.subject_id for w in works)
        for work in works:
            if work.subject_id == put_off:
                with acting_as(SYSTEM):
                    outbox.retry(work, error="asked to wait", after_seconds=120)
        if bad in [w.subject_id for w in works]:
            raise ValueError("a bad row")

    outbox.do(Handler(run=run, lease_seconds=60), kind=KIND, ids=ids([put_off, bad]))

    assert seen.count(put_off) == 1
    assert row(put_off).error == "asked to wait"
    assert row(put_off).due_at > clock.now() + timedelta(seconds=100)


def test_retried_work_waits_as_long_as_the_other_side_asked() -> None:
    (subject,) = put_out()

    with acting_as(SYSTEM):
        outbox.retry(lease(subject), error="busy", after_seconds=77)

    wait = row(subject).due_at - clock.now()
    assert timedelta(seconds=70) < wait <= timedelta(seconds=77)
    assert row(subject).lease_until is None
    assert timedelta() <= row(subject).ring_at - row(subject).due_at < timedelta(seconds=1)


def test_somebody_is_known_to_be_at_it_while_their_lease_lasts() -> None:
    (subject,) = put_out()

    def busy() -> bool:
        with acting_as(SYSTEM):
            return outbox.under_way(subject_id=subject, kind=KIND)

    assert not busy()
    lease(subject)
    assert busy()
    with clock.shifted(timedelta(days=-30)):
        assert busy()
    with clock.shifted(timedelta(days=30)):
        assert busy()
    make_due(subject)
    assert not busy()
