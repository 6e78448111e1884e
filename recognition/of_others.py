"""What belongs to somebody else though a mark's name is in it: a book about it, a longer name of a person or a firm."""

import re

from recognition.context import Around, around, use_of
from recognition.english_words import is_an_english_word
from recognition.goods import goods_around
from recognition.judge import Candidate
from recognition.language import languages_of, word_in
from recognition.listed import listed, rows_of
from recognition.marks import Kind
from recognition.names import FIRMS, GIVEN, SURNAMES
from recognition.reading import Trick
from recognition.subjects import speaks_surely_of_a_work
from recognition.words import is_of_others_too

# Books, records and films, what is played and printed.
_OF_WORKS = frozenset((9, 16, 28, 41))
_HIS = re.compile(r"['’]s (?=[A-Z][a-z])")
_LENGTH_OF_HIS = 3
_INITIAL = re.compile(r"[A-Z]\.\s?(?=[A-Z][a-z])")
# Not a size.
_BEHIND_AN_INITIAL = re.compile(r"(?:^|\s)[A-KN-RT-WYZ]\. ?$")
_SEEN = 8
_SPLIT = frozenset((Trick.SPACED, Trick.DOUBLED))
_TITLES = listed(
    "captain capt kapitan capitan capitaine kapitein professor prof sir lord baron sergeant colonel saint sankt santo"
)
_NAME = "_"


def _longer_names() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By a name, the words before it, nearest first, and those behind it that make another name of it."""
    found: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {}
    for name, phrases in rows_of("longer_names.txt"):
        each = [phrase.split() for phrase in phrases.split(", ") if _NAME in phrase.split()]
        found[name] = found.get(name, ()) + tuple(
            (tuple(words[: words.index(_NAME)][::-1]), tuple(words[words.index(_NAME) + 1 :]))
            for words in each
        )
    return found


_LONGER_NAMES = _longer_names()


def is_part_of_what_others_have(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Whether the title says a longer name of somebody or something else, or names a work by it."""
    if _begins_with_an_initial(found, text):
        return True
    surface = found.surface
    if found.reading.is_disguised or not surface.name.isascii():
        return False
    if surface.generated:
        return _is_of_a_work(found, text, around(text, found.start, found.end), nice_class)
    if surface.name in SURNAMES and _BEHIND_AN_INITIAL.search(
        text[max(0, found.start - _SEEN) : found.start]
    ):
        return True
    place = around(text, found.start, found.end)
    if is_part_of_a_longer_name(surface.name, place):
        return True
    return use_of(place, "").kind is Kind.USE and _is_of_a_work(found, text, place, nice_class)


def is_part_of_a_longer_name(name: str, place: Around) -> bool:
    """ "Lee Cooper", "Captain Morgan", "cotton candy"."""
    if not _TITLES.isdisjoint(place.words_before[:1]) and (name in GIVEN or name in SURNAMES):
        return True
    return any(
        place.words_before[: len(before)] == before and place.words_after[: len(after)] == after
        for before, after in _LONGER_NAMES.get(name, ())
    )


def _begins_with_an_initial(found: Candidate, text: str) -> bool:
    """ "B. Braun" is no doubled letter."""
    written = text[found.start : found.end]
    tricks = found.reading.tricks
    return bool(tricks) and _SPLIT.issuperset(tricks) and _INITIAL.match(written) is not None


def _is_his(text: str, found: Candidate) -> bool:
    """ "Gulliver's Travels"; not "Levi's Jeans", whose name has the s."""
    if found.surface.base.endswith("s"):
        return False
    return any(_HIS.match(text, at) for at in (found.end, found.end - _LENGTH_OF_HIS + 1))


def _is_of_a_work(found: Candidate, text: str, place: Around, nice_class: int | None) -> bool:
    """Of what is a word or a name besides in any class; of any name where it is not known for works, and "Gulliver's Travels"."""
    name, classes = found.surface.name, found.surface.nice_classes
    if name in FIRMS:
        return False
    is_contradicted = nice_class is not None and bool(classes) and nice_class not in classes
    may_be_theirs = nice_class is None or is_contradicted
    if may_be_theirs and _is_his(text, found) and goods_around(place).isdisjoint(classes):
        return True
    if not speaks_surely_of_a_work(place):
        return False
    if is_contradicted or (nice_class is None and classes.isdisjoint(_OF_WORKS)):
        return True
    if not found.surface.base.isascii():
        return False
    word = word_in(languages_of((*place.words_before, *place.words_after)), name)
    return is_an_english_word(name) or is_of_others_too(name) or word.may_be or word.is_their_own
