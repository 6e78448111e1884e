"""Things that shops sell, put together from a few bodies. The same seed is the same thing."""

from collections.abc import Callable

import numpy as np

from bench.photos import textures
from bench.photos.bodies import Body
from bench.photos.textures import Dice, Surface


def turned(z: float, tilt: float = 0.0) -> np.ndarray:
    """Around the upright, then towards the viewer."""
    c, s, a, b = np.cos(z), np.sin(z), np.cos(tilt), np.sin(tilt)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ np.array([[1, 0, 0], [0, a, -b], [0, b, a]])


def _body(
    shape: str, middle: tuple, half: tuple, surface: Surface, tilt: float = 0.0, gloss: float = 0.2
) -> Body:
    return Body(shape, np.array(middle, float), np.array(half, float), turned(0.0, tilt), surface, gloss)


def _surface(dice: Dice) -> Surface:
    return textures.GOODS[dice.integers(len(textures.GOODS))](dice)


def bottle(dice: Dice) -> list[Body]:
    r, h = dice.uniform(0.35, 0.55), dice.uniform(0.7, 1.0)
    body, cap = textures.plain(dice), textures.plain(dice)
    return [
        _body("cylinder", (0, 0, h), (r, r, h), body, gloss=0.5),
        _body(
            "cylinder",
            (0, 0, h * dice.uniform(0.8, 1.1)),
            (r * 1.01, r * 1.01, h * 0.55),
            textures.label(dice),
        ),
        _body("sphere", (0, 0, 2 * h), (r, r, r * 0.6), body, gloss=0.5),
        _body("cylinder", (0, 0, 2 * h + r * 0.7), (r * 0.35, r * 0.35, r * 0.4), cap),
    ]


def carton(dice: Dice) -> list[Body]:
    half = dice.uniform(0.35, 0.9, 3)
    return [_body("box", (0, 0, half[2]), tuple(half), textures.label(dice), gloss=0.1)]


def bag(dice: Dice) -> list[Body]:
    w, h, d = dice.uniform(0.7, 1.0), dice.uniform(0.5, 0.8), dice.uniform(0.2, 0.35)
    hide, metal = _surface(dice), textures.plain(dice)
    handle = [_body("cylinder", (x, 0, 2 * h + 0.25), (0.04, 0.04, 0.3), hide) for x in (-w * 0.5, w * 0.5)]
    return [
        _body("box", (0, 0, h), (w, d, h), hide),
        _body("box", (0, -d, h * 1.1), (w * 0.85, 0.05, h * 0.4), textures.leather(dice)),
        _body("sphere", (0, -d - 0.05, h), (0.08, 0.05, 0.08), metal, gloss=0.9),
        _body("box", (0, 0, 2 * h + 0.55), (w * 0.53, 0.045, 0.045), hide),
        *handle,
    ]


def mug(dice: Dice) -> list[Body]:
    r, h = dice.uniform(0.5, 0.7), dice.uniform(0.5, 0.75)
    print_, glaze = _surface(dice), textures.plain(dice)
    return [
        _body("cylinder", (0, 0, h), (r, r, h), print_, gloss=0.6),
        _body("cylinder", (0, 0, 2 * h), (r * 0.9, r * 0.9, 0.02), glaze),
        _body("box", (r + 0.2, 0, h * 1.4), (0.22, 0.09, 0.07), glaze),
        _body("box", (r + 0.2, 0, h * 0.6), (0.22, 0.09, 0.07), glaze),
        _body("box", (r + 0.38, 0, h), (0.07, 0.09, h * 0.45), glaze),
    ]


def watch(dice: Dice) -> list[Body]:
    r = dice.uniform(0.5, 0.7)
    strap = _surface(dice)
    return [
        _body("cylinder", (0, 0, 0.9), (r, r, 0.13), textures.label(dice), tilt=1.35, gloss=0.8),
        _body(
            "cylinder", (0, 0.03, 0.9), (r * 1.12, r * 1.12, 0.1), textures.plain(dice), tilt=1.35, gloss=0.9
        ),
        _body("box", (0, 0.1, 0.9 + r + 0.4), (r * 0.5, 0.06, 0.5), strap),
        _body("box", (0, 0.1, 0.9 - r - 0.1), (r * 0.5, 0.06, 0.4), strap),
    ]


def shoe(dice: Dice) -> list[Body]:
    upper, sole, lace = _surface(dice), textures.plain(dice), textures.plain(dice)
    length = dice.uniform(0.9, 1.2)
    laces = [
        _body("box", (x, 0, 0.66 - 0.1 * i), (0.05, 0.3, 0.03), lace) for i, x in enumerate((0.0, 0.2, 0.4))
    ]
    return [
        _body("box", (0, 0, 0.1), (length, 0.4, 0.1), sole),
        _body("sphere", (0.45, 0, 0.3), (length * 0.6, 0.38, 0.32), upper),
        _body("sphere", (-0.4, 0, 0.5), (length * 0.5, 0.38, 0.55), upper),
        _body("box", (-0.1, -0.37, 0.4), (0.35, 0.04, 0.12), textures.label(dice)),
        *laces,
    ]


def bear(dice: Dice) -> list[Body]:
    fur, belly, eye = textures.leather(dice), _surface(dice), textures.plain(dice)
    ears = [_body("sphere", (x, 0, 2.05), (0.2, 0.12, 0.2), fur) for x in (-0.35, 0.35)]
    eyes = [_body("sphere", (x, -0.44, 1.72), (0.06, 0.05, 0.06), eye, gloss=1.0) for x in (-0.17, 0.17)]
    limbs = [_body("sphere", (x, -0.2, z), (0.2, 0.25, 0.32), fur) for x in (-0.6, 0.6) for z in (0.3, 0.95)]
    return [
        _body("sphere", (0, 0, 0.7), (0.6, 0.5, 0.7), fur),
        _body("sphere", (0, -0.25, 0.7), (0.4, 0.32, 0.45), belly),
        _body("sphere", (0, 0, 1.6), (0.45, 0.42, 0.42), fur),
        *ears,
        *eyes,
        *limbs,
    ]


def headphones(dice: Dice) -> list[Body]:
    shell, pad, band = _surface(dice), textures.leather(dice), textures.plain(dice)
    cups = []
    for x in (-0.75, 0.75):
        cups += [
            Body("cylinder", np.array([x, 0, 0.6]), np.array([0.45, 0.5, 0.12]), _sideways(), shell, 0.5),
            Body("cylinder", np.array([x * 0.8, 0, 0.6]), np.array([0.4, 0.45, 0.1]), _sideways(), pad),
        ]
    arms = [_body("box", (x, 0, 1.2), (0.06, 0.1, 0.35), band) for x in (-0.78, 0.78)]
    return [*cups, *arms, _body("box", (0, 0, 1.58), (0.84, 0.14, 0.07), pad)]


def _sideways() -> np.ndarray:
    return np.array([[0, 0, 1.0], [0, 1.0, 0], [-1.0, 0, 0]])


KINDS: tuple[Callable[[Dice], list[Body]], ...] = (bottle, carton, bag, mug, watch, shoe, bear, headphones)


def thing(seed: int) -> list[Body]:
    dice = np.random.default_rng([1, seed])
    return KINDS[seed % len(KINDS)](dice)
