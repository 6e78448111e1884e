"""When an aligned pair is a copy, when it is a logo, and when it is neither. Pure: figures in, a verdict out."""

from dataclasses import dataclass

FEWEST_BLOCKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`inliers` 0: nothing but the pixels speaks for the pair."""

    inliers: int
    agreeing: int
    share: float
    weighed: float
    apart: float
    seen: float
    fills: float


def is_a_copy(pair: Pair) -> bool:
    return (
        pair.agreeing >= FEWEST_BLOCKS
        and pair.share >= 0.6
        and pair.weighed >= 0.6
        and pair.seen >= 0.05
        and pair.fills >= 0.03
    )


def is_a_copy_by_pixels(pair: Pair) -> bool:
    """Where features are too few to speak, nearly everything has to agree."""
    return (
        pair.agreeing >= 2 * FEWEST_BLOCKS and pair.share >= 0.9 and pair.weighed >= 0.9 and pair.seen >= 0.5
    )


def is_a_logo(pair: Pair) -> bool:
    return pair.agreeing >= FEWEST_BLOCKS and pair.share >= 0.6 and pair.weighed >= 0.6 and pair.seen >= 0.8


def score_of(pair: Pair) -> float:
    """0 to 1: more blocks that agree, and more features, are more sure."""
    witnesses = 1.0 - 0.5 ** (pair.agreeing / FEWEST_BLOCKS)
    return round(min(pair.share, pair.weighed) * witnesses, 4)
