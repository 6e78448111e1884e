"""The colours, the pattern and the badge that make one model look unlike another."""

import colorsys
import random
from dataclasses import dataclass

from listings.simulated_marketplace.dice import dice

from .canvas import Canvas, Colour, Outline, Point, ellipse, mixed, polygon, several, stroke
from .picture import Picture

_NEUTRALS: tuple[Colour, ...] = ((38, 38, 44), (232, 224, 210), (92, 70, 54), (120, 124, 132), (24, 34, 62))


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    main: Colour
    second: Colour
    metal: Colour
    word: str
    emblem: str
    rng: random.Random
    """For the proportions; all drawings of one model throw the same dice in the same order."""

    @property
    def ink(self) -> Colour:
        """A colour that can be read on the main one."""
        return (248, 242, 228) if sum(self.main) < 400 else (34, 30, 36)


def design_of(picture: Picture) -> Design:
    rng = dice(picture.look)
    return Design(
        main=rng.choice(_NEUTRALS) if rng.random() < 0.35 else from_hue(rng.random(), 0.55, 0.62),
        second=from_hue(rng.random(), 0.45, 0.8),
        metal=rng.choice(((206, 168, 92), (196, 200, 208), (186, 122, 96))),
        word=picture.word,
        emblem=picture.emblem,
        rng=rng,
    )


def from_hue(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def cover_with_pattern(canvas: Canvas, outline: Outline, design: Design) -> None:
    """Half of all models carry a pattern; it gives picture matching something to hold on to."""
    colour = mixed(design.main, design.ink, 0.28)
    step = design.rng.randint(26, 44)
    marks = design.rng.choice((_quilting, _dots, _stripes, _none))(step, design.rng)
    canvas.pattern(outline, marks, colour)


def _quilting(step: int, _rng: random.Random) -> Outline:
    falling = [stroke([(x, 0), (x + 600, 600)], 1.6) for x in range(-600, 600, step)]
    rising = [stroke([(x, 600), (x + 600, 0)], 1.6) for x in range(-600, 600, step)]
    return several(*falling, *rising)


def _dots(step: int, rng: random.Random) -> Outline:
    return several(
        *(
            ellipse((x + rng.randint(-5, 5), y + rng.randint(-5, 5)), rng.uniform(2, 6))
            for x in range(0, 600, step)
            for y in range(0, 600, step)
        )
    )


def _stripes(step: int, rng: random.Random) -> Outline:
    slant = rng.choice((-160, 0, 160))
    return several(*(stroke([(x, 0), (x + slant, 600)], step / 6) for x in range(-200, 800, step)))


def _none(_step: int, _rng: random.Random) -> Outline:
    return several()


def badge(canvas: Canvas, design: Design, centre: Point, width: float, colour: Colour) -> None:
    """The brand's word, with its emblem above it where it has one."""
    x, y = centre
    emblem = _EMBLEMS.get(design.emblem)
    if emblem and design.word:
        canvas.fill(emblem(x, y - width * 0.37, width * 0.2), colour, light=0)
    canvas.word(design.word, centre, width, colour)


def _crescent(x: float, y: float, r: float) -> Outline:
    return polygon([*_moon_edge(x, y, r, 1.0), *reversed(_moon_edge(x, y, r, 0.35))])


def _moon_edge(x: float, y: float, r: float, bulge: float) -> list[Point]:
    steps = [i / 12 for i in range(-12, 13)]
    return [(x - r * bulge * (1 - t * t) ** 0.5 + r * 0.4, y + r * t) for t in steps]


def _wing(x: float, y: float, r: float) -> Outline:
    return several(
        *(
            stroke(
                [(x - r * 1.4, y - r * lift), (x, y + r * (0.7 - lift)), (x + r * 1.4, y - r * lift)], r * 0.3
            )
            for lift in (0.0, 0.55)
        )
    )


def _pine(x: float, y: float, r: float) -> Outline:
    tiers = ((-1.0, -0.3, 0.5), (-0.55, 0.25, 0.75), (-0.1, 0.8, 1.0))
    return several(
        stroke([(x, y), (x, y + r * 1.1)], r * 0.3),
        *(
            polygon([(x, y + r * top), (x - r * wide, y + r * foot), (x + r * wide, y + r * foot)])
            for top, foot, wide in tiers
        ),
    )


_EMBLEMS = {"crescent": _crescent, "wing": _wing, "pine": _pine}
