"""What can be answered, again, and by which law: every cell of every table, written out."""

import re
from datetime import date
from itertools import product

import pytest

from takedown.redress.clocks.laws import all_laws, law_of
from takedown.redress.clocks.terms import Objection, Personal
from takedown.redress.counter.rules import (
    CAN_BE_ANSWERED,
    FILING,
    Effect,
    Standing,
    laws_to_choose_from,
    standing_of,
)
from takedown.redress.counter.states import LIVE, MOVES, NEXT, CounterStatus, may_move
from takedown.redress.counter.words import NOTHING_TO_ANSWER, REFUSALS, STANDS, WHY
from takedown.states import RemovalStatus

TODAY = date(2026, 11, 28)
KINDS = ("trademark", "design", "patent", "copyright")

# Down: where it stands. Across: filed objected legal_action undertaking accepted restored granted rejected withdrawn ended
MAY_FOLLOW = {
    "filed":        ". y y y y y y y y y",
    "objected":     ". . y y y y y y y y",
    "legal_action": "y y . y y . y y y y",
    "undertaking":  "y y y . y y y y y y",
    "accepted":     ". . . . . . . . . .",
    "restored":     ". . . . . . . . . .",
    "granted":      ". . . . . . . . . .",
    "rejected":     ". . . . . . . . . .",
    "withdrawn":    ". . . . . . . . . .",
    "ended":        ". . . . . . . . . .",
}  # fmt: skip

WHAT_FILING_DOES = {
    "requested": "not_told_yet",
    "submitted": "contests_once_off",
    "pending": "contests_once_off",
    "needs_info": "contests_once_off",
    "verified": "contests",
    "reappeared": "contests",
    "restoring": "coming_back",
    "conflict": "coming_back",
    "restored": "back",
    "refused": "never_took_effect",
    "cancelled": "never_took_effect",
    "replaced": "judged_anew",
}


def test_every_move_is_allowed_or_not_as_it_is_written_here() -> None:
    columns = list(MAY_FOLLOW)
    written = {
        (start, end): mark == "y"
        for start, row in MAY_FOLLOW.items()
        for end, mark in zip(columns, row.split(), strict=True)
    }

    assert {(a, b): may_move(a, CounterStatus(b)) for a, b in product(columns, columns)} == written
    assert set(columns) == {str(status) for status in CounterStatus} == {str(s) for s in NEXT}
    assert {move for move, allowed in written.items() if allowed} == set(MOVES)
    assert {"filed", "objected", "legal_action", "undertaking"} == LIVE


def test_what_filing_does_in_every_state_of_a_removal() -> None:
    assert {str(status): str(effect) for status, effect in FILING.items()} == WHAT_FILING_DOES
    assert set(FILING) == set(RemovalStatus)
    assert {"submitted", "pending", "needs_info", "verified", "reappeared"} == CAN_BE_ANSWERED


def test_whatever_cannot_be_answered_says_why() -> None:
    silent = set(Effect) - set(NOTHING_TO_ANSWER)

    assert silent == {Effect.CONTESTS, Effect.CONTESTS_ONCE_OFF}
    assert set(STANDS) == set(CounterStatus)
    assert all(REFUSALS.values())
    assert all(WHY.values())


@pytest.mark.parametrize("status", CounterStatus)
def test_one_lives_at_a_time_and_another_may_follow_only_one_that_was_taken_back(
    status: CounterStatus,
) -> None:
    once_taken_back = [CounterStatus.WITHDRAWN, CounterStatus.WITHDRAWN]
    expected = (
        Standing.UNDER_WAY
        if status in LIVE
        else Standing.OPEN
        if status is CounterStatus.WITHDRAWN
        else Standing.DECIDED
    )

    assert standing_of([status]) is expected
    assert standing_of([*once_taken_back, status]) is expected
    assert standing_of([]) is Standing.OPEN


@pytest.mark.parametrize(
    ("kinds", "territories", "codes"),
    [
        ({"trademark"}, {"EU"}, ["marketplace_rule"]),
        ({"trademark"}, {"US"}, ["marketplace_rule"]),
        ({"copyright"}, {"US", "EU"}, ["marketplace_rule", "us_dmca_512g"]),
        ({"copyright", "trademark"}, {"US"}, ["marketplace_rule"]),
        ({"copyright"}, {"CN", "US"}, ["marketplace_rule", "us_dmca_512g", "cn_ecommerce_43"]),
        ({"patent"}, {"CN"}, ["marketplace_rule", "cn_ecommerce_43"]),
    ],
)
def test_the_laws_that_can_be_chosen_the_gentlest_first(
    kinds: set[str], territories: set[str], codes: list[str]
) -> None:
    laws = laws_to_choose_from(right_kinds=frozenset(kinds), territories=frozenset(territories), today=TODAY)

    assert [law.code for law in laws] == codes


def test_there_is_always_a_law_to_choose() -> None:
    for kind, place in product(KINDS, ("EU", "US", "CN", "GB", "JP")):
        assert laws_to_choose_from(right_kinds=frozenset({kind}), territories=frozenset({place}), today=TODAY)


def test_what_each_law_wants_signed_and_passes_on() -> None:
    read = {
        code: (
            [s.code for s in terms.statements],
            [str(p) for p in terms.personal],
            terms.proof_needed,
            str(terms.objection),
        )
        for code, versions in all_laws().items()
        if (terms := versions[-1].counter_notice)
    }

    assert read == {
        "us_dmca_512g": (
            ["mistake", "jurisdiction", "service"],
            ["name", "address", "phone"],
            False,
            "goes_on",
        ),
        "cn_ecommerce_43": (
            ["no_infringement", "true_identity"],
            ["name", "address", "phone"],
            True,
            "goes_on",
        ),
        "marketplace_rule": (["good_faith"], ["name"], False, "person_decides"),
    }
    assert {Objection.GOES_ON, Objection.PERSON_DECIDES} == set(Objection)
    assert {"name", "address", "phone"} == set(Personal)


def test_the_dsa_is_no_law_to_file_a_counter_notice_under() -> None:
    assert law_of("eu_dsa_20", 1).counter_notice is None


def test_chinese_statements_are_there_and_short() -> None:
    for versions in all_laws().values():
        for terms in (law.counter_notice for law in versions if law.counter_notice):
            for words in (terms.summary, *(s.text for s in terms.statements)):
                parts = [part for part in re.split(r"[。！？]", words["zh-hans"]) if part]
                assert max(map(len, parts)) <= 40, words["zh-hans"]
