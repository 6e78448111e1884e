"""The only place where an item's status is written: one function a status, with its audit event, its work and its webhooks.

Every function takes sets, and all of a set moves or none of it does. It must run inside a transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from complaints import audits, work
from complaints.announcing import tell_of_moves
from complaints.models import Decision
from complaints.states import AUDITABLE, NEXT, Cause, MoveRefused, Status
from core import audit, outbox, sets
from core.ids import new_id
from core.tenancy import Actor

STARTS: Mapping[Status, list[str]] = {
    end: [str(start) for start, ends in NEXT.items() if end in ends] for end in Status
}


class Frozen(NamedTuple):
    """The listing that an item is about, and its copy as it stood when the complaint came."""

    listing_id: UUID
    snapshot_id: UUID


_NOTHING_NEW = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One item to be moved. `data` goes into the audit event: codes and figures, no contact data. `frozen` is what the item
    gets with the move: a row that is written twice in a transaction has all its keys checked again."""

    item_id: UUID
    tenant_id: UUID
    cause: str = ""
    due_at: datetime | None = None
    priority: int = 9
    data: Mapping[str, Any] = field(default_factory=dict)
    frozen: Frozen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An outcome with its reason, for one item. `made_at` is set when it was made before it takes effect, `overturns`
    when it takes the place of another decision."""

    item_id: UUID
    tenant_id: UUID
    marketplace_id: UUID
    right_kind: str
    ground: str
    explanation: str
    made_at: datetime | None = None
    overturns: UUID | None = None


def target(ruling: Ruling) -> Target:
    return Target(item_id=ruling.item_id, tenant_id=ruling.tenant_id, data={"ground": ruling.ground})


# An audited item keeps its place in the queue, and whoever holds it, while its removal goes on behind their back.
_STAYS = "i.under_audit AND %(auditable)s"
_MOVE = f"""
UPDATE complaints_item i SET
    status = %(to)s, status_at = %(now)s, cause = v.cause, under_audit = {_STAYS},
    due_at = CASE WHEN {_STAYS} THEN i.due_at ELSE v.due_at END,
    priority = CASE WHEN {_STAYS} THEN i.priority ELSE v.priority END,
    claimed_by = CASE WHEN {_STAYS} THEN i.claimed_by END,
    claimed_until = CASE WHEN {_STAYS} THEN i.claimed_until END,
    listing_id = coalesce(v.listing_id, i.listing_id), snapshot_id = coalesce(v.snapshot_id, i.snapshot_id)
FROM unnest(%(ids)s::uuid[], %(causes)s::text[], %(dues)s::timestamptz[], %(priorities)s::int[],
    %(listings)s::uuid[], %(snapshots)s::uuid[]) AS v(id, cause, due_at, priority, listing_id, snapshot_id)
WHERE i.id = v.id AND i.status = ANY(%(starts)s)
"""  # noqa: S608 - a constant


def _move(
    targets: Sequence[Target],
    *,
    to: Status,
    by: Actor,
    now: datetime,
    starts: Sequence[Status] = (),
    policy_version: int | None = None,
) -> None:
    """Raises MoveRefused if any item is not where the move starts: the caller's view of it was old."""
    if not targets:
        return
    _write(targets, to=to, now=now, starts=[str(s) for s in starts] or STARTS[to])
    audit.record_all(
        (
            audit.Event(
                name=f"item.{to}",
                subject_kind="item",
                subject_id=t.item_id,
                tenant_id=t.tenant_id,
                policy_version=policy_version,
                data={**t.data, **({"cause": t.cause} if t.cause else {})},
            )
            for t in targets
        ),
        by=by,
        now=now,
    )
    tell_of_moves([(t.item_id, t.tenant_id) for t in targets], to=to, now=now)


def _write(targets: Sequence[Target], *, to: Status, now: datetime, starts: list[str]) -> None:
    """In one statement; if it reaches too few, raising undoes it with the transaction."""
    listings, snapshots = zip(*(t.frozen or _NOTHING_NEW for t in targets), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {
                "to": str(to),
                "now": now,
                "ids": [str(t.item_id) for t in targets],
                "causes": [t.cause for t in targets],
                "dues": [t.due_at for t in targets],
                "priorities": [t.priority for t in targets],
                "listings": list(listings),
                "snapshots": list(snapshots),
                "starts": starts,
                "auditable": to in AUDITABLE,
            },
        )
        if cursor.rowcount != len(targets):
            raise MoveRefused(f"{len(targets) - cursor.rowcount} of {len(targets)} items cannot become {to}")


def _put_out(targets: Iterable[Target], kind: str, *, due_at: datetime | None = None) -> None:
    outbox.add_all(
        outbox.Order(kind=kind, subject_id=t.item_id, tenant_id=t.tenant_id, due_at=due_at) for t in targets
    )


def start_assessing(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    _move(targets, to=Status.ASSESSING, by=by, now=now)
    _put_out(targets, work.ASSESS)


def look_first(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    """Assessed when the listing's picture has been looked at (complaints/pictures)."""
    _move(targets, to=Status.ASSESSING, by=by, now=now)
    _put_out(targets, work.LOOK_AT_PICTURE)


def mark_assessed(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    _move(targets, to=Status.ASSESSED, by=by, now=now)
    _put_out(targets, work.ASSESSED)


def ask(targets: Sequence[Target], *, by: Actor, now: datetime, policy_version: int | None = None) -> None:
    """The question itself is a row of conversation/; see conversation.questions.ask_all."""
    _move(targets, to=Status.NEEDS_INFORMATION, by=by, now=now, policy_version=policy_version)
    _put_out(targets, work.TELL_BRAND)


def route_to_review(
    targets: Sequence[Target], *, by: Actor, now: datetime, policy_version: int | None = None
) -> None:
    """Each target needs `due_at`; priority 0 is served first."""
    _move(targets, to=Status.IN_REVIEW, by=by, now=now, policy_version=policy_version)


def reopen(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    """What was refused or restored is looked at once more, upon an appeal. Each target needs `due_at`."""
    _move(targets, to=Status.IN_REVIEW, by=by, now=now, starts=(Status.REFUSED, Status.RESTORED))


def hold(targets: Sequence[Target], *, by: Actor, now: datetime, policy_version: int | None = None) -> None:
    _move(targets, to=Status.HELD, by=by, now=now, policy_version=policy_version)


def uphold(
    rulings: Sequence[Ruling],
    *,
    by: Actor,
    now: datetime,
    automated: bool,
    policy_version: int | None = None,
) -> list[UUID]:
    """Returns the ids of the decisions, in the order of the rulings."""
    targets = [target(ruling) for ruling in rulings]
    _move(targets, to=Status.UPHELD, by=by, now=now, policy_version=policy_version)
    made = _decide(
        rulings,
        Decision.Outcome.UPHELD,
        by=by,
        now=now,
        automated=automated,
        policy_version=policy_version,
    )
    if not automated:
        # Whoever upholds automatically opens the removals in the same transaction.
        _put_out(targets, work.UPHELD)
    return made


def refuse(rulings: Sequence[Ruling], *, by: Actor, now: datetime) -> None:
    """Only a person refuses: `by` must be one, and the database insists on it."""
    targets = [target(ruling) for ruling in rulings]
    _move(targets, to=Status.REFUSED, by=by, now=now)
    _decide(rulings, Decision.Outcome.REFUSED, by=by, now=now, automated=False)
    _put_out(targets, work.TELL_BRAND)


def mark_removed(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    _move(targets, to=Status.REMOVED, by=by, now=now)
    _put_out(targets, work.TELL_BRAND)


def mark_contested(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    _move(targets, to=Status.CONTESTED, by=by, now=now)


def end_contest(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    """The seller's objection is over, and the listing stays off sale as it was. `data` says how it ended."""
    _move(targets, to=Status.REMOVED, by=by, now=now, starts=(Status.CONTESTED,))


def mark_restored(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    """Each target needs its cause."""
    _close_audits(targets, by=by, now=now)
    _move(targets, to=Status.RESTORED, by=by, now=now)


def withdraw(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    _close_audits(targets, by=by, now=now)
    _move(targets, to=Status.WITHDRAWN, by=by, now=now)
    _put_out(targets, work.WITHDRAWN)


def close(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    """Each target needs its cause. A closed item counts in no standing."""
    _move(targets, to=Status.CLOSED, by=by, now=now)
    _put_out([t for t in targets if t.cause != Cause.DUPLICATE], work.TELL_BRAND)


def send_back(
    targets: Sequence[Target], *, by: Actor, now: datetime, policy_version: int | None = None
) -> None:
    """What was upheld or held and cannot be carried out goes to a person."""
    _close_audits(targets, by=by, now=now)
    _move(
        targets,
        to=Status.IN_REVIEW,
        by=by,
        now=now,
        starts=(Status.UPHELD, Status.HELD),
        policy_version=policy_version,
    )


def _decide(
    rulings: Sequence[Ruling],
    outcome: Decision.Outcome,
    *,
    by: Actor,
    now: datetime,
    automated: bool,
    policy_version: int | None = None,
) -> list[UUID]:
    ids = [new_id() for _ in rulings]
    sets.insert(
        Decision,
        [
            {
                "id": id,
                "tenant": r.tenant_id,
                "item": r.item_id,
                "outcome": outcome,
                "ground": r.ground,
                "explanation": r.explanation,
                "decided_at": r.made_at or now,
                "decided_by": None if automated else by.user_id,
                "automated": automated,
                "policy_version": policy_version,
                "overturns": r.overturns,
                "marketplace": r.marketplace_id,
                "right_kind": r.right_kind,
            }
            for id, r in zip(ids, rulings, strict=True)
        ],
    )
    if not automated:
        # What nobody has looked at counts nowhere; an audit will say when it does.
        outbox.add_all(
            outbox.Order(kind=work.JUDGED, subject_id=id, tenant_id=r.tenant_id)
            for id, r in zip(ids, rulings, strict=True)
        )
    return ids


def _close_audits(targets: Sequence[Target], *, by: Actor, now: datetime) -> None:
    audits.close_those_of(((t.item_id, t.tenant_id) for t in targets), by=by, now=now)
