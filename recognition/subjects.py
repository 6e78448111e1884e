"""What a title speaks of besides goods, in the languages of shops: works, places, people, stars, gods, animals, colours.

A word is found as it is; "созвезди-" at the beginning of a longer word; what is written without spaces anywhere.
"""

from enum import Enum
from functools import cache
from typing import NamedTuple

from recognition.context import Around
from recognition.folding import base_of
from recognition.listed import words_of
from recognition.surfaces import is_hangul, is_unspaced

_STEM = "-"


def _listed(words: str) -> frozenset[str]:
    return frozenset(base_of(words).split())


class Subject(Enum):
    """By what data/subjects.txt calls its words."""

    WORK = "work"
    """A book, a film, a record, a piece of music."""
    SURELY_A_WORK = "surely a work"
    """Words that nothing else is called by, whatever the goods."""
    PLAYER = "player"
    """What works are played and kept on, and what only machines need: the LP of "LP-E6 battery" is no record."""
    KEEPSAKE = "keepsake"
    """What shows a person or a place: posters, stamps, flags, maps."""
    SPORT = "sport"
    OWN_NAME = "own name"
    """The goods bear somebody's name."""
    SKY = "sky"
    MYTH = "myth"
    ANIMAL = "animal"
    PLANT = "plant"
    MODEL_KIT = "model kit"


# These make a name of what they touch: an island, a school, an age; and a colour.
_OF_A_PLACE_BEHIND = _listed(words_of("subjects.txt", "behind a place"))
_OF_A_PLACE_BEFORE = _listed(words_of("subjects.txt", "before a place"))
_RUNS_OF_A_PLACE = tuple(_listed("諸島 群岛 時代 时代 維新 维新 神宮 神宫 大学 제도 대학"))
_COLOUR = _listed(words_of("subjects.txt", "colour"))
_RUNS_OF_A_COLOUR = tuple(_listed("色 カラー 컬러 색 สี"))


class Telling(NamedTuple):
    words: frozenset[str]
    stems: tuple[str, ...]
    in_runs: tuple[str, ...]


@cache
def _telling(subject: Subject) -> Telling:
    return telling_of(words_of("subjects.txt", subject.value))


def telling_of(listed: str) -> Telling:
    each = base_of(listed).split()
    in_runs = tuple(word for word in each if is_unspaced(word) or is_hangul(word))
    stems = tuple(word.removesuffix(_STEM) for word in each if word.endswith(_STEM))
    return Telling(frozenset(each).difference(in_runs), stems, in_runs)


def speaks_of(subject: Subject, place: Around) -> bool:
    """Whether the title speaks of it within sight of the place."""
    return is_told(_telling(subject), place)


def is_told(telling: Telling, place: Around) -> bool:
    words = (*place.words_before, *place.words_after)
    if not telling.words.isdisjoint(words):
        return True
    if place.before.isascii() and place.after.isascii():
        return any(word.startswith(telling.stems) for word in words)
    seen = f"{place.before}\0{place.after}"
    return any(word in seen for word in telling.in_runs) or any(
        word.startswith(telling.stems) for word in words
    )


def speaks_surely_of_a_work(place: Around) -> bool:
    return speaks_of(Subject.SURELY_A_WORK, place) and not speaks_of(Subject.PLAYER, place)


def speaks_of_a_work(place: Around) -> bool:
    return speaks_of(Subject.WORK, place) and not speaks_of(Subject.PLAYER, place)


def is_part_of_a_places_name(place: Around) -> bool:
    """ "Marshall Islands", "British Columbia", "Meiji era"."""
    return (
        not _OF_A_PLACE_BEHIND.isdisjoint(place.words_after[:1])
        or not _OF_A_PLACE_BEFORE.isdisjoint(place.words_before[:1])
        or place.after.lstrip().startswith(_RUNS_OF_A_PLACE)
    )


def is_called_a_colour(place: Around) -> bool:
    """ "Цвет манго", "mango yellow", オレンジ色."""
    return (
        not _COLOUR.isdisjoint((*place.words_before[:1], *place.words_after[:1]))
        or place.after.lstrip().startswith(_RUNS_OF_A_COLOUR)
        or place.before.rstrip().endswith(_RUNS_OF_A_COLOUR)
    )
