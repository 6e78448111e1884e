"""How a title uses each of the names that are found in it: first what is said beside each, then further off, then of lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from recognition.accessories import is_fitted_by_an_accessory
from recognition.context import LOOKED_AT, Use, around, denial_in, denied_by_all, use_of
from recognition.fitting import Name, is_for_anothers_machine, word_of_what_it_fits, word_that_likens
from recognition.folding import base_of
from recognition.known import is_famous, is_written_for_another
from recognition.marks import Kind
from recognition.use_lists import as_an_unknown_one_before, as_the_one_before, as_the_one_behind, lists_on
from recognition.uses import as_written

_FEW = 16
_NOTHING_SAID = Use(Kind.USE, "")


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    mark: str
    classes: frozenset[int]


def uses_in(title: str, names: Sequence[Found]) -> list[Use]:
    """Of names in the order of the title. What stands beside one is said of it before what the title says of all."""
    uses: list[Use] = []
    for at, name in enumerate(names):
        use = _said_near(title, name)
        if use.kind is Kind.USE:
            use = _said_by_a_list(title, names, at, uses) or _said_further_off(title, names, at)
        uses.append(use)
    _carry_back(title, names, uses)
    denial = denial_in(title)
    return [denied_by_all(denial) if denial and use.kind is Kind.USE else use for use in uses]


def _said_near(title: str, name: Found) -> Use:
    place = around(title, name.start, name.end)
    use = use_of(place, "")
    if use.kind is Kind.COMPATIBLE and is_for_anothers_machine(place.words_before, name.classes):
        return _NOTHING_SAID
    if use.kind is Kind.USE and is_fitted_by_an_accessory(place.before, place.after, name.mark, name.classes):
        return Use(Kind.COMPATIBLE, "An accessory is sold, and the name with its model says what it fits.")
    return use


def _said_by_a_list(title: str, names: Sequence[Found], at: int, uses: Sequence[Use]) -> Use | None:
    name, before = names[at], _the_one_before(names, at)
    if before is None:
        return as_an_unknown_one_before(title[max(0, name.start - LOOKED_AT) : name.start])
    between = title[names[before].end : name.start]
    if len(between) > LOOKED_AT:
        return as_an_unknown_one_before(between[-LOOKED_AT:])
    return as_the_one_before(uses[before], between, title) or as_an_unknown_one_before(between)


def _said_further_off(title: str, names: Sequence[Found], at: int) -> Use:
    seen = _seen_around(title, names, at)
    if word := word_that_likens(seen):
        return Use(Kind.COMPARATIVE, f'"{as_written(word)}" near it likens the goods to the brand\'s.')
    if word := word_of_what_it_fits(seen):
        return Use(Kind.COMPATIBLE, f'"{as_written(word)}" near it says what the goods fit.')
    return _NOTHING_SAID


def _seen_around(title: str, names: Sequence[Found], at: int) -> Name:
    """Up to the names beside it: what stands beyond speaks of those."""
    name, before, behind = names[at], _the_one_before(names, at), _the_one_behind(names, at)
    first, last = max(0, name.start - LOOKED_AT), name.end + LOOKED_AT
    begins = first if before is None else max(first, names[before].end)
    is_followed = behind is not None and names[behind].start <= last
    ends = names[behind].start if behind is not None and is_followed else last
    return Name(
        name.mark,
        name.classes,
        base_of(title[begins : name.start]),
        base_of(title[name.end : ends]),
        is_followed,
        title[begins:ends],
    )


def _the_one_before(names: Sequence[Found], at: int) -> int | None:
    """Names may overlap; of a few the nearest that does not."""
    few = range(at - 1, max(-1, at - 1 - _FEW), -1)
    return next((each for each in few if names[each].end <= names[at].start), None)


def _the_one_behind(names: Sequence[Found], at: int) -> int | None:
    few = range(at + 1, min(len(names), at + 1 + _FEW))
    return next((each for each in few if names[each].start >= names[at].end), None)


def _carry_back(title: str, names: Sequence[Found], uses: list[Use]) -> None:
    for at in range(len(names) - 1, 0, -1):
        before, behind = names[at - 1], names[at]
        if uses[at - 1].kind is Kind.USE and uses[at].kind is Kind.COMPATIBLE and before.end <= behind.start:
            between = title[before.end : behind.start]
            written = title[behind.start : behind.end]
            is_its_own = is_famous(written) and not is_written_for_another(written, before.mark)
            carried = as_the_one_behind(
                uses[at], between, in_all=_told_in_a_row(title, names, at), is_its_own=is_its_own
            )
            uses[at - 1] = carried or uses[at - 1]


def _told_in_a_row(title: str, names: Sequence[Found], at: int) -> int:
    """How many marks the list has that ends or goes on there."""
    first, last = at, at
    while first > 0 and lists_on(title[names[first - 1].end : names[first].start]):
        first -= 1
    while last + 1 < len(names) and lists_on(title[names[last].end : names[last + 1].start]):
        last += 1
    return len({name.mark for name in names[first : last + 1]})
