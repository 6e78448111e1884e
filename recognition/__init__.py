"""Marks in titles and descriptions: a library without Django that imports nothing of the project.

    marks = [Mark(key="right-7", text="Lumora", variants=("ルモラ",), nice_classes=frozenset({9}))]
    index = MarkIndex.build(marks)
    index.version                                    # "9f2c41d07b6e83aa": marks and algorithm, to keep with a decision
    index.find("Case for Lumora 15", nice_class=9)   # (Match(kind=Kind.COMPATIBLE, start=9, end=15, …),)
    index.find_many([("LUM0RA lamp", None), …])      # [(Match(kind=Kind.DISGUISED, …),), …], one entry a text
    index.updated([Mark(key="right-8", …)], gone=["right-7"])   # another index, in milliseconds

Shapes
    Mark   key, text, variants: tuple[str, …], nice_classes: frozenset[int]
    Match  mark_key, mark (its text), start, end (of the text as given), kind, score 0..1, why (for a reviewer)
    Kind   USE · DISGUISED · COMPATIBLE ("for X") · COMPARATIVE ("X style") · LISTED ("X Y Z") · DENIED ("not X")

`find` answers any string, in bounded time, the same each time; beyond the first 10,000 characters it does not look. How it works:
`stream.py` (texts to letters), `segment.py` (where letters agree), `judge.py` (whether the mark is written there), `counting.py`
(whether it may count), `context.py` (how it is used); why so: docs/adr/0020-marks-in-text.md.
"""

from recognition.index import MarkIndex
from recognition.marks import Kind, Mark, Match
from recognition.vocabulary import load as load_words

__all__ = ["Kind", "Mark", "MarkIndex", "Match", "load_words"]
