"""A manager decides. The decision can be undone for ten seconds, in which nothing outside happens."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from accounts.roles import Action, Role, require
from complaints import audits, moves, work
from complaints.conversation.questions import Ask, ask_all
from complaints.models import Audit, Item, PendingDecision
from complaints.review.grounds import GROUNDS
from complaints.review.queue import claim
from complaints.states import Status
from core import audit, clock, outbox
from core.outbox import Work
from core.tenancy import Actor

TIME_TO_UNDO = timedelta(seconds=10)

Outcome = PendingDecision.Outcome
# Where a decision that waits for its ten seconds leaves an item that no policy has decided.
WAITED = frozenset({Status.IN_REVIEW, Status.HELD})


class DecisionRefused(Exception):
    """The decision lacks something; the message says what."""


class TooLateToUndo(Exception):
    """The decision has taken effect."""


class NothingToUndo(TooLateToUndo):
    """It was undone before, or took effect and is settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a manager has chosen: the outcome, its reason code, and the sentence that the brand will read."""

    outcome: Outcome
    ground: str
    explanation: str


def decide(item_id: UUID, choice: Choice, *, by: Actor, now: datetime) -> PendingDecision:
    """Raises DecisionRefused, ClaimedByAnother, or Item.DoesNotExist if the item no longer waits."""
    require(by, Action.REVIEW)
    ground = GROUNDS.get(choice.ground)
    if ground is None or ground.outcome != choice.outcome:
        raise DecisionRefused(gettext("Choose a reason that goes with the decision."))
    if not choice.explanation.strip():
        raise DecisionRefused(gettext("Write the sentence that the brand will read."))
    item = claim(item_id, by=by, now=now)
    pending = PendingDecision.objects.create(
        tenant_id=item.tenant_id,
        item=item,
        outcome=choice.outcome,
        ground=choice.ground,
        explanation=choice.explanation.strip(),
        by=by.person,
        by_label=by.label,
        made_at=now,
        takes_effect_at=now + TIME_TO_UNDO,
    )
    if choice.outcome == Outcome.UPHOLD and not item.under_audit:
        moves.hold(
            [
                moves.Target(
                    item_id=item.id,
                    tenant_id=item.tenant_id,
                    due_at=item.due_at,
                    priority=item.priority,
                    data={"until": "undo ends"},
                )
            ],
            by=by,
            now=now,
        )
    outbox.add(
        outbox.Order(
            kind=work.SETTLE,
            subject_id=pending.id,
            tenant_id=item.tenant_id,
            due_at=pending.takes_effect_at,
        )
    )
    return pending


def has_decided(item_id: UUID, choice: Choice, *, by: Actor) -> bool:
    """Whether this very person has just decided this very thing, and it can still be undone."""
    same = PendingDecision.objects.visible_to(by).filter(item_id=item_id, by=by.person)
    return same.filter(
        outcome=choice.outcome, ground=choice.ground, explanation=choice.explanation.strip()
    ).exists()


def undo(pending_id: UUID, *, by: Actor, now: datetime) -> Item:
    """Take one's own decision back; the item returns to its place in the queue. Raises TooLateToUndo."""
    require(by, Action.REVIEW)
    pending = PendingDecision.objects.visible_to(by).filter(id=pending_id, by=by.person).first()
    if pending is None:
        raise NothingToUndo
    if pending.takes_effect_at <= now:
        raise TooLateToUndo
    # Whoever acts on an item locks it first, so that nobody waits in a circle.
    item = Item.objects.visible_to(by).select_for_update().get(id=pending.item_id)
    gone, _ = PendingDecision.objects.filter(id=pending_id).delete()
    if not gone:
        raise NothingToUndo
    outbox.cancel(subject_ids=[pending_id], kind=work.SETTLE)
    if item.status == Status.HELD:
        moves.send_back(
            [
                moves.Target(
                    item_id=item.id,
                    tenant_id=item.tenant_id,
                    due_at=item.due_at,
                    priority=item.priority,
                    data={"undone": True},
                )
            ],
            by=by,
            now=now,
        )
    else:
        _record_undoing(item, pending, by=by, now=now)
    return item


def _record_undoing(item: Item, pending: PendingDecision, *, by: Actor, now: datetime) -> None:
    """Nothing of an audit stands among the item's own events: its brand reads them."""
    kind, subject = ("audit", pending.id) if item.under_audit else ("item", item.id)
    audit.record(
        audit.Event(
            name=f"{kind}.decision_undone",
            subject_kind=kind,
            subject_id=subject,
            tenant_id=item.tenant_id,
            data={"outcome": pending.outcome},
        ),
        by=by,
        now=now,
    )


# --- when the ten seconds are over -----------------------------------------------------------------------


def settle(works: Sequence[Work]) -> None:
    """Decisions that nobody has undone take effect. Withdrawn or undone ones are gone: nothing to do.

    One call down per manager and outcome, whatever the size of the set.
    """
    now = clock.now()
    ids = [w.subject_id for w in works]
    items = {
        item.id: item
        for item in Item.objects.filter(pending__in=ids)
        .select_related("complaint__right")
        .select_for_update(of=("self",))
        .order_by("id")
    }
    pendings = PendingDecision.objects.filter(id__in=ids, item__in=items)
    settled: dict[tuple[Actor, str], list[PendingDecision]] = defaultdict(list)
    for pending in pendings:
        by = Actor(role=Role.MANAGER, label=pending.by_label, user_id=pending.by, staff=True)
        settled[by, pending.outcome].append(pending)
    # Gone before the moves: a queue that looks between the two must not offer a decided item again.
    pendings.delete()
    for (by, outcome), some in settled.items():
        waited = [p for p in some if items[p.item_id].status in WAITED]
        if waited:
            _SETTLE[Outcome(outcome)](waited, items, by=by, now=now)
        _settle_audits(outcome, [p for p in some if items[p.item_id].under_audit], by=by, now=now)


def _settle_audits(outcome: str, pendings: Sequence[PendingDecision], *, by: Actor, now: datetime) -> None:
    """Whoever decided did not know that there was a decision already: theirs confirms it or overturns it.

    What they would have asked the brand cannot be asked without telling it of the audit, so "ask" says that they
    cannot tell from what is there, and somebody else looks.
    """
    judgements = [
        audits.Judgement(item_id=p.item_id, tenant_id=p.tenant_id, ground=p.ground, explanation=p.explanation)
        for p in pendings
    ]
    if outcome == Outcome.ASK:
        audits.pass_on(judgements, by=by, now=now)
    else:
        result = Audit.Result.CONFIRMED if outcome == Outcome.UPHOLD else Audit.Result.OVERTURNED
        audits.end_all(judgements, result, by=by, now=now)


def _ask(
    pendings: Sequence[PendingDecision], items: Mapping[UUID, Item], *, by: Actor, now: datetime
) -> None:
    ask_all(
        [
            Ask(item_id=p.item_id, tenant_id=p.tenant_id, ground=p.ground, text=p.explanation)
            for p in pendings
        ],
        by=by,
        now=now,
    )


def _uphold(
    pendings: Sequence[PendingDecision], items: Mapping[UUID, Item], *, by: Actor, now: datetime
) -> None:
    moves.uphold([_ruling(p, items[p.item_id]) for p in pendings], by=by, now=now, automated=False)


def _refuse(
    pendings: Sequence[PendingDecision], items: Mapping[UUID, Item], *, by: Actor, now: datetime
) -> None:
    moves.refuse([_ruling(p, items[p.item_id]) for p in pendings], by=by, now=now)


_SETTLE = {Outcome.ASK: _ask, Outcome.UPHOLD: _uphold, Outcome.REFUSE: _refuse}


def _ruling(pending: PendingDecision, item: Item) -> moves.Ruling:
    return moves.Ruling(
        item_id=item.id,
        tenant_id=item.tenant_id,
        marketplace_id=item.marketplace_id,
        right_kind=item.complaint.right.kind,
        ground=pending.ground,
        explanation=pending.explanation,
        made_at=pending.made_at,
    )
