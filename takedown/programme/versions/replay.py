"""The proof that decisions can be made again: every case, under its own version, must come out as it did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from takedown.programme.policy import decide
from takedown.programme.versions.cases import all_versions, cases_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A decision that this code would make otherwise, on the same facts under the same version."""

    item_id: UUID
    at: datetime
    version: int
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    checked: int
    deviations: list[Deviation]


def replay(since: datetime, until: datetime) -> Replay:
    """Changes nothing. Outcome and reasons must both be the same."""
    checked, deviations = 0, []
    for found in _replayed(since, until):
        checked += 1
        if found is not None:
            deviations.append(found)
    return Replay(checked=checked, deviations=deviations)


def _replayed(since: datetime, until: datetime) -> Iterator[Deviation | None]:
    versions = all_versions()
    for chunk in cases_between(since, until):
        for case in chunk:
            verdict = decide(case.facts, versions[case.version])
            if (verdict.outcome, verdict.because) == (case.outcome, case.because):
                yield None
                continue
            yield Deviation(
                item_id=case.item_id,
                at=case.at,
                version=case.version,
                then=_words(case.outcome, case.because),
                now=_words(verdict.outcome, verdict.because),
            )


def _words(outcome: str, because: tuple[str, ...]) -> str:
    return f"{outcome} ({', '.join(because)})"
