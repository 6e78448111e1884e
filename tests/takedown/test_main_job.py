"""The main job, through the services: trusted brands remove at once, everybody else meets a person."""

from tests.stories import World, file, items_of, make_trusted, manager_decides, run_work, status_of


def test_a_trusted_brands_listing_is_removed_without_a_person(world: World) -> None:
    make_trusted(world)

    complaint = file(world, "a1", "a2")
    run_work()

    assert status_of(complaint) == ["removed", "removed"]
    assert world.site.hides["a1"] == world.site.hides["a2"] == 1


def test_a_brand_without_trust_goes_to_a_person_who_removes(world: World) -> None:
    complaint = file(world, "k1", by="charlie", brand="kestrel")
    run_work()
    assert status_of(complaint) == ["in_review"]

    manager_decides(world, items_of(complaint)[0], "uphold")

    assert status_of(complaint) == ["removed"]
