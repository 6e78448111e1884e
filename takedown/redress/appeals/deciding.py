"""Another person decides an appeal, with a reason; what follows from it happens in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Action, require
from accounts.webhooks.events import Event, EventType, tell
from complaints.models import Item
from core import clock, outbox
from core.outbox import Work
from core.tenancy import SYSTEM, Actor
from takedown import work
from takedown.models import DecisionAppeal
from takedown.redress.appeals import subjects
from takedown.redress.appeals.granting import CannotBeGrantedNow, grant
from takedown.redress.appeals.grounds import GROUNDS, fits
from takedown.redress.appeals.ledger import note
from takedown.redress.appeals.making import AppealRefused
from takedown.redress.appeals.queue import ClaimedByAnother, appeals_for, deciders_before
from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.subjects import Subject
from takedown.redress.appeals.table import cell_of

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person has decided: yes or no, the reason's code, and the words that whoever appealed reads."""

    granted: bool
    ground: str
    explanation: str


def decide(appeal_id: UUID, answer: Answer, *, by: Actor, now: datetime) -> DecisionAppeal:
    """Raises AppealRefused, ClaimedByAnother, or DecisionAppeal.DoesNotExist once it is over."""
    require(by, Action.DECIDE_APPEAL)
    appeal, item = _locked(appeal_id, by=by)
    _check(appeal, answer, by=by, now=now)
    if not _still_stands(appeal, item, now=now):
        raise AppealRefused(
            _("What this appeal is about stands no longer: it will leave the queue by itself.")
        )
    appeal.status = Status.GRANTED if answer.granted else Status.DISMISSED
    appeal.ground, appeal.explanation = answer.ground, answer.explanation.strip()
    appeal.decided_by_id, appeal.ended_at = by.person, now
    appeal.decided_before = sorted(deciders_before(appeal))
    appeal.claimed_by = appeal.claimed_until = None
    if answer.granted:
        try:
            appeal.result = grant(appeal, item, by=by, now=now)
        except CannotBeGrantedNow as error:
            raise AppealRefused(error) from error
    appeal.save()
    note(appeal, str(appeal.status), by=by, now=now)
    _tell(appeal, now=now)
    return appeal


def _locked(appeal_id: UUID, *, by: Actor) -> tuple[DecisionAppeal, Item | None]:
    """Whoever acts on an item locks it first, so that nobody waits in a circle."""
    open_ones = appeals_for(by).filter(status=Status.OPEN)
    found = open_ones.get(id=appeal_id)
    item = None
    if found.item_id is not None:
        rows = Item.objects.filter(id=found.item_id).select_related("complaint__right", "listing", "snapshot")
        item = rows.select_for_update(of=("self",)).get()
    locked = open_ones.select_for_update(of=("self",)).select_related("decision", "action")
    return locked.get(id=appeal_id), item


def _check(appeal: DecisionAppeal, answer: Answer, *, by: Actor, now: datetime) -> None:
    if appeal.claimed_by not in {None, by.user_id} and appeal.claimed_until and appeal.claimed_until > now:
        raise ClaimedByAnother(str(appeal.id))
    if refusal := why_not_decide(appeal, by):
        raise AppealRefused(refusal)
    ground = GROUNDS.get(answer.ground)
    if ground is None or ground.granted is not answer.granted or not fits(ground, appeal):
        raise AppealRefused(_("Choose a reason that goes with the decision."))
    if not answer.explanation.strip():
        raise AppealRefused(_("Write the sentence that whoever appealed will read."))


def why_not_decide(appeal: DecisionAppeal, by: Actor) -> str:
    """Why this person may not decide it, in words for them; empty if they may."""
    if by.person not in deciders_before(appeal):
        return ""
    if appeal.against_by == by.person:
        return str(_("You took the decision that this appeal is about. Another person decides it."))
    return str(_("You have decided about this before. Another person decides the appeal."))


def _still_stands(appeal: DecisionAppeal, item: Item | None, *, now: datetime) -> bool:
    if item is None:
        return True
    return _is_about(appeal, subjects.of_items([item], Side(appeal.side), told={}, now=now)[item.id])


def _is_about(appeal: DecisionAppeal, subject: Subject) -> bool:
    """Also when a counter-notice was decided in between: what the appeal is against stands all the same."""
    same = subject.decision is not None and subject.decision.id == appeal.decision_id
    return same and cell_of(subject.decided, subject.side) is None


def _tell(appeal: DecisionAppeal, *, now: datetime) -> None:
    outbox.add(outbox.Order(kind=work.TELL_OF_APPEAL, subject_id=appeal.id, tenant_id=appeal.tenant_id))
    if appeal.side == Side.SELLER and appeal.status == Status.GRANTED and appeal.item_id:
        outbox.add(
            outbox.Order(kind=work.TELL_BRAND_OF_APPEAL, subject_id=appeal.id, tenant_id=appeal.tenant_id)
        )
    if appeal.side == Side.BRAND:
        _announce(appeal, now=now)


def _announce(appeal: DecisionAppeal, *, now: datetime) -> None:
    if appeal.tenant_id is None or appeal.item is None:
        return
    event = Event(
        type=EventType.APPEAL_DECIDED,
        tenant_id=appeal.tenant_id,
        at=now,
        sandbox=appeal.item.marketplace.is_sandbox,
        data={
            "appeal": appeal.id,
            "number": appeal.number,
            "item": appeal.item_id,
            "url": settings.ORIGIN + reverse("api-appeal", args=[appeal.id]),
            "status": appeal.status,
        },
    )
    tell({appeal.tenant_id}, lambda _: [event])


# --- what settles itself -----------------------------------------------------------------------------------


def end_overtaken(works: Sequence[Work]) -> None:
    """Scheduled: appeals about what stands no longer end. The brand withdrew or sent it again, or it was reversed otherwise."""
    now = clock.now()
    waiting = DecisionAppeal.objects.filter(status=Status.OPEN, item__isnull=False).select_related("item")
    rows = list(waiting.order_by("due_at", "id")[:MOST_AT_ONCE])
    for side in Side:
        mine = [row for row in rows if row.side == side]
        found = subjects.of_items([row.item for row in mine if row.item], side, told={}, now=now)
        for row in mine:
            if row.item_id and not _is_about(row, found[row.item_id]):
                _end(row.id, row.item_id, now=now)


def _end(appeal_id: UUID, item_id: UUID, *, now: datetime) -> None:
    """Looked at again under the item's lock."""
    item = Item.objects.select_for_update(of=("self",)).get(id=item_id)
    row = DecisionAppeal.objects.select_for_update(of=("self",)).get(id=appeal_id)
    if row.status != Status.OPEN or _still_stands(row, item, now=now):
        return
    row.status, row.ended_at = Status.OVERTAKEN, now
    row.claimed_by = row.claimed_until = None
    row.save()
    note(row, "overtaken", by=SYSTEM, now=now)
    outbox.add(outbox.Order(kind=work.TELL_OF_APPEAL, subject_id=row.id, tenant_id=row.tenant_id))
