"""What a picture shows, in a few numbers: the same numbers always give the same picture."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

EDITS = ("recompressed", "cropped", "mirrored", "banner", "tinted", "bordered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    shape: str
    look: int
    """The design of the product: all pieces of one model share it."""
    scene: int
    """Background and light."""
    word: str
    emblem: str = ""
    view: str = "front"
    """front, close, or scene: in front of somebody's wall or table."""
    edit: str = ""
    """What somebody did to a copied picture."""


def to_json(pictures: Iterable[Picture]) -> str:
    return json.dumps([asdict(picture) for picture in pictures], ensure_ascii=False)


def from_json(text: str) -> tuple[Picture, ...]:
    return tuple(Picture(**fields) for fields in json.loads(text))
