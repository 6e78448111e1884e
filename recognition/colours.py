"""Whether a word that somebody has registered says a colour where it stands: "açık mavi", "Leder braun", "128 GB Orange"."""

import re

from recognition.context import Around, around
from recognition.folding import plain_of, plain_words
from recognition.judge import Candidate
from recognition.known import is_a_famous_name
from recognition.listed import lines_of
from recognition.names import FIRMS
from recognition.speaking import says_what_it_fits, speaks_of_the_brand
from recognition.standing_out import is_small_among_capitals

_COLOURS = plain_words(" ".join(lines_of("colours.txt")))
# Before a colour, or, in the languages of Rome and the East, behind it.
_SHADES_BEFORE = plain_words(
    """
    light dark bright pale deep soft hell dunkel hellen dunklem licht donker ljus mörk lys mørk lyse jasny ciemny jasno ciemno světle tmavě
    svetlo tmavo világos sötét vaalea tumma açık koyu светло темно ярко світло
    """
)
_SHADES_BEHIND = plain_words(
    """
    clair claire foncé foncée pâle vif claro clara oscuro oscura escuro escura chiaro chiara scuro scura deschis închis muda tua fatih
    فاتح غامق בהיר כהה
    """
)
_AND = frozenset(("and", "und", "et", "y", "e", "en", "och", "og", "i", "a", "ve", "dan", "и", "και"))
_JOINED_BEFORE = re.compile(r"([^\W\d_]+)\s?[/&+|-]\s?$")
_JOINED_BEHIND = re.compile(r"\s?[/&+|-]\s?([^\W\d_]+)")
_LONGEST_COLOUR = 20
# Behind what a thing is like nothing more is told but numbers.
_NO_WORDS_BEHIND = re.compile(r"[\s,.;:|/()\[\]#-]*(?:[^\W_]*\d[^\s]*[\s,.;:|/()\[\]#-]*)*")
_FEWEST_BEFORE_THE_LAST = 3
_FIRST_WORDS = re.compile(r"[^\W\d_]+")


def is_a_colour_here(found: Candidate, text: str) -> bool:
    """Beside light and dark, joined to another colour, in small letters among capitals, or last in a title that begins with
    another maker's name."""
    written = plain_of(text[found.start : found.end])
    if written not in _COLOURS:
        return False
    place = around(text, found.start, found.end)
    if says_what_it_fits(place) or speaks_of_the_brand(place, text, found.end):
        return False
    return (
        _has_a_shade(place)
        or _is_joined_to_a_colour(found, text, place)
        or is_small_among_capitals(text, found.start, found.end)
        or _is_last_behind_another_maker(found, text, place)
    )


def _has_a_shade(place: Around) -> bool:
    return not (
        _SHADES_BEFORE.isdisjoint(place.words_before[:1]) and _SHADES_BEHIND.isdisjoint(place.words_after[:1])
    )


def _is_joined_to_a_colour(found: Candidate, text: str, place: Around) -> bool:
    """ "Schwarz/Braun", "siyah ve mavi"; not "Mavi siyah jean", whose maker stands before its colour."""
    before = _JOINED_BEFORE.search(text, max(0, found.start - _LONGEST_COLOUR), found.start)
    behind = _JOINED_BEHIND.match(text, found.end)
    if any(joined and plain_of(joined[1]) in _COLOURS for joined in (before, behind)):
        return True
    near = (place.words_before[:2], place.words_after[:2])
    return any(len(words) > 1 and words[0] in _AND and words[1] in _COLOURS for words in near)


def _is_last_behind_another_maker(found: Candidate, text: str, place: Around) -> bool:
    if len(place.words_before) < _FEWEST_BEFORE_THE_LAST or not _NO_WORDS_BEHIND.fullmatch(text, found.end):
        return False
    first = [plain_of(word) for word in _FIRST_WORDS.findall(text[: found.start])[:2]]
    return any(
        name != found.surface.name and (name in FIRMS or is_a_famous_name(name))
        for name in (*first[:1], " ".join(first))
    )
