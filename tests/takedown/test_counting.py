"""What one decision adds, and that adding by difference is the same as counting again. Pure."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takedown.programme.counting import Judgement, contribution_of, minus, plus, total
from takedown.programme.standing import Record, Thresholds, reaches_good_faith, standing_of

UPHELD = Judgement(outcome="upheld", automated=False)
REFUSED = Judgement(outcome="refused", automated=False)
AUTOMATIC = Judgement(outcome="upheld", automated=True)
RESTORED = {"reversed_by": "restored"}
GIVEN_BACK = {"reversed_by": "restored", "reversal_stands": False}
NOTHING = Record()
STANDS = Record(decided=1, upheld=1)
RIGHT = Record(decided=1, upheld=1, audited=1, audited_right=1)


@pytest.mark.parametrize(
    ("judgement", "adds"),
    [
        (UPHELD, STANDS),
        (REFUSED, Record(decided=1)),
        (replace(UPHELD, **RESTORED), Record(decided=1, overturned=1)),
        # Another person has decided the same thing anew, and that decision counts.
        (replace(REFUSED, reversed_by="upheld"), NOTHING),
        (replace(UPHELD, **GIVEN_BACK), NOTHING),
        (AUTOMATIC, NOTHING),
        (replace(AUTOMATIC, audit="confirmed"), RIGHT),
        (replace(AUTOMATIC, audit="overturned"), Record(wrongful_automatic=1, audited=1)),
        (replace(AUTOMATIC, **RESTORED), Record(wrongful_automatic=1)),
        (replace(AUTOMATIC, audit="confirmed", **RESTORED), Record(wrongful_automatic=1, audited=1)),
        (replace(AUTOMATIC, audit="overturned", **GIVEN_BACK), Record(audited=1, audited_right=1)),
        (replace(AUTOMATIC, **GIVEN_BACK), NOTHING),
        (Judgement(outcome="restored", automated=False), NOTHING),
    ],
)
def test_what_a_decision_adds(judgement: Judgement, adds: Record) -> None:
    assert contribution_of(judgement) == adds


@pytest.mark.parametrize("judgement", [UPHELD, REFUSED, replace(UPHELD, **RESTORED)])
def test_what_the_brand_has_not_asked_for_adds_nothing(judgement: Judgement) -> None:
    assert contribution_of(replace(judgement, raised_by_the_portal=True)) == NOTHING


EVERY = [
    Judgement(outcome=outcome, automated=automated, reversed_by=by, reversal_stands=stands, audit=audit)
    for outcome, automated, by, stands, audit in product(
        ("upheld", "refused", "restored"),
        (True, False),
        ("", "restored", "upheld"),
        (True, False),
        ("", "confirmed", "overturned"),
    )
]


@pytest.mark.parametrize("judgement", EVERY)
def test_it_is_always_a_record(judgement: Judgement) -> None:
    adds = contribution_of(judgement)

    assert 0 <= adds.upheld + adds.overturned <= adds.decided <= 1
    assert 0 <= adds.audited_right <= adds.audited <= 1
    assert adds.wrongful_automatic in {0, 1}


def test_nothing_that_nobody_looked_at_adds_anything() -> None:
    unseen = [j for j in EVERY if j.automated and not j.audit and not j.reversed_by]

    assert unseen
    assert {contribution_of(j) for j in unseen} == {NOTHING}


histories = some.lists(some.sampled_from(EVERY), max_size=60)


@given(histories, some.randoms())
def test_the_order_of_decisions_is_of_no_account(history: list[Judgement], random: object) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert total(map(contribution_of, shuffled)) == total(map(contribution_of, history))


@given(some.lists(some.tuples(some.integers(0, 9), some.sampled_from(EVERY)), max_size=60))
def test_replacing_by_difference_is_counting_again(messages: list[tuple[int, Judgement]]) -> None:
    """Ten decisions whose fate changes again and again; each message replaces what its decision added."""
    added: dict[int, Record] = {}
    running = Record()
    for decision, judgement in messages:
        fresh = contribution_of(judgement)
        running = plus(running, minus(fresh, added.get(decision, Record())))
        added[decision] = fresh

    assert running == total(map(contribution_of, dict(messages).values()))


@given(histories)
def test_one_more_upheld_by_a_person_never_takes_trust_away(history: list[Judgement]) -> None:
    before, after = (
        reaches_good_faith(standing_of(total(map(contribution_of, some))), Thresholds())
        for some in (history, [*history, UPHELD])
    )

    assert after or not before


@given(histories, some.sampled_from([REFUSED, replace(UPHELD, **RESTORED), replace(AUTOMATIC, **RESTORED)]))
def test_one_more_miss_never_gives_trust(history: list[Judgement], miss: Judgement) -> None:
    before, after = (
        reaches_good_faith(standing_of(total(map(contribution_of, some))), Thresholds())
        for some in (history, [*history, miss])
    )

    assert before or not after
