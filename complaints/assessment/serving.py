"""Which score is in force, and which look on: read once for a set of items, made with no library."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from complaints.assessment.additive import AdditiveModel
from complaints.assessment.facts import Facts
from complaints.assessment.features import Features, features_of
from complaints.assessment.findings import Finding
from complaints.assessment.score import score_of
from complaints.scoring.models import AssessmentModel
from complaints.scoring.states import ModelState


@lru_cache(maxsize=16)
def model_of(content: str) -> AdditiveModel:
    """Kept from set to set: what a model is never changes."""
    return AdditiveModel.from_json(json.loads(content)["model"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """`model_version` None: by the rules. `shadow_scores`: version → what a score that only looks on says."""

    score: float
    model_version: int | None
    shadow_scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorers:
    live: tuple[int, AdditiveModel] | None
    shadows: tuple[tuple[int, AdditiveModel], ...]

    def score(self, facts: Facts, findings: Sequence[Finding]) -> Scored:
        features: Features = features_of(facts, findings) if self.live or self.shadows else {}
        return Scored(
            score=self.live[1].probability(features) if self.live else score_of(findings),
            model_version=self.live[0] if self.live else None,
            shadow_scores={str(version): model.probability(features) for version, model in self.shadows},
        )


def scorers() -> Scorers:
    """One query. Nothing trained, or nothing in force: the rules score."""
    rows = AssessmentModel.objects.filter(state__in=[ModelState.LIVE, ModelState.SHADOW])
    found = [
        (state, version, model_of(content))
        for state, version, content in rows.order_by("version").values_list("state", "version", "content")
    ]
    live = [(version, model) for state, version, model in found if state == ModelState.LIVE]
    return Scorers(
        live=live[0] if live else None,
        shadows=tuple((version, model) for state, version, model in found if state == ModelState.SHADOW),
    )


def score_again(facts: Facts, findings: Sequence[Finding], model: AdditiveModel | None) -> float:
    """What an assessment's score comes to again, years later, by what made it: None for the rules."""
    return model.probability(features_of(facts, findings)) if model else score_of(findings)
