"""Trained scores for the tests: learned once from a made-up history, and rows that hold one."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from bench.history import Past, history
from complaints.assessment.features import features_of
from complaints.assessment.rules import findings_of
from complaints.assessment.score import score_of
from complaints.models import AssessmentModel
from complaints.scoring import moves
from complaints.scoring.training import Example, Trained, train
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests.stories import World


def example(past: Past, key: str) -> Example:
    findings = findings_of(past.facts)
    return Example(
        key=key,
        features=features_of(past.facts, findings),
        right=past.said_right,
        reason=past.facts.reason,
        by_rules=score_of(findings),
    )


@cache
def examples(count: int = 1_500, seed: int = 1) -> tuple[Example, ...]:
    return tuple(example(past, str(n)) for n, past in enumerate(history(count, seed=seed)))


def everything(of: Sequence[Example]) -> list[Any]:
    return [one.features for one in of[-500:]]


@cache
def trained(seed: int = 7) -> Trained:
    return train(examples(), everything=everything(examples()), seed=seed)


def fit_to_serve(**changes: Any) -> str:
    """The document of a model that was tested on enough; `changes` are to its weights, so that each is another."""
    document = json.loads(trained().content)
    document["model"]["weights"] |= changes
    document["metrics"]["model"] |= {"n": 5_000, "right": 4_000, "error": 0.01}
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def a_model(content: str | None = None) -> AssessmentModel:
    """A candidate."""
    content = content or fit_to_serve()
    with acting_as(SYSTEM):
        now = clock.now()
        return AssessmentModel.objects.create(
            version=AssessmentModel.objects.count() + 1,
            content=content,
            content_hash=hashlib.sha256(content.encode()).hexdigest(),
            data_fingerprint=trained().document["data"]["fingerprint"],
            trained_at=now,
            trained_by_label="system",
            state_at=now,
        )


def step(world: World, name: str, does: Any, *args: Any, **values: Any) -> AssessmentModel:
    actor = world.actor(name)
    with acting_as(actor):
        found: AssessmentModel = does(*args, by=actor, now=clock.now(), **values)
        return found


def a_shadow(world: World, content: str | None = None) -> AssessmentModel:
    return step(world, "ada", moves.look_on, a_model(content).version)


def in_force(world: World, content: str | None = None) -> AssessmentModel:
    """Let look on and proposed by ada, confirmed by ben."""
    version = a_shadow(world, content).version
    step(world, "ada", moves.propose, version)
    return step(world, "ben", moves.confirm, version)
