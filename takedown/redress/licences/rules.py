"""When a seller's claim keeps programs from removing more of their listings for that brand. Pure."""

from dataclasses import dataclass
from datetime import timedelta

# So long a brand has for its answer; then a person of the marketplace looks.
ANSWER_WITHIN = timedelta(days=7)
# After so many denials even a new paper holds nothing up any more: a person looks at it all the same.
MOST_DENIED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A claim, and what the same seller has told the same brand before. Files by their hash."""

    giver: str
    files: frozenset[str]
    denied_before: int = 0
    givers_before: frozenset[str] = frozenset()
    files_before: frozenset[str] = frozenset()


def brings_something_new(facts: Facts) -> bool:
    """Another paper, or another giver: the same once more has been answered."""
    givers = {plain(giver) for giver in facts.givers_before}
    return bool(facts.files - facts.files_before) or plain(facts.giver) not in givers


def holds_up_removals(facts: Facts) -> bool:
    if facts.denied_before == 0:
        return True
    return facts.denied_before <= MOST_DENIED and brings_something_new(facts)


def plain(name: str) -> str:
    return " ".join(name.casefold().split())
