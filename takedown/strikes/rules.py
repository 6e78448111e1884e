"""The ladder of strikes: what each upheld removal counts, for how long, and which step a seller has come to.

Everything follows from the set of what happened; in which order it became known makes no difference.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    REMOVED = "removed"
    """A listing was taken off sale for an upheld ground."""
    RETURNED = "returned"
    """The seller put a removed listing back."""
    GIVEN_BACK = "given_back"
    """The ground ended: overturned, contested with success, or withdrawn. Its strike never was."""


class Step(StrEnum):
    NONE = "none"
    NOTICE = "notice"
    WARNING = "warning"
    LIMIT = "limit"
    SUSPENSION = "suspension"


def _points() -> Mapping[str, int]:
    return {
        "counterfeit_goods": 4,
        "mark_on_product": 2,
        "mark_in_title": 1,
        "copied_image": 2,
        "copied_design": 2,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The published numbers."""

    points: Mapping[str, int] = field(default_factory=_points)
    other_points: int = 1
    return_points: int = 3
    merge_days: int = 7
    decay_days: int = 180
    steps: tuple[tuple[int, Step], ...] = (
        (1, Step.NOTICE),
        (4, Step.WARNING),
        (8, Step.LIMIT),
        (12, Step.SUSPENSION),
    )

    def points_for(self, kind: Kind, reason: str) -> int:
        return self.return_points if kind is Kind.RETURNED else self.points.get(reason, self.other_points)

    def step_at(self, points: int) -> Step:
        return max((least, step) for least, step in ((0, Step.NONE), *self.steps) if points >= least)[1]


PUBLISHED = Ladder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event of a seller's. `ground` names what a strike is for, and what gives it back."""

    kind: Kind
    at: datetime
    reason: str = ""
    ground: Hashable = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Removals (or returns) within a few days of the first: they count once, as the gravest of them does."""

    kind: Kind
    began: datetime
    ended: datetime
    events: int
    points: int
    counts_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Strikes:
    """`next_change` is when the next incident ceases to count."""

    points: int
    step: Step
    counting: tuple[Incident, ...]
    past: tuple[Incident, ...]
    next_change: datetime | None


def strikes_of(happened: Iterable[Happened], *, now: datetime, ladder: Ladder = PUBLISHED) -> Strikes:
    incidents = incidents_of(happened, now=now, ladder=ladder)
    counting = tuple(i for i in incidents if i.counts_until > now)
    points = sum(i.points for i in counting)
    return Strikes(
        points=points,
        step=ladder.step_at(points),
        counting=counting,
        past=tuple(i for i in incidents if i.counts_until <= now),
        next_change=min((i.counts_until for i in counting), default=None),
    )


def incidents_of(happened: Iterable[Happened], *, now: datetime, ladder: Ladder) -> list[Incident]:
    known = [one for one in happened if one.at <= now]
    forgiven = {one.ground for one in known if one.kind is Kind.GIVEN_BACK}
    found: list[Incident] = []
    for kind in (Kind.REMOVED, Kind.RETURNED):
        mine = [one for one in known if one.kind is kind]
        stand = [one for one in mine if one.ground is None or one.ground not in forgiven]
        groups = _within(sorted(stand, key=lambda one: one.at), timedelta(days=ladder.merge_days))
        found.extend(_incident(kind, group, ladder) for group in groups)
    return sorted(found, key=lambda incident: (incident.began, incident.kind))


def _within(events: Sequence[Happened], time: timedelta) -> list[list[Happened]]:
    """Groups in which nothing lies later than `time` after the first."""
    groups: list[list[Happened]] = []
    for event in events:
        if groups and event.at - groups[-1][0].at <= time:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _incident(kind: Kind, events: Sequence[Happened], ladder: Ladder) -> Incident:
    return Incident(
        kind=kind,
        began=events[0].at,
        ended=events[-1].at,
        events=len(events),
        points=max(ladder.points_for(kind, one.reason) for one in events),
        counts_until=events[-1].at + timedelta(days=ladder.decay_days),
    )
