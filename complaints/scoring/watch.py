"""Looks at the score in force every hour: what people say of what it said, and whether it still knows what comes in.

What it sees is kept, a row a day, and is what the page shows. Where a trained score may stay no longer
(complaints/scoring/bounds.py), the rules score from the same transaction on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from complaints.assessment.additive import AdditiveModel
from complaints.assessment.features import name_of
from complaints.assessment.findings import Finding
from complaints.assessment.serving import model_of
from complaints.models import Assessment, AssessmentModel, ScoreWatch
from complaints.scoring import bounds, metrics, moves
from complaints.scoring.labels import Judged, judged_between, score_by_rules
from complaints.scoring.metrics import quality
from complaints.scoring.reading import document_of
from complaints.scoring.states import ModelState
from complaints.scoring.training import of_reason
from core import clock
from core.outbox import Work

MOST_JUDGED = 5_000
MOST_ASSESSED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What of the newest assessments the score in force has made."""

    scores: list[float]
    unknown: float


def watch_score(works: Sequence[Work]) -> None:
    now = clock.now()
    live = AssessmentModel.objects.filter(state=ModelState.LIVE).first()
    since = now - timedelta(days=bounds.MOST_DAYS_UNCHECKED)
    judged = list(judged_between(since, now, most=MOST_JUDGED))
    lately = [j for j in judged if j.at >= now - timedelta(days=bounds.WATCHED_DAYS)]
    assessed = _assessed(live)
    shift = _shift(live, assessed)
    against = bounds.against_staying(_seen(live, judged, lately, assessed, shift, now=now)) if live else ()
    ScoreWatch.objects.update_or_create(
        day=now.date(),
        defaults={
            "looked_at": now,
            "model": live,
            "figures": _figures(live, lately, assessed, shift),
            "against": list(against),
        },
    )
    if live and against:
        moves.fall_back(live.version, because=against, now=now)


def _in_force(live: AssessmentModel | None, judged: Sequence[Judged]) -> list[Judged]:
    version = live.version if live else None
    return [j for j in judged if j.model_version == version]


def _seen(
    live: AssessmentModel,
    judged: Sequence[Judged],
    lately: Sequence[Judged],
    assessed: Assessed,
    shift: float,
    *,
    now: datetime,
) -> bounds.Seen:
    own = _in_force(live, lately)
    return bounds.Seen(
        quality=quality([j.score for j in own], [j.right for j in own]),
        assessed=len(assessed.scores),
        shift=shift,
        unknown=assessed.unknown,
        days_in_force=(now - live.state_at) / timedelta(days=1),
        judged=len(_in_force(live, judged)),
    )


def _assessed(live: AssessmentModel | None) -> Assessed:
    version = live.version if live else None
    rows = Assessment.objects.order_by("-id").values_list("score", "model_version", "findings")[
        :MOST_ASSESSED
    ]
    own = [(score, findings) for score, made_by, findings in rows if made_by == version]
    unknown = 0.0
    if live and own:
        model = model_of(live.content)
        unknown = sum(_has_unknown(model, findings) for _, findings in own) / len(own)
    return Assessed(scores=[score for score, _ in own], unknown=round(unknown, 4))


def _has_unknown(model: AdditiveModel, findings: Sequence[Mapping[str, Any]]) -> bool:
    return any(not model.knows(name_of(Finding.from_json(data))) for data in findings)


def _shift(live: AssessmentModel | None, assessed: Assessed) -> float:
    """Against what came in when it was trained; the rules were trained on nothing."""
    if live is None or not assessed.scores:
        return 0.0
    before: Sequence[int] = document_of(live)["data"]["scores"]
    return metrics.shift(before, metrics.histogram(assessed.scores))


def _figures(
    live: AssessmentModel | None, lately: Sequence[Judged], assessed: Assessed, shift: float
) -> dict[str, Any]:
    own = _in_force(live, lately)
    shadows = sorted({version for j in lately for version in j.shadow_scores}, key=int)
    return {
        "in_force": _quality([j.score for j in own], own),
        "rules": _quality([score_by_rules(j) for j in lately], lately),
        "shadows": {version: _of_shadow(version, lately) for version in shadows},
        "by_reason": [
            of_reason(reason, [j.score for j in some], [j.right for j in some])
            for reason in sorted({j.reason for j in own})
            if (some := [j for j in own if j.reason == reason])
        ],
        "assessed": len(assessed.scores),
        "passing": [
            {"threshold": t, "share": round(sum(s >= t for s in assessed.scores) / len(assessed.scores), 4)}
            for t in metrics.THRESHOLDS
            if assessed.scores
        ],
        "shift": shift,
        "unknown": assessed.unknown,
    }


def _of_shadow(version: str, lately: Sequence[Judged]) -> dict[str, Any] | None:
    own = [j for j in lately if version in j.shadow_scores]
    return _quality([j.shadow_scores[version] for j in own], own)


def _quality(said: Sequence[float], judged: Sequence[Judged]) -> dict[str, Any] | None:
    found = quality(said, [j.right for j in judged])
    return found.to_json() if found else None
