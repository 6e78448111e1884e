"""The figures for the lists are counted after the fact, of whoever has filed, answered or been judged since."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from complaints.models import Complaint
from core import clock
from core.ids import earliest_id
from core.outbox import Work
from takedown.models import Contribution, CounterRecord, FilingRecord
from takedown.redress.misuse.facts import Fact, facts_of_complainant, facts_of_seller, rank_of
from takedown.redress.misuse.gather import figures_of_complainants
from takedown.redress.misuse.gather_sellers import figures_of_sellers, who_answered_since
from takedown.redress.misuse.parties import Complainant, CounterNotifier, columns_of
from takedown.redress.misuse.policy import rules_on

# Rows become known when their transaction ends, which may be after later ones: each is counted more than once.
COUNT_AGAIN_FOR = timedelta(minutes=45)
# What counted once ceases to count with the days.
COUNT_ANYHOW_AFTER = timedelta(days=1)
MOST_AT_ONCE = 500


def refresh(works: Sequence[Work]) -> None:
    """Scheduled. New rows are found by their ids, which are in the order of time."""
    now, since = clock.now(), earliest_id(clock.real_now() - COUNT_AGAIN_FOR)
    old = now - COUNT_ANYHOW_AFTER
    filed = Complaint.objects.filter(id__gte=since).values_list("tenant_id", "agency_id")
    judged = Contribution.objects.filter(id__gte=since).values_list("tenant_id", "agency_id")
    stale = FilingRecord.objects.filter(counted_at__lt=old).order_by("counted_at")
    count_complainants(
        {
            Complainant(tenant_id=tenant, agency_id=agency)
            for rows in (
                filed.order_by().distinct(),
                judged.order_by().distinct(),
                stale.values_list("tenant_id", "agency_id")[:MOST_AT_ONCE],
            )
            for tenant, agency in rows
        },
        now=now,
    )
    long_ago = CounterRecord.objects.filter(counted_at__lt=old).order_by("counted_at")
    count_sellers(
        {
            CounterNotifier(seller_id=id)
            for id in {
                *who_answered_since(since),
                *long_ago.values_list("seller_id", flat=True)[:MOST_AT_ONCE],
            }
        },
        now=now,
    )


def count_complainants(complainants: Collection[Complainant], *, now: datetime) -> None:
    """Write their figures. Constant number of queries."""
    rules = rules_on(now.date())
    figures = figures_of_complainants(complainants, rules, now=now) if complainants else {}
    # In one order everywhere: who writes the same rows waits, and never for one another.
    ordered = sorted(figures, key=lambda c: (c.tenant_id, str(c.agency_id or "")))
    FilingRecord.objects.bulk_create(
        [
            FilingRecord(
                **columns_of(who),
                **_counted(
                    figures[who],
                    facts_of_complainant(figures[who], rules.complainants),
                    version=rules.version,
                    now=now,
                ),
            )
            for who in ordered
        ],
        update_conflicts=True,
        unique_fields=["tenant", "agency"],
        update_fields=_COUNTED,
    )


def count_sellers(sellers: Collection[CounterNotifier], *, now: datetime) -> None:
    """Write their figures. Constant number of queries."""
    rules = rules_on(now.date())
    figures = figures_of_sellers(sellers, rules, now=now) if sellers else {}
    CounterRecord.objects.bulk_create(
        [
            CounterRecord(
                **columns_of(who),
                **_counted(
                    figures[who], facts_of_seller(figures[who], rules.sellers), version=rules.version, now=now
                ),
            )
            for who in sorted(figures, key=lambda c: c.seller_id)
        ],
        update_conflicts=True,
        unique_fields=["seller"],
        update_fields=_COUNTED,
    )


_COUNTED = ["figures", "rules_version", "raised", "raised_codes", "weight", "counted_at"]


def _counted(figures: Any, facts: Sequence[Fact], *, version: int, now: datetime) -> dict[str, Any]:
    rank = rank_of(facts)
    return {
        "figures": asdict(figures),
        "rules_version": version,
        "raised": rank.raised,
        "raised_codes": [fact.code for fact in facts if fact.raised],
        "weight": rank.weight,
        "counted_at": now,
    }
