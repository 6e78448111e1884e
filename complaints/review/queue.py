"""The account managers' queue: what is next, and who holds it. A lease in the database, not presence."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.roles import Action, require
from complaints.models import Audit, Item, PendingDecision
from complaints.states import Status
from core.tenancy import Actor, TenantQuerySet

LEASE = timedelta(minutes=10)
# Who could not tell is not asked again for as long as this: another manager looks.
LEFT_TO_OTHERS = timedelta(hours=24)


class ClaimedByAnother(Exception):
    """Another manager holds the item, until the lease ends."""


def queue(actor: Actor) -> TenantQuerySet[Item]:
    """All that waits for a person, the most urgent first: tier before due time. Index item_queue.

    What is audited waits among the rest, and nothing in its row tells that it was removed already.

    NOT EXISTS, because `pending=None` is an outer join whose size PostgreSQL guesses as one row: it then sorts
    the whole queue instead of walking the index.
    """
    decided = PendingDecision.objects.filter(item_id=OuterRef("pk"))
    return (
        Item.objects.visible_to(actor)
        .filter(
            Q(status=Status.IN_REVIEW) | Q(under_audit=True), ~Exists(decided), ~Exists(passed_on_by(actor))
        )
        .order_by("priority", "due_at", "id")
    )


def passed_on_by(actor: Actor) -> TenantQuerySet[Audit]:
    """Of the outer item: its open audit, if this person has lately left it to somebody else."""
    return Audit.objects.filter(
        tenant_id=OuterRef("tenant_id"),
        item_id=OuterRef("pk"),
        result="",
        passed_by=actor.user_id,
        passed_at__gt=Now() - LEFT_TO_OTHERS,
    )


def free_for(actor: Actor, now: datetime) -> Q:
    """Not under somebody else's lease."""
    return Q(claimed_by=None) | Q(claimed_until__lt=now) | Q(claimed_by=actor.user_id)


def claim(item_id: UUID, *, by: Actor, now: datetime) -> Item:
    """Take the item for ten minutes, or prolong one's own lease.

    Raises Item.DoesNotExist if it does not wait (any more), ClaimedByAnother if somebody else holds it.
    """
    require(by, Action.REVIEW)
    item = queue(by).select_for_update(of=("self",)).get(id=item_id)
    if item.claimed_by not in {None, by.user_id} and item.claimed_until and item.claimed_until > now:
        raise ClaimedByAnother(str(item.id))
    # The lock may have been waited for: what another tab of the same person decided meanwhile shows only now.
    if PendingDecision.objects.filter(item_id=item.id).exists():
        raise Item.DoesNotExist
    item.claimed_by, item.claimed_until = by.user_id, now + LEASE
    Item.objects.filter(id=item.id).update(claimed_by=by.user_id, claimed_until=now + LEASE)
    return item


def claim_next(*, by: Actor, now: datetime) -> Item | None:
    """The most urgent item that nobody holds; two managers asking at once get two different ones."""
    require(by, Action.REVIEW)
    # One person's two clicks wait for each other here, and the second finds what the first one claimed.
    User.objects.select_for_update(no_key=True).get(id=by.person)
    candidate = queue(by).filter(free_for(by, now)).select_for_update(of=("self",), skip_locked=True).first()
    if candidate is None:
        return None
    try:
        return claim(candidate.id, by=by, now=now)
    except Item.DoesNotExist:
        return claim_next(by=by, now=now)


def release(item_id: UUID, *, by: Actor) -> None:
    require(by, Action.REVIEW)
    Item.objects.visible_to(by).filter(id=item_id, claimed_by=by.user_id).update(
        claimed_by=None, claimed_until=None
    )
