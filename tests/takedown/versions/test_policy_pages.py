"""The pages of the policy, from the first draft to the second admin's click."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyDraft, PolicyPreview, PolicyProposal, PolicyShadow, PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.versions.forms import NumbersForm
from tests.past import trust
from tests.policies import FIRST, a_version, on_top_of_the_first
from tests.stories import World, file, run_work
from tests.takedown.versions.publishing import SOON, a_draft, propose

Browser = Callable[[Any], Any]


def words(answer: Any) -> str:
    return str(answer.content.decode())


def only(model: Any) -> Any:
    with acting_as(SYSTEM):
        return model.objects.get()


def typed(numbers: Numbers | None = None, *, revision: int = 1, **changes: Any) -> dict[str, Any]:
    """The form as it would be sent untouched, but for the changes."""
    form = NumbersForm(numbers=numbers or Numbers.from_json(FIRST))
    data = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, ())}
    return data | {"revision": revision, "note": "Fewer mistakes."} | changes


def new_draft(**values: Any) -> dict[str, Any]:
    return {"like": 1, "note": "Fewer mistakes.", "form_key": new_id()} | values


def numbers_path(draft_id: UUID) -> str:
    return f"/policy/drafts/{draft_id}/numbers/"


def test_a_change_goes_from_draft_to_version_through_two_browsers(world: World, client_for: Browser) -> None:
    ada, ben = client_for(world.ada), client_for(world.ben)
    ada.post("/policy/drafts/", new_draft())
    draft = only(PolicyDraft)
    page = ada.post(numbers_path(draft.id), typed(score_threshold="0.8"), follow=True)
    assert "0.70" in words(page)
    assert "stricter" in words(page)

    at = (clock.now() + SOON).strftime("%Y-%m-%dT%H:%M")
    ada.post(f"/policy/drafts/{draft.id}/proposal/", {"revision": 2, "effective_at": at})
    own = words(ada.get("/policy/"))
    assert "another admin has to confirm" in own
    page = ben.post(f"/policy/proposals/{only(PolicyProposal).id}/confirmation/", follow=True)

    assert "Confirmed: version 2 is published." in words(page)
    assert "Proposed by Ada Admin, confirmed by Ben Admin" in words(page)


@pytest.mark.parametrize("name", ["rita", "audrey", "ben"])
def test_all_staff_see_a_change_coming(world: World, client_for: Browser, name: str) -> None:
    a_version(world, {"score_threshold": 0.8}, effective_at=clock.now() + SOON)
    propose(world, a_draft(world, newcomer_days=14))

    page = words(client_for(world.people[name]).get("/policy/"))

    assert "Version 2 is coming" in page
    assert "Waiting for a second admin" in page
    assert "14 days" in page


def test_who_only_reads_has_no_buttons(world: World, client_for: Browser) -> None:
    draft = a_draft(world, score_threshold=0.8)
    rita = client_for(world.rita)

    for path in ("/policy/", f"/policy/drafts/{draft.id}/", "/policy/versions/1/"):
        page = words(rita.get(path))
        assert "/policy/" in page
        assert 'method="post"' not in page.partition("<main")[2].partition("</main")[0]


def test_a_form_that_was_not_touched_changes_nothing(world: World, client_for: Browser) -> None:
    draft = a_draft(world, score_thresholds={"copied_image": 0.65})

    client_for(world.ada).post(numbers_path(draft.id), typed(Numbers.from_json(draft.numbers), revision=2))

    assert only(PolicyDraft).numbers == on_top_of_the_first({"score_thresholds": {"copied_image": 0.65}})
    assert only(PolicyDraft).revision == 2


def test_shares_are_typed_in_percent_and_reasons_have_their_own(world: World, client_for: Browser) -> None:
    draft = a_draft(world)

    client_for(world.ada).post(
        numbers_path(draft.id),
        typed(
            thresholds__good_faith_uphold_rate="92.5",
            score_thresholds__counterfeit_goods="0.75",
            switched_on__copied_image=["an_agency_filed_it"],
        ),
    )

    assert only(PolicyDraft).numbers == {
        "thresholds": FIRST["thresholds"] | {"good_faith_uphold_rate": 0.925},
        "score_thresholds": {"counterfeit_goods": 0.75},
        "switched_on": {"copied_image": ["an_agency_filed_it"]},
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"score_threshold": "0.3"}, "greater than or equal to 0.5"),
        ({"thresholds__good_faith_uphold_rate": "70"}, "greater than or equal to 80"),
        ({"priority_hours": "48"}, "Priority cannot wait longer than the rule."),
        ({"switched_on__copied_image": ["brand_is_not_trusted"]}, "not one of the available choices"),
        ({"note": " "}, "Say what the change is for."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    world: World, client_for: Browser, changes: dict[str, Any], said: str
) -> None:
    draft = a_draft(world)

    answer = client_for(world.ada).post(numbers_path(draft.id), typed(**changes))

    assert answer.status_code == 422
    assert said in words(answer)
    assert only(PolicyDraft).numbers == FIRST


def test_a_date_that_is_too_near_comes_back_with_the_form(world: World, client_for: Browser) -> None:
    draft = a_draft(world, score_threshold=0.8)
    now = clock.now().strftime("%Y-%m-%dT%H:%M")

    answer = client_for(world.ada).post(
        f"/policy/drafts/{draft.id}/proposal/", {"revision": 2, "effective_at": now}
    )

    assert answer.status_code == 422
    assert "15 minutes at the earliest" in words(answer)


@pytest.mark.parametrize("step", ["proposal", "confirmation"])
def test_publishing_asks_for_a_fresh_proof(
    world: World, client_for: Browser, step: str, settings: Any
) -> None:
    draft = a_draft(world, score_threshold=0.8)
    ben = client_for(world.ben)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1

    path = f"/policy/drafts/{draft.id}/proposal/"
    if step == "confirmation":
        path = f"/policy/proposals/{propose(world, draft)}/confirmation/"
    answer = ben.post(path, {"revision": 2, "effective_at": "2099-01-01T06:00"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/")
    with acting_as(SYSTEM):
        assert PolicyVersion.objects.count() == 1


def test_any_two_versions_are_compared_in_words(world: World, client_for: Browser) -> None:
    a_version(world, {"score_threshold": 0.8})
    a_version(world, {"score_threshold": 0.8, "newcomer_days": 14})
    audrey = client_for(world.audrey)

    page = words(audrey.get("/policy/comparison/?old=3&new=1"))

    assert "0.80" in page
    assert "looser" in page
    assert "14 days" in page
    assert "No number differs" in words(audrey.get("/policy/comparison/?old=2&new=2"))
    assert "valid choice" in words(audrey.get("/policy/comparison/?old=2&new=9"))


def test_an_older_version_offers_to_go_back_to_it(world: World, client_for: Browser) -> None:
    a_version(world, {"score_threshold": 0.8})
    ada = client_for(world.ada)
    assert "Go back to these numbers" in words(ada.get("/policy/versions/1/"))
    assert "Go back to these numbers" not in words(ada.get("/policy/versions/2/"))

    ada.post("/policy/drafts/", new_draft(like=1))

    assert only(PolicyDraft).numbers == FIRST
    assert only(PolicyDraft).based_on_id == 2


@pytest.mark.parametrize(
    ("values", "said"), [({"note": ""}, "what the change is for"), ({"like": 9}, "no such")]
)
def test_a_draft_begins_with_a_version_that_there_is_and_a_reason(
    world: World, client_for: Browser, values: dict[str, Any], said: str
) -> None:
    answer = client_for(world.ada).post("/policy/drafts/", new_draft(**values))

    assert answer.status_code == 422
    assert said in words(answer)


def test_a_preview_shows_its_progress_and_then_its_result(world: World, client_for: Browser) -> None:
    trust(world)
    file(world, "a1", "a2")
    run_work()
    draft, ada = a_draft(world, score_threshold=0.99), client_for(world.ada)
    ada.post(f"/policy/drafts/{draft.id}/previews/", {"days": 30})
    path = f"/policy/previews/{only(PolicyPreview).id}/"
    assert "0 of 2 decisions tried" in words(ada.get(path))

    run_work()

    part = ada.get(path, headers={"HX-Request": "true"})
    page = words(client_for(world.audrey).get(path))
    assert "<html" not in words(part)
    assert "hx-trigger" not in words(part)
    for said in (
        "Would have removed 0 without a person, instead of 2.",
        "sent to a person",
        "Lumora handbag a1",
        "<rect",
        "The same as a table",
        "Counterfeit goods",
        "Good Faith",
    ):
        assert said in page
    assert "style=" not in page


def test_a_preview_of_nothing_says_so(world: World, client_for: Browser) -> None:
    draft, ada = a_draft(world, score_threshold=0.99), client_for(world.ada)
    ada.post(f"/policy/drafts/{draft.id}/previews/", {"days": 30})
    run_work()

    page = words(ada.get(f"/policy/previews/{only(PolicyPreview).id}/"))

    assert "Nothing was decided in this time" in page
    assert "Not tried yet" not in words(ada.get(f"/policy/drafts/{draft.id}/"))


def test_a_shadow_is_started_read_and_stopped(world: World, client_for: Browser) -> None:
    trust(world)
    draft, ada = a_draft(world, score_threshold=0.99), client_for(world.ada)
    page = words(ada.post(f"/policy/drafts/{draft.id}/shadows/", follow=True))
    assert "No difference so far" in page

    file(world, "a1")
    run_work()

    path = f"/policy/shadows/{only(PolicyShadow).id}/"
    page = words(client_for(world.audrey).get(path))
    assert "removed without a person" in page
    assert "The score is below the threshold" in page
    assert "1 differences in 1 decisions" in words(ada.get("/policy/"))
    assert "stopped by Ada Admin" in words(ada.post(f"{path}stop/", follow=True))
