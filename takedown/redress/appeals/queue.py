"""Staff's queue of appeals: what is due next, and who holds it. A lease in the database, as for complaints."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from accounts.roles import Action, require
from complaints.blind import kept_from
from complaints.models import Item
from core.tenancy import Actor
from takedown.models import DecisionAppeal
from takedown.redress.appeals import subjects
from takedown.redress.appeals.models import AppealQuerySet
from takedown.redress.appeals.states import Side, Status

# Both sides and what went before take longer to read than one complaint.
LEASE = timedelta(minutes=30)


class ClaimedByAnother(Exception):
    """Somebody else holds the appeal, until the lease ends."""


def appeals_for(actor: Actor) -> AppealQuerySet:
    """All that this member of staff may know of.

    Whoever may be given an item to audit must not learn from an appeal that it was removed already: until the audit is
    over, its appeal is the admins', who audit nothing (docs/adr/0014).
    """
    return DecisionAppeal.objects.visible_to(actor).exclude(kept_from(actor, "item__"))


def queue(actor: Actor) -> AppealQuerySet:
    """The next due first. Index decisionappeal_queue."""
    return appeals_for(actor).filter(status=Status.OPEN).order_by("due_at", "id")


def decidable_by(actor: Actor) -> Q:
    """Nobody decides about what they have decided before: `decided_before` holds `against_by`, too."""
    return ~Q(decided_before__contains=[actor.person])


def free_for(actor: Actor, now: datetime) -> Q:
    return Q(claimed_by=None) | Q(claimed_until__lt=now) | Q(claimed_by=actor.user_id)


def claim(appeal_id: UUID, *, by: Actor, now: datetime) -> DecisionAppeal:
    """Take it, or prolong one's own lease. Raises DecisionAppeal.DoesNotExist once it is over, ClaimedByAnother."""
    require(by, Action.DECIDE_APPEAL)
    row = queue(by).select_for_update(of=("self",)).get(id=appeal_id)
    if row.claimed_by not in {None, by.user_id} and row.claimed_until and row.claimed_until > now:
        raise ClaimedByAnother(str(row.id))
    row.claimed_by, row.claimed_until = by.person, now + LEASE
    row.save(update_fields=["claimed_by", "claimed_until"])
    return row


def claim_next(*, by: Actor, now: datetime) -> DecisionAppeal | None:
    """The next due of those that nobody holds and that this person may decide; two who ask at once get two."""
    require(by, Action.DECIDE_APPEAL)
    # One person's two clicks wait for each other here, and the second finds what the first one claimed.
    User.objects.select_for_update(no_key=True).get(id=by.person)
    waiting = queue(by).filter(decidable_by(by), free_for(by, now))
    one_at_a_time = waiting.select_for_update(of=("self",), skip_locked=True)
    while (row := one_at_a_time.first()) is not None:
        if by.person not in deciders_before(row):
            return claim(row.id, by=by, now=now)
        # Decided about it since the appeal was made, say in a blind audit: from now on it is known.
        row.decided_before = sorted({*row.decided_before, by.person})
        row.save(update_fields=["decided_before"])
    return None


def release(appeal_id: UUID, *, by: Actor) -> None:
    require(by, Action.DECIDE_APPEAL)
    held = appeals_for(by).filter(id=appeal_id, claimed_by=by.person)
    held.update(claimed_by=None, claimed_until=None)


def deciders_before(row: DecisionAppeal) -> set[UUID]:
    """Everybody who has decided about the same item, or took the step, by now."""
    known = set(row.decided_before)
    if row.item_id is None:
        return known
    item = Item.objects.get(id=row.item_id)
    found = subjects.of_items([item], Side(row.side), told={}, now=row.made_at)[item.id]
    return known | found.decided_before
