"""What a clock asks for at a moment: wait, hand over to a person, restore, stop, or nothing more. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A person gets the case so long before the listing would come back by itself.
A_PERSONS_TIME = timedelta(days=3)


class Outcome(StrEnum):
    WAIT = "wait"
    HAND_OVER = "hand_over"
    RESTORE = "restore"
    STOP = "stop"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`safety_families`: the kinds of goods that can hurt somebody, to which the listing belongs. `proof_waits`: the brand
    has shown legal action, and nobody has looked at it yet."""

    silence_restores: bool
    earliest: datetime
    latest: datetime
    safety_families: tuple[str, ...]
    ground_lives: bool
    another_ground_lives: bool
    proof_waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`look_at`: when to ask again, for one that waits. `because` names what stood against a restoration."""

    outcome: Outcome
    look_at: datetime | None = None
    because: tuple[str, ...] = ()


Doubt = Callable[[Facts], bool]


def goods_can_hurt_somebody(facts: Facts) -> bool:
    return bool(facts.safety_families)


def another_ground_keeps_it_off_sale(facts: Facts) -> bool:
    return facts.another_ground_lives


def proof_of_legal_action_waits_to_be_looked_at(facts: Facts) -> bool:
    return facts.proof_waits


DOUBTS: tuple[Doubt, ...] = (
    goods_can_hurt_somebody,
    another_ground_keeps_it_off_sale,
    proof_of_legal_action_waits_to_be_looked_at,
)


def first_look_at(*, silence_restores: bool, earliest: datetime, latest: datetime) -> datetime:
    """When there is something to do for a clock, other things being equal."""
    return earliest - A_PERSONS_TIME if silence_restores else latest


def what_is_due(facts: Facts, *, now: datetime) -> Verdict:
    """The last line is the law's: whoever is silent until then has nothing against it."""
    first = first_look_at(
        silence_restores=facts.silence_restores, earliest=facts.earliest, latest=facts.latest
    )
    if not facts.ground_lives:
        return Verdict(outcome=Outcome.STOP)
    if now < first:
        return Verdict(outcome=Outcome.WAIT, look_at=first)
    if not facts.silence_restores:
        return Verdict(outcome=Outcome.LAPSE)
    if doubts := tuple(doubt.__name__ for doubt in DOUBTS if doubt(facts)):
        return Verdict(outcome=Outcome.HAND_OVER, because=doubts)
    if now < facts.earliest:
        return Verdict(outcome=Outcome.WAIT, look_at=facts.earliest)
    return Verdict(outcome=Outcome.RESTORE)
