"""Where a listing stands, for its seller: every state of a removal has an answer, and what is newer comes first."""

from dataclasses import replace
from itertools import product

import pytest

from takedown.redress.live_state import Facts, Standing, standing_of
from takedown.redress.notice_words import STANDINGS
from takedown.states import RemovalStatus

S, T = RemovalStatus, Standing
OFF = Facts(status=S.VERIFIED, took_effect=True)
OVER = Facts(status=S.RESTORED, took_effect=True, on_sale=True)


def test_every_state_and_every_circumstance_has_an_answer_in_words() -> None:
    flags = ("again", "contested", "took_effect", "on_sale", "removed_anew")
    for status, values in product(RemovalStatus, product([False, True], repeat=len(flags))):
        assert standing_of(Facts(status=status, **dict(zip(flags, values, strict=True)))) in STANDINGS


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        (Facts(status=S.SUBMITTED), T.ON_ITS_WAY),
        (Facts(status=S.PENDING, again=True), T.ON_ITS_WAY_AGAIN),
        (Facts(status=S.REAPPEARED), T.ON_ITS_WAY_AGAIN),
        (OFF, T.OFF_SALE),
        (replace(OFF, again=True), T.OFF_SALE_AGAIN),
        (replace(OFF, contested=True), T.CONTESTED),
        (replace(OFF, contested=True, again=True), T.CONTESTED),
        (Facts(status=S.RESTORING), T.COMING_BACK),
        (Facts(status=S.CONFLICT), T.WITH_A_PERSON),
        (OVER, T.BACK),
        (replace(OVER, on_sale=False), T.AS_IT_WAS),
        (replace(OVER, took_effect=False), T.NEVER),
        (Facts(status=S.REFUSED), T.NEVER),
        (Facts(status=S.CANCELLED), T.NEVER),
        (Facts(status=S.REPLACED, took_effect=True), T.REPLACED),
        (replace(OVER, removed_anew=True), T.REMOVED_ANEW),
    ],
)
def test_a_seller_reads_where_the_listing_stands(facts: Facts, standing: Standing) -> None:
    assert standing_of(facts) is standing


def test_a_removal_that_still_runs_is_not_called_closed_for_a_later_one() -> None:
    assert standing_of(replace(OFF, removed_anew=True)) is T.OFF_SALE
