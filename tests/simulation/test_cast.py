"""Who takes part is drawn as the assumptions say, the same for the same seed."""

import pytest

from simulation.acts.managing import staff_for
from simulation.assumptions import FILING, JUDGING, MISTAKES, TITLES, Assumptions, Habit
from simulation.cast import cast_of
from simulation.truth import Nature


def test_shares_add_up_to_one():
    for shares in (MISTAKES, TITLES):
        assert sum(shares.values()) == pytest.approx(1)
    assert sum(filing.share_of_complaints for filing in FILING.values()) == pytest.approx(1)
    assert sum(filing.share_of_brands for filing in FILING.values()) == pytest.approx(1)
    assert sum(share for _, share in Assumptions().items) == pytest.approx(1)


def test_managers_have_an_eye_for_everything_there_is():
    seen = {name.split(",")[0] for name in JUDGING}

    assert {str(nature) for nature in Nature} | {"forged"} == seen
    assert set(MISTAKES) == {str(nature) for nature in Nature} - {"counterfeit"}
    assert all(eye.uphold + eye.ask <= 1 for eye in JUDGING.values())


def test_the_same_seed_draws_the_same_cast():
    one, again, other = (cast_of(2000, Assumptions(), seed=seed) for seed in (1, 1, 2))

    assert one.brands == again.brands
    assert [b.name for b in one.brands] != [b.name for b in other.brands]


def test_abusive_brands_are_few_and_file_little():
    brands = cast_of(20_000, Assumptions(), seed=1).brands
    weight = {habit: sum(b.weight for b in brands if b.habit is habit) for habit in Habit}

    assert weight[Habit.ABUSIVE] == pytest.approx(0.006)
    assert len({brand.name for brand in brands}) == len(brands)


def test_a_worse_run_is_worse_in_what_it_says_and_in_nothing_else():
    usual, worse = Assumptions(), Assumptions(brand_error=3, evidence_noise=2)
    before, after = (assumed.of(Habit.CAREFUL) for assumed in (usual, worse))

    assert after.median_error == pytest.approx(3 * before.median_error)
    assert after.missing_evidence == pytest.approx(2 * before.missing_evidence)
    assert after.weak_evidence == pytest.approx(2 * before.weak_evidence)
    assert (after.forges, after.silent, after.spread) == (before.forges, before.silent, before.spread)
    assert worse.of(Habit.ABUSIVE).median_error <= 0.95


def test_staff_grows_with_the_work():
    assert staff_for(100, Assumptions()) == 4
    assert staff_for(20_000, Assumptions()) > 4
    assert staff_for(20_000, Assumptions(weeks=4)) > staff_for(20_000, Assumptions())
