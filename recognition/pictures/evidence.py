"""The aligned pair as figures that a page can draw, whatever size it shows the pictures in."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from recognition.pictures.agreeing import Agreement
from recognition.pictures.aligning import Warp, through
from recognition.pictures.matches import Aligned, Point

_MOST_BLOCKS = 240
_NOTHING = 1e-9
_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])

type Polygon = NDArray[np.float64]


def in_units(warp: Warp, reference: tuple[int, int], picture: tuple[int, int]) -> Warp:
    """From pixels to pictures that are 1 wide and high. Shapes are rows and columns, as of an array."""
    to_pixels = np.diag([reference[1], reference[0], 1.0])
    to_units = np.diag([1 / picture[1], 1 / picture[0], 1.0])
    unit = to_units @ warp @ to_pixels
    return unit / unit[2, 2]


def outlines(unit: Warp) -> tuple[Polygon, Polygon] | None:
    """What both show: in the reference, in the picture. None where the map folds or they do not meet."""
    depths = np.column_stack([_CORNERS, np.ones(4)]) @ unit[2]
    if depths.min() <= 0.05:
        return None
    quad = through(unit, _CORNERS)
    if not cv2.isContourConvex(quad.astype(np.float32)):
        return None
    polygon = common(quad, _CORNERS)
    if area_of(polygon) <= _NOTHING:
        return None
    return np.clip(through(np.linalg.inv(unit), polygon), 0.0, 1.0), polygon


def area_of(polygon: Polygon) -> float:
    return abs(_turns_left(polygon))


def _turns_left(polygon: Polygon) -> float:
    """Its area, negative if its corners go round the other way."""
    x, y = polygon[:, 0], polygon[:, 1]
    return float(np.dot(np.roll(x, 1), y) - np.dot(np.roll(y, 1), x)) / 2


def overlap(one: Sequence[Point], other: Sequence[Point]) -> float:
    """The share of the first, which is convex, that lies in the second."""
    mine = np.array(one, np.float64)
    whole = area_of(mine)
    return area_of(common(mine, np.array(other, np.float64))) / whole if whole else 0.0


def common(one: Polygon, other: Polygon) -> Polygon:
    """What two convex polygons share, which may be nothing (Sutherland and Hodgman 1974).

    Not OpenCV's: it finds nothing in common between outlines that differ by a ten-thousandth, as those of copies do.
    """
    if _turns_left(other) < 0:
        other = other[::-1]
    left = one
    for start, end in zip(other, np.roll(other, -1, axis=0), strict=True):
        if not len(left):
            break
        left = _on_the_left(left, start, end - start)
    return left


def _on_the_left(polygon: Polygon, start: Polygon, way: Polygon) -> Polygon:
    off = way[0] * (polygon[:, 1] - start[1]) - way[1] * (polygon[:, 0] - start[0])
    kept: list[Polygon] = []
    for at in range(len(polygon)):
        after = (at + 1) % len(polygon)
        if off[at] >= 0:
            kept.append(polygon[at])
        if (off[at] >= 0) != (off[after] >= 0):
            share = off[at] / (off[at] - off[after])
            kept.append(polygon[at] + share * (polygon[after] - polygon[at]))
    return np.array(kept).reshape(-1, 2)


def evidence(
    unit: Warp,
    there: Polygon,
    here: Polygon,
    found: Agreement,
    *,
    reference: tuple[int, int],
    picture: tuple[int, int],
) -> Aligned:
    rows, columns = found.agree.shape
    places = np.argwhere(found.agree)
    step = max(1, -(-len(places) // _MOST_BLOCKS))
    middles = np.column_stack([(places[::step, 1] + 0.5) / columns, (places[::step, 0] + 0.5) / rows])
    return Aligned(
        reference=reference,
        picture=picture,
        warp=tuple(round(float(number), 6) for number in unit.ravel()),
        there=_points(there),
        here=_points(here),
        blocks=_points(through(unit, middles)) if len(middles) else (),
        size=(round(1 / columns, 4), round(1 / rows, 4)),
    )


def _points(polygon: Polygon) -> tuple[Point, ...]:
    return tuple((round(float(x), 4), round(float(y), 4)) for x, y in polygon)
