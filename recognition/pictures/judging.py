"""When an aligned pair is a copy, when it is a logo, and when it is neither. Pure: figures in, a verdict out.

The numbers come from photos of one shop's clothes, 725 of them, that are not in this repository: the same models in
the same poses before the same white. Copies of them agree, under whatever lies over them, with a middle correlation of
0.986 and more; other photos of the same model in the same pose with 0.971 at most, though in up to 0.7 of their blocks.
The bound for worn copies comes from heavily compressed pictures of bench/photos; those for outlines alone from its
things before plain white and from 124 pictures of household goods, each model in several colours, not in this repository
either: of 332 answers that were wrong 45 are left, and of 1,665 that were right 20 are not given.
"""

import math
from dataclasses import dataclass

FEWEST_BLOCKS = 8
_FIRM, _FAIRLY_FIRM, _WORN = 0.977, 0.95, 0.9
_PLAIN, _UNEVEN, _TO_THE_GRAIN = 0.4, 0.06, 0.988


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Of what both show: how many blocks with texture agree, their share by number and by texture, how firmly they
    do (the middle one's correlation), how much of the reference has texture at all, how unevenly contrast changes from
    the one to the other, and how much of the reference is seen and of the picture filled.

    `inliers` 0: nothing but the pixels speaks for the pair.
    """

    inliers: int
    agreeing: int
    share: float
    weighed: float
    firm: float
    textured: float
    uneven: float
    seen: float
    fills: float

    @property
    def agreement(self) -> float:
        return min(self.share, self.weighed)


def is_a_copy(pair: Pair) -> bool:
    """What is stuck over a copy takes blocks away, and leaves the others as firm as they were."""
    if pair.agreeing < FEWEST_BLOCKS or pair.seen < 0.05 or pair.fills < 0.03 or is_an_outline_alone(pair):
        return False
    is_firm = pair.firm >= _FIRM and pair.agreement >= 0.5
    # Noise and compression make every block less firm, and none disagree: the fewer do, the less firm they may be.
    is_whole = pair.firm >= _FAIRLY_FIRM and pair.agreement >= 0.9
    is_worn = pair.firm >= _WORN and pair.agreement >= 0.96 and pair.agreeing >= 5 * FEWEST_BLOCKS
    return is_firm or ((is_whole or is_worn) and pair.seen >= 0.5)


def is_an_outline_alone(pair: Pair) -> bool:
    """Two mugs before plain white: the edges are in the same places, and between other colours. What agrees to the grain is a
    copy whatever became of its contrast."""
    return pair.textured < _PLAIN and pair.uneven > _UNEVEN and pair.firm < _TO_THE_GRAIN


def is_a_copy_by_pixels(pair: Pair) -> bool:
    """Where features are too few to speak, nearly everything has to agree."""
    enough = pair.agreeing >= 2 * FEWEST_BLOCKS and pair.seen >= 0.5
    return enough and pair.agreement >= 0.9 and pair.firm >= _FAIRLY_FIRM


def is_a_logo(pair: Pair) -> bool:
    """On goods a logo is bent, lit and woven: it agrees less firmly, but nearly all of it has to be there."""
    return pair.agreeing >= FEWEST_BLOCKS and pair.agreement >= 0.6 and pair.seen >= 0.8


def is_a_copied_drawing(pair: Pair) -> bool:
    """What only looks like a logo may be a plain thing before a plain ground, and has to keep its shades."""
    return is_a_logo(pair) and not is_an_outline_alone(pair)


def score_of(pair: Pair) -> float:
    """0 to 1: the more blocks agree, of more, and the more firmly, the surer."""
    witnesses = 1.0 - 0.5 ** (pair.agreeing / FEWEST_BLOCKS)
    return round(witnesses * pair.firm * math.sqrt(pair.agreement), 4)
