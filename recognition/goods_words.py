"""Words for goods in the languages of shops, by the Nice classes that they speak for: read from `data/goods.txt`, which says how."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "goods.txt"


@cache
def goods_words() -> tuple[tuple[frozenset[int], str], ...]:
    """Each line of the file: classes and words."""
    found = []
    with _FILE.open(encoding="utf-8") as lines:
        for line in lines:
            classes, colon, words = line.partition(":")
            if colon and not line.startswith("#"):
                found.append((frozenset(map(int, classes.split())), words))
    return tuple(found)
