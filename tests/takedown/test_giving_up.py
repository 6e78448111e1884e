"""A dead letter is put aside for good: the removal that it was for ends with it, and its seller is told."""

import pytest
from django.core import mail

from complaints.models import Item
from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import AuthFailed, Rejected, RemoteState, Result, Unavailable
from takedown.models import Ground, SellerLetter
from takedown.removal.giving_up import park
from takedown.work import DELIVER, MESSAGE_SELLER, VERIFY
from tests.stories import World, run_work
from tests.takedown.delivery import fresh, removal_of, ten_seconds_pass, time_passes, upheld_by_rita, work_of

pytestmark = pytest.mark.usefixtures("orders_land_at_once")


def parked(world: World, letter: Outbox) -> None:
    ada = world.actor("ada")
    with acting_as(ada):
        park(letter.id, because="The marketplace has closed.", by=ada, now=clock.now())
    run_work()


def kinds() -> list[str]:
    with acting_as(SYSTEM):
        return list(SellerLetter.objects.order_by("written_at", "id").values_list("kind", flat=True))


def asked_back(world: World) -> Item:
    """The marketplace wants to know something first, and nobody answers it."""
    world.site.replies.append(
        Result(state=RemoteState.NEEDS_INFO, changed=False, prior={}, reason="Which trademark?")
    )
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return item


def test_an_order_that_was_not_carried_out_ends_as_refused_and_is_corrected(world: World) -> None:
    item = asked_back(world)

    parked(world, work_of(item, DELIVER))

    assert (removal_of(item).status, fresh(item).status) == ("refused", "in_review")
    assert kinds() == ["removed", "not_carried_out"]
    assert "This is a correction" in " ".join(mail.outbox[-1].body.split())


def test_an_order_that_may_have_landed_is_read_back_and_undone(world: World) -> None:
    world.site.fail("hide", *[Unavailable("No answer.")] * 20)
    item = upheld_by_rita(world)
    ten_seconds_pass()
    for _ in range(14):
        time_passes()
    world.site.fail_next.clear()
    # It had its effect without our hearing of it.
    world.site.change("a1", state="hidden")

    parked(world, work_of(item, DELIVER))
    time_passes()

    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert (removal_of(item).status, fresh(item).status) == ("restored", "in_review")
    assert kinds() == ["removed", "not_carried_out"]


def test_what_buyers_still_see_is_taken_back(world: World) -> None:
    world.site.still_shown.add("a1")
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        Outbox.objects.filter(kind=VERIFY).update(state="dead", ended_at=clock.now(), error="still shown")

    parked(world, work_of(item, VERIFY))

    assert (removal_of(item).status, fresh(item).status) == ("restored", "in_review")
    assert kinds()[-1] == "not_carried_out"


def test_one_that_nobody_was_told_of_is_cancelled_without_a_word(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("get", AuthFailed("No.", status=401))
    ten_seconds_pass()

    parked(world, work_of(item, DELIVER))

    assert (removal_of(item).status, fresh(item).status) == ("cancelled", "in_review")
    assert kinds() == []


def test_the_grounds_say_how_they_ended(world: World) -> None:
    item = asked_back(world)
    parked(world, work_of(item, DELIVER))

    with acting_as(SYSTEM):
        assert Ground.objects.get().end_cause == "marketplace_refused"


def test_another_dead_letter_ends_no_removal(world: World) -> None:
    world.site.fail("message_seller", AuthFailed("No.", status=401))
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        letter = Outbox.objects.get(kind=MESSAGE_SELLER)

    parked(world, letter)

    assert removal_of(item).status == "verified"


def test_what_has_ended_meanwhile_stays_as_it_is(world: World) -> None:
    world.site.fail("hide", Rejected("No.", status=422))
    item = upheld_by_rita(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        letter = Outbox.objects.create(
            kind=DELIVER, subject_id=removal_of(item).id, state="dead", ended_at=clock.now(), error="x"
        )

    parked(world, letter)

    assert removal_of(item).status == "refused"
    assert kinds() == ["removed", "not_carried_out"]
