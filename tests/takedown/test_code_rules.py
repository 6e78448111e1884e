"""How many codes there may be: few enough that nobody guesses one, enough for somebody who mistypes."""

from datetime import UTC, datetime, timedelta

import pytest

from core.ids import new_id
from core.links import code_for
from takedown.redress.codes.rules import (
    DIGITS,
    MOST_A_DAY,
    MOST_AN_HOUR,
    MOST_TRIES,
    Sending,
    Sent,
    what_asking_for_a_code_does,
)
from takedown.redress.notices import READABLE_FOR

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def sent(*minutes_ago: float, live: bool = False) -> list[Sent]:
    return [Sent(at=NOW - timedelta(minutes=m), is_live=live) for m in minutes_ago]


@pytest.mark.parametrize(
    ("earlier", "outcome"),
    [
        ([], Sending.SENT),
        (sent(0.4, live=True), Sending.JUST_SENT),
        (sent(0.4), Sending.SENT),
        (sent(0.6, live=True), Sending.SENT),
        (sent(1, 10, 20, 30), Sending.SENT),
        (sent(1, 10, 20, 30, 59), Sending.TOO_MANY),
        (sent(1, 10, 20, 30, 60), Sending.SENT),
        (sent(*range(120, 120 + 9 * 60, 60)), Sending.SENT),
        (sent(*range(120, 120 + 10 * 60, 60)), Sending.TOO_MANY),
        (sent(*range(24 * 60, 34 * 60, 60)), Sending.SENT),
    ],
)
def test_what_asking_for_a_code_does(earlier: list[Sent], outcome: Sending) -> None:
    assert what_asking_for_a_code_does(earlier, has_address=True, now=NOW) is outcome


def test_a_seller_without_an_address_gets_none() -> None:
    assert what_asking_for_a_code_does([], has_address=False, now=NOW) is Sending.NO_ADDRESS


def test_guessing_as_long_as_a_link_lives_gets_through_in_less_than_one_in_a_hundred() -> None:
    guesses = MOST_TRIES * MOST_A_DAY * READABLE_FOR.days

    assert MOST_AN_HOUR == 5
    assert guesses / 10**DIGITS < 0.01


def test_codes_are_of_six_digits_and_have_nothing_to_do_with_each_other() -> None:
    ids = [new_id() for _ in range(2000)]
    codes = [code_for("seller-code", id, digits=DIGITS) for id in ids]

    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(set(codes)) > 1950
    assert codes[0] != code_for("another purpose", ids[0], digits=DIGITS)
