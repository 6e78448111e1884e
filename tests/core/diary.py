"""Work that only writes down that it was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from core import clock, outbox
from core.ids import new_id
from core.models import Outbox
from core.outbox import Handler, Order, Work
from core.tenancy import SYSTEM, acting_as

KIND = "test.work"


@dataclass
class Diary:
    """A handler's memory. It fails on the subjects in `bad`; leased, it ends what it has done."""

    bad: set[UUID] = field(default_factory=set)
    sets: list[list[UUID]] = field(default_factory=list)
    done: list[UUID] = field(default_factory=list)

    def run(self, works: Sequence[Work]) -> None:
        self.sets.append([work.subject_id for work in works])
        for work in works:
            if work.subject_id in self.bad:
                raise ValueError("a bad row")
        self.done += self.sets[-1]

    def run_leased(self, works: Sequence[Work]) -> None:
        self.sets.append([work.subject_id for work in works])
        for work in works:
            if work.subject_id in self.bad:
                raise ValueError("a bad row")
            with acting_as(SYSTEM):
                outbox.finish([work])
            self.done.append(work.subject_id)


def put_out(how_many: int = 1, *, due_in: timedelta = timedelta()) -> list[UUID]:
    """Work about as many subjects, whose ids are returned."""
    subjects = [new_id() for _ in range(how_many)]
    due_at = clock.now() + due_in
    with acting_as(SYSTEM):
        outbox.add_all(Order(kind=KIND, subject_id=s, tenant_id=None, due_at=due_at) for s in subjects)
    return subjects


def row(subject_id: UUID) -> Outbox:
    with acting_as(SYSTEM):
        return Outbox.objects.get(subject_id=subject_id)


def ids(subjects: Sequence[UUID]) -> list[UUID]:
    return [row(subject).id for subject in subjects]


def make_due(*subjects: UUID) -> None:
    with acting_as(SYSTEM):
        Outbox.objects.filter(subject_id__in=subjects).update(
            due_at=clock.now() - timedelta(seconds=1), lease_until=None
        )


def lease(subject: UUID) -> Work:
    """What a worker holds who has claimed this work and is busy with it."""
    held: list[Work] = []
    outbox.do_leased(Handler(run=held.extend, lease_seconds=60), kind=KIND, ids=ids([subject]))
    return held[0]
