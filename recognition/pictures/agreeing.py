"""Whether two aligned pictures show the same, pixel by pixel: normalised correlation of small blocks.

Features say where a picture could lie in another; the same label on another bottle has features enough. Only a
copy agrees in what lies between them.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from recognition.pictures.aligning import Warp
from recognition.pictures.arrays import Floats, Grey

_LONGEST, _SHORTEST = 384, 72
_BLOCKS_A_SIDE = 14
_BLOCK = (10, 24)
# Grey levels: below, a block is plain, and plain is like plain.
_TEXTURED = 5.0
_CORRELATED = 0.7
# Of fewer blocks' contrast nothing can be said.
_FEWEST_TO_COMPARE = 4
# Grey levels: below, contrast is grain.
_FAINTEST = 0.5
# Tone curves tried: what copyists' programs offer between much lighter and much darker.
_GAMMAS = (0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.5, 1.75, 2.0, 2.5)
_SHIFTS = tuple((dx, dy) for dx in (-2, 0, 2) for dy in (-2, 0, 2))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Blocks of the reference that lie in the picture and have texture in either, and those of them that agree."""

    counted: NDArray[np.bool_]
    agree: NDArray[np.bool_]
    likeness: Floats
    seen: float
    """Share of the reference that lies in the picture."""
    weighed: float
    """Share of the texture, not of the blocks, that agrees."""
    textured: float
    """Share of the whole reference's blocks that have texture at all."""
    uneven: float
    """By how much the contrast of blocks that agree differs from one to the next, as a share: see `_uneven`."""

    @property
    def agreeing(self) -> int:
        return int(self.agree.sum())

    @property
    def total(self) -> int:
        return int(self.counted.sum())

    @property
    def firm(self) -> float:
        """How well the blocks that agree do so: the middle one's correlation."""
        return float(np.median(self.likeness[self.agree])) if self.agreeing else 0.0

    @property
    def share(self) -> float:
        return self.agreeing / self.total if self.total else 0.0


def agreement(reference: Grey, picture: Grey, warp: Warp, *, of_reference_only: bool = False) -> Agreement:
    """Both are brought to the coarser one's scale. `of_reference_only`: what surrounds a logo is not its affair."""
    one, other, inside = _brought_together(reference, picture, warp)
    side = int(np.clip(min(one.shape) // _BLOCKS_A_SIDE, *_BLOCK))
    likeness, ours, theirs = _correlations(one, other, side)
    whole = _blocks(inside.astype(np.float32), side).min(axis=(1, 3)) > 0
    texture = ours if of_reference_only else np.maximum(ours, theirs)
    counted = whole & (texture >= _TEXTURED)
    agree = counted & (likeness >= _CORRELATED)
    weight = np.minimum(texture, 40.0) * counted
    return Agreement(
        counted=counted,
        agree=agree,
        likeness=likeness,
        seen=float(inside.mean()),
        weighed=float((weight * agree).sum() / weight.sum()) if counted.any() else 0.0,
        textured=float((ours >= _TEXTURED).mean()),
        uneven=_uneven(_pixels_of(agree, one, side), _pixels_of(agree, other, side)),
    )


def _uneven(ours: Floats, theirs: Floats) -> float:
    """How far, in the middle, a block's contrast in the picture is from what the other blocks let expect of it.

    Who makes a copy brighter, darker or paler bends one tone curve for all of it. Another thing of the same shape has
    the same outlines between other colours: correlation, which knows no contrast, takes them for the same.
    `ours`, `theirs`: shape (blocks that agree, pixels of a block).
    """
    if len(ours) < _FEWEST_TO_COMPARE:
        return 0.0
    contrast = np.log(np.maximum(theirs.std(axis=1), _FAINTEST))
    light = np.clip(ours / 255.0, 1e-3, 1.0)
    expected = (np.log(np.maximum((255.0 * light**gamma).std(axis=1), _FAINTEST)) for gamma in _GAMMAS)
    return min(_spread(contrast - one) for one in expected)


def _spread(values: Floats) -> float:
    """The middle distance from the middle."""
    return float(np.median(np.abs(values - np.median(values))))


def _brought_together(reference: Grey, picture: Grey, warp: Warp) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """The reference, the picture as it lies in it, and where it lies in it at all."""
    height, width = reference.shape
    finer = _scale_at(warp, width / 2, height / 2)
    shrink = min(1.0, _LONGEST / max(width, height), max(finer, _SHORTEST / min(width, height)))
    size = (max(8, round(width * shrink)), max(8, round(height * shrink)))
    one = cv2.resize(reference, size, interpolation=cv2.INTER_AREA)
    coarser = min(1.0, shrink / finer)
    small = picture
    if coarser < 1.0:
        to = (max(8, round(picture.shape[1] * coarser)), max(8, round(picture.shape[0] * coarser)))
        small = cv2.resize(picture, to, interpolation=cv2.INTER_AREA)
    back = np.diag([width / size[0], height / size[1], 1.0])
    forth = np.diag([small.shape[1] / picture.shape[1], small.shape[0] / picture.shape[0], 1.0])
    matrix = forth @ warp @ back
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    other = cv2.warpPerspective(small, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpPerspective(
        np.ones(small.shape, np.uint8), matrix, size, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    )
    return _softened(one), _softened(other), inside > 0


def _scale_at(warp: Warp, x: float, y: float) -> float:
    """How many of the picture's pixels there are to one of the reference's, at this place."""
    at = warp @ np.array([x, y, 1.0])
    spot = at[:2] / at[2]
    jacobian = (warp[:2, :2] - np.outer(spot, warp[2, :2])) / at[2]
    return float(np.clip(np.sqrt(abs(np.linalg.det(jacobian))), 0.02, 50.0))


def _softened(grey: Grey) -> Floats:
    return cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 1.0)


def _blocks(pixels: Floats, side: int) -> Floats:
    rows, columns = pixels.shape[0] // side, pixels.shape[1] // side
    return pixels[: rows * side, : columns * side].reshape(rows, side, columns, side)


def _pixels_of(which: NDArray[np.bool_], pixels: Floats, side: int) -> Floats:
    return _blocks(pixels, side).transpose(0, 2, 1, 3)[which].reshape(-1, side * side)


def _correlations(one: Floats, other: Floats, side: int) -> tuple[Floats, Floats, Floats]:
    """For each block the best correlation over small shifts, and the texture of both."""
    ours = _blocks(one, side)
    ours = ours - ours.mean(axis=(1, 3), keepdims=True)
    our_texture = np.sqrt((ours**2).mean(axis=(1, 3)))
    padded = cv2.copyMakeBorder(other, 2, 2, 2, 2, cv2.BORDER_REPLICATE)
    height, width = one.shape
    best = np.full(our_texture.shape, -1.0, np.float32)
    their_texture = our_texture
    for dx, dy in _SHIFTS:
        theirs = _blocks(padded[2 + dy : 2 + dy + height, 2 + dx : 2 + dx + width], side)
        theirs = theirs - theirs.mean(axis=(1, 3), keepdims=True)
        texture = np.sqrt((theirs**2).mean(axis=(1, 3)))
        both = (ours * theirs).mean(axis=(1, 3)) / np.maximum(our_texture * texture, 1.0)
        best = np.maximum(best, both)
        if dx == dy == 0:
            their_texture = texture
    return best, our_texture, their_texture
