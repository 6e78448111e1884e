"""The pages of the score: admins and auditors see how good it is, admins move it, managers see its parts."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from complaints.models import AssessmentModel
from complaints.scoring import moves
from complaints.scoring.watch import watch_score
from core.tenancy import SYSTEM, acting_as
from tests.score.judged import a_judged_past
from tests.score.trained import a_model, a_shadow, fit_to_serve, in_force, step, trained
from tests.stories import World, file, items_of, run_work

Browser = Callable[[Any], Any]


def words(answer: Any) -> str:
    return str(answer.content.decode())


def look() -> None:
    with acting_as(SYSTEM):
        watch_score([])


def model(version: int = 1) -> AssessmentModel:
    with acting_as(SYSTEM):
        return AssessmentModel.objects.get(version=version)


def test_a_model_goes_into_force_through_two_browsers(world: World, client_for: Browser) -> None:
    a_model()
    ada, ben = client_for(world.ada), client_for(world.ben)

    ada.post("/score/models/1/shadow/")
    ada.post("/score/models/1/proposal/")
    own = words(ada.get("/score/models/1/"))
    page = ben.post("/score/models/1/confirmation/", follow=True)

    assert "another admin has to confirm" in own
    assert "its score is the score from now on" in words(page)
    assert model().state == "live"


def test_a_second_click_changes_nothing_and_says_so(world: World, client_for: Browser) -> None:
    in_force(world)
    ben = client_for(world.ben)

    page = words(ben.post("/score/models/1/confirmation/", follow=True))

    assert "It is not proposed." in page
    assert model().state == "live"


def test_to_retire_it_a_reason_is_wanted(world: World, client_for: Browser) -> None:
    in_force(world)
    ada = client_for(world.ada)

    refused = ada.post("/score/models/1/retirement/", {"because": ""})
    page = words(ada.post("/score/models/1/retirement/", {"because": "Worse than it looked."}, follow=True))

    assert refused.status_code == 422
    assert "Worse than it looked." in page
    assert model().state == "retired"


def test_the_overview_draws_what_was_said_and_found_with_a_table_of_the_same(
    world: World, client_for: Browser
) -> None:
    in_force(world)
    a_judged_past(world, 300)
    look()

    page = client_for(world.audrey).get("/score/")

    drawn = page.context["page"].in_force
    assert len(drawn.drawing.points) == len(drawn.quality.bins) == 15
    assert words(page).count("reliability__point") == 15
    for one in drawn.quality.bins:
        assert f"{one.said:.3f}" in words(page)
    assert "In force: model 1" in words(page)
    assert "Counterfeit goods" in words(page)


def test_what_has_drifted_is_said_first(world: World, client_for: Browser) -> None:
    in_force(world)
    a_judged_past(world, 300, contrary=True)
    look()

    page = words(client_for(world.ada).get("/score/"))

    assert "Model 1 was taken out of force: the rules score" in page
    assert "On average it says more, or less, than people find." in page


def test_without_anything_the_page_says_what_is_missing(world: World, client_for: Browser) -> None:
    page = words(client_for(world.ada).get("/score/"))

    assert "In force: the rules" in page
    assert "Nothing is trained yet" in page
    assert "Nothing to measure it by yet" in page


def test_a_card_says_why_it_may_not_come_into_force(world: World, client_for: Browser) -> None:
    a_shadow(world, trained().content)

    page = words(client_for(world.ada).get("/score/models/1/"))

    assert "Too few items that people decided were left to test it on." in page
    assert "Propose that it scores" not in page


def test_the_document_is_what_was_kept(world: World, client_for: Browser) -> None:
    a_model()

    answer = client_for(world.audrey).get("/score/models/1/document/")

    assert words(answer) == model().content
    assert json.loads(words(answer))["data"]["fingerprint"] == model().data_fingerprint


@pytest.mark.parametrize("path", ["/score/", "/score/models/1/", "/score/models/1/document/"])
def test_managers_and_brands_do_not_see_what_it_is_made_of(
    world: World, client_for: Browser, path: str
) -> None:
    a_model()

    assert client_for(world.rita).get(path).status_code == 403
    assert client_for(world.alice).get(path).status_code == 403


def test_a_model_that_is_not_there_is_not_found(world: World, client_for: Browser) -> None:
    assert client_for(world.ada).get("/score/models/99/").status_code == 404


def test_auditors_have_no_buttons(world: World, client_for: Browser) -> None:
    a_shadow(world)

    page = words(client_for(world.audrey).get("/score/models/1/"))

    assert "Propose that it scores" not in page
    assert "Retire" not in page


# --- beside an item --------------------------------------------------------------------------------------


def waiting(world: World, ref: str) -> str:
    complaint = file(world, ref, by="charlie", brand="kestrel")
    run_work()
    return str(items_of(complaint)[0].id)


def test_a_manager_sees_the_parts_as_bars_with_their_sum(world: World, client_for: Browser) -> None:
    in_force(world)
    item_id = waiting(world, "k1")

    page = client_for(world.rita).get(f"/queue/items/{item_id}/")

    shown = page.context["assessment"]
    total = sum(part.value for part in shown.contributions)
    assert shown.model_version == 1
    assert shown.total == f"{total:+.2f}".replace("-", "−")
    assert "Trained score, model 1." in words(page)
    assert words(page).count('class="pull__bar"') == len(shown.contributions)
    assert "Reason: Counterfeit goods" in words(page)
    assert all(abs(float(part.width)) <= 100 for part in shown.contributions)


def test_an_old_score_is_explained_by_what_made_it(world: World, client_for: Browser) -> None:
    by_rules, by_first = waiting(world, "k1"), None
    in_force(world)
    by_first = waiting(world, "k2")
    second = in_force(world, fit_to_serve(**{"reason:counterfeit_goods": 1.0}))
    step(world, "ada", moves.retire, second.version, because="Enough.")
    rita = client_for(world.rita)

    shown = [rita.get(f"/queue/items/{id}/").context["assessment"] for id in (by_rules, by_first)]

    assert [one.model_version for one in shown] == [None, 1]
    assert all(one.contributions[0].label == "Where every complaint starts" for one in shown)


def test_a_brand_sees_its_gaps_and_neither_score_nor_weights(world: World, client_for: Browser) -> None:
    in_force(world)
    complaint = file(world, "k1", by="charlie", brand="kestrel", with_evidence=False)
    run_work()

    page = words(client_for(world.charlie).get(f"/items/{items_of(complaint)[0].id}/"))

    assert "Add one of these" in page
    for secret in ("pull__bar", "Trained score", "model 1", "log-odds", "How likely the complaint is right"):
        assert secret not in page
