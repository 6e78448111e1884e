"""Chance that is the same in each run: a stream of its own for everything that is drawn."""

import math
from collections.abc import Mapping, Sequence
from random import Random


def stream(seed: int, name: str) -> Random:
    """What one part of the simulation draws does not move what the others do."""
    return Random(f"{seed}/{name}")  # noqa: S311 - nothing secret is made of it


def one_of[T](weights: Mapping[T, float] | Sequence[tuple[T, float]], dice: Random) -> T:
    pairs = list(weights.items()) if isinstance(weights, Mapping) else list(weights)
    return dice.choices([value for value, _ in pairs], [weight for _, weight in pairs])[0]


def log_normal(median: float, spread: float, dice: Random) -> float:
    return median * math.exp(dice.gauss(0.0, spread))
