"""The facts about misuse: what each counts, from how much on it is shown, and that more wrong never hides one."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from takedown.redress.misuse.facts import (
    OF_COMPLAINANTS,
    OF_SELLERS,
    ComplainantFigures,
    SellerFigures,
    facts_of_complainant,
    facts_of_seller,
    rank_of,
)
from takedown.redress.misuse.policy import all_rules
from takedown.redress.misuse.words import FACTS

RULES = all_rules()[-1]
COUNTS = some.integers(min_value=0, max_value=400)
# What brings each fact just over its threshold, and the least step back.
JUST_OVER: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "complaints_are_often_wrong": ({"decided": 30, "refused": 20}, {"refused": 19}),
    "complaints_are_manifestly_unfounded": (
        {"decided": 30, "refused": 10, "unfounded": 10},
        {"unfounded": 9},
    ),
    "removals_proved_wrong": ({"decided": 25, "upheld": 20, "overturned": 5}, {"overturned": 4}),
    "pictures_are_newer_than_the_listings": (
        {"pictures_dated": 10, "pictures_newer": 5},
        {"pictures_newer": 4},
    ),
    "one_text_stands_for_many_rights": ({"text_complaints": 10, "text_rights": 5}, {"text_rights": 4}),
    "a_new_right_files_in_a_burst": ({"burst": 100}, {"burst": 99}),
}
OF_ANSWERS: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "counter_notices_are_often_rejected": ({"decided": 6, "rejected": 5}, {"rejected": 4}),
    "one_proof_serves_many_listings": ({"proof_listings": 5}, {"proof_listings": 4}),
    "sworn_statements_were_false": ({"sworn_false": 1}, {"sworn_false": 0}),
}


def raised(**figures: int) -> set[str]:
    facts = facts_of_complainant(ComplainantFigures(**figures), RULES.complainants)
    return {fact.code for fact in facts if fact.raised}


def raised_of_seller(**figures: int) -> set[str]:
    return {f.code for f in facts_of_seller(SellerFigures(**figures), RULES.sellers) if f.raised}


def test_every_fact_is_a_function_of_its_own_name_with_words() -> None:
    codes = [fact.__name__ for fact in (*OF_COMPLAINANTS, *OF_SELLERS)]

    assert codes == [*JUST_OVER, *OF_ANSWERS]
    assert set(codes) == set(FACTS)
    for function in OF_COMPLAINANTS:
        assert function(ComplainantFigures(), RULES.complainants).code == function.__name__
    for answer in OF_SELLERS:
        assert answer(SellerFigures(), RULES.sellers).code == answer.__name__


def test_nothing_known_raises_nothing() -> None:
    assert raised() == raised_of_seller() == set()


@pytest.mark.parametrize("code", JUST_OVER)
def test_a_fact_about_a_complainant_begins_where_the_rules_say(code: str) -> None:
    over, back = JUST_OVER[code]

    assert code in raised(**over)
    assert code not in raised(**over | back)


@pytest.mark.parametrize("code", OF_ANSWERS)
def test_a_fact_about_a_seller_begins_where_the_rules_say(code: str) -> None:
    over, back = OF_ANSWERS[code]

    assert code in raised_of_seller(**over)
    assert code not in raised_of_seller(**over | back)


def test_many_wrong_ones_are_no_misuse_where_they_are_a_small_share() -> None:
    assert raised(decided=4000, upheld=3900, refused=100, unfounded=100) == set()


def test_a_small_record_proves_no_share() -> None:
    assert raised(decided=3, refused=3, unfounded=3) == set()


def test_a_wrongful_automatic_removal_weighs_three_times() -> None:
    by_people = raised(decided=60, upheld=55, overturned=5)
    automatic = raised(decided=55, upheld=55, wrongful_automatic=5)

    assert by_people == set()
    assert automatic == {"removals_proved_wrong"}


@given(
    upheld=COUNTS, refused=COUNTS, overturned=COUNTS, automatic=COUNTS, unfounded=COUNTS,
    dated=COUNTS, newer=COUNTS, texts=COUNTS, rights=COUNTS, burst=COUNTS,
    one_more=some.sampled_from(["refused", "overturned", "automatic", "unfounded", "newer", "texts", "burst"]),
)  # fmt: skip
def test_one_more_that_is_wrong_never_takes_a_fact_away(
    upheld: int, refused: int, overturned: int, automatic: int, unfounded: int,
    dated: int, newer: int, texts: int, rights: int, burst: int, one_more: str,
) -> None:  # fmt: skip
    figures = ComplainantFigures(
        decided=upheld + refused + overturned,
        upheld=upheld,
        refused=refused,
        overturned=overturned,
        wrongful_automatic=automatic,
        unfounded=min(unfounded, refused),
        pictures_dated=dated + newer,
        pictures_newer=newer,
        text_complaints=texts,
        text_rights=min(rights, texts),
        burst=burst,
    )

    before = {f.code: f for f in facts_of_complainant(figures, RULES.complainants)}
    after = {f.code: f for f in facts_of_complainant(worse(figures, one_more), RULES.complainants)}

    # A refusal that was arguable is one more decision without being plainly unfounded.
    expected = set(before) - ({"complaints_are_manifestly_unfounded"} if one_more != "unfounded" else set())
    assert [code for code in expected if before[code].raised and not after[code].raised] == []


def worse(figures: ComplainantFigures, what: str) -> ComplainantFigures:
    changes: dict[str, dict[str, int]] = {
        "refused": {"refused": 1, "decided": 1},
        "overturned": {"overturned": 1, "decided": 1},
        "automatic": {"wrongful_automatic": 1},
        "unfounded": {"refused": 1, "decided": 1, "unfounded": 1},
        "newer": {"pictures_dated": 1, "pictures_newer": 1},
        "texts": {"text_complaints": 1},
        "burst": {"burst": 1},
    }
    more: dict[str, Any] = {name: getattr(figures, name) + n for name, n in changes[what].items()}
    return replace(figures, **more)


@given(rejected=COUNTS, granted=COUNTS, false=COUNTS, listings=COUNTS)
def test_one_more_rejected_answer_never_takes_a_fact_away(
    rejected: int, granted: int, false: int, listings: int
) -> None:
    figures = {
        "decided": rejected + granted,
        "rejected": rejected,
        "sworn_false": false,
        "proof_listings": listings,
    }

    assert raised_of_seller(**figures) <= raised_of_seller(
        decided=rejected + granted + 1,
        rejected=rejected + 1,
        sworn_false=false + 1,
        proof_listings=listings + 1,
    )


def test_whoever_has_more_facts_comes_first_and_then_who_was_wrong_more_often() -> None:
    def rank(**figures: int) -> tuple[int, int]:
        found = rank_of(facts_of_complainant(ComplainantFigures(**figures), RULES.complainants))
        return found.raised, found.weight

    nobody, one = rank(), rank(burst=100)
    more, two = rank(burst=150), rank(burst=100, pictures_dated=10, pictures_newer=10)

    assert nobody == (0, 0)
    assert nobody < one < more < two
