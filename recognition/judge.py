"""From a place where letters agree to a candidate: is the mark written there?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import prod
from typing import NamedTuple

from recognition.heard import Heard
from recognition.letter_names import letters_spelt
from recognition.letters import Spelt, spelt
from recognition.misspelt import how_it_is_misspelt
from recognition.places import Place, is_glued_to_goods, is_known_to_be_glued, is_well_glued
from recognition.reading import (
    AS_GENERATED,
    AS_HEARD,
    SLIPS,
    SURENESS,
    Among,
    Reading,
    Trick,
    how_it_reads,
    is_plainly_ordinary,
    reading_with,
    tricks_in,
)
from recognition.surfaces import BY_SOUND, SHORT, Surface, has_symbols, is_hangul
from recognition.undone import Undone
from recognition.unspaced import how_a_run_reads

_SHORTEST_GLUED_DISGUISE = 5
_LONG_ENOUGH_TO_BE_NEARLY_SAID = 8


class Candidate(NamedTuple):
    surface: Surface
    reading: Reading
    start: int
    end: int


@lru_cache(maxsize=50_000)
def _their_letters(shown: str) -> Spelt:
    return spelt(shown, symbols=has_symbols(shown.strip("!|+<(#*")))


def judged(place: Place, surface: Surface, *, is_near: bool, symbols: bool) -> Candidate | None:
    """`symbols`: whether $, @, ! … are taken for letters in the place."""
    if is_near and (surface.generated or surface.is_known or is_plainly_ordinary(place.written)):
        return None
    theirs = _their_letters(surface.shown)
    for at in (place, *_with_a_letter_less(place)):
        reading = _reading(at, spelt(at.written, symbols=symbols), theirs, surface, is_near=is_near)
        if reading and surface.is_known:
            reading = _as_known(reading, surface)
        if reading:
            return Candidate(surface, reading, at.start, at.end)
    return None


# An m is r and n to the look-up, a d is c and l.
_MELTING_BEFORE, _MELTING_BEHIND = ("rm", "cd"), ("mn", "dl")


_HIDES_WHAT_IS_KNOWN = frozenset((Trick.LETTERS, Trick.DIGITS, Trick.SYMBOLS, Trick.SPACED))
# These make another word of a short one.
_HIDES_WHAT_IS_LONG = frozenset((Trick.DOUBLED, Trick.DROPPED))
_LONG_ENOUGH_TO_BE_DOUBLED = 6
_FIRST_OF_THE_EAST = "\u1100"


def _as_known(reading: Reading, surface: Surface) -> Reading | None:
    """What the world writes for the mark: short forms of it stand for other things, too, and are hardly hidden."""
    if surface.is_short_form:
        is_hidden = any(trick is not Trick.SPACED for trick in reading.tricks)
        return None if is_hidden else replace(reading, among=Among.ITS_OWN)
    is_long = len(surface.base) >= _LONG_ENOUGH_TO_BE_DOUBLED
    hides = _HIDES_WHAT_IS_KNOWN | _HIDES_WHAT_IS_LONG if is_long else _HIDES_WHAT_IS_KNOWN
    if not hides.issuperset(reading.tricks):
        return None
    # Of so few sounds, or of letters spelt, another word may be made elsewhere.
    is_little = not is_long and surface.base < _FIRST_OF_THE_EAST
    return replace(reading, among=Among.NOT_OTHERS) if is_little or _spells(surface) else reading


def _spells(surface: Surface) -> bool:
    return not surface.base.isascii() and all(map(letters_spelt, surface.words))


def _with_a_letter_less(place: Place) -> Iterator[Place]:
    """ "legooutlet", "newwrangler", "forMatrina": the letter between is one of each word's, or a part of what looks like m or d."""
    written = place.written.casefold()
    if place.behind and len(written) > 2 and (written[-1] == written[-2] or written[-2:] in _MELTING_BEHIND):
        yield place._replace(end=place.end - 1, behind=place.written[-1] + place.behind)
    if place.before and len(written) > 2 and (written[0] == written[1] or written[:2] in _MELTING_BEFORE):
        yield place._replace(start=place.start + 1, before=place.before + place.written[0])


def _reading(place: Place, ours: Spelt, theirs: Spelt, surface: Surface, *, is_near: bool) -> Reading | None:
    if not ours.base:
        return None
    if surface.is_unspaced:
        return None if is_near else how_a_run_reads(place, ours, theirs, surface)
    if is_near:
        return how_it_is_misspelt(ours, theirs, surface)
    if place.before or place.behind:
        return _glued(place, ours, theirs, surface)
    reading = how_it_reads(ours, theirs, surface)
    # A writing that nobody has registered is nothing to disguise.
    return None if reading and reading.is_disguised and surface.generated else reading


def _glued(place: Place, ours: Spelt, theirs: Spelt, surface: Surface) -> Reading | None:
    if (
        not _may_be_glued(surface, place)
        or not _is_in_one_word(ours, surface)
        or not is_well_glued(place, surface.base)
        or (surface.is_known and not is_known_to_be_glued(place))
    ):
        return None
    tricks = tricks_in(ours, theirs, surface)
    if (
        tricks is None
        or not tricks.isdisjoint(_NOT_IN_A_LONGER_WORD)
        or (tricks and len(surface.base) < _SHORTEST_GLUED_DISGUISE)
    ):
        return None
    return reading_with(sorted(tricks), surface, glued_to=place.before or place.behind)


# "Cannondale", "Chanelle": in a word that goes on, a doubled letter is another word's.
_NOT_IN_A_LONGER_WORD = frozenset((Trick.STROKES, Trick.DOUBLED))


def _may_be_glued(surface: Surface, place: Place) -> bool:
    if surface.generated:
        return False
    if is_hangul(surface.base):
        return True
    if surface.is_common:
        return is_glued_to_goods(place)
    return not surface.is_short and surface.registered_letters > SHORT


def _is_in_one_word(ours: Spelt, surface: Surface) -> bool:
    """Signs of its own are no reason against it: "dr.martensbag"."""
    return not ours.gaps or (
        ours.bases == surface.words and all(len(gap) == 1 and not gap.isspace() for gap in ours.gaps)
    )


def as_heard(heard: Heard) -> Candidate:
    score = AS_GENERATED if heard.is_exact else AS_HEARD
    return Candidate(heard.surface, Reading(score, among=heard.among), heard.start, heard.end)


def _is_nearly_heard(found: Candidate) -> bool:
    """A short name, hidden and only nearly said, is a guess upon a guess."""
    is_by_sound = found.surface.generated == BY_SOUND
    return (
        is_by_sound
        and found.reading.score < AS_GENERATED
        and len(found.surface.base) < _LONG_ENOUGH_TO_BE_NEARLY_SAID
    )


def as_it_was_hidden(found: Candidate, undone: Undone) -> Candidate | None:
    """Where it stands in the title itself; None if nothing there was hidden, or too little of the name is left."""
    start, end = undone.begins[found.start], undone.ends[found.end - 1]
    hidden = undone.tricks_between(start, end)
    reading = found.reading
    if undone.is_tried:
        return _as_it_was_tried(found, undone, start, end)
    is_guessed = _is_nearly_heard(found) and not undone.leaves_out(start, end)
    if not hidden or not SLIPS.isdisjoint(reading.tricks) or is_guessed:
        return None
    tricks = sorted({*reading.tricks, *filter(None, hidden)})
    score = reading.score * prod(SURENESS[trick] for trick in tricks if trick not in reading.tricks)
    return Candidate(found.surface, replace(reading, score=round(score, 3), tricks=tuple(tricks)), start, end)


def _as_it_was_tried(found: Candidate, undone: Undone, start: int, end: int) -> Candidate | None:
    """Of so many things that may be meant, only what is the name exactly, among goods that are not others'."""
    reading = found.reading
    if reading.tricks or reading.score < AS_GENERATED or not undone.changes_the_inside_of(start, end):
        return None
    tricks = tuple(edit.trick for edit in undone.edits if edit.trick)
    score = round(reading.score * prod(SURENESS[trick] for trick in tricks), 3)
    among = max(reading.among, Among.NOT_OTHERS)
    return Candidate(found.surface, replace(reading, score=score, tricks=tricks, among=among), start, end)


def best_of(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of overlapping candidates for one mark the surest, and of equals the longest."""
    if len(candidates) < 2:
        return list(candidates)
    kept: dict[str, list[Candidate]] = {}
    for found in sorted(
        candidates, key=lambda each: (each.start, -each.end, -each.reading.score, each.surface.shown)
    ):
        chosen = kept.setdefault(found.surface.mark.key, [])
        if not chosen or chosen[-1].end <= found.start:
            chosen.append(found)
        elif found.reading.score > chosen[-1].reading.score and not _is_a_known_part_of(found, chosen[-1]):
            chosen[-1] = found
            while len(chosen) > 1 and chosen[-2].end > found.start:
                del chosen[-2]
    every = [found for chosen in kept.values() for found in chosen]
    return sorted(
        _without_what_is_anothers(every), key=lambda each: (each.start, each.end, each.surface.mark.key)
    )


def without_pieces(counted: Sequence[Candidate], every: Sequence[Candidate]) -> Sequence[Candidate]:
    """กัวร์ in จากัวร์ is heard in a piece of another mark's writing, whether that counts there or not."""
    if not any(found.surface.generated == BY_SOUND for found in counted):
        return counted
    whole = [
        (found.start, found.end) for found in every if not (found.surface.generated or _is_a_guess(found))
    ]
    return [
        found
        for found in counted
        if found.surface.generated != BY_SOUND or not _lies_in_a_longer_one_of(found, whole)
    ]


def _without_what_is_anothers(every: Sequence[Candidate]) -> Iterator[Candidate]:
    """What is one mark to the letter, or as it is said, is no misspelling of another and not nearly another; nor is what one has
    registered another's known writing, or what is known of one a part of what is known of another."""
    sure = [(found.start, found.end) for found in every if not _is_a_guess(found)]
    known = [(found.start, found.end) for found in every if found.surface.is_known]
    registered = [(found.start, found.end) for found in every if _is_registered(found)] if known else []
    longer = [(found.start, found.end) for found in every if len(found.surface.words) > 1]
    for found in every:
        if _is_a_guess(found):
            is_anothers = _lies_in_one_of(found, sure)
        else:
            is_anothers = found.surface.is_known and (
                _lies_in_one_of(found, registered) or _lies_in_a_longer_one_of(found, known)
            )
        if not is_anothers and not _is_a_part_of_a_name(found, longer):
            yield found


def _is_a_known_part_of(found: Candidate, longer: Candidate) -> bool:
    """ "Vuitton" in "Luis Vuitton"."""
    is_part = found.end <= longer.end and found.end - found.start < longer.end - longer.start
    return is_part and found.surface.is_known and not longer.surface.generated


def _is_registered(found: Candidate) -> bool:
    surface = found.surface
    return not (surface.generated or surface.is_known or _is_a_guess(found))


def _is_a_guess(found: Candidate) -> bool:
    is_by_sound = found.surface.generated == BY_SOUND
    is_by_ear = Trick.BY_EAR in found.reading.tricks or not SLIPS.isdisjoint(found.reading.tricks)
    return is_by_ear or (is_by_sound and found.reading.score < AS_GENERATED)


def _is_a_part_of_a_name(found: Candidate, longer: Sequence[tuple[int, int]]) -> bool:
    """لويس in لويس فيتون is no Levi's."""
    is_by_sound = found.surface.generated == BY_SOUND and len(found.surface.words) == 1
    return is_by_sound and _lies_in_a_longer_one_of(found, longer)


def _lies_in_one_of(found: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= found.start and found.end <= end for start, end in spans)


def _lies_in_a_longer_one_of(found: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    longer = [(start, end) for start, end in spans if end - start > found.end - found.start]
    return _lies_in_one_of(found, longer)
