"""Which score is in force is read with each set; what made a score is on record, and makes it again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.assessment.facts import Facts
from complaints.assessment.rules import findings_of
from complaints.assessment.score import score_of
from complaints.assessment.serving import model_of, score_again, scorers
from complaints.models import Assessment, AssessmentModel
from complaints.scoring import moves
from core.tenancy import SYSTEM, acting_as
from tests.score.trained import a_model, a_shadow, fit_to_serve, in_force, step
from tests.stories import World, file, run_work


def assessed(world: World, ref: str) -> Assessment:
    file(world, ref)
    run_work()
    with acting_as(SYSTEM):
        return Assessment.objects.get(item__listing_ref=ref)


def test_nothing_trained_and_nothing_promoted_leaves_it_to_the_rules(world: World) -> None:
    a_model()

    made = assessed(world, "a1")

    assert made.model_version is None
    assert made.shadow_scores == {}
    assert made.score == score_of(findings_of(Facts.from_json(made.facts)))


def test_a_shadow_says_its_score_beside_and_changes_nothing(world: World) -> None:
    before = assessed(world, "a1")
    shadow = a_shadow(world)

    beside = assessed(world, "a2")

    assert beside.score == before.score
    assert beside.model_version is None
    assert beside.shadow_scores == {str(shadow.version): pytest.approx(0.9, abs=0.2)}


def test_what_is_in_force_makes_the_score_and_another_looks_on(world: World) -> None:
    live = in_force(world)
    other = a_shadow(world, fit_to_serve(**{"reason:counterfeit_goods": -3.0}))

    made = assessed(world, "a1")

    assert made.model_version == live.version
    assert made.shadow_scores[str(other.version)] < made.score


def test_every_score_is_made_again_by_what_made_it(world: World) -> None:
    assessed(world, "a1")
    in_force(world)
    assessed(world, "a2")
    second = in_force(world, fit_to_serve(**{"reason:counterfeit_goods": 1.0}))
    assessed(world, "a3")
    step(world, "ada", moves.retire, second.version, because="Enough.")
    assessed(world, "a4")

    with acting_as(SYSTEM):
        models = {m.version: model_of(m.content) for m in AssessmentModel.objects.all()}
        rows = list(Assessment.objects.order_by("id"))
    assert [row.model_version for row in rows] == [None, 1, 2, None]
    for row in rows:
        facts = Facts.from_json(row.facts)
        model = models[row.model_version] if row.model_version else None
        assert score_again(facts, findings_of(facts), model) == row.score


def test_who_scores_is_one_question_to_the_database(world: World) -> None:
    in_force(world)
    a_shadow(world, fit_to_serve(**{"reason:counterfeit_goods": 1.0}))

    with acting_as(SYSTEM), CaptureQueriesContext(connection) as queries:
        found = scorers()

    assert len(queries) == 1
    assert found.live is not None
    assert [version for version, _ in found.shadows] == [2]
