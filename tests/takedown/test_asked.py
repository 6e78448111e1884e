"""The policy on answers to the marketplace's own question."""

from dataclasses import replace

import pytest

from complaints.assessment.rules import Effect, Finding
from takedown.programme.policy import GUARDS, Numbers, Outcome, decide
from takedown.programme.standing import Tier
from tests.takedown.test_policy import GOOD

NUMBERS = Numbers()
ASKED = replace(GOOD, tier=Tier.JOINT_FORCE, asked_by_marketplace=True, score=0.0, findings=())


def test_in_joint_force_the_answer_alone_suffices() -> None:
    assert decide(ASKED, NUMBERS).outcome is Outcome.UPHOLD


@pytest.mark.parametrize("tier", [tier for tier in Tier if tier is not Tier.JOINT_FORCE])
def test_everywhere_else_a_person_looks_soon(tier: Tier) -> None:
    verdict = decide(replace(ASKED, tier=tier), NUMBERS)

    assert verdict.outcome is Outcome.REVIEW
    assert (verdict.due_hours, verdict.priority) in {(8, 0), (8, 1)}


@pytest.mark.parametrize(
    "trouble",
    [
        {"seller_is_allowed": True},
        {"restored_on_merits_before": True},
        {"refused_by_a_person_before": True},
        {"filer_is_new": True},
        {"reason_is_automatic": False},
        {"findings": (Finding(code="right_has_lapsed", effect=Effect.DOUBTS, weight=-0.5, sentence="."),)},
    ],
    ids=str,
)
def test_every_other_guard_holds(trouble: dict[str, object]) -> None:
    assert decide(replace(ASKED, **trouble), NUMBERS).outcome is Outcome.REVIEW  # type: ignore[arg-type]


@pytest.mark.parametrize("used", [{"brand_removals_this_hour": 40}, {"seller_removals_this_hour": 40}])
def test_caps_hold_it(used: dict[str, int]) -> None:
    assert decide(replace(ASKED, **used), NUMBERS).outcome is Outcome.HOLD  # type: ignore[arg-type]


def test_the_guards_of_complaints_that_nobody_asked_for_are_as_they_were() -> None:
    own = replace(ASKED, asked_by_marketplace=False)

    failing = {guard.__name__ for guard in GUARDS if guard(own, NUMBERS)}

    assert failing == {"score_is_below_the_threshold"}
