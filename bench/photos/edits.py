"""What happens to a photo before it stands in somebody else's listing."""

import io
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from bench.photos.textures import Dice, word

type Edit = Callable[[Image.Image, Dice, Sequence[Image.Image]], Image.Image]


def recompress(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return through_jpeg(image, int(dice.integers(8, 20)))


def through_jpeg(image: Image.Image, quality: int) -> Image.Image:
    body = io.BytesIO()
    image.save(body, "JPEG", quality=quality)
    return Image.open(body).convert("RGB")


def resize(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    by = dice.uniform(0.25, 0.5)
    return image.resize((round(image.width * by), round(image.height * by)), Image.Resampling.LANCZOS)


def stretch(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return image.resize((round(image.width * dice.uniform(0.7, 0.85)), image.height))


def _cropped(image: Image.Image, dice: Dice, share: float) -> Image.Image:
    w, h = round(image.width * share), round(image.height * share)
    x, y = int(dice.integers(0, image.width - w + 1)), int(dice.integers(0, image.height - h + 1))
    return image.crop((x, y, x + w, y + h))


def crop_a_little(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return _cropped(image, dice, dice.uniform(0.85, 0.95))


def crop_to_half(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    """To about half its area, and enlarged again."""
    part = _cropped(image, dice, dice.uniform(0.65, 0.75))
    return part.resize(image.size, Image.Resampling.BICUBIC)


def crop_to_a_quarter(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    """The middle, where the goods are."""
    w, h = image.width // 4, image.height // 4
    dx, dy = (int(n) for n in dice.integers(-w // 4, w // 4 + 1, 2))
    return image.crop((w + dx, h + dy, 3 * w + dx, 3 * h + dy))


def border(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    wide = round(image.width * dice.uniform(0.05, 0.15))
    return ImageOps.expand(image, wide, tuple(int(n) for n in dice.integers(0, 256, 3)))


def mirror(image: Image.Image, _dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return ImageOps.mirror(image)


def quarter_turn(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return image.rotate(90 * int(dice.integers(1, 4)), expand=True)


def tilt(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    by = dice.choice([-1, 1]) * dice.uniform(4, 20)
    return image.rotate(by, Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))


def brightness(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    power = dice.choice([dice.uniform(0.5, 0.7), dice.uniform(1.5, 2.0)])
    table = [round(255 * (n / 255) ** power) for n in range(256)]
    return ImageEnhance.Contrast(image.point(table * 3)).enhance(dice.uniform(0.8, 1.3))


def hue(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    h, s, v = image.convert("HSV").split()
    by = int(dice.integers(40, 200))
    return Image.merge("HSV", (h.point([(n + by) % 256 for n in range(256)]), s, v)).convert("RGB")


def grey(image: Image.Image, _dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return image.convert("L").convert("RGB")


def blur(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(image.width * dice.uniform(0.003, 0.006)))


def _written(
    image: Image.Image, at: tuple[float, float], text: str, size: int, fill: tuple[int, ...]
) -> Image.Image:
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    ImageDraw.Draw(layer).text(at, text, font=ImageFont.load_default(size), fill=fill)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def watermark(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    """The same word all over, half transparent."""
    text, size = word(dice), image.width // 14
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for row in range(0, image.height, 3 * size):
        for column in range(-size * (row // size % 5), image.width, 6 * size):
            draw.text((column, row), text, font=ImageFont.load_default(size), fill=(255, 255, 255, 110))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def text_on_it(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    colour = (*(int(n) for n in dice.integers(0, 256, 3)), 255)
    for _line in range(3):
        at = (image.width * dice.uniform(0.02, 0.4), image.height * dice.uniform(0.05, 0.85))
        image = _written(image, at, f"{word(dice)} {word(dice)}", image.width // 12, colour)
    return image


def banner(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    image, high = image.copy(), round(image.height * dice.uniform(0.1, 0.18))
    top = 0 if dice.random() < 0.5 else image.height - high
    fill = tuple(int(n) for n in dice.integers(0, 256, 3))
    ImageDraw.Draw(image).rectangle((0, top, image.width, top + high), fill=fill)
    return _written(
        image, (10, top + high * 0.2), f"{word(dice)} -50%", round(high * 0.6), (255, 255, 255, 255)
    )


def sticker(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    image, r = image.copy(), image.width * dice.uniform(0.1, 0.16)
    x, y = image.width * dice.uniform(0.15, 0.85), image.height * dice.uniform(0.15, 0.85)
    ImageDraw.Draw(image).ellipse((x - r, y - r, x + r, y + r), fill=(220, 30, 30))
    return _written(image, (x - r * 0.7, y - r * 0.3), "SALE", round(r * 0.55), (255, 255, 255, 255))


def screenshot(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    """A shop's page on a telephone."""
    page = Image.new("RGB", (720, 1280), (250, 250, 250))
    shown = ImageOps.contain(image, (680, 680))
    page.paste(shown, ((720 - shown.width) // 2, 130))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 720, 90), fill=tuple(int(n) for n in dice.integers(20, 200, 3)))
    draw.text((24, 24), "9:41", font=ImageFont.load_default(30), fill=(255, 255, 255))
    for line in range(6):
        draw.text(
            (30, 860 + 46 * line),
            f"{word(dice)} {word(dice)} {word(dice)}",
            font=ImageFont.load_default(28),
            fill=(60, 60, 60),
        )
    draw.rectangle((30, 1160, 690, 1240), fill=(240, 120, 20))
    return page


def perspective(image: Image.Image, dice: Dice, _: Sequence[Image.Image]) -> Image.Image:
    """A photo of a print, or of a screen, from the side."""
    w, h = image.size
    corners = [(0, 0), (w, 0), (w, h), (0, h)]
    moved = [(x + dice.uniform(-0.09, 0.09) * w, y + dice.uniform(-0.09, 0.09) * h) for x, y in corners]
    rows = []
    for (x, y), (u, v) in zip(corners, moved, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    numbers = np.linalg.solve(np.array(rows, float), np.array(moved, float).ravel())
    return image.transform((w, h), Image.Transform.PERSPECTIVE, list(numbers), Image.Resampling.BICUBIC)


def collage(image: Image.Image, dice: Dice, others: Sequence[Image.Image]) -> Image.Image:
    """One of four."""
    side = 360
    four = [image, *(others[int(dice.integers(len(others)))] for _ in range(3))]
    page = Image.new("RGB", (2 * side, 2 * side), (255, 255, 255))
    for place, at in enumerate(dice.permutation(4)):
        tile = ImageOps.fit(four[at], (side - 6, side - 6))
        page.paste(tile, (place % 2 * side + 3, place // 2 * side + 3))
    return page


def _in_turn(*edits: Edit) -> Edit:
    def all_of(image: Image.Image, dice: Dice, others: Sequence[Image.Image]) -> Image.Image:
        for edit in edits:
            image = edit(image, dice, others)
        return image

    return all_of


EDITS: Mapping[str, Edit] = {
    "recompress": recompress,
    "resize": resize,
    "stretch": stretch,
    "crop a little": crop_a_little,
    "crop to half": crop_to_half,
    "crop to a quarter": crop_to_a_quarter,
    "border": border,
    "mirror": mirror,
    "quarter turn": quarter_turn,
    "tilt": tilt,
    "brightness": brightness,
    "hue": hue,
    "grey": grey,
    "blur": blur,
    "watermark": watermark,
    "text": text_on_it,
    "banner": banner,
    "sticker": sticker,
    "screenshot": screenshot,
    "perspective": perspective,
    "collage": collage,
    "mirror, crop, text": _in_turn(mirror, crop_a_little, text_on_it),
    "border, tilt, brightness": _in_turn(border, tilt, brightness),
    "screenshot, recompress": _in_turn(screenshot, recompress),
}
