"""A reference picture with all that is worth computing once."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from recognition.pictures.arrays import Grey, Hash
from recognition.pictures.decoding import Picture, read
from recognition.pictures.features import Features, features_of
from recognition.pictures.hashing import POSITIONS, positions
from recognition.pictures.views import View, crops_of, without_border

LONGEST_SIDE = 512
MOST_FEATURES = 600
_LOGO_SIDE = 320
# A drawing has few shades and they fill it; a photograph's are everywhere between light and dark.
_SHADES, _SHADE_WIDTH, _IN_FEW_SHADES = 4, 4, 0.85
_GROUND_WITHIN = 6
_LEAST_DRAWN = 0.01


class Kind(StrEnum):
    COPY = "copy"
    LOGO = "logo"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """A picture to look for. `key` is the caller's name for it, `kind` what a match with it would be called.

    `is_drawing`: it is a logo, or looks like one, and may be meant to be found within other pictures.
    `allowed`: authorised sellers use it, so that a match with it is no claim, and stands in the way of others.
    """

    key: str
    kind: Kind
    allowed: bool
    is_drawing: bool
    grey: Grey
    width: int
    height: int
    features: Features
    views: tuple[View, ...]
    hashes: Hash


def prepare(body: bytes, *, key: str, kind: Kind = Kind.COPY, allowed: bool = False) -> Reference:
    """About 100 ms. Raises Unreadable."""
    picture = read(body, longest_side=LONGEST_SIDE)
    grey = _large_enough(picture.grey) if kind is Kind.LOGO else picture.grey
    views, hashes = _hashed(grey)
    return Reference(
        key=key,
        kind=kind,
        allowed=allowed,
        is_drawing=kind is Kind.LOGO or is_drawing(picture),
        grey=grey,
        width=picture.width,
        height=picture.height,
        features=features_of(grey, most=MOST_FEATURES),
        views=views,
        hashes=hashes,
    )


def _large_enough(grey: Grey) -> Grey:
    """Logos come as small as icons, and features need room."""
    larger = _LOGO_SIDE / max(grey.shape)
    return cv2.resize(grey, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC) if larger > 1 else grey


def _hashed(grey: Grey) -> tuple[tuple[View, ...], Hash]:
    views, hashes = [], []
    boxes = dict.fromkeys([*crops_of(grey), without_border(grey)])
    for box in boxes:
        for (mirrored, turns), one in zip(POSITIONS, positions(box.of(grey)), strict=True):
            views.append(View(box=box, mirrored=mirrored, turns=turns))
            hashes.append(one)
    return tuple(views), np.array(hashes)


def is_drawing(picture: Picture) -> bool:
    """Whether what is not ground consists of a few flat shades: a logo, an icon, a chart."""
    counts = np.bincount(picture.grey.ravel(), minlength=256)
    ground = int(counts.argmax())
    drawn = counts.copy()
    drawn[max(0, ground - _GROUND_WITHIN) : ground + _GROUND_WITHIN + 1] = 0
    total = int(drawn.sum())
    if total < _LEAST_DRAWN * picture.grey.size:
        return True
    shades = np.convolve(drawn, np.ones(_SHADE_WIDTH, int), mode="same")
    in_few = 0
    for _ in range(_SHADES):
        at = int(shades.argmax())
        near = slice(max(0, at - _SHADE_WIDTH), at + _SHADE_WIDTH + 1)
        in_few += int(drawn[near].sum())
        drawn[near] = 0
        shades = np.convolve(drawn, np.ones(_SHADE_WIDTH, int), mode="same")
    return in_few >= _IN_FEW_SHADES * total
