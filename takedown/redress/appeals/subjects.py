"""What can be appealed against: read from items, decisions and the ledger, for each side as it was told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.roles import STAFF_ROLES
from complaints.models import Audit, Decision, Item
from core.models import AuditEvent
from takedown.models import DecisionAppeal, Ground, LetterWay, Removal, SellerAction, SellerNotice
from takedown.redress.appeals.states import Side
from takedown.redress.appeals.table import Cell, Decided, Facts, Standing, what_stands, why_not
from takedown.redress.appeals.times import open_until
from takedown.redress.letters.kinds import LetterKind, WayOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that was decided, as one side was told of it. `why`: why it cannot be appealed against; None: it can.

    `appeal` is this side's own against it, if there is one.
    """

    side: Side
    decided: Decided
    why: Cell
    told_at: datetime | None
    until: datetime | None
    item: Item | None = None
    decision: Decision | None = None
    action: SellerAction | None = None
    against_by: UUID | None = None
    decided_before: frozenset[UUID] = frozenset()
    appeal: DecisionAppeal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ledger:
    """Everything that was ever decided about some items, by the item."""

    decisions: Mapping[UUID, Sequence[Decision]] = field(default_factory=dict)
    audits: Mapping[UUID, Sequence[Audit]] = field(default_factory=dict)
    appeals: Mapping[UUID, Sequence[DecisionAppeal]] = field(default_factory=dict)
    counters: Mapping[UUID, Sequence[AuditEvent]] = field(default_factory=dict)


def of_items(
    items: Collection[Item], side: Side, *, told: Mapping[UUID, datetime], now: datetime
) -> dict[UUID, Subject]:
    """By item. `told`: since when a seller knows; a brand is told when it is decided. Constant number of queries.

    Run where all rows of these items are visible: for a seller, as the system, for what their link has opened.
    """
    ledger = _ledger_of(items)
    return {item.id: _of_item(item, side, ledger, told=told.get(item.id), now=now) for item in items}


def _of_item(item: Item, side: Side, ledger: _Ledger, *, told: datetime | None, now: datetime) -> Subject:
    decisions, appeals = ledger.decisions.get(item.id, ()), ledger.appeals.get(item.id, ())
    latest = decisions[-1] if decisions else None
    counter = _counter(ledger.counters.get(item.id, ()), latest)
    decided = what_stands(_standing(item, latest, counter))
    judged_at = [latest.decided_at if latest else None, counter.at if counter else None]
    times = [at for at in (told, *judged_at) if at]
    told_at = max(times, default=None)
    until = open_until(told_at) if told_at else None
    mine = [a for a in appeals if a.side == side]
    same = next((a for a in mine if latest and a.decision_id == latest.id and a.about == decided), None)
    facts = Facts(
        decided=decided,
        side=side,
        in_time=until is not None and now < until,
        already=same is not None,
        on_appeal=latest is not None and any(a.result_id == latest.id for a in appeals),
        heard=bool(mine),
    )
    return Subject(
        side=side,
        decided=decided,
        why=why_not(facts),
        told_at=told_at,
        until=until,
        item=item,
        decision=latest,
        against_by=counter.actor_id if counter else _who_took(latest, ledger.audits.get(item.id, ())),
        decided_before=_deciders(item, decisions, ledger),
        appeal=same,
    )


def _counter(events: Sequence[AuditEvent], latest: Decision | None) -> AuditEvent | None:
    """The last thing that became of a counter-notice, unless another decision has come after it."""
    last = events[-1] if events else None
    return last if last and (latest is None or last.at >= latest.decided_at) else None


def _standing(item: Item, latest: Decision | None, counter: AuditEvent | None) -> Standing:
    return Standing(
        status=item.status,
        cause=item.cause,
        withdrawal_asked=item.withdrawal_asked_at is not None,
        outcome=latest.outcome if latest else "",
        automated=latest.automated if latest else False,
        ground=latest.ground if latest else "",
        counter_notice=counter.event.removeprefix("counter.") if counter else "",
    )


def _ledger_of(items: Collection[Item]) -> _Ledger:
    which = {"tenant_id__in": {i.tenant_id for i in items}, "item_id__in": [i.id for i in items]}
    return _Ledger(
        decisions=_by_item(Decision.objects.filter(**which).order_by("decided_at", "id")),
        audits=_by_item(Audit.objects.filter(**which).exclude(result="")),
        appeals=_by_item(DecisionAppeal.objects.filter(**which).order_by("made_at", "id")),
        counters=_by_subject(
            AuditEvent.objects.filter(subject_id__in=[i.id for i in items], event__in=_OF_COUNTER_NOTICES)
        ),
    )


# How a counter-notice ends, where somebody decides it: the ledger knows who.
_OF_COUNTER_NOTICES = ("counter.granted", "counter.rejected", "counter.accepted")


def _by_subject(events: QuerySet[AuditEvent]) -> dict[UUID, list[AuditEvent]]:
    found: dict[UUID, list[AuditEvent]] = defaultdict(list)
    for event in events.order_by("at", "id"):
        found[event.subject_id].append(event)
    return found


def _by_item[R: Decision | Audit | DecisionAppeal](rows: Iterable[R]) -> dict[UUID, list[R]]:
    found: dict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        if row.item_id:
            found[row.item_id].append(row)
    return found


def _who_took(decision: Decision | None, audits: Sequence[Audit]) -> UUID | None:
    """A policy's decision that somebody has confirmed is theirs, too."""
    if decision is None:
        return None
    confirmed = next((a.ended_by for a in audits if a.decision_id == decision.id), None)
    return decision.decided_by or confirmed


def _deciders(item: Item, decisions: Sequence[Decision], ledger: _Ledger) -> frozenset[UUID]:
    people = [
        *(d.decided_by for d in decisions),
        *(a.ended_by for a in ledger.audits.get(item.id, ())),
        *(a.decided_by_id for a in ledger.appeals.get(item.id, ())),
        *(e.actor_id for e in ledger.counters.get(item.id, ()) if e.actor_role in STAFF_ROLES),
    ]
    return frozenset(person for person in people if person)


# --- for sellers -------------------------------------------------------------------------------------------

_ACTS: Mapping[str, Decided] = {
    SellerAction.Act.WARNED: Decided.SELLER_WARNED,
    SellerAction.Act.LIMITED: Decided.SELLER_LIMITED,
    SellerAction.Act.SUSPENDED: Decided.SELLER_SUSPENDED,
}


def for_seller(removal: Removal, *, now: datetime) -> list[Subject]:
    """Every complaint that keeps, or kept, this listing off sale, then what was done about the seller. As the system."""
    grounds = Ground.objects.filter(removal=removal).select_related("item__complaint").order_by("since", "id")
    items = {ground.item_id: ground.item for ground in grounds}
    first = SellerNotice.objects.filter(removal=removal).order_by("written_at").first()
    told = {ground.item_id: max(ground.since, _told_at(first)) for ground in grounds if first}
    found = of_items(items.values(), Side.SELLER, told=told, now=now)
    return [*found.values(), *of_actions(removal.listing.seller_id, now=now)]


def _told_at(notice: SellerNotice) -> datetime:
    """When the first way of the notice's own letter got there; until one has, when it was written."""
    ways = LetterWay.objects.filter(
        letter__notice=notice, letter__kind=LetterKind.REMOVED, outcome=WayOutcome.SENT
    )
    first = ways.order_by("ended_at").values_list("ended_at", flat=True).first()
    return first or notice.written_at


def of_actions(seller_id: UUID, *, now: datetime) -> list[Subject]:
    """Newest first."""
    actions = (
        SellerAction.objects.filter(seller_id=seller_id).prefetch_related("appeals").order_by("-at", "-id")
    )
    return [_of_action(action, now=now) for action in actions]


def _of_action(action: SellerAction, *, now: datetime) -> Subject:
    appeal = next(iter(action.appeals.all()), None)
    decided, until = _ACTS.get(action.act, Decided.SELLER_NOT_RESTRICTED), open_until(action.at)
    facts = Facts(decided=decided, side=Side.SELLER, in_time=now < until, already=appeal is not None)
    return Subject(
        side=Side.SELLER,
        decided=decided,
        why=why_not(facts),
        told_at=action.at,
        until=until,
        action=action,
        against_by=action.by_id,
        decided_before=frozenset({action.by_id}),
        appeal=appeal,
    )
