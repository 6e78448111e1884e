"""When automatic removal stops by itself: pure rules over what was seen of one scope, and their sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takedown.programme.policy import Numbers
from takedown.programme.standing import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What happened in one scope, since a person last released a brake there.

    `asked`: what was removed, or held by a cap, without a person in the last minutes; `usual_hour`: the 95th
    percentile of the scope's active hours. `brands_in_the_wrong`: how many had something overturned. `audits`: the latest results, newest first, true where it was right.
    `removed` and `restored`: automatic removals of the last hours, and those of them reversed by people.
    `answered` and `refused`: what the marketplace said to the orders of the last hour.
    """

    is_one_brand: bool = False
    brands_in_the_wrong: int = 1
    asked: int = 0
    usual_hour: float = 0.0
    audits: tuple[bool, ...] = ()
    removed: int = 0
    restored: int = 0
    answered: int = 0
    refused: int = 0


type Rule = Callable[[Seen, Numbers], bool]


def far_more_is_removed_than_usual(seen: Seen, numbers: Numbers) -> bool:
    least = numbers.brake_least_asked if seen.is_one_brand else numbers.brake_least_asked_of_all
    return seen.asked >= max(least, numbers.brake_asked_factor * seen.usual_hour)


def _is_no_single_brands_fault(seen: Seen, numbers: Numbers) -> bool:
    """One brand that went astray has its own brake, and must not stop the others."""
    return seen.is_one_brand or seen.brands_in_the_wrong >= numbers.brake_least_brands


def audits_were_overturned_in_a_row(seen: Seen, numbers: Numbers) -> bool:
    lately = seen.audits[: numbers.brake_overturned_in_a_row]
    all_wrong = len(lately) == numbers.brake_overturned_in_a_row and not any(lately)
    return all_wrong and _is_no_single_brands_fault(seen, numbers)


def audited_precision_is_below_its_bound(seen: Seen, numbers: Numbers) -> bool:
    """Not on a few unlucky ones: when even the upper bound of what the audits show is too low."""
    lately = seen.audits[: numbers.brake_audits]
    enough = len(lately) >= numbers.brake_least_audits
    too_low = enough and wilson(sum(lately), len(lately))[1] < numbers.brake_audited_precision
    return too_low and _is_no_single_brands_fault(seen, numbers)


def too_many_were_brought_back(seen: Seen, numbers: Numbers) -> bool:
    enough = seen.restored >= numbers.brake_least_restored
    too_many = enough and seen.restored >= numbers.brake_restored_share * seen.removed
    return too_many and _is_no_single_brands_fault(seen, numbers)


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


def why_to_brake(seen: Seen, numbers: Numbers) -> list[str]:
    """The names of the rules that want a brake here."""
    return [rule.__name__ for rule in RULES if rule(seen, numbers)]


def figures_of(seen: Seen, numbers: Numbers) -> dict[str, Any]:
    """What the sentences tell, and what is kept with the brake."""
    lately = seen.audits[: numbers.brake_audits]
    return {
        "asked": seen.asked,
        "minutes": numbers.brake_minutes,
        "usual_hour": f"{seen.usual_hour:.0f}",
        "in_a_row": numbers.brake_overturned_in_a_row,
        "audited": len(lately),
        "right": sum(lately),
        "bound": f"{numbers.brake_audited_precision:.0%}",
        "restored": seen.restored,
        "removed": seen.removed,
        "hours": numbers.brake_restored_hours,
        "refused": seen.refused,
        "answered": seen.answered,
    }
