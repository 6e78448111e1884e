"""Trying a text: which of a brand's marks are recognised in it, and why. Nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Action, require
from brands.models import Brand, Right
from complaints.marked import Piece, pieces_of
from core.tenancy import Actor
from recognition import Kind, Mark, MarkIndex, Match

MOST_MARKS = 500

_KINDS: dict[Kind, tuple[Promise, str]] = {
    Kind.USE: (_("Used as a mark"), "good"),
    Kind.DISGUISED: (_("Disguised"), "warn"),
    Kind.COMPATIBLE: (_("Says what the goods fit"), "warn"),
    Kind.COMPARATIVE: (_("Says what the goods are like"), "warn"),
    Kind.LISTED: (_("One in a row of marks"), "warn"),
    Kind.DENIED: (_("Says what the goods are not"), "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    mark: str
    written: str
    kind: Promise
    tone: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the page shows: the text with its marked places, and a line for each."""

    pieces: list[Piece]
    found: list[Found]
    marks: int
    """How many marks were looked for."""


def brands_to_try(by: Actor) -> list[Brand]:
    """Whose marks somebody may choose from; a brand's own people have no choice to make."""
    return list(Brand.objects.visible_to(by).order_by("name", "tenant_id")[:MOST_MARKS]) if by.staff else []


def try_text(text: str, *, nice_class: int | None, brand: UUID | None, by: Actor) -> Tried:
    """Look for the trademarks of the actor's own brand, or of the one that staff have chosen."""
    require(by, Action.SEE_RIGHTS)
    rights = Right.objects.visible_to(by).filter(kind=Right.Kind.TRADEMARK)
    if by.staff:
        rights = rights.filter(tenant_id=brand) if brand else rights.none()
    marks = [_mark(right) for right in rights.order_by("title", "id")[:MOST_MARKS]]
    matches = MarkIndex.build(marks).find(text, nice_class=nice_class)
    return Tried(pieces=pieces_of(text, matches), found=_found(text, matches), marks=len(marks))


def _mark(right: Right) -> Mark:
    return Mark(
        key=str(right.id),
        text=right.title,
        variants=tuple(right.variants),
        nice_classes=frozenset(right.nice_classes),
    )


def _found(text: str, matches: Sequence[Match]) -> list[Found]:
    return [
        Found(
            mark=match.mark,
            written=text[match.start : match.end],
            kind=_KINDS[match.kind][0],
            tone=_KINDS[match.kind][1],
            why=match.why,
        )
        for match in matches
    ]
