import pytest

from tests import stories
from tests.complaints.pages import get


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def test_without_a_decision_there_is_nothing_to_measure(oscar):
    page = get(oscar, "/standing/")

    assert "No decision yet" in page
    assert "one-sided 90" in page


def test_each_bound_says_how_far_it_is(world, oscar):
    stories.give_record(world, "lumora", upheld=10, refused=1)

    page = get(oscar, "/standing/")

    assert "10 accepted of 11 listings" in page
    assert "more accepted decisions in a row reach 80" in page


def test_a_record_that_reaches_good_faith_waits_for_two_people(world, oscar):
    stories.give_record(world, "lumora", upheld=60)

    assert "One admin of the marketplace grants it, a second one confirms." in get(oscar, "/standing/")


def test_a_trusted_brand_reads_what_its_tier_gives(world, oscar):
    stories.make_trusted(world)

    page = get(oscar, "/standing/")

    assert "Good Faith granted on" in page
    assert "carried out at once, without a review" in page


def test_a_brand_sees_no_other_brands_standing(world, client_for):
    stories.give_record(world, "lumora", upheld=10)

    assert "No decision yet" in get(client_for(world.charlie), "/standing/")
