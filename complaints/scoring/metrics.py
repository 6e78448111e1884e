"""How good a score is, measured on items that people have decided. Pure, and by numpy alone.

Expected calibration error over bins of equal mass: Naeini, Cooper, Hauskrecht, "Obtaining Well Calibrated
Probabilities Using Bayesian Binning" (2015). Brier score: Brier, "Verification of forecasts expressed in terms of
probability" (1950). Population stability index: the symmetric divergence of two histograms.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

BINS = 15
SHIFT_BINS = 10
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
Z95 = 1.96
_PLACES = 5

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One bin of the reliability diagram: what was said on average, what people found, and how sure that is."""

    said: float
    found: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a threshold would let through: so much of all, and so much of it right."""

    threshold: float
    share: float
    precision: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """`base_brier` is what somebody gets who always says the base rate. `auc` is None where all have one label."""

    n: int
    right: int
    said: float
    error: float
    brier: float
    base_brier: float
    auc: float | None
    bins: tuple[Bin, ...]
    coverage: tuple[Coverage, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        values = {f.name: data[f.name] for f in fields(cls)}
        values["bins"] = tuple(Bin(**one) for one in data["bins"])
        values["coverage"] = tuple(Coverage(**one) for one in data["coverage"])
        return cls(**values)


def quality(
    said: Sequence[float], right: Sequence[bool], *, base_rate: float | None = None
) -> Quality | None:
    """None where there is nothing to measure on. `base_rate`: the one known beforehand; else that of these items."""
    if not len(said):
        return None
    p, y = np.asarray(said, dtype=np.float64), np.asarray(right, dtype=np.float64)
    base = float(y.mean()) if base_rate is None else base_rate
    bins = _bins(p, y)
    return Quality(
        n=len(p),
        right=int(y.sum()),
        said=_short(p.mean()),
        error=_short(sum(abs(b.said - b.found) * b.n for b in bins) / len(p)),
        brier=_short(brier(p, y)),
        base_brier=_short(brier(np.full(len(p), base), y)),
        auc=_auc(p, y),
        bins=tuple(bins),
        coverage=tuple(_coverage(p, y, threshold) for threshold in THRESHOLDS),
    )


def brier(p: Floats, y: Floats) -> float:
    return float(np.mean((p - y) ** 2))


def _short(value: Any) -> float:
    return round(float(value), _PLACES)


def _bins(p: Floats, y: Floats) -> list[Bin]:
    order = np.argsort(p, kind="stable")
    parts = [part for part in np.array_split(order, BINS) if len(part)]
    return [_bin(p[part], y[part]) for part in parts]


def _bin(p: Floats, y: Floats) -> Bin:
    low, high = wilson(float(y.sum()), len(y))
    return Bin(said=_short(p.mean()), found=_short(y.mean()), low=_short(low), high=_short(high), n=len(p))


def wilson(successes: float, total: int) -> tuple[float, float]:
    """Two-sided 95 % score interval of a share (Wilson 1927)."""
    share, spread = successes / total, Z95 * Z95 / total
    centre = share + spread / 2
    margin = Z95 * float(np.sqrt(share * (1 - share) / total + spread / (4 * total)))
    return max((centre - margin) / (1 + spread), 0.0), min((centre + margin) / (1 + spread), 1.0)


def _auc(p: Floats, y: Floats) -> float | None:
    """How often a right complaint has the higher score of the two; ties count half."""
    right = int(y.sum())
    wrong = len(y) - right
    if not right or not wrong:
        return None
    _, place, counts = np.unique(p, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[place]
    return _short((ranks[y == 1].sum() - right * (right + 1) / 2) / (right * wrong))


def _coverage(p: Floats, y: Floats, threshold: float) -> Coverage:
    above = p >= threshold
    return Coverage(
        threshold=threshold,
        share=_short(above.mean()),
        precision=_short(y[above].mean()) if above.any() else None,
    )


def histogram(said: Sequence[float]) -> list[int]:
    """Scores in tenths."""
    counts, _ = np.histogram(np.asarray(said, dtype=np.float64), bins=SHIFT_BINS, range=(0.0, 1.0))
    return [int(n) for n in counts]


def shift(before: Sequence[int], after: Sequence[int]) -> float:
    """Population stability index of two histograms; half an item in every bin keeps empty ones finite."""
    b, a = (np.asarray(h, dtype=np.float64) + 0.5 for h in (before, after))
    b, a = b / b.sum(), a / a.sum()
    return _short(np.sum((a - b) * np.log(a / b)))


def better_by(
    said: Sequence[float], other: Sequence[float], right: Sequence[bool], *, seed: int, times: int = 200
) -> tuple[float, float, float]:
    """By how much the Brier score of `said` is lower than that of `other`, with a 95 % bootstrap interval."""
    p, q, y = (np.asarray(v, dtype=np.float64) for v in (said, other, right))
    gains = (q - y) ** 2 - (p - y) ** 2
    draws = np.random.default_rng(seed).integers(0, len(gains), size=(times, len(gains)))
    low, high = np.percentile(gains[draws].mean(axis=1), [2.5, 97.5])
    return _short(gains.mean()), _short(low), _short(high)
