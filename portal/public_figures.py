"""How long it takes, for whoever thinks of coming: live medians of what was filed last, over all brands.

From so few rows, found over the primary key, that a public page may count them each time it is asked for.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, DurationField, F, QuerySet

from complaints.models import Decision, Item
from complaints.states import Status
from core.figures import Median
from core.tenancy import SYSTEM, acting_as

NEWEST = 2_000
# Of fewer, a figure would tell of one of them (design: "from at least five brands").
FEWEST_BRANDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """Medians from the brand's click. None where too few brands stand behind one."""

    to_gone: timedelta | None
    """Until no buyer was shown the listing any more, counted over everything that was accepted."""
    to_decision: timedelta | None
    """Until a person had decided."""


def public_figures() -> PublicFigures:
    with acting_as(SYSTEM):
        newest = list(Item.objects.order_by("-id").values_list("id", flat=True)[:NEWEST])
        first = Decision.objects.filter(item__in=newest, overturns=None)
        return PublicFigures(
            to_gone=_median(
                first.filter(outcome="upheld", item__status=Status.REMOVED),
                F("item__status_at") - F("item__complaint__filed_at"),
            ),
            to_decision=_median(
                first.filter(automated=False), F("decided_at") - F("item__complaint__filed_at")
            ),
        )


def _median(rows: QuerySet[Decision], time: Any) -> timedelta | None:
    found = rows.aggregate(
        brands=Count("tenant", distinct=True), median=Median(time, output_field=DurationField())
    )
    median: timedelta | None = found["median"]
    return median if found["brands"] >= FEWEST_BRANDS else None
