"""A second person reverses a decision on the merits: by a new decision, once, and with consequences."""

import pytest
from django.core.exceptions import PermissionDenied

from complaints.models import Decision, Item
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from takedown.removal.restore import RestoreRefused
from tests.past import a_past, trust
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.takedown.delivery import fresh, overturned_by, removal_of, ten_seconds_pass, upheld_by_rita


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


def test_another_person_reverses_the_decision_and_the_listing_comes_back(world: World, removed: Item) -> None:
    overturned_by(world, "rupert", removed)
    run_work()

    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "appeal")
    with acting_as(SYSTEM):
        first, second = Decision.objects.order_by("decided_at")
        assert (second.outcome, second.overturns_id) == ("restored", first.id)
        assert (second.decided_by, second.automated, second.right_kind) == (
            world.rupert.id,
            False,
            "trademark",
        )
        assert AuditEvent.objects.get(event="item.overturned").actor_id == world.rupert.id


def test_whoever_upheld_it_does_not_reverse_it(world: World, removed: Item) -> None:
    with pytest.raises(RestoreRefused, match="Another person"):
        overturned_by(world, "rita", removed)


def test_a_decision_of_the_policy_is_reversed_by_anybody_who_reviews(world: World) -> None:
    trust(world)
    complaint = file(world, "a1")
    run_work()

    overturned_by(world, "rita", items_of(complaint)[0])
    run_work()

    assert items_of(complaint)[0].status == "restored"


def test_a_decision_is_reversed_once_even_while_the_listing_is_on_its_way_back(
    world: World, removed: Item
) -> None:
    overturned_by(world, "rupert", removed)

    with pytest.raises(RestoreRefused):
        overturned_by(world, "rupert", removed)


@pytest.mark.parametrize("name", ["oscar", "ada", "audrey"])
def test_only_managers_reverse(world: World, removed: Item, name: str) -> None:
    with pytest.raises(PermissionDenied):
        overturned_by(world, name, removed)


def test_only_what_was_removed_is_restored(world: World) -> None:
    with pytest.raises(RestoreRefused, match="Only a removed"):
        overturned_by(world, "rupert", upheld_by_rita(world))


def test_after_a_restoration_the_brands_next_item_on_it_goes_to_a_person(world: World) -> None:
    # A long good record: one wrongful removal alone must not be what stops the next.
    a_past(world, upheld=400)
    trust(world)
    first = file(world, "a1")
    run_work()
    overturned_by(world, "rupert", items_of(first)[0])
    run_work()

    again, elsewhere = file(world, "a1"), file(world, "a2")
    run_work()

    assert items_of(again)[0].status == "in_review"
    assert items_of(elsewhere)[0].status == "removed"


def test_a_restored_listing_can_be_removed_again_by_a_person(world: World, removed: Item) -> None:
    overturned_by(world, "rupert", removed)
    run_work()
    first = removal_of(removed)

    again = file(world, "a1")
    run_work()
    manager_decides(world, items_of(again)[0], "uphold")

    assert removal_of(items_of(again)[0]).id != first.id
    assert world.site.hides["a1"] == 2
    assert items_of(again)[0].status == "removed"
