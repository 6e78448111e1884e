"""When automatic removal stops by itself: pure rules over what was seen of one scope, and their sentences."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.programme.policy import Numbers
from takedown.programme.standing import wilson


@dataclass(frozen=True, slots=True)
class Tally:
    """`wrong` of `count` that one brand had removed automatically proved wrong."""

    brand: Hashable
    count: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What happened in one scope, since a person last released a brake there.

    `asked`: what was removed, or held by a cap, without a person in the last minutes; `usual_hour`: the 95th
    percentile of the scope's active hours. `audits`: the latest results, newest first, each a tally of one.
    `removed`: automatic removals of the last hours; wrong are those that people reversed.
    `answered` and `refused`: what the marketplace said to the orders of the last hour.
    """

    is_one_brand: bool = False
    asked: int = 0
    usual_hour: float = 0.0
    audits: tuple[Tally, ...] = ()
    removed: tuple[Tally, ...] = ()
    answered: int = 0
    refused: int = 0


type Rule = Callable[[Seen, Numbers], bool]


def far_more_is_removed_than_usual(seen: Seen, numbers: Numbers) -> bool:
    least = numbers.brake_least_asked if seen.is_one_brand else numbers.brake_least_asked_of_all
    return seen.asked >= max(least, numbers.brake_asked_factor * seen.usual_hour)


def _what_counts(seen: Seen, tallies: Sequence[Tally], allowed: float, numbers: Numbers) -> Sequence[Tally]:
    """A brand that went astray has its own brake and must not stop the others: what stops a site or everything is what is
    left without the few brands that are furthest above the share that is allowed, be they large or small."""
    if seen.is_one_brand:
        return tallies
    wrong, count = Counter[Hashable](), Counter[Hashable]()
    for tally in tallies:
        wrong[tally.brand] += tally.wrong
        count[tally.brand] += tally.count
    # Brands with the same figures may change places: what is left has the same figures then.
    by_excess = sorted(
        count, key=lambda brand: (wrong[brand] - allowed * count[brand], wrong[brand]), reverse=True
    )
    worst = frozenset(by_excess[: numbers.brake_least_brands - 1])
    return [tally for tally in tallies if tally.brand not in worst]


def _audits_that_count(seen: Seen, numbers: Numbers) -> tuple[int, int]:
    """How many, and of these wrong."""
    lately = seen.audits[: numbers.brake_audits]
    return _in_all(_what_counts(seen, lately, 1 - numbers.brake_audited_precision, numbers))


def _removals_that_count(seen: Seen, numbers: Numbers) -> tuple[int, int]:
    return _in_all(_what_counts(seen, seen.removed, numbers.brake_restored_share, numbers))


def _in_all(tallies: Sequence[Tally]) -> tuple[int, int]:
    return sum(tally.count for tally in tallies), sum(tally.wrong for tally in tallies)


def audits_were_overturned_in_a_row(seen: Seen, numbers: Numbers) -> bool:
    lately = seen.audits[: numbers.brake_overturned_in_a_row]
    all_wrong = len(lately) == numbers.brake_overturned_in_a_row and all(tally.wrong for tally in lately)
    brands = len({tally.brand for tally in lately})
    return all_wrong and (seen.is_one_brand or brands >= min(numbers.brake_least_brands, len(lately)))


def audited_precision_is_below_its_bound(seen: Seen, numbers: Numbers) -> bool:
    """Not on a few unlucky ones: when even the upper bound of what the audits show is too low."""
    audited, wrong = _audits_that_count(seen, numbers)
    enough = audited >= numbers.brake_least_audits
    return enough and wilson(audited - wrong, audited)[1] < numbers.brake_audited_precision


def too_many_were_brought_back(seen: Seen, numbers: Numbers) -> bool:
    """At once for a brand, whose harm ends with it; a site or everything only when it is surely too many."""
    removed, restored = _removals_that_count(seen, numbers)
    if restored < numbers.brake_least_restored:
        return False
    share = restored / removed if seen.is_one_brand else wilson(restored, removed)[0]
    return share >= numbers.brake_restored_share


def the_marketplace_refuses(seen: Seen, numbers: Numbers) -> bool:
    enough = seen.refused >= numbers.brake_least_refused
    return enough and seen.refused >= numbers.brake_refused_share * seen.answered


RULES: tuple[Rule, ...] = (
    far_more_is_removed_than_usual,
    audits_were_overturned_in_a_row,
    audited_precision_is_below_its_bound,
    too_many_were_brought_back,
    the_marketplace_refuses,
)

SENTENCES: Mapping[str, Promise] = {
    "far_more_is_removed_than_usual": _(
        "{asked} automatic removals were asked for within {minutes} minutes; the usual hour has {usual_hour}."
    ),
    "audits_were_overturned_in_a_row": _("The last {in_a_row} audits were all overturned."),
    "audited_precision_is_below_its_bound": _(
        "Of the last {audited} audited removals only {right} were right: surely less than {bound}."
    ),
    "too_many_were_brought_back": _(
        "{restored} of {removed} automatic removals of the last {hours} hours were reversed by people."
    ),
    "the_marketplace_refuses": _("The marketplace refused {refused} of {answered} orders within an hour."),
}

NOT_COUNTED = _(
    "Not counted are those brands that were wrong by far the most (up to {left_out}): they have brakes of their own."
)
_WITHOUT_THE_WORST = (audited_precision_is_below_its_bound, too_many_were_brought_back)


def why_to_brake(seen: Seen, numbers: Numbers) -> list[str]:
    """The names of the rules that want a brake here."""
    return [rule.__name__ for rule in RULES if rule(seen, numbers)]


def sentences_of(name: str, seen: Seen, figures: Mapping[str, Any]) -> str:
    """What the rule of this name found, in words, in the language of the moment."""
    leaves_out = not seen.is_one_brand and name in {rule.__name__ for rule in _WITHOUT_THE_WORST}
    sentences = (SENTENCES[name], NOT_COUNTED) if leaves_out else (SENTENCES[name],)
    return " ".join(str(sentence).format(**figures) for sentence in sentences)


def figures_of(seen: Seen, numbers: Numbers) -> dict[str, Any]:
    """What the sentences tell, and what is kept with the brake: what counted, without what was left out."""
    audited, overturned = _audits_that_count(seen, numbers)
    removed, restored = _removals_that_count(seen, numbers)
    return {
        "asked": seen.asked,
        "minutes": numbers.brake_minutes,
        "usual_hour": f"{seen.usual_hour:.0f}",
        "in_a_row": numbers.brake_overturned_in_a_row,
        "audited": audited,
        "right": audited - overturned,
        "bound": f"{numbers.brake_audited_precision:.0%}",
        "restored": restored,
        "removed": removed,
        "hours": numbers.brake_restored_hours,
        "refused": seen.refused,
        "answered": seen.answered,
        "left_out": numbers.brake_least_brands - 1,
    }
