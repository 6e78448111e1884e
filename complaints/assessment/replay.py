"""The proof that assessments can be made again: the facts stored with each, under the rules of its own version, must
give the findings stored with it. Changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from complaints.assessment.facts import Facts
from complaints.assessment.findings import Finding
from complaints.assessment.rules import Rule, findings_of, rules_of
from complaints.models import Assessment
from core.tenancy import SYSTEM, acting_as

CHUNK = 2000
# Weights were stored to different numbers of places by different versions.
_SAME_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """An assessment that this code would make otherwise on the same facts. `gone` and `new` are codes of findings."""

    item_id: UUID
    at: datetime
    version: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Replay:
    """`reworded`: the same findings in other words. `unknown`: by version, made by rules that this code does not have,
    or from facts that it cannot read: nothing is claimed of these."""

    checked: int = 0
    reworded: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    deviations: list[Deviation] = field(default_factory=list)


type RulesOf = Callable[[str], tuple[Rule, ...] | None]


def replay(since: datetime, until: datetime, *, rules_for: RulesOf = rules_of) -> Replay:
    done = Replay()
    for chunk in _assessments_between(since, until):
        for one in chunk:
            _check(one, rules_for, done)
    return done


def _check(one: Assessment, rules_for: RulesOf, done: Replay) -> None:
    rules, facts = rules_for(one.rules_version), facts_in(one)
    if rules is None or facts is None:
        done.unknown[one.rules_version] += 1
        return
    done.checked += 1
    then, now = stored_findings(one), findings_of(facts, rules)
    gone, new = _not_in(then, now), _not_in(now, then)
    if gone or new:
        found = Deviation(item_id=one.item_id, at=one.made_at, version=one.rules_version, gone=gone, new=new)
        done.deviations.append(found)
    elif [f.sentence for f in then] != [f.sentence for f in now]:
        done.reworded += 1


def facts_in(one: Assessment) -> Facts | None:
    """None for facts that are older than anything this code can read."""
    try:
        return Facts.from_json(one.facts)
    except (KeyError, TypeError, ValueError):
        return None


def stored_findings(one: Assessment) -> tuple[Finding, ...]:
    return tuple(map(Finding.from_json, one.findings))


def _not_in(these: Sequence[Finding], those: Sequence[Finding]) -> tuple[str, ...]:
    there = {(f.code, f.effect): f.weight for f in those}
    return tuple(
        f.code
        for f in these
        if (weight := there.get((f.code, f.effect))) is None or abs(weight - f.weight) > _SAME_WEIGHT
    )


def _assessments_between(since: datetime, until: datetime) -> Iterator[Sequence[Assessment]]:
    """Some thousands at a time, each chunk in a transaction of its own. Ids follow the time of writing."""
    after = UUID(int=0)
    while True:
        with acting_as(SYSTEM):
            rows = Assessment.objects.filter(id__gt=after, made_at__gte=since, made_at__lt=until)
            chunk = list(rows.order_by("id")[:CHUNK])
        if not chunk:
            return
        yield chunk
        after = chunk[-1].id
