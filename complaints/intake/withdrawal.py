"""A brand takes an item back, wherever it stands."""

from datetime import datetime

from django.db.models import Q

from accounts.roles import Action, require
from complaints import audits, moves, work
from complaints.models import Complaint, Item, PendingDecision
from complaints.states import WITHDRAWN_AT_ONCE, WITHDRAWN_BY_RESTORING, MoveRefused
from core import audit, outbox
from core.tenancy import Actor


def withdraw(item: Item, *, by: Actor, now: datetime) -> None:
    """Before the listing is removed the item ends here; afterwards its ground ends and the listing comes back.

    Asking twice is asking once. Raises MoveRefused when there is nothing left to withdraw.
    """
    require(by, Action.WITHDRAW_ITEM)
    item = Item.objects.visible_to(by).select_for_update().get(id=item.id)
    if item.status in WITHDRAWN_AT_ONCE:
        PendingDecision.objects.filter(item=item).delete()
        moves.withdraw(
            [moves.Target(item_id=item.id, tenant_id=item.tenant_id, data={"from": item.status})],
            by=by,
            now=now,
        )
    elif item.status in WITHDRAWN_BY_RESTORING:
        _ask_to_restore(item, by=by, now=now)
    else:
        raise MoveRefused(f"An item that is {item.status} cannot be withdrawn.")


def withdraw_all(complaint: Complaint, *, by: Actor, now: datetime) -> int:
    """Every item of it that can still be withdrawn; return how many there were."""
    require(by, Action.WITHDRAW_ITEM)
    left = Item.objects.visible_to(by).filter(
        Q(status__in=WITHDRAWN_AT_ONCE) | Q(status__in=WITHDRAWN_BY_RESTORING, withdrawal_asked_at=None),
        complaint=complaint,
    )
    items = list(left.select_for_update(of=("self",)).order_by("id"))
    for item in items:
        withdraw(item, by=by, now=now)
    return len(items)


def _ask_to_restore(item: Item, *, by: Actor, now: datetime) -> None:
    if item.withdrawal_asked_at is not None:
        return
    Item.objects.filter(id=item.id).update(withdrawal_asked_at=now)
    # What its brand no longer wants nobody has to judge.
    PendingDecision.objects.filter(item=item).delete()
    audits.close_those_of([(item.id, item.tenant_id)], by=by, now=now)
    audit.record(
        audit.Event(
            name="item.withdrawal_asked",
            subject_kind="item",
            subject_id=item.id,
            tenant_id=item.tenant_id,
        ),
        by=by,
        now=now,
    )
    outbox.add(outbox.Order(kind=work.WITHDRAWN, subject_id=item.id, tenant_id=item.tenant_id))
