"""What a trained model may look at: which findings there are, the complaint's reason, and how sure the matches are.

Never who files, sells or decides: standing and brand are no input. Nor what costs nothing to add, such as the
length of a statement.
"""

from collections.abc import Iterable, Mapping

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Effect, Finding

type Features = Mapping[str, float]

FINDING, REASON = "finding", "reason"
MARK, PICTURE, EVIDENCE = "mark_likeness", "picture_likeness", "evidence_kinds"
# More of each speaks for the complaint, never against it.
NUMERIC = (MARK, PICTURE, EVIDENCE)

_FOR_THE_BRAND = frozenset({"use", "disguised"})
_DIRECTIONS: Mapping[str, int] = {Effect.SUPPORTS: 1, Effect.INFORMS: 0}


def name_of(finding: Finding) -> str:
    """The same code may inform about one complaint and be a doubt about another: these are two features."""
    return f"{FINDING}:{finding.code}:{finding.effect}"


def direction_of(name: str) -> int:
    """1: may only raise the score; -1: may only lower it; 0: whatever people's decisions say."""
    if name in NUMERIC:
        return 1
    kind, _, rest = name.partition(":")
    return _DIRECTIONS.get(rest.rpartition(":")[2], -1) if kind == FINDING else 0


def features_of(facts: Facts, findings: Iterable[Finding]) -> Features:
    """Those that are not nothing."""
    features = {name_of(finding): 1.0 for finding in findings}
    features[f"{REASON}:{facts.reason}"] = 1.0
    marks = [use.score for use in (*facts.mark_uses, *facts.picture_marks) if use.kind in _FOR_THE_BRAND]
    if marks:
        features[MARK] = max(marks)
    if facts.picture_uses:
        features[PICTURE] = max(use.score for use in facts.picture_uses)
    if facts.evidence_kinds:
        features[EVIDENCE] = float(len(facts.evidence_kinds))
    return features
