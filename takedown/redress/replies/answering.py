"""The brand agrees, or says why it does not. Done twice is done once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from accounts.roles import Action
from complaints.states import Cause
from core import sets
from core.files import Body, record_files
from core.ids import new_id
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import CounterNotice, Ground, Reply, ReplyFile
from takedown.redress.clocks import keeping
from takedown.redress.clocks.states import Happening
from takedown.redress.counter import moves
from takedown.redress.counter.states import CounterStatus
from takedown.redress.replies.case import Done, ReplyIncomplete, end_offer, lock_case, reached
from takedown.redress.replies.rules import Event
from takedown.redress.replies.states import OfferStatus
from takedown.redress.replies.waiting import settle
from takedown.removal.ending import end_grounds


def accept_restoration(counter_id: UUID, *, by: Actor, now: datetime) -> Done:
    """The complaint no longer keeps the listing off sale. Nobody has judged the merits: no decision is written.

    Raises CounterNotice.DoesNotExist, ReplyRefused.
    """
    found = reached(counter_id, Action.ANSWER_COUNTER_NOTICE, by=by)
    with acting_as(SYSTEM):
        case = lock_case(found)
        if case.counter.status == CounterStatus.ACCEPTED:
            return Done(counter=case.counter, is_new=False)
        case.check(Event.ACCEPTED)
        end_offer(case, OfferStatus.TAKEN_BACK, now=now)
        moves.move(case.counter, to=CounterStatus.ACCEPTED, by=by, now=now)
        end_the_ground(case.counter, now=now)
    return Done(counter=case.counter, is_new=True)


def end_the_ground(counter: CounterNotice, *, now: datetime) -> None:
    """The counter-notice has its end already; the listing comes back unless somebody else keeps it off."""
    grounds = Ground.objects.filter(id=counter.ground_id, ended_at=None).select_related("item")
    end_grounds(list(grounds), cause=Cause.COUNTER_NOTICE, now=now)


def answer(counter_id: UUID, *, text: str, files: Sequence[Body] = (), by: Actor, now: datetime) -> Done:
    """The brand does not agree. Whether the clock goes on or a person decides is the law's to say (`Terms.objection`).

    `files` are in storage. Raises CounterNotice.DoesNotExist, ReplyIncomplete, ReplyRefused.
    """
    found = reached(counter_id, Action.ANSWER_COUNTER_NOTICE, by=by)
    if not text.strip():
        raise ReplyIncomplete("text")
    with acting_as(SYSTEM):
        case = lock_case(found)
        if case.reply is not None and case.reply.text == text.strip():
            return Done(counter=case.counter, is_new=False)
        case.check(Event.ANSWERED)
        reply = Reply.objects.create(
            tenant_id=found.tenant_id,
            counter=case.counter,
            text=text.strip(),
            made_at=now,
            made_by=by.person,
            made_by_label=by.label,
        )
        _attach(reply, files, by=by)
        moves.move(case.counter, to=CounterStatus.OBJECTED, by=by, now=now)
        if case.clock is not None and case.clock_runs and case.standing.person_decides_objections:
            keeping.end([case.clock], Happening.HANDED_OVER, by=by, now=now)
        settle([case.counter])
    return Done(counter=case.counter, is_new=True)


def _attach(reply: Reply, files: Sequence[Body], *, by: Actor) -> None:
    stored = record_files(files, by=by)
    sets.insert(
        ReplyFile,
        [
            {"id": new_id(), "tenant": reply.tenant_id, "reply": reply.id, "file": file_id}
            for file_id in dict.fromkeys(stored[body.key].id for body in files)
        ],
    )
