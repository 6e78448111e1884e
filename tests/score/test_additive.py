"""The served score: a sum of named parts, in which support never lowers and doubt never raises."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

from complaints.assessment.additive import BASE, AdditiveModel, Table, probability_of
from complaints.assessment.facts import MarkUse, PictureUse
from complaints.assessment.features import EVIDENCE, MARK, NUMERIC, PICTURE, direction_of, features_of
from complaints.assessment.findings import Effect, Finding
from complaints.assessment.rules import findings_of
from complaints.scoring.training import train
from tests.complaints.facts import CLEAN
from tests.score.trained import everything, examples, trained


def served() -> AdditiveModel:
    return trained().model


@cache
def contrary() -> AdditiveModel:
    """Learned from people who say the opposite of what everything points at."""
    upside_down = [replace(one, right=not one.right) for one in examples()]
    return train(upside_down, everything=everything(upside_down), seed=1).model


def _names() -> SearchStrategy[str]:
    return some.sampled_from(sorted({*served().weights, "finding:never_seen:supports", "reason:never_seen"}))


# Deferred: nothing is learned while tests are only collected.
names = some.deferred(_names)
features = some.builds(
    lambda present, sizes: dict.fromkeys(present, 1.0) | sizes,
    some.lists(names, max_size=12),
    some.dictionaries(some.sampled_from(NUMERIC), some.floats(0, 5), max_size=3),
)
models = pytest.mark.parametrize("which", [served, contrary])


@models
@given(features=features)
def test_the_parts_come_to_the_log_odds_exactly(
    which: Callable[[], AdditiveModel], features: dict[str, float]
) -> None:
    model = which()
    parts = model.contributions(features)

    assert parts[0] == (BASE, model.base)
    assert math.fsum(value for _, value in parts) == model.log_odds(features)
    assert model.probability(features) == round(1 / (1 + math.exp(-model.log_odds(features))), 4)


@models
@given(features=features, name=names)
def test_a_finding_that_supports_never_lowers_and_one_that_doubts_never_raises(
    which: Callable[[], AdditiveModel], features: dict[str, float], name: str
) -> None:
    model = which()
    without = {key: size for key, size in features.items() if key != name}
    change = model.probability(without | {name: 1.0}) - model.probability(without)

    assert change * direction_of(name) >= 0


@models
@given(features=features, name=some.sampled_from(NUMERIC), more=some.floats(0, 5))
def test_more_of_what_speaks_for_a_complaint_never_lowers(
    which: Callable[[], AdditiveModel], features: dict[str, float], name: str, more: float
) -> None:
    model = which()
    size = features.get(name, 0.0)

    assert model.probability(features | {name: size + more}) >= model.probability(features)


@models
def test_the_same_holds_for_every_finding_added_to_a_whole_complaint(
    which: Callable[[], AdditiveModel],
) -> None:
    model = which()
    found = findings_of(CLEAN)
    for effect, direction in (
        (Effect.SUPPORTS, 1),
        (Effect.DOUBTS, -1),
        (Effect.ASKS, -1),
        (Effect.CLOSES, -1),
    ):
        for name in model.weights:
            code = name.split(":")[1]
            more = Finding(code=code, effect=effect, weight=0.0, sentence=".")
            change = model.log_odds(features_of(CLEAN, [*found, more])) - model.log_odds(
                features_of(CLEAN, [f for f in found if (f.code, f.effect) != (code, effect)])
            )
            assert change * direction >= 0, (code, effect)


def test_what_it_has_never_seen_weighs_nothing() -> None:
    known = features_of(CLEAN, findings_of(CLEAN))

    assert served().log_odds({**known, "finding:brand_new:doubts": 1.0}) == served().log_odds(known)
    assert not served().knows("finding:brand_new:doubts")


def test_a_table_adds_what_belongs_to_the_last_edge_that_is_passed() -> None:
    table = Table(edges=(0.5, 0.8), values=(1.0, 2.5))

    assert [table.at(size) for size in (0.0, 0.49, 0.5, 0.79, 0.8, 9.0)] == [0.0, 0.0, 1.0, 1.0, 2.5, 2.5]


def test_a_model_comes_back_from_json_as_it_was() -> None:
    assert AdditiveModel.from_json(json.loads(json.dumps(served().to_json()))) == served()


@given(some.floats(allow_nan=False))
def test_any_log_odds_are_a_probability(log_odds: float) -> None:
    assert 0 <= probability_of(log_odds) <= 1


@pytest.mark.parametrize(
    ("changes", "name", "size"),
    [
        ({"mark_uses": (MarkUse(kind="disguised", score=0.7, why="."),)}, MARK, 0.7),
        ({"mark_uses": (MarkUse(kind="compatible", score=0.9, why="."),)}, MARK, None),
        ({"picture_marks": (MarkUse(kind="use", score=0.97, why="."),)}, MARK, 0.97),
        ({"picture_uses": (PictureUse(kind="copy", score=0.6, why="."),)}, PICTURE, 0.6),
        ({"evidence_kinds": ("annotated", "test_buy")}, EVIDENCE, 2.0),
        ({"evidence_kinds": ()}, EVIDENCE, None),
    ],
)
def test_a_size_is_taken_from_the_facts(changes: dict[str, Any], name: str, size: float | None) -> None:
    facts = replace(CLEAN, **changes)

    assert features_of(facts, ()).get(name) == size


def test_who_files_and_how_much_they_write_is_no_part_of_it() -> None:
    facts = replace(CLEAN, statement_words=4_000, right_title="Another brand", brand_verified=False)
    same = features_of(CLEAN, ()) == features_of(facts, ())

    assert same
