"""A dead letter is put aside for good: what it was to carry out has then ended, and nobody is left with a promise."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.roles import Action, require
from complaints import moves as item_moves
from core import dead_letters
from core.models import Outbox
from core.tenancy import SYSTEM, Actor, acting_as
from listings.connectors.base import Unavailable
from takedown import work as kinds
from takedown.models import Attempt, Ground, Removal
from takedown.redress.ends import end_redress_of
from takedown.removal.deliver import refuse
from takedown.removal.ending import end_where_nobody_wants_it, upheld_items
from takedown.removal.returns import give_way
from takedown.states import ON_THE_WAY, RemovalStatus

REVIEW_WITHIN = timedelta(hours=8)
GIVEN_UP = "given_up"
# The work that a seller was told of.
OF_A_REMOVAL = frozenset({kinds.DELIVER, kinds.VERIFY})


def park(work_id: UUID, *, because: str, by: Actor, now: datetime) -> Outbox:
    """Put a dead letter aside. A removal that was on its way ends with it: its seller gets a correction, and its
    items go to a person. Raises Outbox.DoesNotExist."""
    require(by, Action.RETRY_DELIVERY)
    parked = dead_letters.park(work_id, because=because, by=by, now=now)
    if parked.kind in OF_A_REMOVAL:
        # What follows is no act of this person: it follows from the row that nobody works on any more.
        with acting_as(SYSTEM):
            _give_up(parked.subject_id, because=because, now=now)
    return parked


def _give_up(removal_id: UUID, *, because: str, now: datetime) -> None:
    removal = (
        Removal.objects.filter(id=removal_id, status__in=sorted(ON_THE_WAY))
        .select_for_update(of=("self",))
        .select_related("listing", "marketplace")
        .first()
    )
    if removal is None:
        return
    if removal.status == RemovalStatus.REAPPEARED:
        give_way(removal, unchanged=True, now=now)
    elif _may_have_had_its_effect(removal):
        _take_back(removal, now=now)
    else:
        refuse(removal, words=because, now=now)


def _may_have_had_its_effect(removal: Removal) -> bool:
    """An order went without an answer, or was carried out in part: it has to be read back, not only written off."""
    unanswered = Attempt.objects.filter(
        removal=removal, act=Attempt.Act.HIDE, outcome=Unavailable.__name__
    ).exists()
    return unanswered or removal.status == RemovalStatus.PENDING or removal.verified_at is not None


def _take_back(removal: Removal, *, now: datetime) -> None:
    grounds = Ground.objects.filter(removal=removal, ended_at=None)
    ended, items = list(grounds), list(upheld_items(grounds))
    grounds.update(ended_at=now, end_cause=GIVEN_UP)
    end_redress_of(ended, now=now)
    item_moves.send_back(
        [
            item_moves.Target(
                item_id=item.id,
                tenant_id=item.tenant_id,
                due_at=now + REVIEW_WITHIN,
                priority=0,
                data={"because": [GIVEN_UP]},
            )
            for item in items
        ],
        by=SYSTEM,
        now=now,
    )
    end_where_nobody_wants_it(removal, now=now)
