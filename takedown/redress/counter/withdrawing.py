"""The seller takes an answer back."""

from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import CounterNotice, SellerNotice
from takedown.redress.counter import moves
from takedown.redress.counter.states import LIVE, CounterStatus
from takedown.redress.link import require_link_of


class WithdrawalRefused(Exception):
    """Nothing was taken back: the answer is over in another way."""


def withdraw_counter(notice: SellerNotice, counter_id: UUID, *, by: Actor, now: datetime) -> CounterNotice:
    """The listing stays off sale, and the seller may answer anew. A second time changes nothing.

    Raises CounterNotice.DoesNotExist for one of another removal, WithdrawalRefused.
    """
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        if not CounterNotice.objects.filter(id=counter_id, removal=notice.removal_id).exists():
            raise CounterNotice.DoesNotExist
        counter = moves.lock(counter_id)
        if counter.status == CounterStatus.WITHDRAWN:
            return counter
        if counter.status not in LIVE:
            raise WithdrawalRefused(counter.status)
        moves.leave_it_off(counter, to=CounterStatus.WITHDRAWN, by=by, now=now)
        return counter
