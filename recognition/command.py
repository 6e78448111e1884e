"""Reads marks and titles from files and writes what was found: the body of `script/manage recognise`."""

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from recognition.index import BATCH, MarkIndex
from recognition.marks import Mark, Match
from recognition.surfaces import can_be_found

_NICE_CLASSES = range(1, 46)
_MARK_COLUMNS = ("mark", "variants", "nice_classes")
_TITLE_COLUMNS = ("title", "nice_class")


class BadInput(ValueError):
    """A line that cannot be read; the message names the file and the line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}, line {line}: {problem}")


def recognise(marks_csv: Path | str, titles_tsv: Path | str, out: Path | str) -> int:
    """Writes one JSON line for each title, in order, and returns how many. Bad input leaves `out` untouched."""
    index = MarkIndex.build(marks_in(Path(marks_csv)))
    return write_lines(Path(out), _lines(index, titles_in(Path(titles_tsv))))


def _lines(index: MarkIndex, titles: Iterator[tuple[str, int | None]]) -> Iterator[str]:
    while batch := list(islice(titles, BATCH)):
        for (title, _), matches in zip(batch, index.find_many(batch), strict=True):
            yield _json_line(title, matches)


def marks_in(path: Path) -> list[Mark]:
    """The marks of the file; lines of one mark are put together."""
    marks: dict[str, Mark] = {}
    for line, row in _csv_rows(path):
        mark = _mark_in(path, line, row)
        before = marks.get(mark.key)
        marks[mark.key] = _put_together(before, mark) if before else mark
    return list(marks.values())


def titles_in(path: Path) -> Iterator[tuple[str, int | None]]:
    for line, text in _lines_in(path):
        cells = text.split("\t")
        if not text or (line == 1 and _is_heading(cells, _TITLE_COLUMNS)):
            continue
        if len(cells) > len(_TITLE_COLUMNS):
            raise BadInput(path, line, f"{len(cells)} columns, where a title and a class are expected")
        written = "".join(cells[1:]).strip()
        yield cells[0], _nice_class(path, line, written) if written else None


def _lines_in(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for line, content in enumerate(file, start=1):
            try:
                text = content.decode("utf-8-sig" if line == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise BadInput(path, line, f"not UTF-8 (byte {error.start + 1} of the line)") from error
            yield line, text.rstrip("\r\n")


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    # Line ends are put back, so that a quoted cell may hold one.
    reader = csv.reader((text + "\n" for _, text in _lines_in(path)), strict=True)
    try:
        for row in reader:
            if any(row) and not (reader.line_num == 1 and _is_heading(row, _MARK_COLUMNS)):
                yield reader.line_num, row
    except csv.Error as error:
        raise BadInput(path, reader.line_num, str(error)) from error


def _is_heading(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Named like the column, whatever the other headings say; a mark or title of that name has a class or nothing beside it."""
    first, *others = (cell.strip().casefold() for cell in cells)
    return first == columns[0] and len(cells) > 1 and any(char.isalpha() for char in others[-1])


def _mark_in(path: Path, line: int, row: Sequence[str]) -> Mark:
    if len(row) > len(_MARK_COLUMNS):
        raise BadInput(path, line, f"{len(row)} columns, where mark, variants and nice_classes are expected")
    text, variants, classes = (*(cell.strip() for cell in row), "", "")[:3]
    if not text:
        raise BadInput(path, line, "the mark is empty")
    mark = Mark(
        key=text,
        text=text,
        variants=tuple(_parts(variants, "|")),
        nice_classes=frozenset(_nice_class(path, line, part) for part in _parts(classes, ";")),
    )
    if not can_be_found(mark):
        raise BadInput(path, line, f'"{text}" has no letter or digit to look for')
    return mark


def _parts(cell: str, between: str) -> list[str]:
    return [part.strip() for part in cell.split(between) if part.strip()]


def _nice_class(path: Path, line: int, written: str) -> int:
    if not written.isdecimal() or len(written) > 2 or int(written) not in _NICE_CLASSES:
        raise BadInput(path, line, f'"{written}" is not a Nice class (1 to 45)')
    return int(written)


def _put_together(one: Mark, other: Mark) -> Mark:
    return Mark(
        key=one.key,
        text=one.text,
        variants=tuple(dict.fromkeys(one.variants + other.variants)),
        nice_classes=one.nice_classes | other.nice_classes,
    )


def _json_line(title: str, matches: Iterable[Match]) -> str:
    found = [
        {
            "mark": match.mark,
            "score": match.score,
            "why": [match.why],
            "kind": match.kind,
            "start": match.start,
            "end": match.end,
        }
        for match in matches
    ]
    return json.dumps({"title": title, "matches": found}, ensure_ascii=False)


def write_lines(out: Path, lines: Iterable[str]) -> int:
    """A file appears whole or not at all; a pipe or a device is written straight."""
    straight = out.exists() and not out.is_file()
    target = out if straight else out.with_name(out.name + ".part")
    try:
        with target.open("w", encoding="utf-8", newline="\n") as file:
            count = sum(1 for line in lines if file.write(line + "\n"))
        if not straight:
            os.replace(target, out)
    finally:
        if not straight:
            target.unlink(missing_ok=True)
    return count
