"""The table of work is complete: whatever is put out is done by somebody."""

import accounts.work
import brands.work
import complaints.work
import detection.work
import takedown.work
from core.housekeeping import PURGE
from portal.celery import app
from portal.work import HANDLERS, SCHEDULE


def kinds_of(module: object) -> set[str]:
    return {value for name, value in vars(module).items() if name.isupper()}


def test_every_kind_of_work_has_a_handler_and_every_handler_a_kind() -> None:
    rooms = (accounts.work, brands.work, complaints.work, detection.work, takedown.work)

    assert set(HANDLERS) == {PURGE}.union(*map(kinds_of, rooms))


def test_everything_scheduled_can_be_done() -> None:
    assert {job.kind for job in SCHEDULE} <= set(HANDLERS)


def test_celery_knows_one_task_of_ours() -> None:
    app.loader.import_default_modules()

    assert [name for name in app.tasks if not name.startswith("celery.")] == ["work"]
