"""Pictures for pages: decoded within limits and encoded anew, so that no metadata and no trick gets through.

What a camera wrote about the time is read once, when a file is stored; nothing of it goes with the picture.
"""

import io
import struct
import warnings
from datetime import UTC, datetime, timedelta
from typing import IO

from PIL import ExifTags, Image, ImageOps

_READ = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 1200


class NotAPicture(Exception):
    """The bytes are no picture that we show, whatever they were stored as."""


def preview(body: IO[bytes]) -> bytes:
    """A WebP of at most 1200 pixels a side."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(body, formats=_READ)
        if picture.width * picture.height > _MOST_PIXELS:
            raise NotAPicture("too many pixels")
        # JPEG only: decoding at a fraction of the size costs a fraction of the time.
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        plain.info.clear()
        encoded = io.BytesIO()
        plain.save(encoded, "WEBP", quality=82, method=2)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error
    return encoded.getvalue()


def can_be_decoded(body: IO[bytes]) -> bool:
    """Whether there is a picture in it at all. A JPEG is decoded at an eighth of its size: this runs at each upload."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(body, formats=_READ)
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            picture.draft("L", (1, 1))
            picture.load()
    except _UNREADABLE:
        return False
    return True


# What a camera writes: no zone, and beside it since EXIF 2.31 (2016) how far the clock was from UTC.
_WRITTEN = "%Y:%m:%d %H:%M:%S"
# What a broken or hostile block makes the reader raise.
_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    struct.error,
    Image.DecompressionBombError,
)


def captured_at(body: IO[bytes]) -> datetime | None:
    """When the camera says that the picture was taken (EXIF DateTimeOriginal), without decoding the picture.

    Taken for UTC where no offset stands beside it, which may be half a day wrong. None where nothing is said that
    can be read: whoever sends a file may have written, changed or removed it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            raw = Image.open(body, formats=_READ).info.get("exif")
            if not isinstance(raw, bytes):
                return None
            block = Image.Exif()
            block.load(raw)
            said = block.get_ifd(ExifTags.IFD.Exif)
        taken = datetime.strptime(str(said[ExifTags.Base.DateTimeOriginal])[:19], _WRITTEN).replace(
            tzinfo=UTC
        )
        return taken - _offset(str(said.get(ExifTags.Base.OffsetTimeOriginal, "")))
    except _UNREADABLE:
        return None


def _offset(said: str) -> timedelta:
    """Of "+05:30". Nothing for anything else."""
    try:
        return datetime.strptime(said.strip("\0 "), "%z").utcoffset() or timedelta()
    except ValueError:
        return timedelta()
