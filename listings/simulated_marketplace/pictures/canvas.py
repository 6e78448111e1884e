"""A sheet to draw products on: filled outlines with light and grain, lines, and words."""

import random
from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
Outline = Callable[[ImageDraw.ImageDraw], None]

SIZE = 600
# Drawn larger and reduced at the end, which smooths the edges.
_SCALE = 1.5
_FULL = int(SIZE * _SCALE)


def polygon(points: Sequence[Point]) -> Outline:
    return lambda pen: pen.polygon([_up(p) for p in points], fill=255)


def blob(points: Sequence[Point], rounds: int = 3) -> Outline:
    """A polygon with its corners cut again and again until it looks round."""
    for _ in range(rounds):
        points = [cut for i, p in enumerate(points) for cut in _cut(p, points[(i + 1) % len(points)])]
    return polygon(points)


def ellipse(centre: Point, rx: float, ry: float | None = None) -> Outline:
    ry = rx if ry is None else ry
    box = (centre[0] - rx, centre[1] - ry, centre[0] + rx, centre[1] + ry)
    return lambda pen: pen.ellipse(_up_box(box), fill=255)


def rounded(box: Box, radius: float) -> Outline:
    return lambda pen: pen.rounded_rectangle(_up_box(box), radius * _SCALE, fill=255)


def arc(centre: Point, rx: float, ry: float, width: float, start: float = 180, end: float = 360) -> Outline:
    box = (centre[0] - rx, centre[1] - ry, centre[0] + rx, centre[1] + ry)
    return lambda pen: pen.arc(_up_box(box), start, end, fill=255, width=int(width * _SCALE))


def stroke(points: Sequence[Point], width: float) -> Outline:
    return lambda pen: pen.line([_up(p) for p in points], fill=255, width=int(width * _SCALE), joint="curve")


def several(*outlines: Outline) -> Outline:
    def draw(pen: ImageDraw.ImageDraw) -> None:
        for outline in outlines:
            outline(pen)

    return draw


def scaled(colour: Colour, factor: float) -> Colour:
    red, green, blue = (max(0, min(255, round(part * factor))) for part in colour)
    return red, green, blue


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Canvas:
    def __init__(self, colour: Colour, rng: random.Random) -> None:
        self.image = Image.new("RGB", (_FULL, _FULL), colour)
        self._rng = rng

    def fill(self, outline: Outline, colour: Colour, *, light: float = 0.22, grain: float = 0.0) -> None:
        """`light`: how much brighter the top is than the bottom. `grain`: how rough the material looks."""
        mask = self._mask(outline)
        box = mask.getbbox()
        if box is None:
            return
        surface = _gradient(box, scaled(colour, 1 + light), scaled(colour, 1 - light))
        if grain:
            surface = ImageChops.soft_light(surface, self._noise(surface.size, grain))
        self.image.paste(surface, box[:2], mask.crop(box))

    def pattern(self, outline: Outline, marks: Outline, colour: Colour) -> None:
        """Marks that stay inside an outline."""
        mask = ImageChops.multiply(self._mask(outline), self._mask(marks))
        self.image.paste(colour, (0, 0), mask)

    def shadow(self, outline: Outline, *, blur: float = 16, depth: int = 90) -> None:
        mask = self._mask(outline).filter(ImageFilter.GaussianBlur(blur * _SCALE))
        self.image.paste((20, 18, 24), (0, 0), mask.point(lambda value: value * depth // 255))

    def word(self, text: str, centre: Point, width: float, colour: Colour, *, angle: float = 0) -> None:
        if not text:
            return
        font = _font_that_fits(text, int(width * _SCALE))
        left, top, right, bottom = font.getbbox(text)
        mask = Image.new("L", (int(right - left) + 8, int(bottom - top) + 8), 0)
        ImageDraw.Draw(mask).text((4 - left, 4 - top), text, font=font, fill=255)
        mask = mask.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        x, y = _up(centre)
        self.image.paste(colour, (int(x - mask.width / 2), int(y - mask.height / 2)), mask)

    def finished(self) -> Image.Image:
        return self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)

    def _mask(self, outline: Outline) -> Image.Image:
        mask = Image.new("L", (_FULL, _FULL), 0)
        outline(ImageDraw.Draw(mask))
        return mask

    def _noise(self, size: tuple[int, int], strength: float) -> Image.Image:
        width, height = size[0] // 2 + 1, size[1] // 2 + 1
        noise = Image.frombytes("L", (width, height), self._rng.randbytes(width * height))
        noise = noise.resize(size, Image.Resampling.BICUBIC)
        return noise.point(lambda value: 128 + (value - 128) * strength).convert("RGB")


def _gradient(box: tuple[int, int, int, int], top: Colour, bottom: Colour) -> Image.Image:
    size = (box[2] - box[0], box[3] - box[1])
    return ImageOps.colorize(Image.linear_gradient("L").resize(size), black=top, white=bottom)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The font inside Pillow, never one of this machine: the pictures must come out alike everywhere.
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType.")
    return font


def _font_that_fits(text: str, width: int) -> ImageFont.FreeTypeFont:
    probe = _font(64)
    return _font(max(8, int(64 * width / max(1, probe.getlength(text)))))


def _up(point: Point) -> Point:
    return point[0] * _SCALE, point[1] * _SCALE


def _up_box(box: Box) -> Box:
    left, top, right, bottom = (part * _SCALE for part in box)
    return left, top, right, bottom


def _cut(a: Point, b: Point) -> tuple[Point, Point]:
    return (
        (a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25),
        (a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75),
    )
