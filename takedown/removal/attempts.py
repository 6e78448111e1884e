"""The record of calls to marketplaces and of looks at their storefronts."""

from takedown.models import Attempt, Removal


def note(removal: Removal, act: Attempt.Act, outcome: str, detail: str = "") -> None:
    """One call and what came of it; `outcome` is a word, `detail` the other side's words."""
    Attempt.objects.create(removal=removal, act=act, outcome=outcome[:40], detail=detail)
