"""Until when an appeal can be made, and by when it is to be decided. Pure.

The law says "at least six months" and "timely" (EU DSA, art. 20(1) and (4)); the days below are the marketplace's own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from takedown.redress.clocks.days import calendar_of
from takedown.redress.clocks.deadline import Event, deadline_of
from takedown.redress.clocks.laws import law_on
from takedown.redress.clocks.states import Happening

LAW = "eu_dsa_20"
# Somebody loses by each day: a seller whose goods are off sale, or a buyer of goods that can hurt.
URGENT = timedelta(hours=48)
# Time to read both sides and ask a colleague; rivals and other platforms promise the same week.
STANDARD = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """`off_sale`: the listing, or all of a seller's; `can_hurt`: goods on sale that belong to a family of safety.toml."""

    off_sale: bool
    can_hurt: bool


def due_at(stake: Stake, *, now: datetime) -> datetime:
    return now + (URGENT if stake.off_sale or stake.can_hurt else STANDARD)


def open_until(told_at: datetime) -> datetime:
    """Six months after whoever it concerns was told, by the rules that the law's own clock counts by."""
    law = law_on(LAW, told_at.date())
    started = [Event(happening=Happening.STARTED, at=told_at)]
    deadline = deadline_of(law, started, calendar_of(law.country))
    assert deadline is not None  # noqa: S101 - it has just been started
    return deadline.latest
