"""How likely a complaint is right: a sum of named contributions, cut to 0..1.

The weights are set by hand (rules version 1). The brand's standing is never an input: it decides what may be
automatic, not whether a listing infringes.
"""

from collections.abc import Sequence

from complaints.assessment.rules import Finding

BASE = 0.25


def contributions(findings: Sequence[Finding]) -> tuple[tuple[str, float], ...]:
    """Where the score comes from, as shown to managers: the base first, then every finding that weighs."""
    return (("base", BASE), *((f.code, f.weight) for f in findings if f.weight))


def score_of(findings: Sequence[Finding]) -> float:
    total = sum(weight for _, weight in contributions(findings))
    return round(min(max(total, 0.0), 1.0), 4)
