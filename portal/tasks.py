"""The only Celery task: do the named work."""

from uuid import UUID

from celery import shared_task

from core import outbox
from portal.work import HANDLERS


@shared_task(name="work", ignore_result=True)
def work(*, kind: str, ids: list[str]) -> None:
    outbox.do(HANDLERS[kind], kind=kind, ids=[UUID(id) for id in ids])
