"""The words that say how a title uses a name, from data/uses.txt, in base form and by what they say."""

from functools import cache

from recognition.folding import base_of
from recognition.listed import listed, rows_of, rows_under


@cache
def words_that(say: str) -> frozenset[str]:
    """Single words."""
    return listed(base_of(" ".join(_rows(say))))


@cache
def phrases_that(say: str) -> tuple[str, ...]:
    """Of words with a space between, or of what stands in a run of a script without spaces; longer ones first."""
    phrases = (base_of(phrase).strip() for row in _rows(say) for phrase in row.split(","))
    return tuple(sorted(filter(None, phrases), key=len, reverse=True))


@cache
def ends_of(say: str) -> frozenset[str]:
    """The last words of such phrases: hardly a title has one of them."""
    return frozenset(phrase.split()[-1] for phrase in phrases_that(say))


@cache
def beginnings_of(say: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases_that(say))


def as_written(said: str) -> str:
    """What was found in base form as its language writes it: "συμβατός", not "συμβατοσ"."""
    return _written().get(said, said)


@cache
def _written() -> dict[str, str]:
    rows = [row for _, row in rows_of("uses.txt")]
    written = [phrase.strip() for row in rows for phrase in (*row.split(), *row.split(","))]
    return {base_of(word): word for word in reversed(written)}


def _rows(say: str) -> tuple[str, ...]:
    return rows_under("uses.txt", say)
