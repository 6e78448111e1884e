"""A brand takes items back, wherever they stand."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

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
        _end([item], by=by, now=now)
    elif item.status in WITHDRAWN_BY_RESTORING:
        if item.withdrawal_asked_at is None:
            _ask_to_restore([item], by=by, now=now)
    else:
        raise MoveRefused(f"An item that is {item.status} cannot be withdrawn.")


# What can still be taken back, and has not been.
CAN_BE_WITHDRAWN = Q(status__in=WITHDRAWN_AT_ONCE) | Q(
    status__in=WITHDRAWN_BY_RESTORING, withdrawal_asked_at=None
)
# As many as one request takes with all that follows from each. Whoever has more does it again.
MOST_AT_ONCE = 1_000


def withdraw_all(complaint: Complaint, *, by: Actor, now: datetime) -> int:
    """Every item of it that can still be withdrawn; return how many there were."""
    return withdraw_those(
        Item.objects.filter(complaint=complaint).values_list("id", flat=True), by=by, now=now
    )


def withdraw_those(wanted: Iterable[UUID], *, by: Actor, now: datetime, status: str = "") -> int:
    """Those that can still be withdrawn, as one set; return how many there were.

    With `status`, only what is still in that state: what has moved since somebody chose it means something else.
    """
    require(by, Action.WITHDRAW_ITEM)
    rows = Item.objects.visible_to(by).filter(CAN_BE_WITHDRAWN, id__in=wanted)
    if status:
        rows = rows.filter(status=status)
    items = list(rows.select_for_update(of=("self",)).order_by("id"))
    _end([item for item in items if item.status in WITHDRAWN_AT_ONCE], by=by, now=now)
    _ask_to_restore([item for item in items if item.status in WITHDRAWN_BY_RESTORING], by=by, now=now)
    return len(items)


def _end(items: Sequence[Item], *, by: Actor, now: datetime) -> None:
    PendingDecision.objects.filter(item__in=items).delete()
    moves.withdraw(
        [moves.Target(item_id=i.id, tenant_id=i.tenant_id, data={"from": i.status}) for i in items],
        by=by,
        now=now,
    )


def _ask_to_restore(items: Sequence[Item], *, by: Actor, now: datetime) -> None:
    Item.objects.filter(id__in=[item.id for item in items]).update(withdrawal_asked_at=now)
    # What its brand no longer wants nobody has to judge.
    PendingDecision.objects.filter(item__in=items).delete()
    audits.close_those_of([(item.id, item.tenant_id) for item in items], by=by, now=now)
    audit.record_all(
        (
            audit.Event(
                name="item.withdrawal_asked",
                subject_kind="item",
                subject_id=item.id,
                tenant_id=item.tenant_id,
            )
            for item in items
        ),
        by=by,
        now=now,
    )
    outbox.add_all(
        outbox.Order(kind=work.WITHDRAWN, subject_id=item.id, tenant_id=item.tenant_id) for item in items
    )
