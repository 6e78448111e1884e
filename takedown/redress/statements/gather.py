"""Facts for statements, read from the ledger for a set of grounds in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Min, QuerySet

from brands.models import Brand
from complaints.blind import kept_from
from complaints.models import Assessment, Decision, Item
from complaints.states import Cause
from core.tenancy import SYSTEM, Actor
from takedown.models import CounterNotice, Ground, SellerNotice
from takedown.redress.counter.states import CounterStatus
from takedown.redress.statements.derive import Facts, Statement, statements_of
from takedown.states import ENDED

_ENDS_A_GROUND = (CounterStatus.ACCEPTED, CounterStatus.RESTORED, CounterStatus.GRANTED)
# A ground never comes before the decision that it rests on; a policy's has the very same time.
type _Decisions = dict[UUID, list[Decision]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Everything said to a seller about one restriction, the latest last."""

    facts: Facts
    statements: list[Statement]

    @property
    def latest(self) -> Statement:
        return self.statements[-1]


def reasons_for_item(item: Item, actor: Actor) -> list[Reasons]:
    """Of every time that this item kept its listing off sale, the oldest first, as far as the actor may know of it."""
    grounds = Ground.objects.visible_to(actor).filter(item=item)
    return _reasons(grounds.exclude(kept_from(actor, "item__")))


def reasons_for_removal(removal_id: UUID) -> list[Reasons]:
    """For the seller of the listing, whom every ground concerns, whosever it is. Asked as SYSTEM, for a removal that
    the seller's own link has opened."""
    return _reasons(Ground.objects.visible_to(SYSTEM).filter(removal_id=removal_id))


def _reasons(grounds: QuerySet[Ground]) -> list[Reasons]:
    found = grounds.select_related("removal__marketplace", "item__complaint__right", "item__snapshot")
    facts = facts_of(list(found.order_by("since", "id")))
    return [Reasons(facts=f, statements=statements_of(f)) for f in facts]


def facts_of(grounds: Sequence[Ground]) -> list[Facts]:
    """Of those that a seller was told of: before that nothing has been restricted.

    Each ground needs its removal with the marketplace, and its item with snapshot, complaint and right.
    """
    tenants, items = {g.tenant_id for g in grounds}, {g.item_id for g in grounds}
    told = dict(
        SellerNotice.objects.filter(removal__in={g.removal_id for g in grounds})
        .values("removal_id")
        .annotate(first=Min("written_at"))
        .values_list("removal_id", "first")
    )
    brands = dict(Brand.objects.filter(tenant_id__in=tenants).values_list("tenant_id", "name"))
    decisions = _upheld(tenants, items)
    assessed = dict(
        Assessment.objects.filter(tenant_id__in=tenants, item_id__in=items)
        .values("item_id")
        .annotate(first=Min("made_at"))
        .values_list("item_id", "first")
    )
    answered = _ended_by_counter_notice(grounds)
    restrictions: Counter[UUID] = Counter()
    facts = []
    for ground in grounds:
        decision = _decision_of(ground, decisions[ground.item_id])
        if ground.removal_id not in told or decision is None:
            continue
        facts.append(
            _facts(
                ground,
                decision,
                number=restrictions[decision.id],
                brand=brands[ground.tenant_id],
                told=told[ground.removal_id],
                assessed_at=assessed.get(ground.item_id),
                end_cause=answered.get(ground.id, ground.end_cause),
            )
        )
        restrictions[decision.id] += 1
    return facts


def _ended_by_counter_notice(grounds: Sequence[Ground]) -> dict[UUID, str]:
    """How: the brand agreed, a person decided, or the law's time ran out. A counter-notice does not change any more then."""
    ended = [g.id for g in grounds if g.end_cause == Cause.COUNTER_NOTICE]
    if not ended:
        return {}
    rows = CounterNotice.objects.filter(ground_id__in=ended, status__in=_ENDS_A_GROUND)
    return {ground: f"counter_{status}" for ground, status in rows.values_list("ground_id", "status")}


def _upheld(tenants: Iterable[UUID], items: Iterable[UUID]) -> _Decisions:
    decisions: _Decisions = defaultdict(list)
    rows = Decision.objects.filter(tenant_id__in=tenants, item_id__in=items, outcome=Decision.Outcome.UPHELD)
    for decision in rows.order_by("decided_at", "id"):
        decisions[decision.item_id].append(decision)
    return decisions


def _decision_of(ground: Ground, decisions: Sequence[Decision]) -> Decision | None:
    before = [d for d in decisions if d.decided_at <= ground.since]
    return before[-1] if before else None


def _facts(
    ground: Ground,
    decision: Decision,
    *,
    number: int,
    brand: str,
    told: datetime,
    assessed_at: datetime | None,
    end_cause: str,
) -> Facts:
    item, complaint, removal = ground.item, ground.item.complaint, ground.removal
    ended_at = ground.ended_at or (removal.ended_at if removal.status in ENDED else None)
    return Facts(
        decision_id=decision.id,
        number=number,
        case=complaint.number,
        channel=complaint.channel,
        reason=complaint.reason,
        right_kind=complaint.right.kind,
        right=f"{complaint.right.title} {complaint.right.office} {complaint.right.number}".strip(),
        brand=brand,
        marketplace=removal.marketplace.name,
        territories=tuple(removal.marketplace.territories),
        language=item.snapshot.language if item.snapshot else "",
        automated=decision.automated,
        policy_version=decision.policy_version,
        findings_shown=assessed_at is not None and assessed_at <= decision.decided_at,
        filed_on=_day(complaint.filed_at),
        seen_on=_day(item.snapshot.taken_at if item.snapshot else complaint.filed_at),
        decided_on=_day(decision.decided_at),
        applied_on=_day(max(ground.since, told)),
        ended_on=_day(ended_at) if ended_at else None,
        end_cause=end_cause,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
