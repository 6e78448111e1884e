"""Names stand out in a sentence: by their capital among small letters, by their alphabet among another's; not in sayings."""

import re
from collections.abc import Sequence

from recognition.words import is_a_quality

_WORD: re.Pattern[str] = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_SHORTEST = 3
_FEWEST_IN_SMALL_LETTERS = 2
# Behind these a word with a capital is a planet, a ship, a place.
_BEFORE_THINGS = frozenset(
    ("a", "an", "the", "of", "in", "on", "and", "to", "at", "de", "da", "di", "del", "der", "die", "das")
)
_SAYING = re.compile(r'["“„«「]([^"“”„«»「」]+)["”“»」]')
_LOOKED_AT = 160
"""Letters to each side: a title, whatever it stands in. Or the time for a long text would grow with its square."""


def _title_around(text: str, start: int, end: int) -> tuple[str, int, int]:
    cut = max(0, start - _LOOKED_AT)
    return text[cut : end + _LOOKED_AT], start - cut, end - cut


def is_in_a_saying(text: str, start: int, end: int) -> bool:
    """What stands on a shirt: "Mind the gap", "La boss de la casa". A name alone in quotation marks is a name."""
    text, start, end = _title_around(text, start, end)
    return any(
        said.start(1) <= start and end <= said.end(1) and len(_WORD.findall(said[1])) > 1
        for said in _SAYING.finditer(text)
    )


def stands_out_as_a_name(text: str, start: int, end: int) -> bool:
    """Whether the title writes this word, which may be any word, as it writes names and nothing else.

    "Fanale anteriore Jaguar originale", "Коврики для Jaguar": not "Ford Puma", whose name is another's, nor "the Mars".
    """
    text, start, end = _title_around(text, start, end)
    written = text[start:end]
    if not written[:1].isupper() or len(written) < _SHORTEST or is_a_quality(written.casefold()):
        return False
    others = _WORD.findall(text[:start]) + _WORD.findall(text[end:])
    foreign = sum(len(word) for word in others if not _LATIN.fullmatch(word))
    if foreign > sum(map(len, others)) - foreign:
        return bool(_LATIN.fullmatch(written))
    return _stands_among_small_letters(text, start, end)


def _stands_among_small_letters(text: str, start: int, end: int) -> bool:
    before = _WORD.findall(text[:start])
    if not before or not before[-1].islower() or before[-1] in _BEFORE_THINGS:
        return False
    return _is_in_small_letters(before, _WORD.findall(text[end:]))


def goes_on_as_a_name(text: str, start: int, end: int) -> bool:
    """ "Polo Ralph Lauren oxford shirt": the next word has a capital, and most that follow have none."""
    text, start, end = _title_around(text, start, end)
    after = _WORD.findall(text[end:])
    return bool(after) and after[0].istitle() and _is_in_small_letters(_WORD.findall(text[:start]), after[1:])


def _is_in_small_letters(before: Sequence[str], after: Sequence[str]) -> bool:
    long = [word for word in (*before, *after) if len(word) > _SHORTEST]
    small = sum(word.islower() for word in long)
    return small >= _FEWEST_IN_SMALL_LETTERS and 2 * small > len(long)


def is_small_among_capitals(text: str, start: int, end: int) -> bool:
    """ "Herrenuhr Chronograph Lederband braun": whoever writes nouns and names with capitals means neither."""
    text, start, end = _title_around(text, start, end)
    if not text[start:end].islower():
        return False
    others = [
        word for word in _WORD.findall(text[:start]) + _WORD.findall(text[end:]) if len(word) > _SHORTEST
    ]
    capitals = sum(map(str.istitle, others))
    return capitals >= _FEWEST_IN_SMALL_LETTERS and 2 * capitals > len(others)
