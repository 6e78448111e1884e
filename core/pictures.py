"""Pictures for pages: decoded within limits and encoded anew, so that no metadata and no trick gets through."""

import io
import warnings
from typing import IO

from PIL import Image, ImageOps

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
