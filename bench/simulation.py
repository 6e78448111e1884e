"""Two seeds as usual, and again with brands' mistakes × 3 and evidence noise × 2: what falls first?

    script/bench simulation [--complaints 20000] [--weeks 8] [--seeds 1 2] [--ways usual worse] [--keep FOLDER]

Each run is `script/manage simulate` on a database of its own, one after the other. What a run has found is the same whatever the
machine's load: with `--keep`, a run whose figures are in the folder is not made again, and several can be made side by side.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import report
from portal.stack.simulating import simulate as on_servers_of_its_own
from simulation.report.words import COVERED_AT_LEAST, IN_TIME_AT_LEAST, WRONG_AT_MOST

WAYS = {"usual": (1.0, 1.0), "worse": (3.0, 2.0)}
"""Brands' mistakes and evidence noise, times so much."""


def simulate(complaints: int, weeks: int, seed: int, made_worse: tuple[float, float]) -> dict[str, Any]:
    """The figures, with the seconds it took and the load before it."""
    brand_error, evidence_noise = made_worse
    with tempfile.TemporaryDirectory() as folder:
        kept, load, began = Path(folder) / "figures.json", report.machine().split(" · ")[-1], time.monotonic()
        code = on_servers_of_its_own(
            (
                *("simulate", "--report", str(kept)),
                *("--complaints", str(complaints), "--weeks", str(weeks), "--seed", str(seed)),
                *("--brand-error", str(brand_error), "--evidence-noise", str(evidence_noise)),
            )
        )
        if code:
            raise SystemExit(code)
        figures: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return figures | {"seconds": time.monotonic() - began, "load": load}


def kept_or_made(kept: Path, complaints: int, weeks: int, seed: int, way: str) -> dict[str, Any]:
    file = kept / f"{complaints}-{weeks}-{seed}-{way}.json"
    if not file.exists():
        figures = simulate(complaints, weeks, seed, WAYS[way])
        file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    kept_figures: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return kept_figures


def percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


def row(name: str, f: Mapping[str, Any]) -> Sequence[object]:
    return (
        name,
        f["items"],
        f["removed_automatically"],
        percent(f["wrong_share"]),
        percent(f["coverage_of_trusted"]),
        percent(f["coverage_of_all"]),
        percent(f["within_24_hours"]),
        percent(f["base_rates"]["taken_down"]),
        percent(f["base_rates"]["invalid"]),
        f"{f['seconds']:.0f}",
        f["load"],
    )


HEADINGS = (
    *("run", "items", "automatic", "of them wrong", "coverage: trusted", "of all", "within 24 h"),
    *("taken down", "invalid", "seconds", "load before"),
)


def by_week(name: str, f: Mapping[str, Any]) -> Sequence[Sequence[object]]:
    return [
        (
            name,
            week,
            w["brands_with_a_grant"],
            percent(w["precision"]),
            percent(w["coverage_of_trusted"]),
            percent(w["coverage_at_fixed_precision"]),
        )
        for week, w in f["by_week"].items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complaints", type=int, default=20_000)
    parser.add_argument("--weeks", type=int, default=8)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--keep", type=Path, help="a folder for the figures of each run")
    options = parser.parse_args()
    machine, runs = report.machine(), {}
    with tempfile.TemporaryDirectory() as folder:
        kept = options.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        for seed in options.seeds:
            for way in options.ways:
                runs[f"seed {seed}, {way}"] = kept_or_made(kept, options.complaints, options.weeks, seed, way)
    weeks = [line for name, figures in runs.items() for line in by_week(name, figures)]
    report.keep(
        "simulation",
        "\n".join(
            [
                f"# {options.complaints:,} complaints in {options.weeks} weeks, against known truth",
                "",
                machine,
                "",
                report.table(HEADINGS, [row(name, figures) for name, figures in runs.items()]),
                "",
                (
                    "Worse: brands' mistakes × 3, missing and weak evidence × 2. Goals, of the usual runs: wrong"
                    f" < {WRONG_AT_MOST:.1%}, coverage of trusted brands ≥ {COVERED_AT_LEAST:.0%}, within 24 h"
                    f" ≥ {IN_TIME_AT_LEAST:.0%}; of the worse ones: coverage falls before precision does."
                ),
                "",
                report.table(
                    (
                        *("run", "week", "brands with a grant", "precision", "coverage: trusted"),
                        "of all, at 99.5 % precision",
                    ),
                    weeks,
                ),
                "",
                "What is assumed, and what this does not show: docs/simulation.md.",
            ]
        ),
    )


if __name__ == "__main__":
    main()
