"""The PDQ hash: 256 signs of a picture's low frequencies, each whether it is above their median.

After Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (2019). Written here
because its packages have no wheels for the Pythons that we support; the rule is a page long, and all before the
median is linear: two products of small matrices, on a picture that is decoded at a fraction of its size.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recognition.pictures.arrays import Floats, Grey, Hash

BITS = 256
_SIDE = 64
_FREQUENCIES = 16
# A picture that is mirrored has the odd frequencies negated.
_MIRROR: Floats = np.where(np.arange(1, _FREQUENCIES + 1) % 2 == 1, -1, 1).astype(np.float32)
# Widths and heights whose waves are kept: some megabytes at most, and more than the crops of a shop's pictures have.
_LENGTHS = 256


@lru_cache(_LENGTHS)
def _waves(length: int) -> Floats:
    """What each pixel of so many adds to each frequency: averages of 64 boxes and their cosine transform, in one sum.

    Boxes as wide as the steps twice over: the reference's own filter, at the size where it costs nothing. What a pixel
    adds is the wave's sum up to its right edge less that up to its left one, wherever the boxes' edges are.
    """
    frequency = np.arange(1, _FREQUENCIES + 1)[:, None]
    place = np.arange(_SIDE)[None, :]
    cosines = np.sqrt(2 / _SIDE) * np.cos(np.pi / (2 * _SIDE) * frequency * (2 * place + 1))
    up_to = np.cumsum(np.pad(cosines, ((0, 0), (1, 0))), axis=1)
    edges = np.linspace(0, _SIDE, length + 1)
    return np.diff([np.interp(edges, np.arange(_SIDE + 1), one) for one in up_to]).astype(np.float32)


def signs_of(grey: Grey) -> Floats:
    """The 16 × 16 low frequencies from which the hashes of all eight positions of a picture follow."""
    height, width = grey.shape
    return _waves(height) @ grey.astype(np.float32) @ _waves(width).T


def pdq(grey: Grey) -> Hash:
    return _hash(signs_of(grey))


def _hash(frequencies: Floats) -> Hash:
    values = frequencies.ravel()
    # What is above the lower of the two in the middle is above the median; np.median takes five times as long.
    bits = values > np.sort(values)[BITS // 2 - 1]
    return np.packbits(bits, bitorder="little").view(np.uint64)


def positions(grey: Grey) -> list[Hash]:
    """The hashes of the picture as it is, mirrored, and both turned by 90°, 180° and 270° (see POSITIONS)."""
    upright = signs_of(grey)
    hashes = []
    for mirrored, turns in POSITIONS:
        frequencies = upright * _MIRROR[None, :] if mirrored else upright
        for _ in range(turns):
            # A quarter turn to the left is a mirror along the diagonal, then one from top to bottom.
            frequencies = frequencies.T * _MIRROR[:, None]
        hashes.append(_hash(frequencies))
    return hashes


POSITIONS: Sequence[tuple[bool, int]] = tuple(
    (mirrored, turns) for mirrored in (False, True) for turns in range(4)
)


def distances(bank: Hash, ones: Hash) -> NDArray[np.uint16]:
    """How many of the 256 signs differ, for each row of the bank: from the one hash, or from the one in its row."""
    # On unsigned words: numpy counts the bits of a signed one's absolute value.
    four = np.bitwise_count(bank ^ ones).view(np.uint32)[:, 0]
    # Four counts in the four bytes of a number, added two and two: a sum along so short an axis takes far longer.
    two = (four & 0x00FF00FF) + ((four >> 8) & 0x00FF00FF)
    return ((two & 0xFFFF) + (two >> 16)).astype(np.uint16)
