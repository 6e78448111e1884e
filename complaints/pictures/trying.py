"""Trying it out: which of a brand's pictures are in this one, and why. Nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.roles import Action, require
from brands.models import Brand, Right, RightFile
from complaints.pictures.compare import MOST_REFERENCES, Compared, LookedFor
from complaints.pictures.shown import Pair, pair_of
from complaints.pictures.wanted import LOOKED_FOR
from core.tenancy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A picture of the brand, and the right it belongs to."""

    looked_for: LookedFor
    right: Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A pair as the page draws it, with the name of the brand's file and the right it belongs to."""

    pair: Pair
    name: str
    right: Right


def candidates(brand_id: UUID, *, by: Actor) -> list[Candidate]:
    """The newest pictures of one brand, as many as are looked for at once. Raises Brand.DoesNotExist."""
    require(by, Action.SEE_RIGHTS)
    brand = Brand.objects.visible_to(by).get(tenant_id=brand_id)
    rows = RightFile.objects.visible_to(by).filter(
        tenant_id=brand.tenant_id, purpose__in=LOOKED_FOR, file__media_type__startswith="image/"
    )
    return [
        Candidate(
            looked_for=LookedFor(file=row.file, allowed=row.purpose == RightFile.Purpose.ALLOWED),
            right=row.right,
        )
        for row in rows.select_related("file", "right").order_by("-id")[:MOST_REFERENCES]
    ]


def seen_in(compared: Compared, among: Sequence[Candidate]) -> list[Seen]:
    """The allow-listed ones last."""
    by_id = {str(one.looked_for.file.id): one for one in among}
    if compared.found is None:
        return []
    both = [*compared.found.matches, *compared.found.allowed]
    return [
        Seen(
            pair=pair_of(m.key, str(m.kind), m.why, m.aligned, is_allowed=by_id[m.key].looked_for.allowed),
            name=by_id[m.key].looked_for.file.name,
            right=by_id[m.key].right,
        )
        for m in both
    ]
