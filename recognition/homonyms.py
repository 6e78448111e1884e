"""Marks that are words for things: what tells that the thing is meant, read from `data/homonyms.txt`.

Wider than `words.ORDINARY_NEIGHBOURS`, which have to touch: these may stand anywhere in sight.
"""

from functools import cache

from recognition.context import Around
from recognition.folding import plain_of
from recognition.listed import rows_of
from recognition.subjects import Telling, is_told, telling_of


@cache
def _tellings() -> dict[str, tuple[Telling, ...]]:
    found: dict[str, list[Telling]] = {}
    for names, words in rows_of("homonyms.txt"):
        telling = telling_of(words)
        for name in map(plain_of, names.split()):
            found.setdefault(name, []).append(telling)
    return {name: tuple(each) for name, each in found.items()}


def is_a_thing_here(name: str, place: Around) -> bool:
    """Whether the title tells that the thing is meant which the word says."""
    return any(is_told(telling, place) for telling in _tellings().get(name, ()))
