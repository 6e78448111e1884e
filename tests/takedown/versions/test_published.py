"""What brands read of the policy: the formula in force and what of it changes, never the score threshold."""

from datetime import timedelta

from core import clock
from core.tenancy import acting_as
from takedown.programme.versions.published import published_formula
from tests.policies import a_version
from tests.stories import World

DAY = timedelta(days=1)


def test_a_brand_reads_the_numbers_in_force_and_no_threshold(world: World) -> None:
    with acting_as(world.actor("alice", "lumora")):
        formula = published_formula(now=clock.now())

    assert ("Good Faith: accepted, at least", "90%") in formula.rows
    assert not [label for label, _ in formula.rows if "core" in label or "cap" in label]


def test_what_is_about_to_change_is_announced_with_its_date(world: World) -> None:
    at = clock.now() + DAY
    a_version(
        world,
        {"score_threshold": 0.9, "thresholds": {"good_faith_uphold_rate": 0.95}},
        effective_at=at,
    )

    [coming] = published_formula(now=clock.now()).coming

    assert coming.at == at
    assert [(c.label, c.before, c.after) for c in coming.changes] == [
        ("Good Faith: accepted, at least", "90%", "95%")
    ]
    assert published_formula(now=at).coming == []


def test_a_version_that_changes_nothing_published_is_not_told_of(world: World) -> None:
    before = published_formula(now=clock.now())
    a_version(world, {"score_threshold": 0.9})
    a_version(world, {"score_threshold": 0.8}, effective_at=clock.now() + DAY)

    after = published_formula(now=clock.now())

    assert (after.since, after.coming) == (before.since, [])


def test_the_brands_page_shows_it(world: World, client_for: object) -> None:
    page = client_for(world.alice).get("/standing/").content.decode()  # type: ignore[operator]

    assert "The numbers in force" in page
    assert "0.70" not in page
