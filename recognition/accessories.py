"""A case, a film or a mat beside a maker's name and a model: the maker's goods are what it fits, unless it is said to be the maker's own."""

from collections.abc import Sequence
from functools import cache

from recognition.folding import base_of
from recognition.listed import listed, rows_of

_NEAR = 3


@cache
def _words() -> dict[str, frozenset[str]]:
    """By what they say; of scripts without spaces apart, as they may stand anywhere in a run."""
    found: dict[str, frozenset[str]] = {}
    for kind, words in rows_of("accessories.txt"):
        found[kind] = found.get(kind, frozenset()) | listed(base_of(words))
    return found


def is_fitted_by_an_accessory(
    before: str, after: str, words_before: Sequence[str], words_after: Sequence[str]
) -> bool:
    """Of a name with what stands around it: whether a model follows, and an accessory is sold."""
    if not any(any(map(str.isdigit, word)) and not word.endswith("mm") for word in words_after[:_NEAR]):
        return False
    words = {*words_before, *words_after}
    seen = f"{before}\0{after}"
    return _are_named("accessories", words, seen) and not _are_named("own", words, seen)


def _are_named(kind: str, words: set[str], seen: str) -> bool:
    apart, in_runs = _words()[kind], _words()[f"{kind} in runs"]
    return not apart.isdisjoint(words) or any(word in seen for word in in_runs)
