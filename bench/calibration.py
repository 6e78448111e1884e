"""Is a score of 0.9 right nine times in ten? On a made-up history with hidden truth and people who err.

    script/bench calibration [--items 30000] [--seeds 3]

Learned from the earliest 60 %, calibrated on the next 20 %, tested on the latest 20 %, against what people said of them.
Beside it on the very same items: the base rate, the rules' hand-set weights, and scikit-learn's boosted trees under the
same bounds (each finding may pull one way, none together) with its own calibration on the same later items.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bench import report
from bench.history import Past, history
from complaints.assessment.additive import AdditiveModel
from complaints.assessment.features import direction_of, features_of
from complaints.assessment.rules import findings_of
from complaints.assessment.score import score_of
from complaints.scoring.metrics import Bin, Floats, Quality, quality
from complaints.scoring.training import CALIBRATED_SHARE, FITTED_SHARE, Example, train

GOAL_ERROR = 0.03
LEAST_TESTED = 5_000
GOAL_ITEMS_PER_SECOND = 1_500
EVERYTHING = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One history: qualities by method, by what people said and by what was so; bins of ours; seconds."""

    seed: int
    found: Mapping[str, Quality]
    by_truth: Mapping[str, Quality]
    train_seconds: float
    same_bytes: bool
    model: AdditiveModel


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench calibration")
    parser.add_argument("--items", type=int, default=30_000)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    machine = report.machine()
    runs = [run(options.items, seed) for seed in range(1, options.seeds + 1)]
    speed, by_rules = speeds(runs[0].model)
    report.keep("calibration", "\n\n".join(_text(machine, runs, options.items, speed, by_rules)))


def run(items: int, seed: int) -> Run:
    pasts = list(history(items, seed=seed))
    examples = [_example(past, str(number)) for number, past in enumerate(pasts)]
    everything = [e.features for e in examples[-EVERYTHING:]]
    began = time.perf_counter()
    trained = train(examples, everything=everything, seed=seed)
    took = time.perf_counter() - began
    tested = slice(trained.document["data"]["fitted"] + trained.document["data"]["calibrated"], None)
    base = sum(e.right for e in examples[: int(items * FITTED_SHARE)]) / int(items * FITTED_SHARE)
    said = {
        "trained score": [trained.model.probability(e.features) for e in examples[tested]],
        "scikit-learn, boosted trees": _by_scikit_learn(examples),
        "rules": [e.by_rules for e in examples[tested]],
        "base rate": [base] * len(examples[tested]),
    }
    again = train(examples, everything=everything, seed=seed)
    return Run(
        seed=seed,
        found={name: _quality(p, [e.right for e in examples[tested]], base) for name, p in said.items()},
        by_truth={
            name: _quality(p, [past.was_right for past in pasts[tested]], base) for name, p in said.items()
        },
        train_seconds=took,
        same_bytes=again.content == trained.content,
        model=trained.model,
    )


def _example(past: Past, key: str) -> Example:
    findings = findings_of(past.facts)
    return Example(
        key=key,
        features=features_of(past.facts, findings),
        right=past.said_right,
        reason=past.facts.reason,
        by_rules=score_of(findings),
    )


def _quality(said: Sequence[float], right: Sequence[bool], base: float) -> Quality:
    found = quality(said, right, base_rate=base)
    if found is None:
        raise SystemExit("Nothing is left to test on: more --items.")
    return found


def _by_scikit_learn(examples: Sequence[Example]) -> list[float]:
    names = sorted({name for e in examples for name in e.features})
    place = {name: n for n, name in enumerate(names)}
    matrix: Floats = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, size in example.features.items():
            matrix[row, place[name]] = size
    right = np.array([e.right for e in examples])
    first, second = int(len(examples) * FITTED_SHARE), int(len(examples) * (FITTED_SHARE + CALIBRATED_SHARE))
    trees = HistGradientBoostingClassifier(
        monotonic_cst=[direction_of(name) for name in names],
        interaction_cst="no_interactions",
        max_leaf_nodes=4,
        max_iter=300,
        random_state=1,
    ).fit(matrix[:first], right[:first])
    later = trees.decision_function(matrix[first:second]).reshape(-1, 1)
    line = LogisticRegression(C=1e6).fit(later, right[first:second])
    tested = trees.decision_function(matrix[second:]).reshape(-1, 1)
    return [float(p) for p in line.predict_proba(tested)[:, 1]]


def speeds(model: AdditiveModel) -> tuple[float, float]:
    """Items a second and core from facts to score: findings, features and trained score, and by the rules alone."""
    facts = [past.facts for past in history(5_000, seed=99)]
    began = time.process_time()
    for one in facts:
        model.probability(features_of(one, findings_of(one)))
    trained = time.process_time() - began
    began = time.process_time()
    for one in facts:
        score_of(findings_of(one))
    return len(facts) / trained, len(facts) / (time.process_time() - began)


def _text(machine: str, runs: Sequence[Run], items: int, speed: float, by_rules: float) -> list[str]:
    tested = runs[0].found["rules"].n
    good = all(_reached(one) for one in runs) and tested >= LEAST_TESTED
    return [
        "# Calibration of the score",
        machine,
        (
            f"{items:,} complaints a history; tested on the latest {tested:,}, which nothing was learned from. Goal: "
            f"expected calibration error ≤ {GOAL_ERROR} over 15 bins of equal mass on ≥ {LEAST_TESTED:,} items, Brier score "
            f"below the base rate's and the rules'. {'Reached' if good else 'NOT reached'} in {len(runs)} histories."
        ),
        "## Against what people said",
        _table(runs, lambda one: one.found),
        "## Against the hidden truth, which nobody may learn from",
        _table(runs, lambda one: one.by_truth),
        "## What was said and what was found (history 1)",
        report.table(
            ("said", "found", "by chance from", "to", "items"),
            [_bin(b) for b in runs[0].found["trained score"].bins],
        ),
        "## Cost",
        (
            f"Training: {max(one.train_seconds for one in runs):.1f} s at most, by numpy alone. "
            f"The same data and seed gave the same bytes: {'yes' if all(r.same_bytes for r in runs) else 'NO'}.\n"
            f"From facts to score: {speed:,.0f} items/s and core with the trained score, {by_rules:,.0f} with the rules "
            f"(the pipeline as a whole has to do {GOAL_ITEMS_PER_SECOND:,})."
        ),
    ]


def _reached(one: Run) -> bool:
    ours = one.found["trained score"]
    return (
        ours.error <= GOAL_ERROR
        and ours.brier < one.found["base rate"].brier
        and ours.brier < one.found["rules"].brier
    )


def _table(runs: Sequence[Run], of: Callable[[Run], Mapping[str, Quality]]) -> str:
    rows = [
        (one.seed, name, f"{q.error:.4f}", f"{q.brier:.4f}", "–" if name == "base rate" else f"{q.auc:.3f}")
        for one in runs
        for name, q in of(one).items()
    ]
    return report.table(
        ("history", "method", "calibration error", "Brier score", "area under the curve"), rows
    )


def _bin(b: Bin) -> tuple[str, str, str, str, int]:
    return (f"{b.said:.3f}", f"{b.found:.3f}", f"{b.low:.3f}", f"{b.high:.3f}", b.n)


if __name__ == "__main__":
    main()
