"""How many codes there may be, and how many guesses at them. Pure.

Five guesses at each of ten codes a day are fifty in a million: in all the days that a link can be read, whoever holds it
without the seller's mailbox gets through with a chance below one in a hundred, and the seller has 1,900 letters that say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DIGITS = 6
GOOD_FOR = timedelta(minutes=10)
MOST_TRIES = 5
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_AN_HOUR = 5
MOST_A_DAY = 10
# A second click, or a second tab, asks for no second letter.
JUST_SENT = timedelta(seconds=30)
# A second click under the code itself is the same proof once more.
SAME_CLICK = timedelta(seconds=10)
# What the code proved holds for so long, in the one browser that it was typed into.
PROVEN_FOR = timedelta(minutes=30)


class Sending(StrEnum):
    """What came of asking for a code."""

    SENT = "sent"
    JUST_SENT = "just_sent"
    TOO_MANY = "too_many"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An earlier code of the same notice."""

    at: datetime
    is_live: bool


def what_asking_for_a_code_does(earlier: Sequence[Sent], *, has_address: bool, now: datetime) -> Sending:
    if not has_address:
        return Sending.NO_ADDRESS
    if any(sent.is_live and now - sent.at < JUST_SENT for sent in earlier):
        return Sending.JUST_SENT
    lately = [sent for sent in earlier if now - sent.at < A_DAY]
    in_this_hour = [sent for sent in lately if now - sent.at < AN_HOUR]
    if len(in_this_hour) >= MOST_AN_HOUR or len(lately) >= MOST_A_DAY:
        return Sending.TOO_MANY
    return Sending.SENT
