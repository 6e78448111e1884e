"""Fingerprints by which a listing is known again: of its picture, and of its words.

likeness_of(jpeg)                # 0x3c7e…, or None for what has no shape; equal pictures have equal ones
distance(one, other)             # 0 to 64: how many of the 64 signs differ
bands_of(likeness)               # four numbers of which pictures within LIKE_WITHIN share at least one
title_key("Lumora  HANDBAG, red")  # the same for every way of writing these words; "" for too few of them
"""

import hashlib
import io
import re
import warnings

from PIL import Image

from recognition.folding import base_of

LIKE_WITHIN = 3
BANDS = 4
FEWEST_WORDS = 3
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 50_000_000
_SIDE = 8
# Fewer steps from light to dark, or more, are no shape: a plain picture is like every other plain one.
_FEWEST_STEPS = 6
_WORD = re.compile(r"\w+")


def likeness_of(body: bytes) -> int | None:
    """64 signs, each whether a spot is brighter than its right neighbour. None: no picture, or one without a shape."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(body), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS:
            return None
        # JPEG only: decoding at a fraction of the size costs a fraction of the time.
        picture.draft("L", (16 * _SIDE, 16 * _SIDE))
        small = picture.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    likeness = 0
    brightness = small.tobytes()
    for row in range(_SIDE):
        for column in range(_SIDE):
            at = row * (_SIDE + 1) + column
            likeness = likeness << 1 | (brightness[at] > brightness[at + 1])
    steps = likeness.bit_count()
    return likeness if _FEWEST_STEPS <= steps <= _SIDE * _SIDE - _FEWEST_STEPS else None


def distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def bands_of(likeness: int) -> tuple[int, ...]:
    """Of four bands, three differing signs leave at least one whole."""
    return tuple(likeness >> 16 * band & 0xFFFF for band in range(BANDS))


def title_key(title: str) -> str:
    words = _WORD.findall(base_of(title))
    if len(words) < FEWEST_WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
