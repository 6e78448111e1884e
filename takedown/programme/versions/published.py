"""What brands may read of the policy: the formula's numbers in force, and what of them is about to change.

Never the score threshold, caps or guards: they would tell how far one may go. A number is published when its row
in numbers.py says so.
"""

from dataclasses import dataclass
from datetime import datetime

from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.versions.numbers import Change, changes, in_words, specs


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    at: datetime
    changes: list[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """`rows`: label and value of each published number."""

    since: datetime
    rows: list[tuple[str, str]]
    coming: list[Coming]


def published_formula(*, now: datetime) -> Formula:
    with acting_as(SYSTEM):
        # The formula is published; the table it stands in is not for brands.
        versions = list(PolicyVersion.objects.order_by("version"))
    known = [(version, Numbers.from_json(version.numbers)) for version in versions]
    in_force = max(n for n, version in enumerate(versions) if version.effective_at <= now)
    numbers = known[in_force][1]
    coming = [
        Coming(at=version.effective_at, changes=[c for c in changes(before, after) if c.published])
        for (_before, before), (version, after) in zip(known[in_force:], known[in_force + 1 :], strict=False)
    ]
    return Formula(
        since=_since(known[: in_force + 1]),
        rows=[
            (str(spec.about.label), in_words(spec, spec.value_in(numbers)))
            for spec in specs()
            if spec.about.published
        ],
        coming=[one for one in coming if one.changes],
    )


def _since(known: list[tuple[PolicyVersion, Numbers]]) -> datetime:
    """From when on the published numbers have been these: a version may have changed only others."""
    since = known[-1][0].effective_at
    for (before, old), (_after, new) in zip(known[-2::-1], known[:0:-1], strict=False):
        if any(change.published for change in changes(old, new)):
            break
        since = before.effective_at
    return since
