"""From what people decided to a model: repeatable, honest about time, and refused where there is too little."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from complaints.assessment.features import direction_of
from complaints.scoring.fitting import fit
from complaints.scoring.training import LEAST_SEEN, Example, TooThin, train
from tests.score.trained import everything, examples, trained


def again(some: list[Example], *, seed: int = 7) -> str:
    return train(some, everything=everything(examples()), seed=seed).content


def test_the_same_data_and_seed_give_the_same_bytes() -> None:
    assert again(list(examples())) == trained().content


def test_a_single_label_changes_the_fingerprint() -> None:
    changed = [replace(examples()[0], right=not examples()[0].right), *examples()[1:]]

    other = train(changed, everything=everything(examples()), seed=7)

    assert other.document["data"]["fingerprint"] != trained().document["data"]["fingerprint"]


def test_another_seed_draws_other_intervals_and_nothing_else() -> None:
    one, other = trained().document, trained(seed=8).document

    assert one["model"] == other["model"]
    assert one["metrics"]["model"] == other["metrics"]["model"]
    assert one["metrics"]["better_than_rules_by"] != other["metrics"]["better_than_rules_by"]


def test_the_latest_items_are_tested_on_and_never_learned_from() -> None:
    cut = int(len(examples()) * 0.8)
    later = [replace(one, right=not one.right) for one in examples()[cut:]]

    other = train([*examples()[:cut], *later], everything=everything(examples()), seed=7)

    assert other.model == trained().model
    assert other.document["metrics"]["model"]["brier"] > trained().document["metrics"]["model"]["brier"]


def test_every_weight_keeps_to_its_direction() -> None:
    weights = trained().model.weights

    assert all(weight * direction_of(name) >= 0 for name, weight in weights.items())
    assert any(weight > 0 for weight in weights.values())
    assert any(weight < 0 for weight in weights.values())


def test_what_was_hardly_ever_seen_is_known_and_weighs_nothing() -> None:
    odd = "finding:odd:supports"
    few = [
        replace(one, features={**one.features, odd: 1.0}) if n < LEAST_SEEN - 1 and one.right else one
        for n, one in enumerate(examples())
    ]

    model = train(few, everything=[], seed=1).model

    assert model.weights[odd] == 0
    assert model.knows(odd)


def test_it_is_better_than_the_rules_and_than_the_base_rate_on_what_it_has_not_seen() -> None:
    found = trained().document["metrics"]

    assert found["model"]["brier"] < found["rules"]["brier"]
    assert found["model"]["brier"] < found["model"]["base_brier"]
    assert found["better_than_rules_by"][1] > 0


def too_few(past: Sequence[Example]) -> Sequence[Example]:
    return past[:900]


def one_answer(past: Sequence[Example]) -> Sequence[Example]:
    return [replace(one, right=True) for one in past]


def one_answer_later(past: Sequence[Example]) -> Sequence[Example]:
    return [replace(one, right=True) if n > 900 else one for n, one in enumerate(past)]


@pytest.mark.parametrize(
    ("thin", "words"),
    [
        (too_few, "1000 are the least"),
        (one_answer, "as many must not be"),
        (one_answer_later, "same answer"),
    ],
)
def test_from_too_little_nothing_is_learned(
    thin: Callable[[Sequence[Example]], Sequence[Example]], words: str
) -> None:
    with pytest.raises(TooThin, match=words):
        train(thin(examples()), everything=[], seed=1)


def test_one_feature_alone_gets_the_log_odds_of_what_was_found() -> None:
    there = np.array([1.0] * 100 + [0.0] * 100)
    right = np.array([1.0] * 80 + [0.0] * 20 + [1.0] * 30 + [0.0] * 70)

    base, weight = fit(
        np.column_stack([np.ones(200), there]), right, signs=np.array([0.0, 1.0]), prior=np.zeros(2)
    )

    assert base == pytest.approx(math.log(30 / 70), abs=1e-5)
    assert base + weight == pytest.approx(math.log(80 / 20), abs=1e-5)


def test_a_weight_that_would_go_the_other_way_stays_at_nothing() -> None:
    there = np.array([1.0] * 100 + [0.0] * 100)
    right = np.array([1.0] * 80 + [0.0] * 20 + [1.0] * 30 + [0.0] * 70)

    base, weight = fit(
        np.column_stack([np.ones(200), there]), right, signs=np.array([0.0, -1.0]), prior=np.zeros(2)
    )

    assert weight == 0
    assert base == pytest.approx(math.log(110 / 90), abs=1e-5)
