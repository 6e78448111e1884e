"""Writes titles.tsv, the labelled titles of bench/recognition.py: always the same ones.

    python -m bench.data.titles.make

Knows nothing of the recogniser (an import contract): its marks, words and tricks are its own. Columns: title, Nice
class or nothing, the mark that it names or nothing, how it uses it, script of the title, trick or what makes it hard.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.data.titles import tricks
from bench.data.titles.languages import ENGLISH, LANGUAGES, Language

HERE = Path(__file__).parent
# Whoever writes these letters alone has written a word of the language.
COMMON = frozenset(
    [
        "Apple",
        "Gap",
        "Shell",
        "Dove",
        "Coach",
        "Mars",
        "Supreme",
        "Target",
        "Orange",
        "Guess",
        "Fossil",
        "Diesel",
        "Champion",
        "Monster",
        "Tide",
        "Next",
        "Vans",
        "Off-White",
    ]
)
SHORT = frozenset(("H&M", "C&A", "3M", "LV", "UGG", "JBL", "7-Eleven", "Gap"))
COLUMNS = ("zh", "ja", "ko", "ru", "el", "ar", "he", "th", "hi")
# What is left out of the file of marks in these scripts has to be found by its sound.
BY_SOUND = ("ru", "el", "ja", "ko", "ar", "he")
PER_MARK = 13


class Mark(NamedTuple):
    text: str
    classes: tuple[int, ...]
    writings: dict[str, str]
    withheld: frozenset[str]

    @property
    def registered(self) -> list[str]:
        return [written for column, written in self.writings.items() if column not in self.withheld]


class Row(NamedTuple):
    title: str
    nice_class: int | None
    mark: str
    kind: str
    script: str
    trick: str


def marks() -> list[Mark]:
    rng = random.Random(11)
    found = []
    for line in (HERE / "marks.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        text, classes, *written = line.split("\t")
        writings = {column: word for column, word in zip(COLUMNS, written, strict=True) if word != "-"}
        by_sound = [column for column in BY_SOUND if column in writings]
        withheld = frozenset(rng.sample(by_sound, min(2, len(by_sound))))
        found.append(Mark(text, tuple(map(int, classes.split(";"))), writings, withheld))
    return found


def _title(frame: str, mark: str, goods: str) -> str:
    return frame.replace("{p}", goods).replace("{m}", mark)


def _goods(language: Language, mark: Mark, rng: random.Random) -> tuple[str, int]:
    own = [goods for goods in language.goods if goods[1] in mark.classes]
    return rng.choice(own or language.goods)


def _latin(mark: Mark, rng: random.Random) -> Iterator[Row]:
    names = list(tricks.LATIN)
    rng.shuffle(names)
    few = {"as registered", "capitals", "fullwidth"}
    wanted = [n for n in names if (mark.text not in COMMON and mark.text not in SHORT) or n in few]
    languages = [lang for lang in LANGUAGES.values() if lang.script == "Latin" or rng.random() < 0.3]
    for name in wanted[:PER_MARK]:
        language = rng.choice(languages) if mark.text not in COMMON else ENGLISH
        written = tricks.LATIN[name](mark.text, rng)
        if written is None or (written == mark.text and name not in few):
            continue
        goods, of = _goods(language, mark, rng)
        if of in mark.classes or mark.text not in COMMON | SHORT:
            yield Row(
                _title(rng.choice(language.uses), written, goods), of, mark.text, "use", language.script, name
            )


def _own_scripts(mark: Mark, rng: random.Random) -> Iterator[Row]:
    """Letters that are joined to each other, or carry their vowels, are not written apart by anybody."""
    if mark.text in COMMON:
        return
    for language in LANGUAGES.values():
        written = mark.writings.get(language.column)
        if not written:
            continue
        by_sound = language.column in mark.withheld
        joined = language.column in ("ar", "th", "hi")
        names = [name for name in tricks.OTHER if not (joined and name == "own script, spaced")]
        for name in ("own script",) if by_sound else ("own script", rng.choice(names)):
            goods, of = _goods(language, mark, rng)
            shown = tricks.OTHER[name](written, rng)
            trick = "by its sound" if by_sound else name
            yield Row(
                _title(rng.choice(language.uses), shown, goods), of, mark.text, "use", language.script, trick
            )


def _other_uses(mark: Mark, rng: random.Random) -> Iterator[Row]:
    if mark.text in COMMON | SHORT:
        return
    for kind, frames in (("compatible", "fits"), ("comparative", "likens"), ("denied", "denies")):
        for language in rng.sample(list(LANGUAGES.values()), 2 if kind == "compatible" else 1):
            written = (
                mark.text
                if language.column in mark.withheld
                else mark.writings.get(language.column, mark.text)
            )
            goods, of = rng.choice(language.goods)
            title = _title(rng.choice(getattr(language, frames)), written, goods)
            yield Row(title, of, mark.text, kind, language.script, f"{kind} use")


def _without_marks() -> Iterator[Row]:
    for language in LANGUAGES.values():
        for phrase in (*language.no_mark, "{p}"):
            if "{p}" not in phrase:
                yield Row(phrase, None, "", "", language.script, "trade phrase")
                continue
            for goods, of in language.goods:
                yield Row(_title(phrase, "", goods), of, "", "", language.script, "trade phrase")
    for line in (HERE / "hard_negatives.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        title, of, hard = line.split("\t")
        yield Row(title, int(of), "", "", "Latin", hard)
        yield Row(title.upper(), None, "", "", "Latin", hard)


def rows() -> list[Row]:
    rng = random.Random(7)
    found: dict[str, Row] = {}
    for mark in marks():
        for row in (*_latin(mark, rng), *_own_scripts(mark, rng), *_other_uses(mark, rng)):
            found.setdefault(row.title, row)
    for row in _without_marks():
        found.setdefault(row.title, row)
    return list(found.values())


def main() -> None:
    with (HERE / "titles.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(Row._fields)
        writer.writerows(row._replace(nice_class=row.nice_class or "") for row in rows())
    with (HERE / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        plain = csv.writer(file, lineterminator="\n")
        plain.writerow(("mark", "variants", "nice_classes"))
        plain.writerows((m.text, "|".join(m.registered), ";".join(map(str, m.classes))) for m in marks())


if __name__ == "__main__":
    main()
