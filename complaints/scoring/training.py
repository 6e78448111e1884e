"""From what people have decided to a model: fitted on the earliest, calibrated on later, measured on the latest.

Pure and repeatable: the same examples and seed give the same document, byte for byte. What was later than what
is the order of the examples; nothing is shuffled, since the model will be asked about what is later still.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from complaints.assessment.additive import AdditiveModel, Table
from complaints.assessment.features import NUMERIC, Features, direction_of
from complaints.scoring import metrics
from complaints.scoring.fitting import Floats, fit

TRAINER = "1"
FITTED_SHARE, CALIBRATED_SHARE = 0.6, 0.2
# Too few to make two parts of, each with both answers.
LEAST_LABELLED, LEAST_OF_EACH = 1_000, 100
# What has been seen less often than this is known, but weighs nothing.
LEAST_SEEN = 20
STEPS = 5
# As if each weight were known to be within ±1 of nothing two times in three; seldom seen ones stay near it.
PRIOR = 1.0
_PLACES = 4


class TooThin(Exception):
    """There is too little to learn from; the message says how much is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One item that a person has decided. `right`: the complaint stands, after all redress so far.

    `by_rules`: what the rules' hand-set weights say of it.
    """

    key: str
    features: Features
    right: bool
    reason: str
    by_rules: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """`document` says everything there is to say of the model: what it is, from what it was made, how good it is."""

    model: AdditiveModel
    document: Mapping[str, Any]

    @property
    def content(self) -> str:
        return json.dumps(self.document, sort_keys=True, separators=(",", ":"))


def train(
    examples: Sequence[Example],
    *,
    everything: Sequence[Features],
    seed: int,
    about: Mapping[str, Any] | None = None,
) -> Trained:
    """`examples` in the order of time; `everything`: items as they come now, decided by people or not, against which
    drift is seen later; `about` goes into the document as it is. Raises TooThin.
    """
    fitted, calibrated, tested = _parts(examples)
    model = _calibrated(_fitted(fitted), calibrated)
    document = {
        "trainer": TRAINER,
        "seed": seed,
        "model": model.to_json(),
        "data": {
            "fingerprint": fingerprint(examples, everything),
            "labelled": len(examples),
            "right": sum(e.right for e in examples),
            "fitted": len(fitted),
            "calibrated": len(calibrated),
            "tested": len(tested),
            "seen": _counted(fitted),
            "scores": metrics.histogram([model.probability(f) for f in everything]),
            "everything": len(everything),
        },
        "metrics": measured(model, tested, base_rate=_share(fitted), seed=seed),
        "about": dict(about or {}),
    }
    return Trained(model=model, document=document)


def fingerprint(examples: Sequence[Example], everything: Sequence[Features]) -> str:
    """Changes with every label, feature and place in time."""
    digest = hashlib.sha256()
    for e in examples:
        line = [e.key, e.right, e.reason, e.by_rules, sorted(e.features.items())]
        digest.update(json.dumps(line).encode() + b"\n")
    for features in everything:
        digest.update(json.dumps(sorted(features.items())).encode() + b"\n")
    return digest.hexdigest()


def _parts(examples: Sequence[Example]) -> tuple[Sequence[Example], Sequence[Example], Sequence[Example]]:
    if len(examples) < LEAST_LABELLED:
        raise TooThin(
            f"People have decided {len(examples)} items; {LEAST_LABELLED} are the least to learn from."
        )
    first = int(len(examples) * FITTED_SHARE)
    second = int(len(examples) * (FITTED_SHARE + CALIBRATED_SHARE))
    parts = examples[:first], examples[first:second], examples[second:]
    right = sum(e.right for e in parts[0])
    fewest = min(right, len(parts[0]) - right)
    if fewest < LEAST_OF_EACH:
        raise TooThin(
            f"Of the earliest {len(parts[0])} items {right} were right; at least {LEAST_OF_EACH} have to be, "
            "and as many must not be."
        )
    if any(len({e.right for e in part}) < 2 for part in parts[1:]):
        raise TooThin("The later items all have the same answer: there is nothing to calibrate by.")
    return parts


def _share(examples: Sequence[Example]) -> float:
    return sum(e.right for e in examples) / len(examples)


def _counted(examples: Sequence[Example]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for example in examples:
        for name in example.features:
            counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


# --- fitting ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """1 where the feature is there, and where it is of at least `edge`."""

    name: str
    edge: float


def _fitted(examples: Sequence[Example]) -> AdditiveModel:
    counts = _counted(examples)
    columns = [
        column
        for name, seen in counts.items()
        if seen >= LEAST_SEEN
        for column in _columns_of(name, examples)
    ]
    signs = np.array([0.0, *(direction_of(c.name) for c in columns)])
    prior = np.array([0.0, *([PRIOR] * len(columns))])
    weights = fit(_matrix(columns, examples), _labels(examples), signs=signs, prior=prior)
    of = dict(zip(columns, weights[1:], strict=True))
    return AdditiveModel(
        base=float(weights[0]),
        weights={
            name: float(of.get(_Column(name=name, edge=0.0), 0.0)) for name in counts if name not in NUMERIC
        },
        tables={name: _table(name, of) for name in counts if name in NUMERIC},
    )


def _columns_of(name: str, examples: Sequence[Example]) -> list[_Column]:
    if name not in NUMERIC:
        return [_Column(name=name, edge=0.0)]
    sizes = [e.features[name] for e in examples if name in e.features]
    edges = np.quantile(sizes, np.linspace(0, 1, STEPS, endpoint=False), method="lower")
    return [_Column(name=name, edge=float(edge)) for edge in sorted(set(edges.tolist()))]


def _matrix(columns: Sequence[_Column], examples: Sequence[Example]) -> Floats:
    matrix = np.zeros((len(examples), len(columns) + 1))
    matrix[:, 0] = 1.0
    places: dict[str, list[tuple[int, float]]] = {}
    for place, column in enumerate(columns, start=1):
        places.setdefault(column.name, []).append((place, column.edge))
    for row, example in enumerate(examples):
        for name, size in example.features.items():
            for place, edge in places.get(name, ()):
                if size >= edge:
                    matrix[row, place] = 1.0
    return matrix


def _labels(examples: Sequence[Example]) -> Floats:
    return np.array([float(e.right) for e in examples])


def _table(name: str, of: Mapping[_Column, float]) -> Table:
    """Each step adds to those before it: no step is below nothing, so more never adds less."""
    steps = sorted((c.edge, float(weight)) for c, weight in of.items() if c.name == name)
    return Table(
        edges=tuple(edge for edge, _ in steps),
        values=tuple(float(v) for v in np.cumsum([weight for _, weight in steps])),
    )


def _calibrated(model: AdditiveModel, examples: Sequence[Example]) -> AdditiveModel:
    """Stretched and moved so that it says on later items what people found (Platt 1999).

    A straight line through log-odds goes into the weights, and the sum stays a sum.
    """
    z = np.array([model.log_odds(e.features) for e in examples])
    columns = np.column_stack([np.ones(len(z)), z])
    moved, stretched = fit(columns, _labels(examples), signs=np.array([0.0, 1.0]), prior=np.zeros(2))

    def short(value: float) -> float:
        return round(float(stretched) * value, _PLACES) + 0.0

    return AdditiveModel(
        base=round(float(moved + stretched * model.base), _PLACES),
        weights={name: short(weight) for name, weight in model.weights.items()},
        tables={
            name: Table(
                edges=tuple(round(e, _PLACES) for e in t.edges), values=tuple(short(v) for v in t.values)
            )
            for name, t in model.tables.items()
        },
    )


# --- measuring -------------------------------------------------------------------------------------------


def measured(
    model: AdditiveModel, examples: Sequence[Example], *, base_rate: float, seed: int
) -> dict[str, Any]:
    """Of items that the model has not seen: its quality, the rules' on the same ones, and by reason."""
    said, right = [model.probability(e.features) for e in examples], [e.right for e in examples]
    by_rules = [e.by_rules for e in examples]
    model_quality = metrics.quality(said, right, base_rate=base_rate)
    rules_quality = metrics.quality(by_rules, right, base_rate=base_rate)
    if model_quality is None or rules_quality is None:
        raise TooThin("There is nothing left to test on.")
    return {
        "model": model_quality.to_json(),
        "rules": rules_quality.to_json(),
        "better_than_rules_by": list(metrics.better_by(said, by_rules, right, seed=seed)),
        "by_reason": [_of_reason(reason, said, examples) for reason in sorted({e.reason for e in examples})],
    }


def _of_reason(reason: str, said: Sequence[float], examples: Sequence[Example]) -> dict[str, Any]:
    own = [n for n, e in enumerate(examples) if e.reason == reason]
    return of_reason(reason, [said[n] for n in own], [examples[n].right for n in own])


def of_reason(reason: str, said: Sequence[float], right: Sequence[bool]) -> dict[str, Any]:
    found = metrics.quality(said, right)
    if found is None:
        raise ValueError(f"nothing was filed for {reason}")
    return {
        "reason": reason,
        "n": found.n,
        "said": found.said,
        "found": round(found.right / found.n, 5),
        "brier": found.brier,
    }
