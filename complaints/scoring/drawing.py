"""Drawings in plain figures: what was said against what was found, and weights that pull to either side. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.scoring.metrics import Bin

SIDE, LEFT, TOP, FOOT = 300, 44, 10, 44
HALF = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Of the drawing: the middle, its size by how many items it stands for, and how far it may be off."""

    x: str
    y: str
    size: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    points: list[Point]
    ticks: list[tuple[str, str, str]]
    """Where along, where up, and the share that is written there."""
    view: str = f"0 0 {LEFT + SIDE + 14} {TOP + SIDE + FOOT}"
    left: int = LEFT
    right: int = LEFT + SIDE
    top: int = TOP
    base: int = TOP + SIDE
    side: int = SIDE
    label_x: int = LEFT - 8
    label_y: int = TOP + SIDE + 16
    title_x: int = LEFT + SIDE // 2
    title_y: int = TOP + SIDE + 36


def reliability(bins: Sequence[Bin]) -> Reliability:
    most = max((b.n for b in bins), default=1)
    return Reliability(
        points=[
            Point(
                x=_x(b.said),
                y=_y(b.found),
                size=f"{2.5 + 3.5 * (b.n / most) ** 0.5:.1f}",
                top=_y(b.high),
                bottom=_y(b.low),
            )
            for b in bins
        ],
        ticks=[(_x(n / 5), _y(n / 5), f"{n / 5:.1f}") for n in range(6)],
    )


def _x(share: float) -> str:
    return f"{LEFT + SIDE * share:.1f}"


def _y(share: float) -> str:
    return f"{TOP + SIDE * (1 - share):.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One weight with its bar, from the middle to its side. `text` has the sign."""

    label: str
    value: float
    text: str
    tone: str
    x: str
    width: str


def pulls(parts: Sequence[tuple[str, float]]) -> list[Pull]:
    """(label, weight): the longest bar takes its whole side."""
    most = max((abs(value) for _, value in parts), default=0.0) or 1.0
    return [_pull(label, value, HALF * abs(value) / most) for label, value in parts]


def _pull(label: str, value: float, width: float) -> Pull:
    return Pull(
        label=label,
        value=value,
        text=f"{value:+.2f}".replace("-", "−"),
        tone="good" if value > 0 else "bad",
        x=f"{HALF - width if value < 0 else HALF:.1f}",
        width=f"{width:.1f}",
    )
