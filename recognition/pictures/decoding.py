"""Bytes into a grey picture of bounded size, or one typed error. Never more memory than the limits allow."""

import io
import warnings
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps

from recognition.pictures import jpeg
from recognition.pictures.arrays import Grey

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# What some cameras write is opened as a JPEG and called otherwise: a second picture follows the first.
_JPEGS = frozenset({"JPEG", "MPO"})
MOST_BYTES = 40_000_000
MOST_PIXELS = 50_000_000
SHORTEST_SIDE = 16
# Looking costs what the longest side costs; a copy is recognised at this size as well as at any other.
LONGEST_SIDE = 640
# A progressive JPEG is decoded once for each scan. Cameras and shops write a dozen at most.
_MOST_SCANS = 100
_START_OF_SCAN = (0xFF, 0xDA)
_WHITE = (255, 255, 255, 255)


class Unreadable(ValueError):
    """The bytes are no picture that is looked at; the message says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Upright, grey, at most LONGEST_SIDE pixels a side. `width` and `height` are those of the file, upright."""

    grey: Grey
    width: int
    height: int


def read(body: bytes, *, longest_side: int = LONGEST_SIDE) -> Picture:
    """Decode JPEG, PNG, WebP, GIF or BMP; of a moving one the first frame. Raises Unreadable, and nothing else."""
    if len(body) > MOST_BYTES:
        raise Unreadable(f"larger than {MOST_BYTES // 1_000_000} MB")
    try:
        return _read_quickly(body, longest_side) or _read_by_pillow(body, longest_side)
    except Unreadable:
        raise
    except Exception as error:
        # Decoders answer malformed files with whatever they stumble over, MemoryError included.
        raise Unreadable(f"not a picture that can be read ({type(error).__name__})") from error


def _read_quickly(body: bytes, longest_side: int) -> Picture | None:
    size = jpeg.plain_size(body)
    if size is None:
        return None
    _refuse_too_many_pixels(*size)
    _refuse_slivers(*size, longest_side)
    grey = jpeg.decoded(body, *size, longest_side)
    if grey is None:
        return None
    if max(grey.shape) > longest_side:
        grey = _shrunk(Image.fromarray(grey), longest_side)
    width, height = size
    return Picture(grey=grey, width=width, height=height)


def _read_by_pillow(body: bytes, longest_side: int) -> Picture:
    with warnings.catch_warnings():
        # The limits are ours; what Pillow finds odd in a file's metadata is no concern of a page's.
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(body), formats=_FORMATS)
        _refuse_too_many_pixels(*image.size)
        _refuse_too_many_scans(image, body)
        _refuse_slivers(*image.size, longest_side)
        full = image.size
        # JPEG only: decoding at a fraction of the size costs a fraction of the time.
        image.draft("L", (longest_side, longest_side))
        image.load()
        turned = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
        width, height = full[::-1] if turned else full
        upright = ImageOps.exif_transpose(image)
        return Picture(grey=_shrunk(_grey(upright), longest_side), width=width, height=height)


def _shrunk(grey: Image.Image, longest_side: int) -> Grey:
    grey.thumbnail((longest_side, longest_side), Image.Resampling.BOX, reducing_gap=2.0)
    return np.asarray(grey, dtype=np.uint8).copy()


_ORIENTATION = 0x0112
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def _refuse_too_many_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unreadable(f"more than {MOST_PIXELS // 1_000_000} million pixels")


def _refuse_too_many_scans(image: Image.Image, body: bytes) -> None:
    if image.format in _JPEGS and _scans(body) > _MOST_SCANS:
        raise Unreadable("more scans than any camera writes")


def _scans(body: bytes) -> int:
    # bytes.count takes a fifth of the time that decoding at a quarter takes, this next to none.
    data = np.frombuffer(body, np.uint8)
    first, second = _START_OF_SCAN
    return int(np.count_nonzero((data[:-1] == first) & (data[1:] == second)))


def _refuse_slivers(width: int, height: int, longest_side: int) -> None:
    """Before anything is decoded: a line of fifty million pixels costs seconds, and shows nothing."""
    shrunk = min(1.0, longest_side / max(width, height))
    if min(width, height) * shrunk < SHORTEST_SIDE:
        raise Unreadable("too small, or too narrow, to recognise anything in it")


def _grey(image: Image.Image) -> Image.Image:
    """What is transparent is shown on white, as shops do."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, _WHITE)
        ground.alpha_composite(image)
        return ground.convert("L")
    if image.mode.startswith("I;16"):
        # Sixteen bits of grey: Pillow would cut them off instead of scaling them.
        return Image.fromarray((np.asarray(image, dtype=np.uint16) >> 8).astype(np.uint8))
    return image.convert("L")
