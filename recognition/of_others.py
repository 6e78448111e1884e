"""What belongs to somebody else though a mark's name is in it: a book about it, a longer name of a person or a firm."""

import re
from collections.abc import Iterable, Sequence

from recognition.context import Around, around, use_of
from recognition.english_words import is_an_english_word
from recognition.folding import plain_of
from recognition.goods import goods_around
from recognition.judge import Candidate
from recognition.language import languages_of, word_in
from recognition.listed import listed, rows_of
from recognition.marks import Kind
from recognition.names import FIRMS, GIVEN, SURNAMES
from recognition.reading import SLIPS, Trick
from recognition.sounds import Spelling, heard_as, spellings_of
from recognition.subjects import speaks_surely_of_a_work
from recognition.words import is_of_others_too

# Books, records and films, what is played and printed.
_OF_WORKS = frozenset((9, 16, 28, 41))
_WORD_BEFORE, _LONGEST_GIVEN = re.compile(r"(?<!\w)([A-Z][a-z]+) $"), 16
_HIS = re.compile(r"['’]s (?=[A-Z][a-z])")
_LENGTH_OF_HIS = 3
_INITIAL = re.compile(r"[A-Z]\.\s?(?=[A-Z][a-z])")
# Not a size.
_BEHIND_AN_INITIAL = re.compile(r"(?:^|\s)[A-KN-RT-WYZ]\. ?$")
_SEEN = 8
_SPLIT = frozenset((Trick.SPACED, Trick.DOUBLED))
_MISSPELT = SLIPS | {Trick.DOUBLED, Trick.DROPPED}
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
    if found.reading.is_disguised:
        return _is_a_surname_misspelt(found, text)
    return _is_in_a_longer_name(found, text) or _is_the_name_of_a_work(found, text, nice_class)


def _is_in_a_longer_name(found: Candidate, text: str) -> bool:
    if not text[found.start : found.end].isascii() and _sounds_like_a_longer_name(found, text):
        return True
    surface = found.surface
    if surface.generated or not surface.name.isascii():
        return False
    before = text[max(0, found.start - _SEEN) : found.start]
    is_behind_an_initial = surface.name in SURNAMES and _BEHIND_AN_INITIAL.search(before) is not None
    return is_behind_an_initial or is_part_of_a_longer_name(
        surface.name, around(text, found.start, found.end)
    )


def _is_the_name_of_a_work(found: Candidate, text: str, nice_class: int | None) -> bool:
    if not found.surface.name.isascii():
        return False
    place = around(text, found.start, found.end)
    is_used = bool(found.surface.generated) or use_of(place, "").kind is Kind.USE
    return is_used and _is_of_a_work(found, text, place, nice_class)


def is_part_of_a_longer_name(name: str, place: Around) -> bool:
    """ "Lee Cooper", "Captain Morgan", "cotton candy"."""
    if not _TITLES.isdisjoint(place.words_before[:1]) and (name in GIVEN or name in SURNAMES):
        return True
    return any(
        place.words_before[: len(before)] == before and place.words_after[: len(after)] == after
        for before, after in _LONGER_NAMES.get(name, ())
    )


def _sounds_like_a_longer_name(found: Candidate, text: str) -> bool:
    """סלין דיון, "Σελίν Ντιόν": the longer name as other scripts say it."""
    longer = _LONGER_NAMES.get(plain_of(found.surface.mark.text), ())
    if not longer:
        return False
    place = around(text, found.start, found.end)
    return any(
        _are_said_alike(place.words_before, before) and _are_said_alike(place.words_after, after)
        for before, after in longer
    )


def _are_said_alike(written: Sequence[str], names: Sequence[str]) -> bool:
    return len(written) >= len(names) and all(
        not word.isascii() and not _shapes(heard_as(word)).isdisjoint(_shapes(spellings_of(name)))
        for word, name in zip(written, names, strict=False)
    )


def _shapes(said: Iterable[Spelling]) -> frozenset[str]:
    return frozenset(each.shape for each in said)


def _is_a_surname_misspelt(found: Candidate, text: str) -> bool:
    """ "Andrew Marvell" is no Marvel with a letter doubled: behind a given name, with a capital as it has."""
    written = text[found.start : found.end]
    if not _MISSPELT.issuperset(found.reading.tricks) or not written.istitle() or " " in written:
        return False
    before = _WORD_BEFORE.search(text[max(0, found.start - _LONGEST_GIVEN) : found.start])
    return before is not None and plain_of(before[1]) in GIVEN


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
