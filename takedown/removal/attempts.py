"""The record of calls to marketplaces and of looks at their storefronts."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from listings.connectors.exchanges import Exchange
from takedown.models import Attempt, Removal
from takedown.removal.masking import kept


def note(
    removal: Removal,
    act: Attempt.Act,
    outcome: str,
    detail: str = "",
    *,
    exchanges: Sequence[Exchange] = (),
) -> None:
    """One call and what came of it; `outcome` is a word, `detail` the other side's words."""
    Attempt.objects.create(
        removal=removal, act=act, outcome=outcome[:40], detail=detail, exchanges=kept(exchanges)
    )


def note_all(
    removals: Iterable[Removal],
    act: Attempt.Act,
    outcomes: Mapping[UUID, tuple[str, Sequence[Exchange]]],
) -> None:
    """One call each, by the removal's id: a word for what came of it, and what was said. One query."""
    Attempt.objects.bulk_create(
        Attempt(removal=removal, act=act, outcome=word[:40], exchanges=kept(exchanges))
        for removal in removals
        for word, exchanges in [outcomes[removal.id]]
    )
