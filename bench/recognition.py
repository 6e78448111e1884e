"""Marks in text: how much is found, how much is found wrongly, and how fast, each beside its peers in the same run.

    script/bench recognition [--titles 20000] [--marks 10000 100000]

The labelled titles are bench/data/titles/titles.tsv (made by make.py there, which knows nothing of the recogniser). A
section is a function that answers lines of Markdown; whoever measures more adds one to SECTIONS.
"""

import argparse
import csv
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bench import recognition_speed, report
from recognition import MarkIndex
from recognition.command import marks_in
from recognition.marks import Mark

DATA = Path(__file__).parent / "data" / "titles"
RECALL_GOAL, PRECISION_GOAL = 0.95, 0.98
# Of rapidfuzz's partial ratio, at its best on these titles.
FUZZY_FROM = 90


class Title(NamedTuple):
    text: str
    nice_class: int | None
    mark: str
    kind: str
    script: str
    trick: str


class Counts(NamedTuple):
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


Answers = Sequence[Mapping[str, str]]
"""For each title, the marks found in it and the kind of use; "" where a method knows no kinds."""


def titles() -> list[Title]:
    with (DATA / "titles.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Title(text, int(of) if of else None, *rest) for text, of, *rest in rows]


def ours(marks: Sequence[Mark], labelled: Sequence[Title]) -> Answers:
    index = MarkIndex.build(marks)
    found = index.find_many([(title.text, title.nice_class) for title in labelled])
    return [{match.mark: match.kind for match in matches} for matches in found]


def _writings(marks: Iterable[Mark]) -> dict[str, str]:
    return {written.casefold(): mark.text for mark in marks for written in (mark.text, *mark.variants)}


def substring(marks: Sequence[Mark], labelled: Sequence[Title]) -> Answers:
    writings = _writings(marks)
    return [
        {mark: "" for written, mark in writings.items() if written in title.text.casefold()}
        for title in labelled
    ]


def fuzzy(marks: Sequence[Mark], labelled: Sequence[Title]) -> Answers:
    writings = _writings(marks)
    choices = list(writings)
    return [
        {
            writings[choice]: ""
            for choice, _, _ in process.extract(
                title.text.casefold(), choices, scorer=fuzz.partial_ratio, score_cutoff=FUZZY_FROM, limit=None
            )
        }
        for title in labelled
    ]


METHODS: Mapping[str, Callable[[Sequence[Mark], Sequence[Title]], Answers]] = {
    "recognition": ours,
    "plain substring, case folded": substring,
    f"rapidfuzz partial_ratio ≥ {FUZZY_FROM}": fuzzy,
}


def counted(labelled: Sequence[Title], answers: Answers) -> Counts:
    counts: Counter[str] = Counter()
    for title, found in zip(labelled, answers, strict=True):
        wanted = {title.mark} - {""}
        counts["right"] += len(wanted & found.keys())
        counts["wrong"] += len(found.keys() - wanted)
        counts["missed"] += len(wanted - found.keys())
    return Counts(counts["right"], counts["wrong"], counts["missed"])


def _group(labelled: Sequence[Title], answers: Answers, by: str) -> dict[str, Counts]:
    groups: dict[str, list[int]] = defaultdict(list)
    for at, title in enumerate(labelled):
        groups[getattr(title, by)].append(at)
    return {
        name: counted([labelled[at] for at in places], [answers[at] for at in places])
        for name, places in sorted(groups.items())
    }


def _percent(share: float) -> str:
    return f"{share:.1%}"


def accuracy(_options: argparse.Namespace) -> list[str]:
    labelled, marks = titles(), marks_in(DATA / "marks.csv")
    none = sum(not title.mark for title in labelled)
    rows, answers = [], {}
    for name, method in METHODS.items():
        start = time.process_time()
        answers[name] = method(marks, labelled)
        seconds = time.process_time() - start
        counts = counted(labelled, answers[name])
        rows.append(
            (
                name,
                _percent(counts.recall),
                _percent(counts.precision),
                counts.missed,
                counts.wrong,
                f"{len(labelled) / seconds:,.0f}",
            )
        )
    scripts = len({title.script for title in labelled})
    return [
        "## Marks in titles",
        "",
        f"{len(labelled):,} titles in {scripts} scripts, {none / len(labelled):.0%} of them without a mark; {len(marks)} marks.",
        f"Goal: recall ≥ {RECALL_GOAL:.0%} at precision ≥ {PRECISION_GOAL:.0%}.",
        "",
        report.table(("method", "recall", "precision", "missed", "false alarms", "titles/s"), rows),
        *_groups("script", labelled, answers),
        *_groups("trick", labelled, answers),
        *_kinds(labelled, answers["recognition"]),
    ]


def _groups(by: str, labelled: Sequence[Title], answers: Mapping[str, Answers]) -> list[str]:
    of_each = {name: _group(labelled, found, by) for name, found in answers.items()}
    first = of_each["recognition"]
    rows = [
        (
            name,
            counts.right + counts.missed,
            *(_recall_of(groups[name]) for groups in of_each.values()),
            *(groups[name].wrong for groups in of_each.values()),
        )
        for name, counts in first.items()
    ]
    headings = (
        by,
        "marks",
        *(f"recall: {name}" for name in of_each),
        *(f"false alarms: {name}" for name in of_each),
    )
    return ["", f"### By {by}", "", report.table(headings, rows)]


def _recall_of(counts: Counts) -> str:
    return _percent(counts.recall) if counts.right + counts.missed else "–"


def _kinds(labelled: Sequence[Title], answers: Answers) -> list[str]:
    """Of the marks that were found, how many with the kind of use that the title makes of them."""
    seen: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for title, found in zip(labelled, answers, strict=True):
        if title.mark in found:
            kind = found[title.mark]
            seen[title.kind] += 1
            agreed[title.kind] += (kind if kind != "disguised" else "use") == title.kind
    rows = [(kind, count, _percent(agreed[kind] / count)) for kind, count in sorted(seen.items())]
    return ["", "### Kind of use", "", report.table(("kind", "found", "kind agrees"), rows)]


SECTIONS: Sequence[Callable[[argparse.Namespace], list[str]]] = (accuracy, recognition_speed.speed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=int, default=20_000)
    parser.add_argument("--marks", type=int, nargs="*", default=[10_000, 100_000])
    options = parser.parse_args()
    before = report.machine()
    lines = [line for section in SECTIONS for line in ("", *section(options))]
    report.keep(
        "recognition",
        "\n".join(["# Recognition", "", f"Before: {before}", f"After: {report.machine()}", *lines]),
    )


if __name__ == "__main__":
    main()
