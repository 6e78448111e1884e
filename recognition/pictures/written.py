"""Words in pictures: a port that any reader fits, the one that ships in a package, and the marks in what it reads.

The reader is an extra (requirements-ocr.txt): without it `reader()` is None and nothing is read. It reads Latin and
Chinese letters and kana, the last less well; it does not read Hangul, Cyrillic, Greek, Arabic, Hebrew or Thai.
"""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from PIL import Image

from recognition.index import MarkIndex
from recognition.marks import Match
from recognition.pictures.arrays import Grey
from recognition.pictures.decoding import read
from recognition.pictures.matches import Point

LONGEST_SIDE = 960
_SURE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of words; its corners in a picture that is 1 wide and high."""

    text: str
    confidence: float
    corners: tuple[Point, ...]


class Reader(Protocol):
    """`name` goes with whatever was read, so that it can be told what read it."""

    name: str

    def lines(self, grey: Grey) -> Sequence[Line]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkInPicture:
    line: Line
    match: Match


def marks_in(
    body: bytes, index: MarkIndex, reader: Reader, *, nice_class: int | None = None
) -> tuple[MarkInPicture, ...]:
    """Every mark that is written in the picture, from top to bottom. Raises Unreadable."""
    grey = read(body, longest_side=LONGEST_SIDE).grey
    lines = [line for line in reader.lines(grey) if line.confidence >= _SURE]
    found = index.find_many([(line.text, nice_class) for line in lines])
    return tuple(
        MarkInPicture(line=line, match=match)
        for line, matches in zip(lines, found, strict=True)
        for match in matches
    )


@cache
def reader() -> Reader | None:
    """None where the extra is not installed."""
    if importlib.util.find_spec("rapidocr") is None:
        return None
    return _Rapid()


class _Rapid:
    """rapidocr on onnxruntime: its models come in its wheel, and it asks no network."""

    def __init__(self) -> None:
        package = importlib.import_module("rapidocr")
        self.name = f"rapidocr {importlib.import_module('importlib.metadata').version('rapidocr')}"
        self._engine: Any = package.RapidOCR(params={"Global.log_level": "error"})

    def lines(self, grey: Grey) -> Sequence[Line]:
        found = self._engine(np.asarray(Image.fromarray(grey).convert("RGB")))
        if found.boxes is None:
            return ()
        height, width = grey.shape
        return tuple(
            Line(
                text=str(text),
                confidence=round(float(sure), 4),
                corners=tuple((round(float(x) / width, 4), round(float(y) / height, 4)) for x, y in box),
            )
            for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        )
