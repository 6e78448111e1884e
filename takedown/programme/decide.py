"""Assessed items meet the policy: gather → decide → apply, for a set in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from complaints import moves
from complaints.assessment.rules import Effect, Finding
from complaints.conversation.questions import Ask, ask_all
from complaints.models import Item
from complaints.states import Cause, Status
from core import clock, outbox
from core.outbox import Work
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM
from takedown import work
from takedown.programme import audits
from takedown.programme.gather import Gathered, gather
from takedown.programme.policy import Facts, Numbers, Outcome, Verdict, Waited, decide
from takedown.programme.versions import cases
from takedown.removal.open import open_for

# A held item is looked at again this often, and after this long goes to a person.
LOOK_AGAIN = timedelta(minutes=10)
LONGEST_HOLD = timedelta(hours=1)

_CLOSING_CAUSES: Mapping[str, Cause] = {
    "listing_is_gone": Cause.LISTING_GONE,
    "complaint_repeats_your_own": Cause.DUPLICATE,
}


def decide_assessed(works: Sequence[Work]) -> None:
    ids = [w.subject_id for w in works]
    _one_at_a_time_under_each_cap(ids)
    now = clock.now()
    gathered = gather(ids, status=Status.ASSESSED, now=now)
    apply(gathered, verdicts_for(gathered.items, gathered.facts, gathered.numbers), now=now)


def release_held(works: Sequence[Work]) -> None:
    """Items that a cap held: removed if there is room now, sent to a person after an hour or when doubted."""
    ids = [w.subject_id for w in works]
    _one_at_a_time_under_each_cap(ids)
    now = clock.now()
    gathered = gather(ids, status=Status.HELD, now=now)
    for item in gathered.items:
        waited = Waited.TOO_LONG if now - item.status_at >= LONGEST_HOLD else Waited.HELD
        gathered.facts[item.id] = replace(gathered.facts[item.id], waited=waited)
    verdicts = verdicts_for(gathered.items, gathered.facts, gathered.numbers)
    still_held = [i for i in gathered.items if verdicts[i.id].outcome is Outcome.HOLD]
    _look_again(still_held, now=now)
    done = [i for i in gathered.items if verdicts[i.id].outcome is not Outcome.HOLD]
    apply(replace(gathered, items=done), verdicts, now=now)


_LOCK_CAPS = """
SELECT pg_advisory_xact_lock(hashtextextended(cap, 0)) FROM (
    SELECT DISTINCT cap
    FROM complaints_item i
    JOIN takedown_grant g ON g.tenant_id = i.tenant_id AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL
    LEFT JOIN listings_listing l ON l.id = i.listing_id
    CROSS JOIN LATERAL (VALUES ('brand ' || i.tenant_id), ('seller ' || l.seller_id)) AS caps(cap)
    WHERE i.id = ANY(%s::uuid[]) AND cap IS NOT NULL
    ORDER BY cap
) ordered
"""


def _one_at_a_time_under_each_cap(ids: Sequence[UUID]) -> None:
    """Two workers deciding for one trusted brand, or against one seller, would both see the same room.

    Before anything is counted: what the other one has used must be there to be seen.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CAPS, [list(map(str, ids))])


def verdicts_for(
    items: Sequence[Item], facts: MutableMapping[UUID, Facts], numbers: Numbers
) -> dict[UUID, Verdict]:
    """Each item on its own facts, plus what the items before it in this set have used up of the caps.

    `facts` are brought up to that: they are kept as what was decided on.
    """
    brand_used: Counter[UUID] = Counter()
    seller_used: Counter[UUID] = Counter()
    verdicts = {}
    for item in items:
        seller_id = item.listing.seller_id if item.listing else item.id
        own = facts[item.id]
        facts[item.id] = own = replace(
            own,
            brand_removals_this_hour=own.brand_removals_this_hour + brand_used[item.tenant_id],
            seller_removals_this_hour=own.seller_removals_this_hour + seller_used[seller_id],
        )
        verdict = decide(own, numbers)
        if verdict.outcome is Outcome.UPHOLD:
            brand_used[item.tenant_id] += 1
            seller_used[seller_id] += 1
        verdicts[item.id] = verdict
    return verdicts


def apply(gathered: Gathered, verdicts: Mapping[UUID, Verdict], *, now: datetime) -> None:
    """One call down per outcome; each writes its items, decisions, audit events and outbox rows in sets."""
    version = gathered.policy_version
    by_outcome: dict[Outcome, list[Item]] = defaultdict(list)
    for item in gathered.items:
        by_outcome[verdicts[item.id].outcome].append(item)
    moves.close([_closing(i, verdicts[i.id]) for i in by_outcome[Outcome.CLOSE]], by=SYSTEM, now=now)
    ask_all(
        [_asking(i, gathered.findings[i.id]) for i in by_outcome[Outcome.ASK]],
        by=SYSTEM,
        now=now,
        policy_version=version,
    )
    made = moves.uphold(
        [_upholding(i, gathered.findings[i.id]) for i in by_outcome[Outcome.UPHOLD]],
        by=SYSTEM,
        now=now,
        automated=True,
        policy_version=version,
    )
    audits.draw(by_outcome[Outcome.UPHOLD], made, gathered, now=now)
    open_for(by_outcome[Outcome.UPHOLD], now=now)
    _send_to_people(by_outcome[Outcome.REVIEW], verdicts, version=version, now=now)
    _hold(by_outcome[Outcome.HOLD], verdicts, version=version, now=now)
    cases.keep(gathered, verdicts, now=now)


def _send_to_people(
    items: Sequence[Item], verdicts: Mapping[UUID, Verdict], *, version: int, now: datetime
) -> None:
    moves.route_to_review(
        [_reviewing(i, verdicts[i.id], now=now) for i in items], by=SYSTEM, now=now, policy_version=version
    )


def _hold(items: Sequence[Item], verdicts: Mapping[UUID, Verdict], *, version: int, now: datetime) -> None:
    moves.hold(
        [
            moves.Target(
                item_id=i.id,
                tenant_id=i.tenant_id,
                priority=verdicts[i.id].priority,
                data={"because": list(verdicts[i.id].because)},
            )
            for i in items
        ],
        by=SYSTEM,
        now=now,
        policy_version=version,
    )
    _look_again(items, now=now)
    if items:
        # A brand that is over its cap may be one whose account was stolen: not a minute is waited for that.
        outbox.add(outbox.Order(kind=work.WATCH_BRAKES, subject_id=NO_SUBJECT, tenant_id=None))


def _look_again(items: Sequence[Item], *, now: datetime) -> None:
    outbox.add_all(
        outbox.Order(kind=work.RELEASE_HELD, subject_id=i.id, tenant_id=i.tenant_id, due_at=now + LOOK_AGAIN)
        for i in items
    )


def _closing(item: Item, verdict: Verdict) -> moves.Target:
    return moves.Target(item_id=item.id, tenant_id=item.tenant_id, cause=_CLOSING_CAUSES[verdict.because[0]])


def _asking(item: Item, findings: Sequence[Finding]) -> Ask:
    first = next(f for f in findings if f.effect is Effect.ASKS)
    return Ask(
        item_id=item.id,
        tenant_id=item.tenant_id,
        ground=first.code,
        text=f"{first.sentence} {first.remedy}".strip(),
    )


def _upholding(item: Item, findings: Sequence[Finding]) -> moves.Ruling:
    return moves.Ruling(
        item_id=item.id,
        tenant_id=item.tenant_id,
        marketplace_id=item.marketplace_id,
        right_kind=item.complaint.right.kind,
        ground=item.complaint.reason,
        explanation=" ".join(f.sentence for f in findings if f.effect is Effect.SUPPORTS),
    )


def _reviewing(item: Item, verdict: Verdict, *, now: datetime) -> moves.Target:
    return moves.Target(
        item_id=item.id,
        tenant_id=item.tenant_id,
        due_at=now + timedelta(hours=verdict.due_hours),
        priority=verdict.priority,
        data={"because": list(verdict.because)},
    )
