"""What was found in a listing's picture, as a page draws it: both pictures with what they share outlined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from complaints.models import Item, PictureLook
from core.tenancy import Actor
from recognition.pictures import Aligned

# Units of the drawing to the width of a picture.
WIDE = 1000
_MOST_SPOTS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One picture: its height where its width is WIDE, and the outline as an SVG polygon's points."""

    height: int
    outline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A reference beside the picture. `spots` are where they agree, in the picture: written as SVG wants them, which
    is not as a German reader does."""

    reference: UUID
    is_logo: bool
    is_allowed: bool
    why: str
    there: Side
    here: Side
    spots: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The latest look. `compared`: with how many pictures of the brand."""

    pairs: Sequence[Pair]
    picture: UUID
    compared: int
    readable: bool
    version: str


def looked_at(item: Item, actor: Actor) -> Looked | None:
    rows = PictureLook.objects.visible_to(actor).filter(tenant_id=item.tenant_id, item=item)
    latest = rows.order_by("-made_at", "-id").first()
    if latest is None:
        return None
    return Looked(
        pairs=[
            *(
                pair_of(m["reference"], m["kind"], m["why"], Aligned.from_json(m["aligned"]))
                for m in latest.matches
            ),
            *(
                pair_of(m["reference"], m["kind"], m["why"], Aligned.from_json(m["aligned"]), is_allowed=True)
                for m in latest.allowed
            ),
        ],
        picture=latest.picture_id,
        compared=len(latest.references),
        readable=latest.readable,
        version=latest.version,
    )


def pair_of(reference: str, kind: str, why: str, aligned: Aligned, *, is_allowed: bool = False) -> Pair:
    height = _height(aligned.picture)
    return Pair(
        reference=UUID(reference),
        is_logo=kind == "logo",
        is_allowed=is_allowed,
        why=why,
        there=Side(
            height=_height(aligned.reference), outline=_points(aligned.there, _height(aligned.reference))
        ),
        here=Side(height=height, outline=_points(aligned.here, height)),
        spots=[(f"{x * WIDE:.1f}", f"{y * height:.1f}") for x, y in _some(aligned.blocks)],
    )


def _height(size: tuple[int, int]) -> int:
    return max(1, round(WIDE * size[1] / size[0]))


def _points(outline: Iterable[tuple[float, float]], height: int) -> str:
    return " ".join(f"{x * WIDE:.1f},{y * height:.1f}" for x, y in outline)


def _some(blocks: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    return blocks[:: max(1, -(-len(blocks) // _MOST_SPOTS))]
