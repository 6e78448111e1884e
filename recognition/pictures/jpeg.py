"""The JPEGs of most shops, decoded straight to a grey picture of a fraction of their size.

OpenCV decodes with the library that Pillow has, to the same pixels, with less work around it: opening, turning and
copying took a fifth of the time in which a picture is decoded and hashed. Only what is as plain as can be is for here.
Whatever has more in it, or anything wrong with it, is None, and decoding.py asks Pillow.
"""

import cv2
import numpy as np

from recognition.pictures.arrays import Grey

_FRACTIONS = (
    (8, cv2.IMREAD_REDUCED_GRAYSCALE_8),
    (4, cv2.IMREAD_REDUCED_GRAYSCALE_4),
    (2, cv2.IMREAD_REDUCED_GRAYSCALE_2),
    (1, cv2.IMREAD_GRAYSCALE),
)
_START = b"\xff\xd8\xff"
_SEGMENT = 0xFF
_IN_ONE_GO, _SCAN = frozenset({0xC0, 0xC1}), 0xDA
_LENGTHS_BEFORE_PIXELS = 12
# Tables, restarts, comments, and what programs add. Not 0xE1: that may say which way up the picture is.
_SAYS_NOTHING_ABOUT_PIXELS = frozenset({0xC4, 0xDB, 0xDD, 0xE0, *range(0xE2, 0xF0), 0xFE})
_GREY_OR_COLOUR = (1, 3)


def plain_size(body: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG that is upright, and whose first scan has all of it: no further one is decoded.

    As strict as can be, so that the decoder cannot read another size, or more scans, from the same bytes.
    """
    if not body.startswith(_START):
        return None
    size, channels, at = None, 0, len(_START) - 1
    while at + _LENGTHS_BEFORE_PIXELS < len(body) and body[at] == _SEGMENT:
        marker = body[at + 1]
        if marker == _SCAN:
            return size if body[at + 4] == channels else None
        if marker in _IN_ONE_GO and size is None:
            depth, channels = body[at + 4], body[at + 9]
            if depth != 8 or channels not in _GREY_OR_COLOUR:
                return None
            size = (_number(body, at + 7), _number(body, at + 5))
        elif marker not in _SAYS_NOTHING_ABOUT_PIXELS:
            return None
        at += 2 + _number(body, at + 2)
    return None


def _number(body: bytes, at: int) -> int:
    return body[at] << 8 | body[at + 1]


def decoded(body: bytes, width: int, height: int, longest_side: int) -> Grey | None:
    """At the smallest fraction at which neither side is shorter than that: which is what Pillow's `draft` chooses."""
    most = min(width, height) // longest_side
    fraction, how = next((one for one in _FRACTIONS if one[0] <= most), _FRACTIONS[-1])
    grey = cv2.imdecode(np.frombuffer(body, np.uint8), how)
    expected = (-(-height // fraction), -(-width // fraction))
    return grey if grey is not None and grey.shape == expected else None
