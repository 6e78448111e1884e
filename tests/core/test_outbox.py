"""Work is done once; one bad row holds up no other; what fails waits and ends as a dead letter."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from core import clock, dead_letters, outbox
from core.ids import new_id
from core.models import Outbox
from core.outbox import Handler, Order, Work
from core.tenancy import SYSTEM, acting_as, current_actor
from tests.core.diary import KIND, Diary, ids, make_due, put_out, row

pytestmark = pytest.mark.django_db


def test_a_set_is_done_in_one_go_and_ended() -> None:
    subjects, diary = put_out(3), Diary()

    outbox.do(Handler(run=diary.run), kind=KIND, ids=ids(subjects))

    assert [set(s) for s in diary.sets] == [set(subjects)]
    assert {row(s).state for s in subjects} == {"done"}


def test_work_rung_twice_is_done_once() -> None:
    subjects, diary = put_out(2), Diary()

    for _ in range(2):
        outbox.do(Handler(run=diary.run), kind=KIND, ids=ids(subjects))

    assert sorted(diary.done) == sorted(subjects)


def test_work_of_another_kind_is_left_alone() -> None:
    (subject,), diary = put_out(), Diary()

    outbox.do(Handler(run=diary.run), kind="test.other", ids=ids([subject]))

    assert diary.sets == []
    assert row(subject).state == "pending"


@pytest.mark.parametrize("lease_seconds", [0, 60])
def test_work_that_is_not_due_waits(lease_seconds: int) -> None:
    (subject,), diary = put_out(due_in=timedelta(minutes=1)), Diary()

    outbox.do(Handler(run=diary.run, lease_seconds=lease_seconds), kind=KIND, ids=ids([subject]))

    assert diary.sets == []


def test_a_handler_acts_as_the_system() -> None:
    (subject,), actors = put_out(), []

    outbox.do(Handler(run=lambda works: actors.append(current_actor())), kind=KIND, ids=ids([subject]))

    assert actors == [SYSTEM]


def test_one_bad_row_holds_up_no_other() -> None:
    subjects = put_out(5)
    diary = Diary(bad={subjects[2]})

    outbox.do(Handler(run=diary.run), kind=KIND, ids=ids(subjects))

    assert set(diary.done) == set(subjects) - {subjects[2]}
    assert row(subjects[2]).state == "pending"
    assert "a bad row" in row(subjects[2]).error


def test_what_a_failed_handler_wrote_is_gone() -> None:
    (subject,) = put_out()
    other = new_id()

    def fails(works: Sequence[Work]) -> None:
        outbox.add(Order(kind=KIND, subject_id=other, tenant_id=None))
        raise ValueError("too late")

    outbox.do(Handler(run=fails), kind=KIND, ids=ids([subject]))

    with acting_as(SYSTEM):
        assert not Outbox.objects.filter(subject_id=other).exists()


# --- failing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lease_seconds", [0, 60])
def test_failed_work_waits_longer_each_time_and_ends_as_a_dead_letter(lease_seconds: int) -> None:
    (subject,) = put_out()
    diary = Diary(bad={subject})
    handler = Handler(run=diary.run, lease_seconds=lease_seconds, most_attempts=3)

    for attempt, (least, most) in {1: (0.7, 1.3), 2: (1.4, 2.6)}.items():
        outbox.do(handler, kind=KIND, ids=ids([subject]))
        wait = (row(subject).due_at - clock.now()).total_seconds()
        assert row(subject).attempt == attempt
        assert least < wait + 0.2 < most + 0.2
        make_due(subject)
    outbox.do(handler, kind=KIND, ids=ids([subject]))

    assert (row(subject).state, row(subject).attempt) == ("dead", 3)
    assert row(subject).ended_at is not None


def test_the_waits_double_up_to_five_minutes() -> None:
    usual = {1: 1.0, 2: 1.0, 3: 2.0, 4: 4.0, 9: 128.0, 11: 300.0, 60: 300.0}

    for attempt, seconds in usual.items():
        waits = [outbox.wait_before(attempt) for _ in range(50)]
        assert 0.75 * seconds <= min(waits) <= max(waits) <= 1.25 * seconds
        assert len(set(waits)) > 1


def test_a_dead_letter_is_revived_from_its_first_attempt() -> None:
    (subject,), diary = put_out(), Diary()
    outbox.do(
        Handler(run=Diary(bad={subject}).run, lease_seconds=60, most_attempts=1),
        kind=KIND,
        ids=ids([subject]),
    )
    assert row(subject).state == "dead"

    with acting_as(SYSTEM):
        dead_letters.revive(row(subject).id, by=SYSTEM, now=clock.now())
    outbox.do(Handler(run=diary.run), kind=KIND, ids=ids([subject]))

    assert diary.done == [subject]
    assert row(subject).attempt - row(subject).deferred == 1


def test_work_that_is_not_dead_cannot_be_revived() -> None:
    (subject,) = put_out()

    with pytest.raises(Outbox.DoesNotExist), acting_as(SYSTEM):
        dead_letters.revive(row(subject).id, by=SYSTEM, now=clock.now())


# --- the rest --------------------------------------------------------------------------------------------


def test_cancelled_work_is_not_done() -> None:
    (subject,), diary = put_out(), Diary()

    with acting_as(SYSTEM):
        outbox.cancel(subject_ids=[subject], kind=KIND)
    outbox.do(Handler(run=diary.run), kind=KIND, ids=ids([subject]))

    assert diary.sets == []
    assert row(subject).error == "cancelled"


def test_work_that_makes_itself_again_is_noticed() -> None:
    def again(works: Sequence[Work]) -> None:
        outbox.add(Order(kind=KIND, subject_id=new_id(), tenant_id=None))

    put_out()

    with pytest.raises(RuntimeError, match=KIND):
        outbox.do_all_due({KIND: Handler(run=again)}, most_rounds=3)


def test_only_done_work_that_nobody_needs_is_purged() -> None:
    old, kept, young, pending = put_out(4)
    with acting_as(SYSTEM):
        long_ago = clock.now() - timedelta(days=30)
        done = Outbox.objects.exclude(subject_id=pending)
        done.update(state="done", ended_at=clock.now())
        done.filter(subject_id__in=[old, kept]).update(ended_at=long_ago)
        done.filter(subject_id=kept).update(kind="test.kept")
        Outbox.objects.filter(subject_id=pending).update(due_at=long_ago)

        outbox.purge_done(older_than=timedelta(days=14), keep=frozenset({"test.kept"}))

        assert set(Outbox.objects.values_list("subject_id", flat=True)) == {kept, young, pending}
