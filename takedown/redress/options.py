"""Until when a seller may do what. Pure."""

from datetime import datetime

from takedown.redress.clocks.days import calendar_of
from takedown.redress.clocks.deadline import Event, deadline_of
from takedown.redress.clocks.laws import law_on
from takedown.redress.clocks.states import Happening

OF_REDRESS = "eu_dsa_20"


def redress_until(told_at: datetime) -> datetime:
    """The end of the six months for which a decision can be asked about, from the day its seller was told."""
    law = law_on(OF_REDRESS, told_at.date())
    deadline = deadline_of(law, [Event(happening=Happening.STARTED, at=told_at)], calendar_of(law.country))
    if deadline is None:
        raise ValueError("a time that has just started has an end")
    return deadline.latest
