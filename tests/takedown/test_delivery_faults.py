"""Marketplaces that fail before, after or instead of doing what we asked: nothing is lost, nothing is done twice."""

from datetime import timedelta

import pytest

from core import clock, dead_letters
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import (
    AuthFailed,
    ConnectorError,
    RateLimited,
    Rejected,
    RemoteState,
    Result,
    Unavailable,
    Unsupported,
)
from listings.marketplaces import connector_of
from portal.work import HANDLERS
from takedown.models import Attempt, Ground
from takedown.removal.calls import LONGEST_IN_FLIGHT_SECONDS
from takedown.work import DELIVER
from tests.stories import World, file, items_of, manager_decides, run_work, status_of
from tests.takedown.delivery import fresh, removal_of, ten_seconds_pass, time_passes, upheld_by_rita, work_of


def test_a_failure_before_the_effect_is_tried_again_under_the_same_key(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Unavailable("broken", status=500))
    ten_seconds_pass()
    assert fresh(item).status == "upheld"
    time_passes()

    assert fresh(item).status == "removed"
    assert world.site.hides["a1"] == 1
    assert set(world.site.keys["a1"]) == {str(removal_of(item).order_key)}


@pytest.mark.parametrize("ignores_keys", [True, False])
@pytest.mark.parametrize("status", [None, 500])
def test_an_effect_without_an_answer_is_never_repeated(
    world: World, status: int | None, ignores_keys: bool
) -> None:
    world.site.ignores_keys = ignores_keys
    item = upheld_by_rita(world)
    world.site.fail("hide_after_effect", Unavailable("no answer", status=status))
    ten_seconds_pass()
    time_passes()

    assert fresh(item).status == "removed"
    assert world.site.hides["a1"] == 1
    assert removal_of(item).prior == {"state": "live"}


def test_an_order_without_an_answer_is_not_repeated_while_it_may_still_land(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Unavailable("timed out"))
    ten_seconds_pass()

    wait = work_of(item, DELIVER).due_at - clock.now()
    assert wait > timedelta(seconds=LONGEST_IN_FLIGHT_SECONDS - 1)


def test_a_marketplace_that_cannot_be_read_is_not_written_to(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("get", Unavailable("down", status=503))
    ten_seconds_pass()

    assert world.site.calls["hide"] == 0
    assert removal_of(item).status == "requested"
    time_passes()
    assert fresh(item).status == "removed"


def test_a_marketplace_that_is_asked_too_often_is_left_alone_as_long_as_it_says(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", RateLimited("slow down", retry_after=200))
    ten_seconds_pass()

    wait = work_of(item, DELIVER).due_at - clock.now()
    assert timedelta(seconds=190) < wait <= timedelta(seconds=200)
    time_passes()
    assert fresh(item).status == "removed"


@pytest.mark.parametrize("error", [Rejected("We know this seller."), Unsupported("We never do that.")])
def test_a_permanent_no_goes_to_a_person_with_the_marketplaces_words(
    world: World, error: ConnectorError
) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", error)
    ten_seconds_pass()

    assert (removal_of(item).status, removal_of(item).reason) == ("refused", str(error))
    assert (fresh(item).status, fresh(item).priority) == ("in_review", 0)
    assert fresh(item).due_at is not None
    with acting_as(SYSTEM):
        assert Ground.objects.get(item=item).end_cause == "marketplace_refused"


def test_a_no_when_we_only_looked_goes_to_a_person_and_the_seller_is_not_told(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("get", Rejected("We do not talk to you."))
    ten_seconds_pass()

    assert (removal_of(item).status, removal_of(item).notice_id) == ("cancelled", None)
    assert fresh(item).status == "in_review"


def test_an_answer_that_says_no_goes_to_a_person(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.replies.append(
        Result(state=RemoteState.REFUSED, changed=False, prior={}, reason="Not a fake, we say.")
    )
    ten_seconds_pass()

    assert removal_of(item).reason == "Not a fake, we say."
    assert fresh(item).status == "in_review"


def test_what_a_person_upholds_again_after_a_no_is_ordered_anew(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", Rejected("No."))
    ten_seconds_pass()
    first = removal_of(item)

    manager_decides(world, fresh(item), "uphold", by="rupert")

    assert removal_of(item).id != first.id
    assert fresh(item).status == "removed"


def test_a_question_of_the_marketplace_waits_for_a_person_and_is_then_a_new_order(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.replies.append(
        Result(state=RemoteState.NEEDS_INFO, changed=False, prior={}, reason="Which mark?")
    )
    ten_seconds_pass()
    letter, first_key = work_of(item, DELIVER), removal_of(item).order_key
    assert (removal_of(item).status, letter.state) == ("needs_info", "dead")
    assert "Which mark?" in letter.error

    with acting_as(SYSTEM):
        dead_letters.revive(letter.id, by=SYSTEM, now=clock.now())
    run_work()

    assert fresh(item).status == "removed"
    assert removal_of(item).order_key != first_key


def test_a_refused_credential_stops_at_once_for_a_person_to_see(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", AuthFailed("bad signature", status=401))
    ten_seconds_pass()

    letter = work_of(item, DELIVER)
    assert (letter.state, letter.attempt) == ("dead", 1)
    assert "AuthFailed" in letter.error
    assert fresh(item).status == "upheld"


def test_a_dead_letter_that_is_revived_is_carried_out(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("hide", AuthFailed("bad signature", status=401))
    ten_seconds_pass()

    with acting_as(SYSTEM):
        dead_letters.revive(work_of(item, DELIVER).id, by=SYSTEM, now=clock.now())
    run_work()

    assert fresh(item).status == "removed"


def test_after_twelve_failures_it_is_a_dead_letter(world: World) -> None:
    item = upheld_by_rita(world)
    world.site.fail("get", *[Unavailable("down", status=503) for _ in range(12)])
    ten_seconds_pass()
    for _ in range(11):
        others_are_answered(world)
        time_passes()

    assert (work_of(item, DELIVER).state, work_of(item, DELIVER).attempt) == ("dead", 12)


def others_are_answered(world: World) -> None:
    """It is this one listing alone that is in trouble."""
    connector_of(world.marketplace).check()


def test_one_listing_in_trouble_holds_up_no_other(world: World, calls_here: None) -> None:
    complaint = file(world, "m1", "m2", "m3")
    run_work()
    for item in items_of(complaint):
        manager_decides(world, item, "uphold", wait=False)
    world.site.fail("hide", Unavailable("broken", status=500))
    ten_seconds_pass()

    assert sorted(status_of(complaint)) == ["removed", "removed", "upheld"]


def test_a_connector_that_breaks_its_word_holds_up_no_other(
    world: World, calls_here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = file(world, "m1", "m2", "m3")
    run_work()
    for item in items_of(complaint):
        manager_decides(world, item, "uphold", wait=False)
    read = world.site.get

    def broken(ref: str) -> object:
        if ref == "m2":
            raise KeyError("no connector may raise this")
        return read(ref)

    monkeypatch.setattr(world.site, "get", broken)
    ten_seconds_pass()

    assert status_of(complaint) == ["removed", "upheld", "removed"]


# --- leases ----------------------------------------------------------------------------------------------


def test_a_worker_that_has_lost_its_lease_writes_nothing(world: World, calls_here: None) -> None:
    item = upheld_by_rita(world)

    def somebody_takes_over() -> None:
        with acting_as(SYSTEM):
            Outbox.objects.filter(kind=DELIVER).update(attempt=7)

    world.site.at["hide"] = somebody_takes_over
    ten_seconds_pass()

    assert world.site.hides["a1"] == 1
    assert (removal_of(item).status, fresh(item).status) == ("submitted", "upheld")
    with acting_as(SYSTEM):
        assert not Attempt.objects.exists()


def test_whoever_takes_over_finds_the_effect_and_does_not_repeat_it(world: World, calls_here: None) -> None:
    world.site.ignores_keys = True
    item = upheld_by_rita(world)

    def killed() -> None:
        raise SystemExit

    world.site.at["hide_after_effect"] = killed
    with pytest.raises(SystemExit):
        ten_seconds_pass()
    with acting_as(SYSTEM):
        assert Outbox.objects.get(kind=DELIVER).state == "pending"
    time_passes()

    assert world.site.hides["a1"] == 1
    assert fresh(item).status == "removed"


def test_removals_are_leased_and_never_done_in_a_transaction() -> None:
    assert HANDLERS[DELIVER].lease_seconds > 0
