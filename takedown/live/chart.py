"""A bar for each minute, drawn on the server: shapes with classes, no style and no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTES = 60
WIDTH, HEIGHT, GAP = 600.0, 120.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    at: datetime
    count: int
    x: str
    y: str
    width: str
    height: str


def bars_of(counts: Mapping[datetime, int], *, now: datetime) -> list[Bar]:
    """`counts` by the start of each minute; minutes in which nothing happened need not be named."""
    last = now.replace(second=0, microsecond=0)
    minutes = [last - timedelta(minutes=back) for back in range(MINUTES - 1, -1, -1)]
    highest = max([*counts.values(), 1])
    step = WIDTH / MINUTES
    return [
        _bar(at, counts.get(at, 0), x=number * step, width=step - GAP, highest=highest)
        for number, at in enumerate(minutes)
    ]


def _bar(at: datetime, count: int, *, x: float, width: float, highest: int) -> Bar:
    height = HEIGHT * count / highest
    return Bar(
        at=at,
        count=count,
        x=f"{x:.1f}",
        y=f"{HEIGHT - height:.1f}",
        width=f"{width:.1f}",
        height=f"{height:.1f}",
    )
