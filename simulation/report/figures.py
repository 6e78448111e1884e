"""The figures of a run: rows of the portal's tables against the truth. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from simulation.report.gather import ItemRow, Kept
from simulation.report.turns import percentile_hours, queue_waits, share_within, turns
from simulation.truth import Truth

# Coverage is compared at one precision, whatever a run reaches.
FIXED_PRECISION = 0.995
WEEKS_SHOWN = (1, 2, 4, 8)
BINS = 15
DAY = timedelta(hours=24)
# A counter-notice that brought the listing back.
_SUCCESSFUL = frozenset({"accepted", "restored", "granted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the report knows and the portal does not."""

    truth: Truth
    habits: Mapping[UUID, str]
    begins: datetime
    ends: datetime

    def is_fake(self, item: ItemRow) -> bool:
        return self.truth.infringes(item.site, item.ref)

    def week_of(self, item: ItemRow) -> int:
        return (item.filed_at - self.begins).days // 7 + 1


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 5) if whole else None


def count[T](rows: Sequence[T], holds: Callable[[T], bool]) -> int:
    return sum(map(holds, rows))


def figures_of(kept: Kept, known: Known) -> dict[str, Any]:
    items = kept.items
    alone = [i for i in items if i.removed_alone]
    wrong = [i for i in alone if not known.is_fake(i)]
    return {
        "items": len(items),
        "removed_automatically": len(alone),
        "wrongly": len(wrong),
        "wrong_share": share(len(wrong), len(alone)),
        "wrong_by_nature": dict(
            sorted(Counter(str(known.truth.natures[i.site, i.ref]) for i in wrong).items())
        ),
        "coverage_of_trusted": _coverage([i for i in items if i.trusted], known),
        "coverage_of_all": _coverage(items, known),
        "why_not_automatic": _why_not(items, known),
        **_times(kept, known),
        "base_rates": _base_rates(items),
        "by_week": {str(week): _of_week(items, kept, known, week) for week in _weeks(known)},
        "by_habit": {habit: _of_habit(items, known, habit) for habit in sorted(set(known.habits.values()))},
        "grants": _grants(kept, known),
        "audits": dict(sorted(Counter(result or "open" for _, _, result in kept.audits).items())),
        "counter_notices": _counters(kept, known),
        "appeals": _appeals(kept, known),
        "brakes": dict(kept.brakes),
        "calibration": _calibration(items, known),
    }


def _coverage(items: Sequence[ItemRow], known: Known) -> float | None:
    """Of the counterfeits among these that were on sale: how many were off sale before a person had decided."""
    fakes = [i for i in items if i.was_there and known.is_fake(i)]
    return share(count(fakes, lambda i: i.removed_alone), len(fakes))


def _why_not(items: Sequence[ItemRow], known: Known) -> dict[str, int]:
    """Of trusted brands' counterfeits that waited for a person: what kept them, the most frequent first."""
    waited = [i for i in items if i.trusted and i.was_there and known.is_fake(i) and not i.removed_alone]
    reasons = Counter(reason for i in waited for reason in (i.because or ("asked_first",)))
    return dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))


def _times(kept: Kept, known: Known) -> dict[str, Any]:
    waits = [wait for i in kept.items for wait in turns(i.events, until=known.ends)]
    queued = [wait for i in kept.items for wait in queue_waits(i.events, until=known.ends)]
    audits = [((ended or known.ends) - opened, ended is not None) for opened, ended, _ in kept.audits]
    return {
        "within_24_hours": round(share_within(waits, DAY), 5),
        "queue_hours": {f"p{p}": round(percentile_hours(queued, p / 100), 2) for p in (50, 95, 99)},
        "audit_hours": {f"p{p}": round(percentile_hours(audits, p / 100), 2) for p in (50, 95)},
    }


def _base_rates(items: Sequence[ItemRow]) -> dict[str, float | None]:
    """Of the items that have come to an end, by what the portal said: nothing here knows the truth."""
    taken = count(items, lambda i: i.was_removed)
    refused = count(items, lambda i: not i.was_removed and i.status == "refused")
    closed = count(items, lambda i: not i.was_removed and i.status == "closed")
    total = taken + refused + closed
    return {
        "taken_down": share(taken, total),
        "invalid": share(refused + closed, total),
        "refused": share(refused, total),
        "closed": share(closed, total),
    }


def _weeks(known: Known) -> list[int]:
    total = (known.ends - known.begins).days // 7
    return sorted({week for week in WEEKS_SHOWN if week <= total} | {total})


def _of_week(items: Sequence[ItemRow], kept: Kept, known: Known, week: int) -> dict[str, Any]:
    filed = [i for i in items if known.week_of(i) == week]
    alone = [i for i in filed if i.removed_alone]
    over = known.begins + timedelta(weeks=week)
    return {
        "items": len(filed),
        "brands_with_a_grant": len(
            {
                g.tenant_id
                for g in kept.grants
                if g.confirmed_at < over and (not g.ended_at or g.ended_at > over)
            }
        ),
        "removed_automatically": len(alone),
        "precision": share(count(alone, known.is_fake), len(alone)),
        "coverage_of_trusted": _coverage([i for i in filed if i.trusted], known),
        "coverage_of_all": _coverage(filed, known),
        "coverage_at_fixed_precision": coverage_at(FIXED_PRECISION, filed, known),
    }


def coverage_at(precision: float, items: Sequence[ItemRow], known: Known) -> float | None:
    """As if the threshold of the score stood where what is above it is just so precise."""
    fakes = count(items, lambda i: i.was_there and known.is_fake(i))
    alone = sorted((i for i in items if i.removed_alone), key=lambda i: (-(i.score or 0.0), i.id))
    right = best = 0
    for number, item in enumerate(alone, start=1):
        right += known.is_fake(item)
        # Items of one score are above a threshold together.
        is_last = number == len(alone) or alone[number].score != item.score
        if is_last and right >= precision * number:
            best = right
    return share(best, fakes)


def _of_habit(items: Sequence[ItemRow], known: Known, habit: str) -> dict[str, Any]:
    own = [i for i in items if known.habits[i.tenant_id] == habit]
    return {
        "brands": sum(one == habit for one in known.habits.values()),
        "items": len(own),
        "share_of_items": share(len(own), len(items)),
        "fakes": share(count(own, known.is_fake), len(own)),
        "taken_down": share(count(own, lambda i: i.was_removed), len(own)),
        "removed_automatically": count(own, lambda i: i.removed_alone),
        "wrongly_automatic": count(own, lambda i: i.removed_alone and not known.is_fake(i)),
        "wrongly_by_people": count(
            own, lambda i: i.was_removed and not i.removed_alone and not known.is_fake(i)
        ),
    }


def _grants(kept: Kept, known: Known) -> dict[str, Any]:
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for grant in kept.grants:
        steps[known.habits[grant.tenant_id]]["ended" if grant.ended_at else grant.step] += 1
    return {habit: dict(sorted(found.items())) for habit, found in sorted(steps.items())}


def _counters(kept: Kept, known: Known) -> dict[str, Any]:
    successful = [tenant for tenant, status in kept.counters if status in _SUCCESSFUL]
    return {
        "filed": len(kept.counters),
        "successful": len(successful),
        "of_them_against_abusive_brands": share(
            count(successful, lambda tenant: known.habits[tenant] == "abusive"), len(successful)
        ),
        "by_status": dict(sorted(Counter(status for _, status in kept.counters).items())),
    }


def _appeals(kept: Kept, known: Known) -> dict[str, Any]:
    granted = [known.truth.infringes(site, ref) for site, ref, status in kept.appeals if status == "granted"]
    return {
        "made": len(kept.appeals),
        "granted": len(granted),
        "granted_rightly": share(sum(granted), len(granted)),
    }


def _calibration(items: Sequence[ItemRow], known: Known) -> dict[str, float | None]:
    """Of the score against the truth: expected calibration error over bins of equal mass, Brier's score."""
    scored = sorted(
        ((i.score, known.is_fake(i)) for i in items if i.score is not None and i.was_there),
        key=lambda pair: pair[0],
    )
    if len(scored) < BINS:
        return {"ece": None, "brier": None, "brier_of_base_rate": None}
    rate, total = sum(fake for _, fake in scored) / len(scored), len(scored)
    bins = [scored[total * n // BINS : total * (n + 1) // BINS] for n in range(BINS)]
    gaps = [abs(sum(score for score, _ in b) - sum(fake for _, fake in b)) for b in bins]
    return {
        "ece": round(sum(gaps) / total, 4),
        "brier": round(sum((score - fake) ** 2 for score, fake in scored) / total, 4),
        "brier_of_base_rate": round(rate * (1 - rate), 4),
    }
