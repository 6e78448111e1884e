"""What a clock asks for: every doubt names itself, and silence restores only where the law says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from takedown.redress.clocks.due import A_PERSONS_TIME, Facts, Outcome, what_is_due
from takedown.redress.clocks.safety import families_of

EARLIEST = datetime(2026, 3, 2, 5, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
FACTS = Facts(
    silence_restores=True,
    earliest=EARLIEST,
    latest=EARLIEST + timedelta(days=4),
    safety_families=(),
    ground_lives=True,
    another_ground_lives=False,
)
DOUBTFUL = [
    (replace(FACTS, safety_families=("medicine",)), ("goods_can_hurt_somebody",)),
    (replace(FACTS, another_ground_lives=True), ("another_ground_keeps_it_off_sale",)),
    (
        replace(FACTS, safety_families=("children",), another_ground_lives=True),
        ("goods_can_hurt_somebody", "another_ground_keeps_it_off_sale"),
    ),
]


def test_a_clock_waits_until_three_days_before_and_then_until_the_day() -> None:
    early = what_is_due(FACTS, now=EARLIEST - A_PERSONS_TIME - A_SECOND)
    near = what_is_due(FACTS, now=EARLIEST - A_PERSONS_TIME)

    assert (early.outcome, early.look_at) == (Outcome.WAIT, EARLIEST - timedelta(days=3))
    assert (near.outcome, near.look_at) == (Outcome.WAIT, EARLIEST)


def test_silence_restores_on_the_day() -> None:
    assert what_is_due(FACTS, now=EARLIEST).outcome is Outcome.RESTORE


@pytest.mark.parametrize(("facts", "because"), DOUBTFUL)
@pytest.mark.parametrize("before", [A_PERSONS_TIME, A_SECOND, timedelta()])
def test_a_doubt_hands_it_to_a_person(facts: Facts, because: tuple[str, ...], before: timedelta) -> None:
    verdict = what_is_due(facts, now=EARLIEST - before)

    assert (verdict.outcome, verdict.because) == (Outcome.HAND_OVER, because)


@pytest.mark.parametrize(("facts", "because"), DOUBTFUL)
def test_a_doubt_does_so_no_earlier_than_three_days_before(facts: Facts, because: tuple[str, ...]) -> None:
    assert what_is_due(facts, now=EARLIEST - A_PERSONS_TIME - A_SECOND).outcome is Outcome.WAIT


def test_where_silence_changes_nothing_the_time_only_runs_out() -> None:
    facts = replace(FACTS, silence_restores=False)

    assert what_is_due(facts, now=facts.latest - A_SECOND).look_at == facts.latest
    assert what_is_due(facts, now=facts.latest).outcome is Outcome.LAPSE


@pytest.mark.parametrize("now", [EARLIEST - timedelta(days=9), EARLIEST])
def test_a_ground_that_has_ended_leaves_nothing_to_bring_back(now: datetime) -> None:
    assert what_is_due(replace(FACTS, ground_lives=False), now=now).outcome is Outcome.STOP


@pytest.mark.parametrize(
    ("category", "nice_class", "families"),
    [
        ("toys", None, ("children",)),
        ("baby-care", None, ("children",)),
        ("health", 5, ("medicine",)),
        ("phone_chargers", 9, ("electrical",)),
        ("Car parts", None, ("automotive",)),
        ("cards and carpets", 16, ()),
        ("handbags", 18, ()),
        ("", 12, ("automotive",)),
        ("", None, ()),
    ],
)
def test_what_can_hurt_somebody(category: str, nice_class: int | None, families: tuple[str, ...]) -> None:
    assert families_of(category=category, nice_class=nice_class) == families
