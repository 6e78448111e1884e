"""Draws pictures when they are first asked for, and keeps them."""

import hashlib
import os
import threading
from collections.abc import Callable
from dataclasses import astuple
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from listings.simulated_marketplace.dice import dice

from . import goods, wearables
from .canvas import SIZE, Canvas
from .design import Design, design_of
from .picture import Picture
from .scenery import canvas_for

# Part of every cached file's name: raise it when the drawings change.
_EDITION = 1

_SHAPES: dict[str, Callable[[Canvas, Design], None]] = {
    "watch": wearables.watch,
    "sneaker": wearables.sneaker,
    "jacket": wearables.jacket,
    "headphones": wearables.headphones,
    "pads": wearables.pads,
    "bag": goods.bag,
    "bottle": goods.bottle,
    "toy": goods.toy,
    "pills": goods.pills,
    "case": goods.case,
    "poster": goods.poster,
}


def draw(picture: Picture) -> bytes:
    canvas = canvas_for(picture)
    _SHAPES[picture.shape](canvas, design_of(picture))
    image = canvas.finished()
    if picture.view == "close":
        image = image.crop((120, 150, 480, 510)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    if picture.edit:
        image = _EDITS[picture.edit](image, picture)
    return _jpeg(image, quality=48 if picture.edit == "recompressed" else 86)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _cropped(image: Image.Image, _picture: Picture) -> Image.Image:
    return image.crop((30, 36, 576, 582)).resize((SIZE, SIZE), Image.Resampling.BICUBIC)


def _mirrored(image: Image.Image, _picture: Picture) -> Image.Image:
    return ImageOps.mirror(image)


def _tinted(image: Image.Image, _picture: Picture) -> Image.Image:
    return Image.blend(image, Image.new("RGB", image.size, (255, 214, 150)), 0.14)


def _bordered(image: Image.Image, _picture: Picture) -> Image.Image:
    return ImageOps.expand(image.resize((SIZE - 48, SIZE - 48)), 24, (196, 30, 48))


def _with_banner(image: Image.Image, picture: Picture) -> Image.Image:
    strip = Canvas((214, 40, 44), dice(picture.look))
    strip.word("HOT SALE  -70%  FREE SHIPPING", (300, 36), 480, (255, 250, 220))
    image.paste(strip.finished().crop((0, 0, SIZE, 72)), (0, SIZE - 72))
    return image


def _as_it_was(image: Image.Image, _picture: Picture) -> Image.Image:
    return image


_EDITS: dict[str, Callable[[Image.Image, Picture], Image.Image]] = {
    "recompressed": _as_it_was,
    "cropped": _cropped,
    "mirrored": _mirrored,
    "banner": _with_banner,
    "tinted": _tinted,
    "bordered": _bordered,
}


class Gallery:
    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        # Drawing takes the processor for a while; two at a time leave something for the API.
        self._drawing = threading.Semaphore(2)

    def jpeg(self, picture: Picture) -> bytes:
        path = self._path(picture)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            with self._drawing:
                content = draw(picture)
            self._keep(path, content)
            return content

    def _path(self, picture: Picture) -> Path:
        name = hashlib.sha256(repr((_EDITION, *astuple(picture))).encode()).hexdigest()[:32]
        return self._directory / f"{name}.jpg"

    @staticmethod
    def _keep(path: Path, content: bytes) -> None:
        # Written beside and moved into place: nobody must read half a picture.
        half = path.with_suffix(f".{threading.get_ident()}.part")
        half.write_bytes(content)
        os.replace(half, path)
