"""Which parts of a reference a copy may consist of: what its hashes are made of."""

from dataclasses import dataclass

import numpy as np

from recognition.pictures.arrays import Grey

# Share of each side that is left, and where: (left, top, right, bottom) of a picture that is 1 wide and high.
CROPS: tuple[tuple[float, float, float, float], ...] = (
    (0.0, 0.0, 1.0, 1.0),
    *((cut, cut, 1 - cut, 1 - cut) for cut in (0.03, 0.06, 0.1, 0.15, 0.2, 0.25)),
    (0.0, 0.0, 0.8, 0.8),
    (0.2, 0.0, 1.0, 0.8),
    (0.0, 0.2, 0.8, 1.0),
    (0.2, 0.2, 1.0, 1.0),
    (0.0, 0.0, 1.0, 0.85),
    (0.0, 0.15, 1.0, 1.0),
    (0.0, 0.0, 0.85, 1.0),
    (0.15, 0.0, 1.0, 1.0),
)
# A border's lines hardly vary; a backdrop's gradient and a JPEG's noise do, a little.
_PLAIN_WITHIN = 6.0
_MOST_TRIMMED = 0.45


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, grey: Grey) -> Grey:
        return grey[self.top : self.bottom, self.left : self.right]

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class View:
    """One hash of a reference: of which part, and in which position."""

    box: Box
    mirrored: bool
    turns: int


def crops_of(grey: Grey) -> list[Box]:
    height, width = grey.shape
    return [
        Box(round(left * width), round(top * height), round(right * width), round(bottom * height))
        for left, top, right, bottom in CROPS
    ]


def without_border(grey: Grey) -> Box:
    """The picture less the plain lines at its edges; all of it where next to nothing would be left."""
    height, width = grey.shape
    top, bottom = _trimmed(grey)
    left, right = _trimmed(grey[top:bottom].T)
    box = Box(left, top, right, bottom)
    is_worth_it = box.width >= (1 - _MOST_TRIMMED) * width and box.height >= (1 - _MOST_TRIMMED) * height
    return box if is_worth_it else Box(0, 0, width, height)


def _trimmed(grey: Grey) -> tuple[int, int]:
    """First and last line that is not plain."""
    lines = grey.astype(np.float32)
    busy = np.flatnonzero(lines.std(axis=1) > _PLAIN_WITHIN)
    return (int(busy[0]), int(busy[-1]) + 1) if busy.size else (0, len(grey))
