"""What a match is: which reference, where, how surely, and the sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from recognition.pictures.prepared import Kind

type Point = tuple[float, float]
"""(x, y) of an upright picture that is 1 wide and 1 high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The pair as evidence: how the reference lies in the picture, and which blocks of both agree.

    `warp` takes the reference's points to the picture's: nine numbers, row by row. `there` and `here` outline what
    both show; `blocks` are the middles, in the picture, of the blocks that agree, `size` is how wide and high one
    is in the reference. `reference` and `picture` are the sizes of the files, upright, in pixels.
    """

    reference: tuple[int, int]
    picture: tuple[int, int]
    warp: tuple[float, ...]
    there: tuple[Point, ...]
    here: tuple[Point, ...]
    blocks: tuple[Point, ...]
    size: Point

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        values: dict[str, Any] = {
            name: tuple(data[name]) for name in ("reference", "picture", "warp", "size")
        }
        values |= {name: tuple((x, y) for x, y in data[name]) for name in ("there", "here", "blocks")}
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMatch:
    """`inliers` features agree on how the reference lies in the picture, `agreeing` of `total` blocks in what it shows.

    `seen`: the share of the reference that is in the picture; `fills`: the share of the picture that it fills.
    """

    key: str
    kind: Kind
    score: float
    why: str
    mirrored: bool
    turned: float
    seen: float
    fills: float
    inliers: int
    agreeing: int
    total: int
    aligned: Aligned


def sentence(
    kind: Kind,
    *,
    mirrored: bool,
    turned: float,
    seen: float,
    fills: float,
    inliers: int,
    agreeing: int,
    total: int,
) -> str:
    what = "The logo is in the picture" if kind is Kind.LOGO else "The same picture"
    how = []
    if mirrored:
        how.append("mirrored")
    if abs(turned) >= 3:
        how.append(f"turned by {abs(turned):.0f}°")
    if kind is Kind.COPY and seen < 0.97:
        how.append(f"cut to {seen:.0%} of it")
    if kind is Kind.COPY and fills < 0.9:
        how.append(f"within a larger one, of which it fills {fills:.0%}")
    manner = f", {', '.join(how)}" if how else ""
    features = f"{inliers} features lie where they would, and " if inliers else ""
    return f"{what}{manner}: {features}{agreeing} of {total} blocks with texture agree."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`matches`: the surest first. `allowed`: the allow-listed pictures that are there, which no match lies in."""

    matches: tuple[PictureMatch, ...]
    allowed: tuple[PictureMatch, ...]
