"""When a trained score may be in force, and when it may be no longer: pure rules with named numbers.

Whatever is in doubt, the rules score. To promote is up to people, and these rules only stop them; to fall back is up to
these rules, and a person brings the score back.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from complaints.scoring.metrics import Quality

# --- before it is in force: on items that it has not seen ------------------------------------------------

LEAST_TESTED = 2_000
LEAST_TESTED_OF_EACH = 100
MOST_ERROR = 0.03

# --- while it is in force: on what people have said lately of items that it scored -----------------------

WATCHED_DAYS = 30
LEAST_JUDGED = 200
# What it says on average against what people find: by so much, and beyond chance (3 standard errors).
MOST_BIAS = 0.05
STANDARD_ERRORS = 3.0
# So much worse than always saying the base rate of these items.
MOST_WORSE = 1.25
# Population stability index. Above 0.1 something has moved, above 0.25 much has (both usual); a busy brand alone moves
# it there, so only what is far beyond takes the score out of force.
SHIFT_TO_LOOK_AT = 0.25
MOST_SHIFT = 0.5
LEAST_ASSESSED = 500
# Items with a finding that training has never seen: the rules have changed under the model.
MOST_UNKNOWN = 0.1
# So long it may be in force without so many of its items being judged by people: it can no longer be checked.
MOST_DAYS_UNCHECKED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a model and the rules are worth on the same unseen items."""

    model: Quality
    rules: Quality


def too_little_was_tested(measured: Measured) -> bool:
    fewest = min(measured.model.right, measured.model.n - measured.model.right)
    return measured.model.n < LEAST_TESTED or fewest < LEAST_TESTED_OF_EACH


def what_it_says_is_not_what_people_find(measured: Measured) -> bool:
    return measured.model.error > MOST_ERROR


def no_better_than_the_base_rate(measured: Measured) -> bool:
    return measured.model.brier >= measured.model.base_brier


def no_better_than_the_rules(measured: Measured) -> bool:
    return measured.model.brier >= measured.rules.brier


AGAINST_PROMOTING: tuple[Callable[[Measured], bool], ...] = (
    too_little_was_tested,
    what_it_says_is_not_what_people_find,
    no_better_than_the_base_rate,
    no_better_than_the_rules,
)


def against_promoting(measured: Measured) -> tuple[str, ...]:
    """Why it may not come into force; empty when it may."""
    return tuple(rule.__name__ for rule in AGAINST_PROMOTING if rule(measured))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A score in force, as of lately. `quality` of what people judged, None for nothing; `unknown`: the share of items
    with a finding that it does not know; `judged`: in the days before which it may not have been in force unchecked."""

    quality: Quality | None
    assessed: int
    shift: float
    unknown: float
    days_in_force: float
    judged: int


def says_more_or_less_than_people_find(seen: Seen) -> bool:
    q = seen.quality
    if q is None or q.n < LEAST_JUDGED:
        return False
    found = q.right / q.n
    chance = math.sqrt(max(found * (1 - found), 0.01) / q.n)
    return abs(q.said - found) > max(MOST_BIAS, STANDARD_ERRORS * chance)


def worse_than_the_base_rate(seen: Seen) -> bool:
    """With both answers among them: where all are right, nobody beats saying so."""
    q = seen.quality
    return q is not None and q.n >= LEAST_JUDGED and q.auc is not None and q.brier > q.base_brier * MOST_WORSE


def knows_too_few_of_the_findings(seen: Seen) -> bool:
    return seen.assessed >= LEAST_ASSESSED and seen.unknown > MOST_UNKNOWN


def what_is_filed_is_not_what_it_learned_from(seen: Seen) -> bool:
    return seen.assessed >= LEAST_ASSESSED and seen.shift > MOST_SHIFT


def people_judge_too_little_of_it(seen: Seen) -> bool:
    return seen.days_in_force > MOST_DAYS_UNCHECKED and seen.judged < LEAST_JUDGED


AGAINST_STAYING: tuple[Callable[[Seen], bool], ...] = (
    says_more_or_less_than_people_find,
    worse_than_the_base_rate,
    knows_too_few_of_the_findings,
    what_is_filed_is_not_what_it_learned_from,
    people_judge_too_little_of_it,
)


def against_staying(seen: Seen) -> tuple[str, ...]:
    """Why it may not stay in force; empty when it may."""
    return tuple(rule.__name__ for rule in AGAINST_STAYING if rule(seen))
