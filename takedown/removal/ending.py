"""Grounds end; a removal ends when its last ground does."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from complaints import moves as item_moves
from complaints.models import Item
from complaints.states import Cause, Status
from core import clock, outbox
from core.outbox import Work
from core.tenancy import SYSTEM
from takedown import work as kinds
from takedown.models import Ground, Removal
from takedown.redress.ends import end_redress_of
from takedown.redress.letters.grounds import tell_of_ended_grounds
from takedown.removal import moves
from takedown.states import RemovalStatus, once_nobody_wants_it
from takedown.strikes.record import note_given_back


def end_grounds_of_withdrawn(works: Sequence[Work]) -> None:
    """Items that their brand has withdrawn, before or after the removal, want nothing any more."""
    now = clock.now()
    grounds = list(
        Ground.objects.filter(item_id__in=[w.subject_id for w in works], ended_at=None)
        .select_related("item")
        .order_by("removal_id")
    )
    end_grounds(grounds, cause=Cause.WITHDRAWN, now=now)
    restore_what_gave_way([w.subject_id for w in works], cause=Cause.WITHDRAWN, now=now)


def restore_what_gave_way(item_ids: Sequence[UUID], *, cause: Cause, now: datetime) -> None:
    """Items whose listing came back as another offer: there is nothing to put back, so they end at once."""
    grounds = Ground.objects.filter(item_id__in=item_ids).order_by("item_id", "-since", "-id")
    latest = grounds.distinct("item_id").select_related("item", "removal")
    over = [g for g in latest if g.ended_at and g.removal.status == RemovalStatus.REPLACED]
    note_given_back([g.id for g in over], cause=cause, now=now)
    _restore_items([g.item for g in over], cause=cause, now=now)


def end_grounds(grounds: Sequence[Ground], *, cause: Cause, now: datetime) -> None:
    """End these grounds. Where others live on, the listing stays off and only the item's claim ends."""
    removals = {
        r.id: r
        for r in Removal.objects.filter(id__in={g.removal_id for g in grounds})
        .select_for_update(of=("self",))
        .order_by("id")
    }
    # Read again under the removal's lock: another worker may have ended them at this moment.
    live = list(Ground.objects.filter(id__in=[g.id for g in grounds], ended_at=None).select_related("item"))
    Ground.objects.filter(id__in=[g.id for g in live]).update(ended_at=now, end_cause=cause)
    note_given_back([g.id for g in live], cause=cause, now=now)
    end_redress_of(live, now=now)
    wanted = set(
        Ground.objects.filter(removal_id__in=removals, ended_at=None).values_list("removal_id", flat=True)
    )
    end_where_nobody_wants_them([r for r in removals.values() if r.id not in wanted], now=now)
    # A listing that has to come back first restores its items when it is back.
    claims_only = [g for g in live if g.removal_id in wanted]
    tell_of_ended_grounds([g.id for g in claims_only], now=now)
    _restore_items([g.item for g in claims_only], cause=cause, now=now)
    if cause == Cause.COUNTER_NOTICE:
        _end_on_their_way([g.item for g in live], now=now)


def end_where_nobody_wants_it(removal: Removal, *, now: datetime) -> None:
    end_where_nobody_wants_them([removal], now=now)


def end_where_nobody_wants_them(removals: Sequence[Removal], *, now: datetime) -> None:
    """Cancel those that the marketplace was never told of, have the others restored. All are locked."""
    becomes = {r.id: once_nobody_wants_it(RemovalStatus(r.status)) for r in removals}
    untold = [r for r in removals if becomes[r.id] is RemovalStatus.CANCELLED]
    moves.move_all(untold, to=RemovalStatus.CANCELLED, now=now)
    told = [r for r in removals if becomes[r.id] is RemovalStatus.RESTORING]
    moves.move_all(told, to=RemovalStatus.RESTORING, now=now)
    if told:
        outbox.cancel(subject_ids=[r.id for r in told], kind=kinds.VERIFY)
    outbox.add_all(outbox.Order(kind=kinds.RESTORE, subject_id=r.id, tenant_id=None) for r in told)


def restore_items_of(removal: Removal, *, now: datetime) -> None:
    """The listing is back on sale: every item removed by it is restored, for the cause its last ground ended."""
    grounds = Ground.objects.filter(removal=removal, ended_at__isnull=False).select_related("item")
    last = {g.item_id: g for g in grounds.order_by("ended_at", "id")}
    for cause in Cause:
        _restore_items([g.item for g in last.values() if g.end_cause == cause], cause=cause, now=now)


def _restore_items(items: Sequence[Item], *, cause: Cause, now: datetime) -> None:
    item_moves.mark_restored(
        [
            item_moves.Target(item_id=i.id, tenant_id=i.tenant_id, cause=cause)
            for i in items
            if i.status in {Status.REMOVED, Status.CONTESTED}
        ],
        by=SYSTEM,
        now=now,
    )


def _end_on_their_way(items: Sequence[Item], *, now: datetime) -> None:
    """Nobody wants these off sale any more, and they never were: they end here, and nothing comes back."""
    item_moves.withdraw(
        [
            item_moves.Target(
                item_id=i.id, tenant_id=i.tenant_id, cause=Cause.COUNTER_NOTICE, data={"from": i.status}
            )
            for i in items
            if i.status == Status.UPHELD
        ],
        by=SYSTEM,
        now=now,
    )


def upheld_items(grounds: QuerySet[Ground]) -> QuerySet[Item]:
    """Their items, locked, but for those that were withdrawn at this very moment."""
    items = Item.objects.filter(id__in=grounds.values("item_id"), status=Status.UPHELD)
    return items.select_for_update(of=("self",)).order_by("id")
