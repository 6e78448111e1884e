"""Pictures for these tests, made as bench/photos makes them, and kept while the tests run."""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench.photos.camera import Shot, photo
from bench.photos.edits import EDITS
from recognition.pictures import Reference, prepare

SIDE = 400


@cache
def shot(thing: int, pose: int = 0, backdrop: int = 0, *, studio: bool = False) -> Image.Image:
    return photo(Shot(thing=thing, pose=pose, backdrop=backdrop, studio=studio), side=SIDE)


def body(image: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, format, **{"quality": 88, **options} if format == "JPEG" else options)
    return written.getvalue()


def edited(name: str, image: Image.Image) -> Image.Image:
    others = [shot(20), shot(21), shot(22)]
    return EDITS[name](image, np.random.default_rng(len(name)), others)


@cache
def reference(thing: int, **options: bool) -> Reference:
    return prepare(body(shot(thing, backdrop=thing)), key=f"thing-{thing}", **options)


def a_logo(word: str = "KALMIRO") -> Image.Image:
    """Dark on white: a crest of some shapes, and a word."""
    image = Image.new("RGB", (420, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((120, 20, 300, 190), outline="black", width=14)
    draw.polygon([(210, 40), (280, 160), (140, 160)], fill="black")
    draw.rectangle((190, 95, 230, 135), fill="white")
    for n, x in enumerate(range(130, 290, 32)):
        draw.rectangle((x, 60 + 9 * n, x + 10, 80 + 9 * n), fill="black")
    draw.text((46, 200), word, fill="black", font=ImageFont.load_default(76))
    return image
