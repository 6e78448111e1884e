"""The report as people read it, from the figures alone."""

from collections.abc import Mapping, Sequence
from typing import Any

WRONG_AT_MOST, COVERED_AT_LEAST, IN_TIME_AT_LEAST = 0.005, 0.85, 0.99


def in_words(figures: Mapping[str, Any]) -> str:
    return "\n".join(
        [
            *_goals(figures),
            "",
            *_weeks(figures),
            "",
            *_habits(figures),
            "",
            *_others(figures),
            *_learnt(figures),
        ]
    )


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


def goals_of(figures: Mapping[str, Any]) -> list[tuple[str, float | None, str, bool]]:
    """What, its figure, the goal, and whether it is reached; nothing is reached by what was not seen."""
    wrong, covered, in_time = (
        figures[name] for name in ("wrong_share", "coverage_of_trusted", "within_24_hours")
    )
    return [
        (
            "automatic removals of what is no counterfeit",
            wrong,
            f"< {WRONG_AT_MOST:.1%}",
            wrong is not None and wrong < WRONG_AT_MOST,
        ),
        (
            "coverage of counterfeits that trusted brands filed",
            covered,
            f"≥ {COVERED_AT_LEAST:.0%}",
            covered is not None and covered >= COVERED_AT_LEAST,
        ),
        (
            "answered by the portal within 24 h",
            in_time,
            f"≥ {IN_TIME_AT_LEAST:.0%}",
            in_time >= IN_TIME_AT_LEAST,
        ),
    ]


def _goals(figures: Mapping[str, Any]) -> list[str]:
    rows = [
        (what, _percent(value), goal, "reached" if reached else "NOT REACHED")
        for what, value, goal, reached in goals_of(figures)
    ]
    return table(("what", "here", "goal", ""), rows)


def _weeks(figures: Mapping[str, Any]) -> list[str]:
    rows = [
        (
            week,
            f["items"],
            f["brands_with_a_grant"],
            f["removed_automatically"],
            _percent(f["precision"]),
            _percent(f["coverage_of_trusted"]),
            _percent(f["coverage_of_all"]),
            _percent(f["coverage_at_fixed_precision"]),
        )
        for week, f in figures["by_week"].items()
    ]
    headings = ("week", "items", "brands with a grant", "automatic", "precision", "coverage: trusted", "all")
    return table((*headings, "all, at 99.5 % precision"), rows)


def _habits(figures: Mapping[str, Any]) -> list[str]:
    rows = [
        (
            habit,
            f["brands"],
            f["items"],
            _percent(f["share_of_items"]),
            _percent(f["fakes"]),
            _percent(f["taken_down"]),
            f["removed_automatically"],
            f["wrongly_automatic"],
            f["wrongly_by_people"],
        )
        for habit, f in figures["by_habit"].items()
    ]
    headings = ("brands that are", "brands", "items", "of all", "counterfeits", "taken down", "automatic")
    return table((*headings, "of them wrong", "wrong by people"), rows)


def _others(figures: Mapping[str, Any]) -> list[str]:
    rates, waits, audits = figures["base_rates"], figures["queue_hours"], figures["audit_hours"]
    counters, appeals, calibration = (figures[name] for name in ("counter_notices", "appeals", "calibration"))
    return [
        (
            f"Base rates: {_percent(rates['taken_down'])} taken down, {_percent(rates['invalid'])} invalid"
            f" ({_percent(rates['refused'])} refused, {_percent(rates['closed'])} closed)."
        ),
        (
            f"Queue: half waited up to {waits['p50']} h, 95 % {waits['p95']} h, 99 % {waits['p99']} h."
            f" Audits: half {audits['p50']} h, 95 % {audits['p95']} h; {_listed(figures['audits'])}."
        ),
        f"Why trusted brands' counterfeits waited for a person: {_listed(figures['why_not_automatic'])}.",
        f"Wrong automatic removals by what they were: {_listed(figures['wrong_by_nature'])}.",
        f"Grants by step: {'; '.join(f'{habit}: {_listed(f)}' for habit, f in figures['grants'].items()) or 'none'}.",
        (
            f"Counter-notices: {counters['filed']}, successful {counters['successful']},"
            f" {_percent(counters['of_them_against_abusive_brands'])} of these against abusive brands."
        ),
        (
            f"Brands' appeals: {appeals['made']}, granted {appeals['granted']},"
            f" {_percent(appeals['granted_rightly'])} of these rightly."
        ),
        f"Brakes that rules pulled: {_listed(figures['brakes'])}.",
        (
            f"Score against the truth: calibration error {calibration['ece']}, Brier {calibration['brier']}"
            f" (base rate alone: {calibration['brier_of_base_rate']})."
        ),
    ]


def _learnt(figures: Mapping[str, Any]) -> list[str]:
    return [
        f"Learnt from people by {one['at'][:10]}: tested on {one['tested']}, calibration error {one['error']},"
        f" Brier {one['brier']} (rules {one['brier_of_rules']}, base rate {one['brier_of_base_rate']});"
        f" may come into force: {'no: ' + ', '.join(one['against_promoting']) if one['against_promoting'] else 'yes'}."
        for one in figures.get("learnt", ())
    ]


def _listed(counts: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "none"


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    cells = [list(headings), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]
