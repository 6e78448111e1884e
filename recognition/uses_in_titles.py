"""How a title uses each of the names that are found in it: first what is said beside each, then further off, then of lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from recognition.accessories import is_fitted_by_an_accessory
from recognition.context import Use, around, denial_in, denied_by_all, use_of
from recognition.fitting import Name, word_of_what_it_fits, word_that_likens
from recognition.folding import base_of
from recognition.marks import Kind
from recognition.use_lists import as_an_unknown_one_before, as_the_one_before, as_the_one_behind

_LOOKED_AT = 48
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
    if use.kind is Kind.USE and is_fitted_by_an_accessory(place.before, place.after, name.mark, name.classes):
        return Use(Kind.COMPATIBLE, "An accessory is sold, and the name with its model says what it fits.")
    return use


def _said_by_a_list(title: str, names: Sequence[Found], at: int, uses: Sequence[Use]) -> Use | None:
    name = names[at]
    before = next((each for each in range(at - 1, -1, -1) if names[each].end <= name.start), None)
    if before is None:
        return as_an_unknown_one_before(title[max(0, name.start - _LOOKED_AT) : name.start])
    between = title[names[before].end : name.start]
    return as_the_one_before(uses[before], between, title) or as_an_unknown_one_before(between)


def _said_further_off(title: str, names: Sequence[Found], at: int) -> Use:
    name = names[at]
    ends = [other.end for other in names[:at] if other.end <= name.start]
    starts = [other.start for other in names[at + 1 :] if other.start >= name.end]
    first, last = max([0, name.start - _LOOKED_AT, *ends[-1:]]), min([name.end + _LOOKED_AT, *starts[:1]])
    seen = Name(
        name.mark,
        name.classes,
        base_of(title[first : name.start]),
        base_of(title[name.end : last]),
        bool(starts) and last == starts[0],
        title,
    )
    if word := word_that_likens(seen):
        return Use(Kind.COMPARATIVE, f'"{word}" near it likens the goods to the brand\'s.')
    if word := word_of_what_it_fits(seen):
        return Use(Kind.COMPATIBLE, f'"{word}" near it says what the goods fit.')
    return _NOTHING_SAID


def _carry_back(title: str, names: Sequence[Found], uses: list[Use]) -> None:
    for at in range(len(names) - 1, 0, -1):
        before = names[at - 1]
        if uses[at - 1].kind is Kind.USE and before.end <= names[at].start:
            between = title[before.end : names[at].start]
            uses[at - 1] = as_the_one_behind(uses[at], between, len(names) - 1) or uses[at - 1]
