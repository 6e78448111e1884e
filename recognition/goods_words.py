"""Words for goods in the languages of shops, by the Nice classes that they speak for: read from `data/goods.txt`, which says how."""

from functools import cache

from recognition.listed import rows_of


@cache
def goods_words() -> tuple[tuple[frozenset[int], str], ...]:
    """Each line of the file: classes and words."""
    return tuple((frozenset(map(int, classes.split())), words) for classes, words in rows_of("goods.txt"))
