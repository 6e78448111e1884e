"""The record of calls to marketplaces and of looks at their storefronts."""

from collections.abc import Sequence

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
