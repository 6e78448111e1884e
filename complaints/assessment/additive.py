"""The trained score as it is served: plain weights and tables whose sum is the log-odds. No library, no training.

A model is data (complaints/scoring/training.py makes it): a base, a weight for each feature that is there or not, a
table for each that has a size. Calibration is in the weights already, so nothing stands between their sum and the
probability.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from complaints.assessment.features import Features

BASE = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Adds `values[n]` from `edges[n]` on, up to the next edge; nothing below the first. Both ascend together."""

    edges: tuple[float, ...]
    values: tuple[float, ...]

    def at(self, size: float) -> float:
        passed = bisect_right(self.edges, size)
        return self.values[passed - 1] if passed else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditiveModel:
    """All in log-odds. `weights` has a row, if only of 0, for every feature that training has seen."""

    base: float
    weights: Mapping[str, float]
    tables: Mapping[str, Table]

    def contributions(self, features: Features) -> tuple[tuple[str, float], ...]:
        """The base first, then every feature that weighs, by its name. Unknown ones weigh nothing."""
        found = [(BASE, self.base)]
        for name, size in features.items():
            table = self.tables.get(name)
            value = table.at(size) if table is not None else self.weights.get(name, 0.0)
            if value:
                found.append((name, value))
        return tuple(found)

    def log_odds(self, features: Features) -> float:
        return math.fsum(value for _, value in self.contributions(features))

    def probability(self, features: Features) -> float:
        """How likely the complaint is right, to four places."""
        return round(probability_of(self.log_odds(features)), 4)

    def knows(self, name: str) -> bool:
        return name in self.weights or name in self.tables

    def to_json(self) -> dict[str, Any]:
        return {
            "base": self.base,
            "weights": dict(sorted(self.weights.items())),
            "tables": {
                name: [list(table.edges), list(table.values)] for name, table in sorted(self.tables.items())
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        tables: Mapping[str, Sequence[Sequence[float]]] = data["tables"]
        return cls(
            base=data["base"],
            weights=dict(data["weights"]),
            tables={
                name: Table(edges=tuple(edges), values=tuple(values))
                for name, (edges, values) in tables.items()
            },
        )


def probability_of(log_odds: float) -> float:
    if log_odds >= 0:
        return 1 / (1 + math.exp(-min(log_odds, 700.0)))
    odds = math.exp(max(log_odds, -700.0))
    return odds / (1 + odds)
