"""What admins and auditors see of the score: who makes it, how good it is, what it was trained on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.roles import Action, can
from complaints.assessment import rules
from complaints.assessment.features import direction_of
from complaints.assessment.serving import model_of
from complaints.code_words import in_words
from complaints.models import AssessmentModel, ScoreWatch
from complaints.reasons import REASONS
from complaints.scoring import bounds
from complaints.scoring.drawing import Pull, Reliability, pulls, reliability
from complaints.scoring.metrics import Quality
from complaints.scoring.reading import document_of, measured_of
from complaints.scoring.states import NEXT, ModelState
from complaints.scoring.words import AGAINST, STATES, TONES, label_of
from core.tenancy import Actor

MOST_DAYS = 30
_BIAS = gettext_lazy("What it says on average, less what people find")
_WORSE = gettext_lazy("Brier score, as a share of the base rate's")
_SHIFT = gettext_lazy("How far what is filed has moved from what it learned from")
_UNKNOWN = gettext_lazy("Items with a finding that it has never seen")
_DIRECTIONS = {
    1: gettext_lazy("may only raise"),
    -1: gettext_lazy("may only lower"),
    0: gettext_lazy("either way"),
}
# Weights below this move a score by less than one point in a hundred.
_HARDLY = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A quality with its drawing."""

    quality: Quality
    drawing: Reliability
    found: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRow:
    model: AssessmentModel
    state: str
    tone: str
    labelled: int
    error: float
    brier: float
    against: list[str]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    label: str
    n: int
    said: float
    found: float
    brier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Of everything assessed lately so much is at or above the threshold, and of what people judged so much was right."""

    threshold: float
    share: float | None
    precision: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One figure that drift would show in, with the bound that takes a trained score out of force."""

    label: Promise
    value: str
    bound: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """`quality`: of the score in force, on what people had judged by then."""

    watch: ScoreWatch
    quality: Quality | None
    found: float | None
    against: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    live: AssessmentModel | None
    rules_version: str
    latest: Day | None
    fell_back: AssessmentModel | None
    in_force: Drawn | None
    rules: Quality | None
    shadows: list[tuple[int, Quality]]
    reasons: list[ReasonRow]
    passing: list[Passing]
    gauges: list[Gauge]
    days: list[Day]
    models: list[ModelRow]
    may_edit: bool
    watched_days: int = bounds.WATCHED_DAYS
    least_judged: int = bounds.LEAST_JUDGED


def overview(actor: Actor) -> Overview:
    rows = [
        _row(model) for model in AssessmentModel.objects.select_related("proposed_by").order_by("-version")
    ]
    days = [_day(w) for w in ScoreWatch.objects.select_related("model").order_by("-day")[:MOST_DAYS]]
    latest = days[0] if days else None
    figures: Mapping[str, Any] = latest.watch.figures if latest else {}
    in_force = _quality(figures.get("in_force"))
    shadows = ((int(v), _quality(data)) for v, data in figures.get("shadows", {}).items())
    fell = latest.watch.model if latest and latest.against else None
    return Overview(
        live=next((row.model for row in rows if row.model.state == ModelState.LIVE), None),
        rules_version=rules.VERSION,
        latest=latest,
        fell_back=fell if fell and fell.state != ModelState.LIVE else None,
        in_force=drawn(in_force) if in_force else None,
        rules=_quality(figures.get("rules")),
        shadows=[(version, q) for version, q in shadows if q],
        reasons=_reasons(figures.get("by_reason", [])),
        passing=_passing(figures, in_force),
        gauges=_gauges(figures, in_force) if latest and latest.watch.model else [],
        days=days,
        models=rows,
        may_edit=can(actor, Action.EDIT_SCORE),
    )


def drawn(quality: Quality) -> Drawn:
    return Drawn(quality=quality, drawing=reliability(quality.bins), found=quality.right / quality.n)


def _quality(data: dict[str, Any] | None) -> Quality | None:
    return Quality.from_json(data) if data else None


def _day(watch: ScoreWatch) -> Day:
    quality = _quality(watch.figures["in_force"])
    return Day(
        watch=watch,
        quality=quality,
        found=quality.right / quality.n if quality else None,
        against=_words(watch.against),
    )


def _words(codes: Sequence[str]) -> list[str]:
    return [str(AGAINST[code]) for code in codes]


def _row(model: AssessmentModel) -> ModelRow:
    measured = measured_of(model)
    state = ModelState(model.state)
    codes = [code for code in model.because.split(", ") if code in AGAINST]
    return ModelRow(
        model=model,
        state=str(STATES[state]),
        tone=TONES[state],
        labelled=document_of(model)["data"]["labelled"],
        error=measured.model.error,
        brier=measured.model.brier,
        against=_words(bounds.against_promoting(measured)),
        because=" ".join(_words(codes)) or model.because,
    )


def _reasons(found: Sequence[Mapping[str, Any]]) -> list[ReasonRow]:
    return [
        ReasonRow(
            label=str(REASONS[one["reason"]].label) if one["reason"] in REASONS else in_words(one["reason"]),
            n=one["n"],
            said=one["said"],
            found=one["found"],
            brier=one["brier"],
        )
        for one in found
    ]


def _passing(figures: Mapping[str, Any], in_force: Quality | None) -> list[Passing]:
    shares = {one["threshold"]: one["share"] for one in figures.get("passing", [])}
    precisions = {c.threshold: c.precision for c in in_force.coverage} if in_force else {}
    return [
        Passing(threshold=t, share=shares.get(t), precision=precisions.get(t))
        for t in sorted(shares | precisions)
    ]


def _gauges(figures: Mapping[str, Any], quality: Quality | None) -> list[Gauge]:
    shift, unknown = figures["shift"], figures["unknown"]
    gauges = [
        Gauge(
            label=_SHIFT,
            value=f"{shift:.3f}",
            bound=f"{bounds.MOST_SHIFT:.2f}",
            tone="bad"
            if shift > bounds.MOST_SHIFT
            else "warn"
            if shift > bounds.SHIFT_TO_LOOK_AT
            else "good",
        ),
        Gauge(
            label=_UNKNOWN,
            value=f"{unknown:.1%}",
            bound=f"{bounds.MOST_UNKNOWN:.0%}",
            tone="bad" if unknown > bounds.MOST_UNKNOWN else "good",
        ),
    ]
    if quality is None:
        return gauges
    off = quality.said - quality.right / quality.n
    worse = quality.brier / quality.base_brier if quality.base_brier else 0.0
    return [
        Gauge(
            label=_BIAS,
            value=f"{off:+.3f}".replace("-", "−"),
            bound=f"±{bounds.MOST_BIAS:.2f}",
            tone="bad" if abs(off) > bounds.MOST_BIAS else "good",
        ),
        Gauge(
            label=_WORSE,
            value=f"{worse:.2f}",
            bound=f"{bounds.MOST_WORSE:.2f}",
            tone="bad" if worse > bounds.MOST_WORSE else "good",
        ),
        *gauges,
    ]


# --- one model -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightRow:
    pull: Pull
    direction: Promise
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A feature with a size: what it adds from each edge on."""

    label: str
    steps: list[tuple[float, Pull]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that there is to say of a model. `why_not`: why this very actor may not confirm it; empty when they may."""

    row: ModelRow
    document: Mapping[str, Any]
    on_test: Drawn
    rules: Quality
    reasons: list[ReasonRow]
    weights: list[WeightRow]
    hardly: int
    tables: list[TableRow]
    may_edit: bool
    why_not: str
    next: frozenset[str]


def card(model: AssessmentModel, actor: Actor) -> Card:
    document, measured = document_of(model), measured_of(model)
    served = model_of(model.content)
    ranked = sorted(served.weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    shown = [(name, weight) for name, weight in ranked if abs(weight) >= _HARDLY]
    seen: Mapping[str, int] = document["data"]["seen"]
    bars = pulls([(label_of(name), weight) for name, weight in shown])
    return Card(
        row=_row(model),
        document=document,
        on_test=drawn(measured.model),
        rules=measured.rules,
        reasons=_reasons(document["metrics"]["by_reason"]),
        weights=[
            WeightRow(pull=bar, direction=_DIRECTIONS[direction_of(name)], seen=seen.get(name, 0))
            for bar, (name, _) in zip(bars, shown, strict=True)
        ],
        hardly=len(ranked) - len(shown),
        tables=[
            TableRow(
                label=label_of(name),
                steps=list(zip(table.edges, pulls([("", v) for v in table.values]), strict=True)),
            )
            for name, table in served.tables.items()
        ],
        may_edit=can(actor, Action.EDIT_SCORE),
        why_not="own" if model.proposed_by_id == actor.user_id else "",
        next=frozenset(map(str, NEXT[ModelState(model.state)])),
    )
