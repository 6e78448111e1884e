"""What one decision adds to a record: the pure part of counting. Sums of it are kept by difference."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from takedown.programme.standing import Record

COUNTS = tuple(f.name for f in fields(Record))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision and what has become of it.

    `reversed_by` is the outcome of the decision that overturns it, if any; `reversal_stands` is false when that
    one was overturned in its turn. `audit` is the result of the blind look, empty while nobody has looked.
    `raised_by_the_portal`: the brand has not asked for it.
    """

    outcome: str
    automated: bool
    reversed_by: str = ""
    reversal_stands: bool = True
    audit: str = ""
    raised_by_the_portal: bool = False


def contribution_of(judgement: Judgement) -> Record:
    """Only what people decided or confirmed counts; an automatic one counts when it was audited or proved wrong.

    What the portal raised by itself says nothing of the brand's judgement, neither for it nor against it.
    """
    if judgement.outcome not in {"upheld", "refused"} or judgement.raised_by_the_portal:
        return Record()
    return _of_nobody(judgement) if judgement.automated else _of_a_person(judgement)


def was_restored(judgement: Judgement) -> bool:
    return judgement.reversed_by == "restored" and judgement.reversal_stands


def is_superseded(judgement: Judgement) -> bool:
    """Another person's decision about the same thing has taken its place, and counts instead of it."""
    return judgement.reversed_by != "" and not was_restored(judgement)


def _of_a_person(judgement: Judgement) -> Record:
    if is_superseded(judgement):
        return Record()
    upheld, restored = judgement.outcome == "upheld", was_restored(judgement)
    return Record(decided=1, upheld=int(upheld and not restored), overturned=int(upheld and restored))


def _of_nobody(judgement: Judgement) -> Record:
    superseded = is_superseded(judgement)
    audited = judgement.audit != ""
    wrong = was_restored(judgement) or (judgement.audit == "overturned" and not superseded)
    right = audited and not wrong
    counts = int(right and not superseded)
    return Record(
        decided=counts,
        upheld=counts,
        wrongful_automatic=int(wrong),
        audited=int(audited),
        audited_right=int(right),
    )


def plus(one: Record, other: Record) -> Record:
    return Record(**{name: getattr(one, name) + getattr(other, name) for name in COUNTS})


def minus(one: Record, other: Record) -> Record:
    return Record(**{name: getattr(one, name) - getattr(other, name) for name in COUNTS})


def total(records: Iterable[Record]) -> Record:
    added = Record()
    for record in records:
        added = plus(added, record)
    return added
