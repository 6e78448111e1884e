"""How scores lie around the threshold: a drawing in plain figures, and the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takedown.programme.versions.later import Later

TONES: Mapping[Later, str] = {Later.RIGHT: "good", Later.WRONG: "bad", Later.OPEN: "neutral"}

WIDTH, HEIGHT, LEFT, TOP, FOOT = 600, 200, 40, 10, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the table that says the same as the picture."""

    scores: str
    right: int
    wrong: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Numbers of the drawing, in its own units."""

    bars: list[Bar]
    steps: list[Step]
    ticks: list[tuple[float, str]]
    threshold: float
    threshold_x: float
    most: int
    is_empty: bool
    view: str = f"0 0 {LEFT + WIDTH + 10} {TOP + HEIGHT + FOOT}"
    left: int = LEFT
    right: int = LEFT + WIDTH
    base: int = TOP + HEIGHT
    top: int = TOP
    label_y: int = TOP + HEIGHT + 20


def histogram(rows: Sequence[Mapping[str, int]], *, threshold: float) -> Histogram:
    most = max((sum(row.values()) for row in rows), default=0)
    width = WIDTH / len(rows)
    bars = []
    for n, row in enumerate(rows):
        base = float(TOP + HEIGHT)
        for one in Later:
            height = row[one] / most * HEIGHT if most else 0.0
            base -= height
            if height:
                x = round(LEFT + n * width + 1, 2)
                bars.append(
                    Bar(
                        x=x,
                        y=round(base, 2),
                        width=round(width - 2, 2),
                        height=round(height, 2),
                        tone=TONES[one],
                    )
                )
    return Histogram(
        bars=bars,
        steps=[
            Step(
                scores=f"{n / len(rows):.2f} – {(n + 1) / len(rows):.2f}",
                right=row[Later.RIGHT],
                wrong=row[Later.WRONG],
                open=row[Later.OPEN],
            )
            for n, row in enumerate(rows)
            if sum(row.values())
        ],
        ticks=[(LEFT + WIDTH * tenth / 10, f"{tenth / 10:.1f}") for tenth in range(0, 11, 2)],
        threshold=threshold,
        threshold_x=round(LEFT + WIDTH * threshold, 2),
        most=most,
        is_empty=most == 0,
    )
