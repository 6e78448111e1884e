"""Logistic regression whose weights may be told which sign to keep: projected Newton steps, by numpy alone.

Bertsekas, "Projected Newton Methods for Optimization Problems with Simple Constraints" (1982). The problem is
strictly convex, so there is one answer, and the same data give it to the last rounded place.
"""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

MOST_STEPS = 100
SMALL_ENOUGH = 1e-7


class NotFitted(Exception):
    """The steps have not come to an end."""


def fit(columns: Floats, right: Floats, *, signs: Floats, prior: Floats) -> Floats:
    """Weights of the columns that make `right` likeliest, each pulled to 0 as if it were known to lie there.

    `signs`: 1 keeps a weight from going below 0, -1 from going above it, 0 leaves it free. `prior` is how strongly
    each is pulled, as one over the variance it may have; at 0 it is not. Raises NotFitted.
    """
    low = np.where(signs > 0, 0.0, -np.inf)
    high = np.where(signs < 0, 0.0, np.inf)
    weights = np.zeros(columns.shape[1])
    for _ in range(MOST_STEPS):
        said = _sigmoid(columns @ weights)
        slope = columns.T @ (said - right) + prior * weights
        held = ((weights <= low) & (slope > 0)) | ((weights >= high) & (slope < 0))
        free = ~held
        if not free.any() or np.abs(slope[free]).max() <= SMALL_ENOUGH * len(right):
            return weights
        spread = (said * (1 - said))[:, None]
        curve = columns[:, free].T @ (columns[:, free] * spread) + np.diag(prior[free] + 1e-9)
        step = np.zeros_like(weights)
        step[free] = -np.linalg.solve(curve, slope[free])
        there = _along(columns, right, prior, weights, step, low, high)
        if there is weights:
            # Nothing nearby is better by as much as a float can tell.
            return weights
        weights = there
    raise NotFitted(f"{MOST_STEPS} steps were not enough")


def _along(
    columns: Floats, right: Floats, prior: Floats, weights: Floats, step: Floats, low: Floats, high: Floats
) -> Floats:
    """As far along the step as makes things better, within the bounds."""
    before = _loss(columns, right, prior, weights)
    length = 1.0
    while length > 1e-10:
        there = np.clip(weights + length * step, low, high)
        if _loss(columns, right, prior, there) < before:
            return there
        length /= 2
    return weights


def _loss(columns: Floats, right: Floats, prior: Floats, weights: Floats) -> float:
    z = columns @ weights
    return float(np.sum(np.logaddexp(0.0, z) - right * z) + 0.5 * np.sum(prior * weights**2))


def _sigmoid(z: Floats) -> Floats:
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
