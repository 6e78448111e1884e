"""Scheduled: what nobody has answered is brought to mind, and ends. All by the database's clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core import clock
from core.outbox import Work
from core.tenancy import SYSTEM
from detection.models import AuthenticationRequest, Digest
from detection.questions import moves
from detection.questions.digests import write_letters
from detection.states import State

# A reminder each when so much time is left.
REMIND_BEFORE = (timedelta(hours=36), timedelta(hours=12))
_AT_ONCE = 500


def expire(works: Sequence[Work]) -> None:
    now = clock.now()
    late = AuthenticationRequest.objects.filter(state=State.OPEN, due_at__lte=now)
    moves.expire(
        list(late.select_for_update(skip_locked=True).order_by("due_at")[:_AT_ONCE]), by=SYSTEM, now=now
    )


def remind(works: Sequence[Work]) -> None:
    """One letter a person, whatever the number of requests. Whoever was not told yet is not reminded."""
    now = clock.now()
    soon = AuthenticationRequest.objects.filter(
        state=State.OPEN,
        told_at__isnull=False,
        reminders__lt=len(REMIND_BEFORE),
        due_at__gt=now,
        due_at__lte=now + REMIND_BEFORE[0],
    )
    rows = soon.select_for_update(skip_locked=True).order_by("due_at", "id")[:_AT_ONCE]
    due = [request for request in rows if request.reminders < reminders_by(request.due_at, now)]
    for count in range(1, len(REMIND_BEFORE) + 1):
        reminded = [request.id for request in due if reminders_by(request.due_at, now) == count]
        AuthenticationRequest.objects.filter(id__in=reminded).update(reminders=count)
    write_letters(due, kind=Digest.Kind.REMINDER, now=now)


def reminders_by(due_at: datetime | None, now: datetime) -> int:
    """How many of the reminders have had their time."""
    return sum(due_at is not None and due_at - now <= before for before in REMIND_BEFORE)
