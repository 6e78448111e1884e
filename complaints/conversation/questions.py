"""The one missing thing: asked of the brand, answered by it, or closed when nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.roles import Action, require
from complaints import moves
from complaints.models import Evidence, Item, Question
from complaints.reasons import EvidenceKind
from complaints.states import Cause, MoveRefused, Status
from core import clock, files
from core.outbox import Work
from core.tenancy import SYSTEM, Actor

TIME_TO_ANSWER = timedelta(days=14)
# Where an answer leads to, before anything else is asked or decided.
_ON_ITS_WAY = frozenset({Status.ASSESSING, Status.ASSESSED, Status.IN_REVIEW, Status.HELD, Status.UPHELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    item_id: UUID
    tenant_id: UUID
    ground: str
    text: str


def ask_all(asks: Sequence[Ask], *, by: Actor, now: datetime, policy_version: int | None = None) -> None:
    moves.ask(
        [
            moves.Target(
                item_id=a.item_id,
                tenant_id=a.tenant_id,
                due_at=now + TIME_TO_ANSWER,
                data={"ground": a.ground},
            )
            for a in asks
        ],
        by=by,
        now=now,
        policy_version=policy_version,
    )
    Question.objects.bulk_create(
        Question(
            tenant_id=a.tenant_id,
            item_id=a.item_id,
            ground=a.ground,
            text=a.text,
            asked_at=now,
            asked_by_label=by.label,
            answer_by=now + TIME_TO_ANSWER,
        )
        for a in asks
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    kind: EvidenceKind
    body: files.Body
    shareable: bool = False


def add_evidence(complaint_id: UUID, evidence: Sequence[NewEvidence], *, by: Actor) -> None:
    stored = files.record_files([e.body for e in evidence], by=by)
    Evidence.objects.bulk_create(
        Evidence(
            tenant_id=e.body.tenant_id,
            complaint_id=complaint_id,
            kind=e.kind,
            file=stored[e.body.key],
            shareable=e.shareable,
        )
        for e in evidence
    )


def fix_and_resubmit(
    item: Item, *, answer: str, evidence: Sequence[NewEvidence], by: Actor, now: datetime
) -> None:
    """The brand's answer to a question, or what was missing when the item was refused: it goes round again.

    Raises MoveRefused if the item is in neither state.
    """
    require(by, Action.ANSWER_QUESTION)
    # Locked before it is looked at: of two clicks at once, the second finds the item on its way.
    item = Item.objects.visible_to(by).select_for_update().get(id=item.id)
    if item.status not in {Status.NEEDS_INFORMATION, Status.REFUSED}:
        raise MoveRefused(f"An item that is {item.status} asks nothing of you.")
    add_evidence(item.complaint_id, evidence, by=by)
    Question.objects.filter(item=item, answered_at=None).update(
        answer=answer, answered_at=now, answered_by=by.user_id
    )
    moves.start_assessing(
        [moves.Target(item_id=item.id, tenant_id=item.tenant_id, data={"evidence": len(evidence)})],
        by=by,
        now=now,
    )


def was_sent_already(item: Item, *, answer: str, by: Actor) -> bool:
    """Of an answer that came too late: whether it is on its way, as after a second click. Else nobody has read it."""
    if item.status not in _ON_ITS_WAY:
        return False
    last = item.questions.visible_to(by).exclude(answered_at=None).order_by("-answered_at").first()
    return last is None or last.answer == answer


def close_unanswered(works: Sequence[Work]) -> None:
    """Scheduled: items whose question nobody answered in time are closed, which counts in no standing."""
    now = clock.now()
    late = Item.objects.filter(status=Status.NEEDS_INFORMATION, due_at__lt=now).select_for_update(
        skip_locked=True
    )
    moves.close(
        [
            moves.Target(item_id=item.id, tenant_id=item.tenant_id, cause=Cause.NO_ANSWER)
            for item in late.order_by("due_at")[:500]
        ],
        by=SYSTEM,
        now=now,
    )
