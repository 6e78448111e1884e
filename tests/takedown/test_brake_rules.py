"""When automatic removal stops by itself: rules over what was seen, each with its numbers."""

from typing import Any

import pytest

from takedown.programme.brake_rules import RULES, SENTENCES, Seen, figures_of, why_to_brake
from takedown.programme.policy import Numbers

NUMBERS = Numbers()
RIGHT, WRONG = True, False
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
        {"is_one_brand": True, "removed": 101, "restored": 5},
        {"is_one_brand": True, "removed": 100, "restored": 5},
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
    figures = figures_of(Seen(**EDGES[rule][1]), NUMBERS)

    assert "{" not in str(SENTENCES[rule]).format(**figures)


def test_what_is_much_depends_on_what_is_usual() -> None:
    assert not why_to_brake(Seen(is_one_brand=True, asked=499, usual_hour=50.0), NUMBERS)
    assert why_to_brake(Seen(is_one_brand=True, asked=500, usual_hour=50.0), NUMBERS)


@pytest.mark.parametrize("rule", list(EDGES)[1:4])
def test_what_one_brand_did_wrong_stops_only_that_brand(rule: str) -> None:
    elsewhere = EDGES[rule][1] | {"is_one_brand": False}

    assert why_to_brake(Seen(**elsewhere, brands_in_the_wrong=2), NUMBERS) == []
    assert why_to_brake(Seen(**elsewhere, brands_in_the_wrong=3), NUMBERS) == [rule]


def test_a_few_audits_prove_no_precision() -> None:
    assert not why_to_brake(Seen(is_one_brand=True, audits=(WRONG, RIGHT)), NUMBERS)


def test_a_busy_hour_of_a_hundred_brands_stops_nothing() -> None:
    """Fifty items a second for a minute."""
    assert not why_to_brake(Seen(asked=3000), NUMBERS)


def test_nothing_seen_stops_nothing() -> None:
    assert why_to_brake(Seen(), NUMBERS) == []
