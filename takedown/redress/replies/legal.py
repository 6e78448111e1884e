"""The brand shows that it has gone to a court or an authority, and a person looks at the proof."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.roles import Action
from core import audit, outbox
from core.files import Body, record_file
from core.tenancy import SYSTEM, Actor, acting_as
from takedown import work as kinds
from takedown.models import LegalAction
from takedown.redress.clocks import keeping
from takedown.redress.clocks.states import ClockStatus, StopCause
from takedown.redress.counter import moves
from takedown.redress.counter.states import CounterStatus
from takedown.redress.replies.case import (
    Case,
    Done,
    ReplyIncomplete,
    ReplyRefused,
    end_offer,
    lock_case,
    reached,
)
from takedown.redress.replies.rules import Event, the_clock_waits_for_this_proof
from takedown.redress.replies.states import LegalKind, OfferStatus, ProofResult
from takedown.redress.replies.waiting import settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`body`: which court or authority; `document` is in storage."""

    kind: LegalKind
    body: str
    file_number: str
    taken_on: date
    document: Body


def show_legal_action(counter_id: UUID, proof: Proof, *, by: Actor, now: datetime) -> Done:
    """The listing stays off sale, and the first time the clock stands still, until a person has looked at the document.

    Raises CounterNotice.DoesNotExist, ReplyIncomplete, ReplyRefused.
    """
    found = reached(counter_id, Action.ANSWER_COUNTER_NOTICE, by=by)
    _check_whole(proof, now=now)
    with acting_as(SYSTEM):
        case = lock_case(found)
        if _shown_before(case, proof):
            return Done(counter=case.counter, is_new=False)
        case.check(Event.LEGAL_ACTION_SHOWN)
        before = case.offer.before if case.offer else case.counter.status
        if before == CounterStatus.LEGAL_ACTION:
            raise ReplyRefused(Event.LEGAL_ACTION_SHOWN, case.counter)
        end_offer(case, OfferStatus.TAKEN_BACK, now=now)
        holds = the_clock_waits_for_this_proof(shown_before=len(case.proofs), clock_runs=case.clock_runs)
        if holds and case.clock:
            keeping.pause([case.clock.id], by=by, now=now)
        LegalAction.objects.create(
            tenant_id=found.tenant_id,
            counter=case.counter,
            kind=proof.kind,
            body=proof.body.strip(),
            file_number=proof.file_number.strip(),
            taken_on=proof.taken_on,
            document=record_file(proof.document, by=by),
            shown_at=now,
            shown_by=by.person,
            shown_by_label=by.label,
            before=before,
            held_the_clock=holds,
        )
        moves.move(
            case.counter, to=CounterStatus.LEGAL_ACTION, by=by, now=now, data={"kind": str(proof.kind)}
        )
        settle([case.counter])
    return Done(counter=case.counter, is_new=True)


def _check_whole(proof: Proof, *, now: datetime) -> None:
    missing = [name for name in ("body", "file_number") if not getattr(proof, name).strip()]
    # Wherever the brand is, its day may have begun.
    if (proof.taken_on - now.date()).days > 1:
        missing.append("taken_on")
    if missing:
        raise ReplyIncomplete(*missing)


def _shown_before(case: Case, proof: Proof) -> bool:
    return any(
        p.kind == proof.kind and p.file_number == proof.file_number.strip() and not p.result
        for p in case.proofs
    )


def check_legal_action(
    counter_id: UUID, result: ProofResult, *, explanation: str = "", by: Actor, now: datetime
) -> Done:
    """A person has looked at the document. Confirmed: the clock is stopped, and the listing stays off until the court has
    spoken. Not enough: the clock goes on, and the brand reads why.

    Raises CounterNotice.DoesNotExist, ReplyIncomplete, ReplyRefused.
    """
    found = reached(counter_id, Action.DECIDE_COUNTER_NOTICE, by=by)
    if result is ProofResult.NOT_ENOUGH and not explanation.strip():
        raise ReplyIncomplete("explanation")
    confirmed = result is ProofResult.CONFIRMED
    event = Event.LEGAL_ACTION_CONFIRMED if confirmed else Event.LEGAL_ACTION_NOT_ENOUGH
    with acting_as(SYSTEM):
        case = lock_case(found)
        proof = case.open_proof
        if proof is None:
            if case.proofs and (case.proofs[-1].result, case.proofs[-1].checked_by) == (result, by.user_id):
                return Done(counter=case.counter, is_new=False)
            raise ReplyRefused(event, case.counter)
        case.check(event)
        LegalAction.objects.filter(id=proof.id).update(
            result=result, explanation=explanation.strip(), checked_at=now, checked_by=by.person
        )
        _confirm(case, by=by, now=now) if confirmed else _go_on(case, proof, by=by, now=now)
        settle([case.counter])
        outbox.add(
            outbox.Order(
                kind=kinds.TELL_BRAND_OF_PROOF, subject_id=proof.id, tenant_id=case.counter.tenant_id
            )
        )
    return Done(counter=case.counter, is_new=True)


def _confirm(case: Case, *, by: Actor, now: datetime) -> None:
    if case.clock is not None:
        keeping.stop([case.clock.id], cause=StopCause.LEGAL_ACTION, by=by, now=now)
    audit.record(
        audit.Event(
            name="counter.legal_action_confirmed",
            subject_kind="item",
            subject_id=case.counter.ground.item_id,
            tenant_id=case.counter.tenant_id,
            data={"number": case.counter.number, "law": case.counter.law},
        ),
        by=by,
        now=now,
    )


def _go_on(case: Case, proof: LegalAction, *, by: Actor, now: datetime) -> None:
    moves.move(
        case.counter,
        to=CounterStatus(proof.before),
        by=by,
        now=now,
        data={"legal_action": str(ProofResult.NOT_ENOUGH)},
    )
    if case.clock is not None and case.clock.status == ClockStatus.PAUSED:
        keeping.resume([case.clock.id], by=by, now=now)
