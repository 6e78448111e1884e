"""The only Celery task: do the named work."""

import gc
from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_init

from core import outbox
from portal.work import HANDLERS
from recognition import load_words


@worker_init.connect
def read_what_all_need(sender: Any, **_: object) -> None:
    """Before the pool is forked: its processes share it, and one that takes another's place is ready at once.

    A worker that has webhooks alone to send reads no titles.
    """
    if sender.app.conf.task_default_queue in sender.app.amqp.queues.consume_from:
        load_words()
    _leave_alone_what_is_here_to_stay()


def _leave_alone_what_is_here_to_stay() -> None:
    """Modules and word lists live as long as the worker: the collector does not go through them again with each set of rows,
    and the pool's processes go on sharing them. A set makes tens of thousands of objects, of which none is left."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@shared_task(name="work", ignore_result=True)
def work(*, kind: str, ids: list[str]) -> None:
    outbox.do(HANDLERS[kind], kind=kind, ids=[UUID(id) for id in ids])
