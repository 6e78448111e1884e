"""Who may appeal against what: every cell, written out a second time."""

from itertools import product

import pytest

from takedown.redress.appeals.states import Side
from takedown.redress.appeals.table import Decided, Facts, Standing, Why, what_stands, why_not
from takedown.redress.appeals.words import WHAT_WAS_DECIDED, WHY_NOT

#                               brand              seller
TABLE = {
    "removed":                   "in_your_favour     may",
    "removed_without_a_person":  "in_your_favour     may",
    "counter_notice_rejected":   "in_your_favour     may",
    "refused":                   "may                in_your_favour",
    "restored":                  "may                in_your_favour",
    "restored_by_audit":         "may                in_your_favour",
    "restored_with_many":        "may                in_your_favour",
    "counter_notice_granted":    "may                in_your_favour",
    "restored_by_silence":       "not_decided        in_your_favour",
    "restored_by_the_brand":     "your_own_act       in_your_favour",
    "withdrawn":                 "your_own_act       in_your_favour",
    "closed_as_duplicate":       "not_decided        in_your_favour",
    "closed_listing_gone":       "not_decided        in_your_favour",
    "closed_unanswered":         "not_decided        in_your_favour",
    "seller_warned":             "not_about_you      may",
    "seller_limited":            "not_about_you      may",
    "seller_suspended":          "not_about_you      may",
    "seller_not_restricted":     "not_about_you      in_your_favour",
    "nothing_yet":               "not_decided        not_decided",
}  # fmt: skip
BOTH = [False, True]


def cell(decided: str, side: Side) -> str:
    return TABLE[decided].split()[list(Side).index(side)]


def test_every_outcome_and_every_reason_has_its_words() -> None:
    assert set(TABLE) == {str(d) for d in Decided} == {str(d) for d in WHAT_WAS_DECIDED}
    assert set(WHY_NOT) == set(Why)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("decided", Decided)
def test_each_side_by_each_outcome_in_time_or_not_appealed_or_not(decided: Decided, side: Side) -> None:
    first = cell(decided, side)
    for in_time, already, on_appeal, heard in product(BOTH, BOTH, BOTH, BOTH):
        facts = Facts(
            decided=decided, side=side, in_time=in_time, already=already, on_appeal=on_appeal, heard=heard
        )
        expected = first
        if first == "may":
            # In this order: what somebody has done already, what is final, what is too late.
            expected = (
                "already" if already else "final" if on_appeal and heard else "may" if in_time else "too_late"
            )

        assert str(why_not(facts) or "may") == expected, facts


def test_whoever_lost_by_the_other_sides_appeal_may_appeal_once() -> None:
    """The seller of a listing that was first left on sale, and is removed upon the brand's appeal."""
    removed = Facts(decided=Decided.REMOVED, side=Side.SELLER, on_appeal=True, heard=False)

    assert why_not(removed) is None


@pytest.mark.parametrize(
    ("item", "decided"),
    [
        (Standing(status="refused", outcome="refused"), "refused"),
        (Standing(status="removed", outcome="upheld"), "removed"),
        (Standing(status="upheld", outcome="upheld", automated=True), "removed_without_a_person"),
        (Standing(status="contested", outcome="upheld", automated=True), "removed_without_a_person"),
        (Standing(status="removed", outcome="upheld", withdrawal_asked=True), "withdrawn"),
        (Standing(status="restored", outcome="restored", cause="appeal"), "restored"),
        (
            Standing(status="restored", outcome="restored", cause="mistake", ground="overturned_by_audit"),
            "restored_by_audit",
        ),
        (Standing(status="removed", outcome="restored", ground="mass_reinstatement"), "restored_with_many"),
        (Standing(status="restored", outcome="upheld", cause="counter_notice"), "restored_by_silence"),
        (
            Standing(status="restored", outcome="upheld", cause="counter_notice", counter_notice="accepted"),
            "restored_by_the_brand",
        ),
        (
            Standing(status="restored", outcome="restored", ground="x", counter_notice="granted"),
            "counter_notice_granted",
        ),
        (Standing(status="removed", outcome="upheld", counter_notice="rejected"), "counter_notice_rejected"),
        (Standing(status="restored", outcome="upheld", cause="withdrawn"), "withdrawn"),
        (Standing(status="withdrawn"), "withdrawn"),
        (Standing(status="closed", cause="duplicate"), "closed_as_duplicate"),
        (Standing(status="closed", cause="listing_gone"), "closed_listing_gone"),
        (Standing(status="closed", cause="no_answer"), "closed_unanswered"),
        # Sent again, or sent back to a person: what was decided stands no longer.
        (Standing(status="assessing", outcome="refused"), "nothing_yet"),
        (Standing(status="in_review", outcome="upheld"), "nothing_yet"),
        (Standing(status="received"), "nothing_yet"),
    ],
)
def test_what_stands_follows_from_the_item_and_its_latest_decision(item: Standing, decided: str) -> None:
    assert str(what_stands(item)) == decided
