"""What other rules of the assessment would have changed: each decision of the policy again, on the facts that it was
assessed on, under its own version of the policy. Changes nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from complaints.assessment.replay import facts_in, stored_findings
from complaints.assessment.rules import RULES, Finding, Rule, findings_of
from complaints.assessment.score import score_of
from complaints.models import Assessment
from core.tenancy import SYSTEM, acting_as
from takedown.programme.policy import Numbers, decide
from takedown.programme.versions.cases import Case, all_versions, cases_between

_SAME_SCORE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A decision that comes out otherwise, and the findings that are gone or new for it."""

    item_id: UUID
    at: datetime
    then: str
    now: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Difference:
    """`outcomes` counts (then, now); `gone` and `new` count codes of findings over all decisions, also where nothing
    came of it. `unreadable`: decisions without an assessment whose facts this code can read. `scored_otherwise`: the
    score did not come from the rules' weights, and was left as it is."""

    checked: int = 0
    unreadable: int = 0
    scored_otherwise: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    changed: list[Changed] = field(default_factory=list)


def difference(since: datetime, until: datetime, *, rules: tuple[Rule, ...] = RULES) -> Difference:
    found, versions = Difference(), all_versions()
    for chunk in cases_between(since, until):
        made = _assessments_of(chunk)
        for case in chunk:
            _compare(case, made.get(case.id), rules, versions[case.version], found)
    return found


def _compare(
    case: Case, made: Assessment | None, rules: tuple[Rule, ...], numbers: Numbers, found: Difference
) -> None:
    facts = facts_in(made) if made else None
    if made is None or facts is None:
        found.unreadable += 1
        return
    found.checked += 1
    then, now = stored_findings(made), findings_of(facts, rules)
    gone, new = _codes(then) - _codes(now), _codes(now) - _codes(then)
    found.gone.update(gone)
    found.new.update(new)
    score = score_of(now)
    if abs(score_of(then) - case.facts.score) > _SAME_SCORE:
        score = case.facts.score
        found.scored_otherwise += 1
    verdict = decide(replace(case.facts, findings=now, score=score), numbers)
    if verdict.outcome == case.outcome:
        return
    found.outcomes[(str(case.outcome), str(verdict.outcome))] += 1
    found.changed.append(
        Changed(
            item_id=case.item_id,
            at=case.at,
            then=str(case.outcome),
            now=str(verdict.outcome),
            gone=tuple(sorted(gone)),
            new=tuple(sorted(new)),
        )
    )


def _codes(findings: Sequence[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def _assessments_of(cases: Sequence[Case]) -> Mapping[UUID, Assessment]:
    """Case → the assessment that it was decided on: the latest of its item that was made before it."""
    with acting_as(SYSTEM):
        rows = Assessment.objects.filter(
            tenant_id__in={case.tenant_id for case in cases}, item_id__in={case.item_id for case in cases}
        )
        of_items: dict[UUID, list[Assessment]] = {}
        for row in rows.order_by("made_at", "id"):
            of_items.setdefault(row.item_id, []).append(row)
    before = {case.id: [a for a in of_items.get(case.item_id, ()) if a.made_at <= case.at] for case in cases}
    return {case_id: made[-1] for case_id, made in before.items() if made}
