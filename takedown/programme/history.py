"""How a record has come about: the bounds at the end of each week, as a chart and as its table. Pure but for one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.tenancy import Actor
from takedown.models import DailyRecord
from takedown.programme.counting import COUNTS, total
from takedown.programme.records import Scope
from takedown.programme.standing import Record, Standing, Thresholds, standing_of

WEEKS = 26
WIDTH, HEIGHT = 600, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The standing at the end of a day, from the window before it."""

    day: date
    standing: Standing

    @property
    def lower(self) -> str:
        return f"{self.standing.uphold_lower_bound:.1%}"

    @property
    def upper(self) -> str:
        return f"{self.standing.overturned_upper_bound:.1%}"


def history_of(
    actor: Actor, tenants: Sequence[UUID], *, today: date, limits: Thresholds
) -> dict[Scope, list[Point]]:
    """For each scope that ever counted, oldest first."""
    first = today - timedelta(weeks=WEEKS, days=limits.window_days)
    rows = DailyRecord.objects.visible_to(actor).filter(tenant_id__in=tenants, day__gt=first)
    days: dict[Scope, dict[date, Record]] = {}
    for row in rows.values_list("tenant_id", "marketplace_id", "right_kind", "agency_id", "day", *COUNTS):
        record = Record(**dict(zip(COUNTS, row[5:], strict=True)))
        days.setdefault((row[0], row[1], row[2], row[3]), {})[row[4]] = record
    return {scope: points_of(found, today=today, limits=limits) for scope, found in days.items()}


def points_of(days: Mapping[date, Record], *, today: date, limits: Thresholds) -> list[Point]:
    """A point a week, from the first week on in which anything counted."""
    ends = [today - timedelta(weeks=weeks) for weeks in reversed(range(WEEKS))]
    points: list[Point] = []
    for end in ends:
        start = end - timedelta(days=limits.window_days)
        record = total(r for day, r in days.items() if start < day <= end)
        if points or record != Record():
            points.append(Point(day=end, standing=standing_of(record)))
    return points


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A bound as a line across the chart."""

    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Coordinates for templates/programme/history.html; no figure of it is worked out by the browser."""

    width: int
    height: int
    upheld: str
    reversed: str
    limits: list[Limit]
    dots: list[tuple[float, float]]


def chart_of(points: Sequence[Point], limits: Thresholds) -> Chart | None:
    """None for fewer than two points: a line needs two."""
    if len(points) < 2:
        return None
    step = WIDTH / (len(points) - 1)
    upheld = [(i * step, _y(p.standing.uphold_lower_bound)) for i, p in enumerate(points)]
    reversed_ = [(i * step, _y(p.standing.overturned_upper_bound)) for i, p in enumerate(points)]
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        upheld=_line(upheld),
        reversed=_line(reversed_),
        limits=[
            Limit(y=_y(share), label=f"{share:.0%}")
            for share in (
                limits.good_faith_uphold_rate,
                limits.priority_uphold_rate,
                limits.good_faith_overturned_rate,
            )
        ],
        dots=[(round(x, 1), y) for x, y in (upheld[-1], reversed_[-1])],
    )


def _y(share: float) -> float:
    return round(HEIGHT * (1 - share), 1)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
