"""When automatic removal stops by itself: rules over what was seen, each with its numbers."""

from itertools import permutations
from typing import Any

import pytest

from takedown.programme.brake_rules import (
    RULES,
    SENTENCES,
    Seen,
    Tally,
    figures_of,
    sentences_of,
    why_to_brake,
)
from takedown.programme.policy import Numbers

NUMBERS = Numbers()
RIGHT, WRONG = Tally("ours", 1, 0), Tally("ours", 1, 1)
# rule: what it lets pass at its very edge, and what it does not
EDGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "far_more_is_removed_than_usual": (
        {"is_one_brand": True, "asked": 199},
        {"is_one_brand": True, "asked": 200},
    ),
    "audits_were_overturned_in_a_row": (
        {"is_one_brand": True, "audits": (WRONG, WRONG, RIGHT) + (RIGHT,) * 57},
        {"is_one_brand": True, "audits": (WRONG, WRONG, WRONG) + (RIGHT,) * 57},
    ),
    "audited_precision_is_below_its_bound": (
        {"is_one_brand": True, "audits": (RIGHT,) * 55 + (WRONG,) * 5},
        {"is_one_brand": True, "audits": (RIGHT,) * 54 + (WRONG,) * 6},
    ),
    "too_many_were_brought_back": (
        {"is_one_brand": True, "removed": (Tally("ours", 101, 5),)},
        {"is_one_brand": True, "removed": (Tally("ours", 60, 2), Tally("ours", 40, 3))},
    ),
    "the_marketplace_refuses": ({"answered": 41, "refused": 20}, {"answered": 40, "refused": 20}),
}


def test_every_rule_has_its_edge_and_its_sentence() -> None:
    assert [rule.__name__ for rule in RULES] == list(EDGES) == list(SENTENCES)


@pytest.mark.parametrize("rule", EDGES)
def test_a_rule_pulls_the_brake_at_its_number_and_not_before(rule: str) -> None:
    passes, fails = EDGES[rule]

    assert rule not in why_to_brake(Seen(**passes), NUMBERS)
    assert why_to_brake(Seen(**fails), NUMBERS) == [rule]


@pytest.mark.parametrize("rule", EDGES)
def test_the_sentence_tells_the_figures(rule: str) -> None:
    seen = Seen(**EDGES[rule][1])

    assert "{" not in sentences_of(rule, seen, figures_of(seen, NUMBERS))


def test_what_is_much_depends_on_what_is_usual() -> None:
    assert not why_to_brake(Seen(is_one_brand=True, asked=499, usual_hour=50.0), NUMBERS)
    assert why_to_brake(Seen(is_one_brand=True, asked=500, usual_hour=50.0), NUMBERS)


@pytest.mark.parametrize("rule", list(EDGES)[1:4])
def test_what_one_brand_did_wrong_stops_only_that_brand(rule: str) -> None:
    assert why_to_brake(Seen(**EDGES[rule][1] | {"is_one_brand": False}), NUMBERS) == []


def _audits(*wrong: str, right: int) -> tuple[Tally, ...]:
    """Those of the named brands overturned, the newest; as many confirmed of a hundred other brands."""
    return (
        *(Tally(brand, 1, 1) for brand in wrong),
        *(Tally(f"other {n % 100}", 1, 0) for n in range(right)),
    )


def test_three_brands_overturned_in_a_row_stop_all() -> None:
    rule = "audits_were_overturned_in_a_row"

    assert why_to_brake(Seen(audits=_audits("a", "b", "b", right=57)), NUMBERS) == []
    assert why_to_brake(Seen(audits=_audits("a", "b", "c", right=57)), NUMBERS) == [rule]


def _spread(audits: tuple[Tally, ...]) -> tuple[Tally, ...]:
    """The same with one confirmed before each overturned, so that none follow each other."""
    wrong, right = [a for a in audits if a.wrong], [a for a in audits if not a.wrong]
    pairs = [tally for pair in zip(right, wrong, strict=False) for tally in pair]
    return (*pairs, *right[len(wrong) :])


def test_a_bad_day_of_a_few_brands_is_no_reason_to_stop_fifty() -> None:
    """Three of twenty: for one brand that is too many."""
    audits = _spread(_audits("a", "b", "c", right=17))

    assert why_to_brake(Seen(audits=audits), NUMBERS) == []
    assert why_to_brake(Seen(audits=audits, is_one_brand=True), NUMBERS)


def test_precision_that_is_surely_too_low_without_the_worst_two_stops_all() -> None:
    worst, others = ("a",) * 5 + ("b",) * 5, ("c", "d", "e", "f", "g", "h")
    rule = "audited_precision_is_below_its_bound"

    assert why_to_brake(Seen(audits=_spread(_audits(*worst, *others[:4], right=46))), NUMBERS) == []
    seen = Seen(audits=_spread(_audits(*worst, *others, right=44)))
    assert why_to_brake(seen, NUMBERS) == [rule]
    assert sentences_of(rule, seen, figures_of(seen, NUMBERS)) == (
        "Of the last 50 audited removals only 44 were right: surely less than 95%."
        " Not counted are those brands that were wrong by far the most (up to 2): they have brakes of their own."
    )


def test_what_was_brought_back_stops_all_when_it_is_surely_too_many_without_the_worst_two() -> None:
    worst = (Tally("a", 30, 20), Tally("b", 30, 20))

    assert why_to_brake(Seen(removed=(*worst, Tally("c", 50, 3), Tally("d", 50, 4))), NUMBERS) == []
    assert why_to_brake(
        Seen(removed=(*worst, Tally("c", 25, 2), Tally("d", 50, 3), Tally("e", 25, 3))), NUMBERS
    ) == ["too_many_were_brought_back"]


def test_a_small_brand_that_went_astray_stops_no_large_ones() -> None:
    large = (Tally("large", 10_000, 20), Tally("larger", 10_000, 21))

    assert why_to_brake(Seen(removed=(*large, Tally("small", 40, 10))), NUMBERS) == []
    assert why_to_brake(Seen(removed=(Tally("small", 40, 10),), is_one_brand=True), NUMBERS)


def test_the_order_of_brands_decides_nothing() -> None:
    tallies = (Tally("w", 100, 3), Tally("x", 100, 3), Tally("y", 3, 3), Tally("z", 30, 3))

    answers = {tuple(why_to_brake(Seen(removed=each), NUMBERS)) for each in permutations(tallies)}

    assert len(answers) == 1


def test_a_few_audits_prove_no_precision() -> None:
    assert not why_to_brake(Seen(is_one_brand=True, audits=(WRONG, RIGHT)), NUMBERS)


def test_a_busy_hour_of_a_hundred_brands_stops_nothing() -> None:
    """Fifty items a second for a minute."""
    assert not why_to_brake(Seen(asked=3000), NUMBERS)


def test_nothing_seen_stops_nothing() -> None:
    assert why_to_brake(Seen(), NUMBERS) == []
