"""A draft tried on what has happened: so many more, so many of them wrong."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from complaints.models import Decision
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyPreview
from takedown.programme.versions import previews
from takedown.programme.versions.previews import result_of
from tests.past import a_past, trust
from tests.policies import on_top_of_the_first
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.takedown.delivery import overturned_by
from tests.takedown.versions.publishing import a_draft, edit, step

STRICT = {"score_threshold": 0.99}


def preview(world: World, *, by: str = "ada", days: int = 30, **numbers: Any) -> PolicyPreview:
    made = step(world, by, previews.ask, a_draft(world, **numbers).id, days=days)
    run_work()
    with acting_as(SYSTEM):
        return PolicyPreview.objects.get(id=made.id)


@pytest.fixture
def history(world: World) -> None:
    """Three removed without a person, one of them restored, one confirmed; two others decided by a person."""
    trust(world)
    removed = file(world, "a1", "a2", "a3")
    run_work()
    first, second, _third = items_of(removed)
    overturned_by(world, "rita", first)
    manager_decides(world, second, "uphold")
    reviewed = file(world, "k1", "k2", by="charlie", brand="kestrel")
    run_work()
    refused, upheld = items_of(reviewed)
    manager_decides(world, refused, "refuse")
    manager_decides(world, upheld, "uphold")


def test_what_would_no_longer_be_removed_is_counted_with_what_people_said(
    world: World, history: None
) -> None:
    result = preview(world, **STRICT).result

    assert result["automatic"] == {"live": 3, "draft": 0}
    assert result["lost"] == {"right": 1, "wrong": 1, "open": 1}
    assert result["gained"] == {"right": 0, "wrong": 0, "open": 0}
    assert ["uphold", "review", "wrong", 1] in result["moves"]
    assert ["review", "review", "wrong", 1] in result["moves"]


def test_the_wrong_ones_are_the_first_examples(world: World, history: None) -> None:
    result = preview(world, **STRICT).result

    assert [said for _, said in result["examples"]["lost"]] == ["wrong", "right", "open"]


def test_it_is_told_for_each_reason_and_tier(world: World, history: None) -> None:
    result = preview(world, **STRICT).result

    assert [(r["name"], r["items"], r["live"], r["draft"]) for r in result["reasons"]] == [
        ("counterfeit_goods", 5, 3, 0)
    ]
    assert {t["name"]: t["live"] for t in result["tiers"]} == {"good_faith": 3, "standard": 0}


def test_a_threshold_of_the_tiers_is_tried_on_the_record_of_then(world: World) -> None:
    a_past(world, refused=3)
    trust(world)
    file(world, "a1")
    run_work()
    higher = {"thresholds": {"good_faith_uphold_rate": 0.99, "review_uphold_rate": 0.95}}

    assert preview(world, **higher).result["automatic"] == {"live": 1, "draft": 0}


def test_numbers_in_force_change_nothing(world: World, history: None) -> None:
    result = preview(world).result

    assert result["automatic"] == {"live": 3, "draft": 3}
    assert all(live == draft for live, draft, _, _ in result["moves"])


def test_the_same_preview_comes_out_the_same(world: World, history: None) -> None:
    made = preview(world, **STRICT)

    manager_decides(world, items_of(file_later(world))[0], "refuse")

    assert result_of(made, progress=lambda done: None) == made.result


def file_later(world: World) -> Any:
    complaint = file(world, "k3", by="charlie", brand="kestrel")
    run_work()
    return complaint


def test_a_result_belongs_to_its_numbers_whatever_becomes_of_the_draft(world: World) -> None:
    file(world, "a1")
    run_work()
    made = preview(world, **STRICT)
    with acting_as(SYSTEM):
        draft = made.draft

    changed = edit(world, draft, score_threshold=0.6)

    again = step(world, "ada", previews.ask, changed.id, days=30)
    assert again.numbers_hash != made.numbers_hash
    assert made.numbers == on_top_of_the_first(STRICT)


def test_work_that_is_done_twice_has_one_result(world: World, history: None) -> None:
    made = preview(world, **STRICT)
    with acting_as(SYSTEM):
        first_end = made.ended_at
        from_now = step(world, "ada", previews.ask, made.draft_id, days=1)
    run_work()
    run_work()

    with acting_as(SYSTEM):
        assert PolicyPreview.objects.get(id=made.id).ended_at == first_end
        assert PolicyPreview.objects.get(id=from_now.id).done == from_now.cases == 5


def test_nothing_is_decided_by_a_preview(world: World, history: None) -> None:
    with acting_as(SYSTEM):
        before = Decision.objects.count()

    preview(world, score_threshold=0.5)

    with acting_as(SYSTEM):
        assert Decision.objects.count() == before


def test_a_past_without_a_case_has_an_empty_preview(world: World) -> None:
    made = preview(world, **STRICT)

    assert made.result["items"] == 0
    assert made.ended_at is not None


def test_only_admins_try_drafts(world: World) -> None:
    with pytest.raises(PermissionDenied):
        preview(world, by="rita")
