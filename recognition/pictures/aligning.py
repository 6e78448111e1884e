"""How one picture lies in another: the affine map on which most of their matching features agree."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from recognition.pictures.arrays import Floats
from recognition.pictures.features import Features

type Warp = NDArray[np.float64]
"""3 × 3, from the reference's pixels to the picture's."""

FEWEST_INLIERS = 8
_ALIKE = 0.72 * 512**2
_MOST_PAIRS = 400
_MOST_GUESSES = 3
# Of the picture's diagonal: how far a pair may lie from where a guess, and where the fit, puts it.
_GUESS_WITHIN, _FIT_WITHIN, _PLANE_WITHIN = 0.05, 0.012, 0.006
_NARROWER = (0.03, 0.02, _FIT_WITHIN, _FIT_WITHIN)
_MOST_TURNED = 35.0
_MOST_RESIZED = 0.6
_SCALES = (0.06, 16.0)
_MOST_STRETCHED = 2.6
_FOR_A_PLANE = 12


@dataclass(frozen=True, slots=True)
class Alignment:
    """`warps`: the affine map, and where enough pairs speak for it the plane in perspective."""

    warps: tuple[Warp, ...]
    inliers: int


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Features that are each other's nearest: where in the reference, where in the picture."""

    there: Floats
    here: Floats
    resized: Floats
    turned: Floats

    def __len__(self) -> int:
        return len(self.there)


def align(reference: Features, picture: Features, diagonal: float) -> Alignment | None:
    """None where fewer than FEWEST_INLIERS features at different places agree on any map."""
    pairs = _pairs(reference, picture)
    if len(pairs) < FEWEST_INLIERS:
        return None
    best: tuple[int, NDArray[np.bool_], Warp] | None = None
    for supporters in _guesses(pairs, diagonal):
        fitted = _fit(pairs, supporters, diagonal)
        if fitted is not None and (best is None or fitted[0] > best[0]):
            best = fitted
    if best is None or best[0] < FEWEST_INLIERS:
        return None
    inliers, agree, warp = best
    return Alignment(warps=(warp, *_planes(pairs, agree, warp, diagonal)), inliers=inliers)


def _pairs(reference: Features, picture: Features) -> _Pairs:
    if not len(reference) or not len(picture):
        return _chosen(reference, picture, np.zeros(0, int), np.zeros(0, int))
    alike = picture.descriptors.astype(np.float32) @ reference.descriptors.astype(np.float32).T
    there = alike.argmax(axis=1)
    here = np.arange(len(picture))
    likeness = alike[here, there]
    mutual = (alike.argmax(axis=0)[there] == here) & (likeness >= _ALIKE)
    here, there, likeness = here[mutual], there[mutual], likeness[mutual]
    best_first = np.argsort(-likeness, kind="stable")[:_MOST_PAIRS]
    return _chosen(reference, picture, there[best_first], here[best_first])


def _chosen(
    reference: Features, picture: Features, there: NDArray[np.intp], here: NDArray[np.intp]
) -> _Pairs:
    return _Pairs(
        there=reference.places[there],
        here=picture.places[here],
        resized=np.log2(picture.sizes[here] / reference.sizes[there]),
        turned=(picture.angles[here] - reference.angles[there]) % 360.0,
    )


def _guesses(pairs: _Pairs, diagonal: float) -> list[NDArray[np.bool_]]:
    """Every pair guesses a whole map from its size and direction; the guesses that most others support."""
    angle = np.deg2rad(pairs.turned)
    scale = np.exp2(pairs.resized)
    cos, sin = (scale * np.cos(angle))[:, None], (scale * np.sin(angle))[:, None]
    x, y = pairs.there[:, 0], pairs.there[:, 1]
    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    off_x = pairs.here[:, 0][:, None] + cos * dx - sin * dy - pairs.here[:, 0][None, :]
    off_y = pairs.here[:, 1][:, None] + sin * dx + cos * dy - pairs.here[:, 1][None, :]
    near = np.hypot(off_x, off_y) <= _GUESS_WITHIN * diagonal
    turned = np.abs((pairs.turned[None, :] - pairs.turned[:, None] + 180.0) % 360.0 - 180.0)
    resized = np.abs(pairs.resized[None, :] - pairs.resized[:, None])
    support = near & (turned <= _MOST_TURNED) & (resized <= _MOST_RESIZED)
    guesses: list[NDArray[np.bool_]] = []
    left = np.ones(len(pairs), bool)
    for _ in range(_MOST_GUESSES):
        counts = (support & left[None, :]).sum(axis=1) * left
        strongest = int(counts.argmax())
        if counts[strongest] < FEWEST_INLIERS // 2:
            break
        guesses.append(support[strongest])
        left &= ~support[strongest]
    return guesses


def _fit(
    pairs: _Pairs, supporters: NDArray[np.bool_], diagonal: float
) -> tuple[int, NDArray[np.bool_], Warp] | None:
    """Least squares over ever narrower bounds."""
    agree = supporters
    warp: Warp = np.eye(3)
    for within in _NARROWER:
        if agree.sum() < FEWEST_INLIERS // 2:
            return None
        warp = _affine(pairs.there[agree], pairs.here[agree])
        agree = _off(warp, pairs) <= within * diagonal
    return (_at_different_places(pairs, agree, diagonal), agree, warp) if is_plausible(warp) else None


def _affine(there: Floats, here: Floats) -> Warp:
    known = np.column_stack([there.astype(np.float64), np.ones(len(there))])
    solved, *_ = np.linalg.lstsq(known, here.astype(np.float64), rcond=None)
    return np.vstack([solved.T, [0.0, 0.0, 1.0]])


def _off(warp: Warp, pairs: _Pairs) -> NDArray[np.float64]:
    return np.hypot(*(through(warp, pairs.there) - pairs.here).T)


def through(warp: Warp, places: Floats | NDArray[np.float64]) -> NDArray[np.float64]:
    moved = np.column_stack([places.astype(np.float64), np.ones(len(places))]) @ warp.T
    return moved[:, :2] / moved[:, 2:]


def _at_different_places(pairs: _Pairs, agree: NDArray[np.bool_], diagonal: float) -> int:
    """One spot may have several key points: they are one witness."""
    spot = max(2.0, 0.004 * diagonal)
    both = np.column_stack([pairs.there[agree] / spot, pairs.here[agree] / spot]).astype(int)
    return min(len(np.unique(both[:, :2], axis=0)), len(np.unique(both[:, 2:], axis=0)))


def is_plausible(warp: Warp) -> bool:
    """No reflection (that is looked for apart), no needle, neither a speck nor a giant."""
    part = warp[:2, :2]
    if not np.isfinite(warp).all() or np.linalg.det(part) <= 0:
        return False
    longer, shorter = np.linalg.svd(part, compute_uv=False)
    return bool(_SCALES[0] <= shorter and longer <= _SCALES[1] and longer <= _MOST_STRETCHED * shorter)


def _planes(pairs: _Pairs, agree: NDArray[np.bool_], warp: Warp, diagonal: float) -> list[Warp]:
    """A photo of a screen or of a print is in perspective: pairs near the affine fit say how."""
    near = _off(warp, pairs) <= 4 * _FIT_WITHIN * diagonal
    if agree.sum() < _FOR_A_PLANE:
        return []
    found, _ = cv2.findHomography(
        pairs.there[near].astype(np.float64),
        pairs.here[near].astype(np.float64),
        cv2.RANSAC,
        max(2.0, _PLANE_WITHIN * diagonal),
        maxIters=500,
    )
    if found is None or not np.isfinite(found).all() or abs(found[2, 2]) < 1e-9:
        return []
    return [found / found[2, 2]]
