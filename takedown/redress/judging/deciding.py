"""A person decides about a counter-notice: another one than decided before, with reasons for both sides, in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.roles import Action
from complaints import audits
from complaints.models import Audit, Decision, Item
from complaints.states import Cause
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import CounterNotice, Ruling
from takedown.redress.counter import moves
from takedown.redress.counter.states import CounterStatus
from takedown.redress.judging.reasons import REASONS
from takedown.redress.replies.answering import end_the_ground
from takedown.redress.replies.case import (
    Case,
    Done,
    ReplyIncomplete,
    ReplyRefused,
    end_offer,
    lock_case,
    reached,
)
from takedown.redress.replies.rules import (
    Event,
    is_their_own_decision,
    person_may_decide_who_is_right,
    person_may_let_it_back,
)
from takedown.redress.replies.states import OfferStatus, RulingOutcome
from takedown.removal.overturning import Wrong, overturn_all


class TheirOwnDecision(Exception):
    """Somebody else has to decide: this person made the first decision, or confirmed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`reason`: a code of reasons.py that goes with the outcome; `explanation`: the sentence that both sides read."""

    outcome: RulingOutcome
    reason: str
    explanation: str


EVENTS: Mapping[RulingOutcome, Event] = {
    RulingOutcome.FOR_SELLER: Event.DECIDED_FOR_SELLER,
    RulingOutcome.FOR_BRAND: Event.DECIDED_FOR_BRAND,
    RulingOutcome.LET_BACK: Event.LET_BACK,
}


def decide(counter_id: UUID, choice: Choice, *, by: Actor, now: datetime) -> Done:
    """Raises CounterNotice.DoesNotExist, ReplyIncomplete, ReplyRefused, TheirOwnDecision."""
    found = reached(counter_id, Action.DECIDE_COUNTER_NOTICE, by=by)
    reason = REASONS.get(choice.reason)
    if reason is None or reason.outcome is not choice.outcome:
        raise ReplyIncomplete("reason")
    if not choice.explanation.strip():
        raise ReplyIncomplete("explanation")
    with acting_as(SYSTEM):
        case = lock_case(found)
        if _has_decided(case.counter, choice, by=by):
            return Done(counter=case.counter, is_new=False)
        _check(case, choice.outcome)
        first = first_decision_of(case.counter)
        if is_own(first, by):
            raise TheirOwnDecision
        Ruling.objects.create(
            tenant_id=case.counter.tenant_id,
            counter=case.counter,
            outcome=choice.outcome,
            reason=choice.reason,
            explanation=choice.explanation.strip(),
            made_at=now,
            made_by=by.person,
            about=first,
        )
        end_offer(case, OfferStatus.TAKEN_BACK, now=now)
        _CARRY_OUT[choice.outcome](case.counter, first, choice, by, now)
    return Done(counter=case.counter, is_new=True)


def _has_decided(counter: CounterNotice, choice: Choice, *, by: Actor) -> bool:
    return Ruling.objects.filter(
        tenant_id=counter.tenant_id, counter=counter, outcome=choice.outcome, made_by=by.person
    ).exists()


def _check(case: Case, outcome: RulingOutcome) -> None:
    case.check(EVENTS[outcome])
    lets_back = outcome is RulingOutcome.LET_BACK
    may = person_may_let_it_back if lets_back else person_may_decide_who_is_right
    if not may(case.standing):
        raise ReplyRefused(EVENTS[outcome], case.counter)


def first_decision_of(counter: CounterNotice) -> Decision:
    """The one that the seller objects to. Read as staff."""
    upheld = Decision.objects.filter(
        tenant_id=counter.tenant_id, item_id=counter.ground.item_id, outcome=Decision.Outcome.UPHELD
    )
    return upheld.latest("decided_at", "id")


def is_own(decision: Decision, by: Actor) -> bool:
    judged = Audit.objects.filter(tenant_id=decision.tenant_id, decision=decision, ended_by__isnull=False)
    return is_their_own_decision(
        by.user_id,
        decided_by=decision.decided_by,
        audited_by=frozenset(judged.values_list("ended_by", flat=True)),
    )


def _for_seller(counter: CounterNotice, first: Decision, choice: Choice, by: Actor, now: datetime) -> None:
    """The first decision is reversed: record, label and strikes are put right, and the listing comes back."""
    moves.move(counter, to=CounterStatus.GRANTED, by=by, now=now, data={"reason": choice.reason})
    item = Item.objects.select_for_update(of=("self",)).get(id=counter.ground.item_id)
    wrong = Wrong(item=item, decision=first, explanation=choice.explanation.strip())
    overturn_all([wrong], ground=choice.reason, cause=Cause.COUNTER_NOTICE, by=by, now=now)


def _for_brand(counter: CounterNotice, first: Decision, choice: Choice, by: Actor, now: datetime) -> None:
    """Where a blind audit of an automatic decision was open, a person has looked at it now: it counts as confirmed."""
    moves.leave_it_off(counter, to=CounterStatus.REJECTED, by=by, now=now, data={"reason": choice.reason})
    judged = audits.Judgement(
        item_id=first.item_id,
        tenant_id=first.tenant_id,
        ground=choice.reason,
        explanation=choice.explanation.strip(),
    )
    audits.end_all([judged], Audit.Result.CONFIRMED, by=by, now=now)


def _let_back(counter: CounterNotice, first: Decision, choice: Choice, by: Actor, now: datetime) -> None:
    """Nobody has said who is right: no decision is written, and no record suffers."""
    moves.move(counter, to=CounterStatus.RESTORED, by=by, now=now, data={"reason": choice.reason})
    end_the_ground(counter, now=now)


_CARRY_OUT: Mapping[RulingOutcome, Callable[[CounterNotice, Decision, Choice, Actor, datetime], None]] = {
    RulingOutcome.FOR_SELLER: _for_seller,
    RulingOutcome.FOR_BRAND: _for_brand,
    RulingOutcome.LET_BACK: _let_back,
}
