"""Decisions that a person found wrong: each is reversed and its listing comes back, in sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from accounts.roles import Role
from complaints import audits
from complaints import moves as item_moves
from complaints import work as item_kinds
from complaints.models import Audit, Decision, Item
from complaints.states import Cause, Status
from core import audit, clock, outbox, sets
from core.ids import new_id
from core.outbox import Work
from core.scheduler import NO_SUBJECT
from core.tenancy import Actor
from takedown import work
from takedown.models import Ground
from takedown.removal.ending import end_grounds, restore_what_gave_way

REVIEW_WITHIN = timedelta(hours=8)
REVERSED_ON_ITS_WAY = "reversed_on_its_way"
OFF_SALE = frozenset({Status.REMOVED, Status.CONTESTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One decision that a person reverses, in words that brand and seller will read."""

    item: Item
    decision: Decision
    explanation: str


def overturn_all(
    wrongs: Sequence[Wrong], *, ground: str, cause: Cause = Cause.MISTAKE, by: Actor, now: datetime
) -> None:
    """The items are locked. What has not taken effect yet goes to a person: there is nothing to bring back."""
    if not wrongs:
        return
    _reverse(wrongs, ground=ground, by=by, now=now)
    audits.close_those_of(((w.item.id, w.item.tenant_id) for w in wrongs), by=by, now=now)
    on_their_way = [w.item for w in wrongs if w.item.status == Status.UPHELD]
    item_moves.send_back(
        [
            item_moves.Target(
                item_id=item.id,
                tenant_id=item.tenant_id,
                due_at=now + REVIEW_WITHIN,
                priority=0,
                data={"because": [REVERSED_ON_ITS_WAY]},
            )
            for item in on_their_way
        ],
        by=by,
        now=now,
    )
    grounds = Ground.objects.filter(item_id__in=[w.item.id for w in wrongs], ended_at=None)
    end_grounds(list(grounds.select_related("item").order_by("removal_id")), cause=cause, now=now)
    restore_what_gave_way([w.item.id for w in wrongs], cause=cause, now=now)


def _reverse(wrongs: Sequence[Wrong], *, ground: str, by: Actor, now: datetime) -> None:
    sets.insert(
        Decision,
        [
            {
                "id": new_id(),
                "tenant": w.item.tenant_id,
                "item": w.item.id,
                "outcome": str(Decision.Outcome.RESTORED),
                "ground": ground,
                "explanation": w.explanation,
                "decided_at": now,
                "decided_by": by.person,
                "automated": False,
                "overturns": w.decision.id,
                "marketplace": w.item.marketplace_id,
                "right_kind": w.decision.right_kind,
            }
            for w in wrongs
        ],
    )
    audit.record_all(
        (
            audit.Event(
                name="item.overturned",
                subject_kind="item",
                subject_id=w.item.id,
                tenant_id=w.item.tenant_id,
                data={"ground": ground},
            )
            for w in wrongs
        ),
        by=by,
        now=now,
    )
    outbox.add_all(
        outbox.Order(kind=item_kinds.JUDGED, subject_id=w.decision.id, tenant_id=w.item.tenant_id)
        for w in wrongs
    )


# --- what a blind audit has overturned ---------------------------------------------------------------------


def overturn_audited(works: Sequence[Work]) -> None:
    """Whoever judged it did not know that it was off sale already: what they refused comes back now."""
    now = clock.now()
    overturned = list(
        Audit.objects.filter(id__in=[w.subject_id for w in works], result=Audit.Result.OVERTURNED)
        .select_related("decision")
        .order_by("id")
    )
    items = _locked([a.item_id for a in overturned])
    reversed_already = set(
        Decision.objects.filter(
            tenant_id__in={a.tenant_id for a in overturned},
            overturns_id__in=[a.decision_id for a in overturned],
        ).values_list("overturns_id", flat=True)
    )
    people = User.objects.in_bulk({a.ended_by for a in overturned if a.ended_by})
    for person_id in {a.ended_by for a in overturned if a.ended_by}:
        by = Actor(role=Role.MANAGER, label=str(people[person_id]), user_id=person_id, staff=True)
        mine = [
            Wrong(item=items[a.item_id], decision=a.decision, explanation=a.explanation)
            for a in overturned
            if a.ended_by == person_id and a.item_id in items and a.decision_id not in reversed_already
        ]
        overturn_all(mine, ground="overturned_by_audit", by=by, now=now)
    # Three in a row pull a brake: now, not at the next minute.
    outbox.add(outbox.Order(kind=work.WATCH_BRAKES, subject_id=NO_SUBJECT, tenant_id=None))


def _locked(ids: Sequence[UUID]) -> dict[UUID, Item]:
    """Those that are still removed, or on their way to it."""
    rows = Item.objects.filter(id__in=ids, status__in=[*OFF_SALE, Status.UPHELD])
    return {item.id: item for item in rows.select_for_update(of=("self",)).order_by("id")}
