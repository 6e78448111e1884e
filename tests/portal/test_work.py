"""The table of work is complete: whatever is put out is done by somebody."""

from dataclasses import dataclass

import pytest
from celery import Celery
from celery.signals import worker_init

import accounts.work
import brands.work
import complaints.work
import detection.work
import listings.work
import takedown.work
from core.files import SCAN
from core.housekeeping import PURGE
from core.scanning import PUT_OUT_SCANS
from portal.celery import app
from portal.stack.processes import portal_processes
from portal.work import HANDLERS, SCHEDULE, USUAL_QUEUE, queue_of
from recognition import vocabulary

LISTS = (vocabulary._counted, vocabulary._usual, vocabulary._runs)


def kinds_of(module: object) -> set[str]:
    return {value for name, value in vars(module).items() if name.isupper()}


def test_every_kind_of_work_has_a_handler_and_every_handler_a_kind() -> None:
    rooms = (accounts.work, brands.work, complaints.work, detection.work, listings.work, takedown.work)

    assert set(HANDLERS) == {PURGE, SCAN, PUT_OUT_SCANS}.union(*map(kinds_of, rooms))


def test_everything_scheduled_can_be_done() -> None:
    assert {job.kind for job in SCHEDULE} <= set(HANDLERS)


@dataclass(eq=False)
class Worker:
    """What receivers of Celery's signals look at."""

    app: Celery


def words_read_by_a_worker_of(*queues: str) -> list[int]:
    """How many times each list was read when its pool is about to be forked."""
    own = Celery("apart", set_as_current=False)
    own.conf.task_default_queue = USUAL_QUEUE
    if queues:
        own.amqp.queues.select(queues)
    for words in LISTS:
        words.cache_clear()

    worker_init.send(sender=Worker(own))
    return [words.cache_info().currsize for words in LISTS]


# Celery has Django check its models as it imports tasks, and that asks the database for its version.
@pytest.mark.django_db
def test_celery_knows_one_task_of_ours() -> None:
    app.loader.import_default_modules()

    assert [name for name in app.tasks if not name.startswith("celery.")] == ["work"]


@pytest.mark.django_db
def test_a_worker_has_read_the_word_lists_before_its_pool_is_forked() -> None:
    app.loader.import_default_modules()

    assert words_read_by_a_worker_of() == [1, 1, 1]


@pytest.mark.django_db
def test_a_worker_that_only_sends_webhooks_reads_no_word_lists() -> None:
    app.loader.import_default_modules()

    assert words_read_by_a_worker_of("webhooks") == [0, 0, 0]


def test_every_queue_has_a_worker_and_webhooks_hold_up_nothing_else() -> None:
    commands = {process.name: process.command for process in portal_processes(port=8000)}

    assert {kind for kind in HANDLERS if queue_of(kind) != USUAL_QUEUE} == {accounts.work.DELIVER_WEBHOOK}
    assert app.conf.task_default_queue == USUAL_QUEUE
    assert "--queues" not in commands["worker"]
    assert commands["webhooks"][commands["webhooks"].index("--queues") + 1] == queue_of(
        accounts.work.DELIVER_WEBHOOK
    )
