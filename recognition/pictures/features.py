"""Local features: SIFT key points with their descriptors, of a picture as it is, mirrored, or in negative."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from recognition.pictures.arrays import Floats, Grey

# OpenCV's own threads do not survive a fork, and our workers fork; two processes use two cores as well.
cv2.setNumThreads(1)

_CONTRAST = 0.02
_GRID = 4
# Whole numbers, so that sums of products are exact whatever order they are added in: the same answer everywhere.
_SCALE = 512.0


@dataclass(frozen=True, slots=True)
class Features:
    """Key points: places (x, y) in pixels, sizes, angles in degrees; and 128 numbers for what is around each."""

    places: Floats
    sizes: Floats
    angles: Floats
    descriptors: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.places)


def features_of(grey: Grey, *, most: int) -> Features:
    """At most so many, spread over the picture: the strongest of each part before the strongest of all."""
    points, descriptors = cv2.SIFT_create(nfeatures=3 * most, contrastThreshold=_CONTRAST).detectAndCompute(
        grey, None
    )
    if descriptors is None or not points:
        return _NONE
    places = np.array([point.pt for point in points], np.float32)
    strengths = np.array([point.response for point in points], np.float32)
    chosen = _spread(places, strengths, grey.shape, most)
    return Features(
        places=places[chosen],
        sizes=np.array([points[at].size for at in chosen], np.float32),
        angles=np.array([points[at].angle for at in chosen], np.float32),
        descriptors=_rooted(descriptors[chosen]),
    )


_NONE = Features(
    places=np.zeros((0, 2), np.float32),
    sizes=np.zeros(0, np.float32),
    angles=np.zeros(0, np.float32),
    descriptors=np.zeros((0, 128), np.uint8),
)


def _spread(places: Floats, strengths: Floats, shape: tuple[int, ...], most: int) -> NDArray[np.intp]:
    height, width = shape
    cell = (places[:, 1] * _GRID / height).astype(int) * _GRID + (places[:, 0] * _GRID / width).astype(int)
    order = np.lexsort((places[:, 1], places[:, 0], -strengths))
    rank = np.empty(len(order), int)
    seen: dict[int, int] = {}
    for at in order:
        rank[at] = seen[cell[at]] = seen.get(cell[at], -1) + 1
    a_fair_share = most // (_GRID * _GRID)
    by_need = np.lexsort((places[:, 1], places[:, 0], -strengths, rank >= a_fair_share))
    return np.sort(by_need[:most])


def _rooted(descriptors: Floats) -> NDArray[np.uint8]:
    """Square roots compare better than the counts themselves (Arandjelović and Zisserman 2012)."""
    total = np.maximum(descriptors.sum(axis=1, keepdims=True), 1e-6)
    return np.clip(np.rint(_SCALE * np.sqrt(descriptors / total)), 0, 255).astype(np.uint8)


def _orders() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    # A descriptor is 4 rows of 4 cells of 8 directions, all relative to the key point's own direction.
    numbers = np.arange(128).reshape(4, 4, 8)
    mirrored = numbers[::-1, :, -np.arange(8) % 8].ravel()
    negative = numbers[::-1, ::-1, :].ravel()
    return mirrored, negative


_MIRRORED, _NEGATIVE = _orders()


def mirrored(features: Features, width: int) -> Features:
    """What would be found in the mirrored picture, without looking at it again."""
    places = features.places.copy()
    places[:, 0] = width - 1 - places[:, 0]
    return Features(
        places=places,
        sizes=features.sizes,
        angles=(180.0 - features.angles) % 360.0,
        descriptors=features.descriptors[:, _MIRRORED],
    )


def in_negative(features: Features) -> Features:
    """What would be found with dark and light changed over: a white logo on black."""
    return Features(
        places=features.places,
        sizes=features.sizes,
        angles=(features.angles + 180.0) % 360.0,
        descriptors=features.descriptors[:, _NEGATIVE],
    )
