"""Past cases decided again under other numbers: what each item would have come to. Pure.

An item counts once: by its last case, or by the first that would have ended it. The caps are counted anew, since
other numbers use them up at another rate: what was removed in the last hour is what was, plus what the other
numbers would have removed more, less what they would have left.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from takedown.programme.policy import Facts, Numbers, Outcome, decide
from takedown.programme.versions.facts import under

HOUR = timedelta(hours=1)


@dataclass(slots=True, kw_only=True)
class Tried:
    """One item: what it came to, and what it would have come to."""

    tenant_id: UUID
    live: Outcome
    draft: Outcome
    reason: str
    tier: str
    score: float
    automatic: bool
    """Whether the reason can be decided without a person at all."""


@dataclass(slots=True)
class _Hour:
    """By how much the last hour's removals would have been more or fewer."""

    events: deque[tuple[datetime, int]] = field(default_factory=deque)
    total: int = 0

    def at(self, now: datetime) -> int:
        while self.events and self.events[0][0] <= now - HOUR:
            self.total -= self.events.popleft()[1]
        return self.total

    def add(self, now: datetime, difference: int) -> None:
        if difference:
            self.events.append((now, difference))
            self.total += difference


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    item_id: UUID
    tenant_id: UUID
    seller_id: UUID | None
    at: datetime
    outcome: Outcome
    facts: Facts
    made_under: Numbers


class Trial:
    """Feed it cases in the order in which they were decided."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.items: dict[UUID, Tried] = {}
        self._brands: dict[UUID, _Hour] = {}
        self._sellers: dict[UUID, _Hour] = {}

    def feed(self, cases: Iterable[PastCase]) -> None:
        for case in cases:
            self._try(case)

    def _try(self, case: PastCase) -> None:
        known = self.items.get(case.item_id)
        ended = known is not None and known.draft in {Outcome.UPHOLD, Outcome.CLOSE}
        outcome = known.draft if known and ended else self._decide(case)
        live_up, draft_up = case.outcome is Outcome.UPHOLD, not ended and outcome is Outcome.UPHOLD
        for hour in self._hours(case):
            hour.add(case.at, int(draft_up) - int(live_up))
        self.items[case.item_id] = Tried(
            tenant_id=case.tenant_id,
            live=case.outcome,
            draft=outcome,
            reason=case.facts.reason,
            tier=str(case.facts.tier),
            score=case.facts.score,
            automatic=case.facts.reason_is_automatic,
        )

    def _decide(self, case: PastCase) -> Outcome:
        facts = under(case.facts, made_under=case.made_under, to=self.numbers)
        brand, *seller = self._hours(case)
        facts = replace(
            facts,
            brand_removals_this_hour=max(facts.brand_removals_this_hour + brand.at(case.at), 0),
            seller_removals_this_hour=max(
                facts.seller_removals_this_hour + sum(hour.at(case.at) for hour in seller), 0
            ),
        )
        return decide(facts, self.numbers).outcome

    def _hours(self, case: PastCase) -> list[_Hour]:
        hours = [self._brands.setdefault(case.tenant_id, _Hour())]
        if case.seller_id is not None:
            hours.append(self._sellers.setdefault(case.seller_id, _Hour()))
        return hours
