"""What stands behind a product: a studio, a table, a floor, a cloth."""

import random

from listings.simulated_marketplace.dice import dice

from .canvas import Canvas, Colour, ellipse, mixed, rounded, scaled, several, stroke
from .design import from_hue
from .picture import Picture

WHITE: Colour = (252, 251, 249)


def canvas_for(picture: Picture) -> Canvas:
    rng = dice(picture.scene)
    canvas = Canvas(WHITE, rng)
    if picture.view == "scene":
        rng.choice((_table, _cloth, _floor, _wall))(canvas, rng)
    else:
        _studio(canvas, rng)
    return canvas


def _studio(canvas: Canvas, rng: random.Random) -> None:
    tint = mixed(WHITE, from_hue(rng.random(), 0.5, 0.9), 0.14)
    canvas.fill(rounded((0, 0, 600, 600), 0), tint, light=0.05)
    canvas.fill(ellipse((300, 610), 420, 130), scaled(tint, 0.94), light=0.02)


def _table(canvas: Canvas, rng: random.Random) -> None:
    wood = from_hue(rng.uniform(0.05, 0.1), rng.uniform(0.3, 0.6), rng.uniform(0.5, 0.85))
    top = 0
    while top < 600:
        height = rng.randint(70, 120)
        canvas.fill(
            rounded((0, top, 600, top + height), 0),
            scaled(wood, rng.uniform(0.88, 1.1)),
            light=0.06,
            grain=0.7,
        )
        canvas.fill(stroke([(0, top), (600, top)], 3), scaled(wood, 0.55), light=0)
        _grain_lines(canvas, rng, wood, top, height)
        top += height


def _grain_lines(canvas: Canvas, rng: random.Random, wood: Colour, top: int, height: int) -> None:
    for _ in range(rng.randint(2, 5)):
        y, x = top + rng.randint(8, height), rng.randint(-100, 500)
        waves = [(x + i * 40, y + rng.randint(-3, 3)) for i in range(rng.randint(3, 9))]
        canvas.fill(stroke(waves, 2), scaled(wood, 0.78), light=0)


def _cloth(canvas: Canvas, rng: random.Random) -> None:
    colour = from_hue(rng.random(), rng.uniform(0.1, 0.4), rng.uniform(0.6, 0.9))
    canvas.fill(rounded((0, 0, 600, 600), 0), colour, light=0.1, grain=1.0)
    for _ in range(7):
        x = rng.randint(-100, 700)
        fold = [(x, 0), (x + rng.randint(-90, 90), 300), (x + rng.randint(-160, 160), 600)]
        canvas.shadow(stroke(fold, 26), blur=20, depth=70)


def _floor(canvas: Canvas, rng: random.Random) -> None:
    colour = from_hue(rng.random(), 0.08, rng.uniform(0.7, 0.92))
    canvas.fill(rounded((0, 0, 600, 600), 0), colour, light=0.05, grain=0.4)
    for _ in range(160):
        chip = ellipse((rng.randint(0, 600), rng.randint(0, 600)), rng.uniform(3, 13), rng.uniform(3, 9))
        canvas.fill(chip, from_hue(rng.random(), 0.3, rng.uniform(0.4, 0.8)), light=0)


def _wall(canvas: Canvas, rng: random.Random) -> None:
    brick = from_hue(rng.uniform(0.0, 0.12), rng.uniform(0.1, 0.5), rng.uniform(0.6, 0.9))
    canvas.fill(rounded((0, 0, 600, 600), 0), scaled(brick, 0.8), grain=0.6)
    for row in range(11):
        shift = 45 if row % 2 else 0
        bricks = several(
            *(rounded((x - shift, row * 40 + 2, x - shift + 86, row * 40 + 38), 3) for x in range(0, 700, 90))
        )
        canvas.fill(bricks, scaled(brick, rng.uniform(0.92, 1.08)), light=0.03, grain=0.7)
    canvas.fill(rounded((0, 440, 600, 600), 0), scaled(brick, 0.55), grain=0.7)
