"""Surfaces: printed labels, fabric, leather, wood, stone. Arrays of 0 to 1, 256 a side, that repeat."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

type Dice = np.random.Generator
type Surface = np.ndarray

SIDE = 256
_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "tu",
    "va",
    "sol",
    "ber",
    "dia",
    "nox",
    "pel",
    "qui",
    "ras",
    "tem",
    "ulo",
    "wex",
    "zan",
    "fio",
    "gra",
    "hyl",
    "jem",
    "cor",
]


def noise(dice: Dice, *, octaves: int = 5, start: int = 4, side: int = SIDE) -> np.ndarray:
    """Clouds: random grids of ever finer steps, the finer the fainter."""
    total = np.zeros((side, side), np.float32)
    for octave in range(octaves):
        cells = min(side, start * 2**octave)
        grid = Image.fromarray(dice.random((cells, cells), dtype=np.float32))
        total += np.asarray(grid.resize((side, side), Image.Resampling.BICUBIC)) * 0.55**octave
    return (total - total.min()) / max(float(np.ptp(total)), 1e-6)


def colour(dice: Dice, *, dull: bool = False) -> np.ndarray:
    low, high = (0.25, 0.75) if dull else (0.03, 0.97)
    return dice.uniform(low, high, 3).astype(np.float32)


def blend(one: np.ndarray, other: np.ndarray, share: np.ndarray) -> Surface:
    return one + (other - one) * share[..., None]


def word(dice: Dice) -> str:
    return "".join(dice.choice(_SYLLABLES, dice.integers(2, 4))).upper()


def _ink(dice: Dice) -> tuple[int, int, int]:
    red, green, blue = (int(255 * c) for c in colour(dice))
    return red, green, blue


def label(dice: Dice) -> Surface:
    """A printed front: ground, shapes, a brand's name, small print."""
    image = Image.new("RGB", (SIDE, SIDE), _ink(dice))
    draw = ImageDraw.Draw(image)
    for _ in range(dice.integers(2, 6)):
        x, y = dice.integers(0, SIDE, 2)
        w, h = dice.integers(30, 150, 2)
        shape = (draw.ellipse, draw.rectangle, draw.rectangle)[dice.integers(3)]
        shape((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=_ink(dice))
    for _ in range(dice.integers(1, 3)):
        size = int(dice.integers(28, 58))
        draw.text(
            (int(dice.integers(4, 60)), int(dice.integers(10, 190))),
            word(dice),
            fill=_ink(dice),
            font=ImageFont.load_default(size),
        )
    small = ImageFont.load_default(11)
    top = int(dice.integers(150, 200))
    for line in range(dice.integers(2, 5)):
        text = " ".join(word(dice) for _ in range(3))
        draw.text((12, top + 13 * line), text, fill=_ink(dice), font=small)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(0.5)), np.float32) / 255


def fabric(dice: Dice) -> Surface:
    """Woven stripes or checks, with threads."""
    step = int(dice.integers(10, 40))
    at = np.arange(SIDE)
    stripes = ((at // step) % int(dice.integers(2, 5)) == 0).astype(np.float32)
    pattern = stripes[None, :] * np.ones((SIDE, 1), np.float32)
    if dice.random() < 0.6:
        pattern = (pattern + stripes[:, None]) / 2
    threads = 0.06 * np.sin(at * 2.1)[None, :] * np.sin(at * 2.3)[:, None]
    surface = blend(colour(dice), colour(dice), pattern)
    return np.clip(surface + threads[..., None] + 0.12 * (noise(dice)[..., None] - 0.5), 0, 1)


def leather(dice: Dice) -> Surface:
    grain = noise(dice, octaves=4, start=24) * 0.6 + noise(dice) * 0.4
    base = colour(dice, dull=True)
    return np.clip(blend(base * 0.55, base * 1.2, grain), 0, 1)


def wood(dice: Dice) -> Surface:
    along = noise(dice, octaves=4, start=2)
    rings = 0.5 + 0.5 * np.sin(40 * along + 9 * np.linspace(0, 1, SIDE)[:, None])
    dark = np.array([0.28, 0.17, 0.09], np.float32) * dice.uniform(0.7, 1.5)
    return np.clip(blend(dark, dark * 1.9, 0.7 * rings + 0.3 * noise(dice, start=16)), 0, 1)


def stone(dice: Dice) -> Surface:
    veins = np.abs(noise(dice, octaves=6) - 0.5) ** 0.5
    return np.clip(blend(colour(dice, dull=True), np.ones(3, np.float32) * 0.9, veins * 1.4), 0, 1)


def plain(dice: Dice) -> Surface:
    """Paint or plastic: one colour with dust and scratches that one hardly sees."""
    surface = colour(dice) * np.ones((SIDE, SIDE, 1), np.float32)
    return np.clip(surface + 0.05 * (noise(dice, start=8)[..., None] - 0.5), 0, 1)


def dots(dice: Dice) -> Surface:
    image = Image.new("RGB", (SIDE, SIDE), _ink(dice))
    draw = ImageDraw.Draw(image)
    for _ in range(dice.integers(20, 70)):
        x, y = dice.integers(0, SIDE, 2)
        r = int(dice.integers(4, 16))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=_ink(dice))
    return np.asarray(image, np.float32) / 255


GOODS = (label, label, fabric, leather, dots, plain)
BACKDROPS = (wood, stone, fabric, leather)
