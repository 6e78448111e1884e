"""At the moment of removal everything is looked at again: what no longer holds goes to a person instead."""

from datetime import timedelta
from typing import Any

import pytest

from brands.models import AllowedSeller, Right
from complaints.models import Item
from complaints.work import ASSESSED, FREEZE
from core import clock, outbox
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteSeller, RemoteState, Unavailable
from portal.work import HANDLERS
from takedown.models import Ground, SellerNotice
from takedown.programme import grants, policy
from tests.past import a_past, trust
from tests.stories import World, file, items_of, manager_decides, pending_work, run_work
from tests.takedown.delivery import fresh, removal_of, ten_seconds_pass, time_passes, upheld_by_rita


def upheld_by_the_policy(world: World, ref: str = "a1") -> Item:
    """A trusted brand's item at the moment between its decision and its removal."""
    complaint = file(world, ref)
    for kind in (FREEZE, ASSESSED):
        outbox.do(HANDLERS[kind], kind=kind, ids=[row.id for row in pending_work([kind])])
    (item,) = items_of(complaint)
    assert item.status == "upheld"
    return item


def allow(world: World, seller: str = "s1") -> None:
    with acting_as(SYSTEM):
        AllowedSeller.objects.create(
            tenant_id=world.brands["lumora"].tenant_id,
            marketplace_id=world.marketplace.id,
            seller_ref=seller,
            added_at=clock.now(),
        )


def suspend(world: World, grant_id: Any) -> None:
    ada = world.actor("ada")
    with acting_as(ada):
        grants.suspend(grant_id, reason="Stolen password.", by=ada, now=clock.now())


def why(item: Item) -> list[str]:
    with acting_as(SYSTEM):
        event = AuditEvent.objects.filter(subject_id=item.id, event="item.in_review").latest("id")
        return list(event.data["because"])


def assert_left_to_a_person(world: World, item: Item) -> None:
    assert world.site.calls["hide"] == 0
    assert (fresh(item).status, removal_of(item).status) == ("in_review", "cancelled")
    with acting_as(SYSTEM):
        assert Ground.objects.get(item=item).end_cause == "recheck_failed"
        assert not SellerNotice.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "Something else"}, "listing_changed_since_the_snapshot"),
        ({"description": "Now with words."}, "listing_changed_since_the_snapshot"),
        ({"image_urls": ("https://bazaar.example/img/new.jpg",)}, "listing_changed_since_the_snapshot"),
        ({"seller": RemoteSeller(ref="s2", name="Another")}, "listing_changed_since_the_snapshot"),
    ],
)
def test_a_listing_that_changed_since_the_snapshot_is_not_removed_by_the_policy(
    world: World, changes: dict[str, Any], reason: str
) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    world.site.change("a1", **changes)
    run_work()

    assert reason in why(item)
    assert_left_to_a_person(world, item)


@pytest.mark.parametrize("guard", [guard.__name__ for guard in (*policy.GUARDS, *policy.STOPS)])
def test_every_guard_and_brake_is_looked_at_again(
    world: World, monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    trust(world)
    item = upheld_by_the_policy(world)

    def fails(facts: policy.Facts, numbers: policy.Numbers) -> bool:
        return True

    fails.__name__ = guard
    for table in ("GUARDS", "STOPS"):
        now = tuple(fails if g.__name__ == guard else g for g in getattr(policy, table))
        monkeypatch.setattr(policy, table, now)
    run_work()

    assert why(item) == [guard]
    assert_left_to_a_person(world, item)


def test_another_price_is_no_other_listing(world: World) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    world.site.change("a1", price="1.00")
    run_work()

    assert fresh(item).status == "removed"


def test_a_suspension_reaches_queued_work(world: World) -> None:
    grant_id = trust(world)
    item = upheld_by_the_policy(world)
    suspend(world, grant_id)
    run_work()

    assert why(item) == ["brand_is_not_trusted"]
    assert_left_to_a_person(world, item)


def test_a_record_that_has_fallen_reaches_queued_work(world: World) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    a_past(world, refused=20)
    run_work()

    assert why(item) == ["brand_is_not_trusted", "brand_is_under_review"]


@pytest.mark.parametrize("expires_on", ["2026-01-01"])
def test_a_right_that_has_lapsed_since_reaches_queued_work(world: World, expires_on: str) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    with acting_as(SYSTEM):
        Right.objects.update(expires_on=expires_on)
    run_work()

    assert "right_has_lapsed" in why(item)
    assert_left_to_a_person(world, item)


def test_a_seller_who_was_authorised_since_is_left_to_a_person(world: World) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    allow(world)
    run_work()

    assert why(item) == ["seller_is_on_the_allow_list"]
    assert_left_to_a_person(world, item)


def test_a_persons_decision_too_is_looked_at_again_when_the_seller_was_authorised_since(
    world: World,
) -> None:
    item = upheld_by_rita(world)
    allow(world)
    ten_seconds_pass()

    assert_left_to_a_person(world, item)


def test_who_upholds_against_an_authorised_seller_knowingly_is_not_asked_for_ever(world: World) -> None:
    item = upheld_by_rita(world)
    allow(world)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        AllowedSeller.objects.update(added_at=clock.now() - timedelta(minutes=1))

    manager_decides(world, fresh(item), "uphold", by="rupert")

    assert fresh(item).status == "removed"


@pytest.mark.parametrize("what", ["changed", "untrusted", "lapsed"])
def test_what_a_person_has_weighed_is_not_weighed_again(world: World, what: str) -> None:
    item = upheld_by_rita(world)
    if what == "changed":
        world.site.change("a1", title="Something else")
    if what == "lapsed":
        with acting_as(SYSTEM):
            Right.objects.update(expires_on="2026-01-01")
    ten_seconds_pass()

    assert fresh(item).status == "removed"


def test_a_removal_is_looked_at_again_before_every_further_try(
    world: World, orders_land_at_once: None
) -> None:
    grant_id = trust(world)
    item = upheld_by_the_policy(world)
    world.site.fail("hide", Unavailable("broken", status=500))
    run_work()
    assert removal_of(item).status == "submitted"
    suspend(world, grant_id)
    time_passes()
    time_passes()

    assert world.site.hides["a1"] == 0
    assert (fresh(item).status, removal_of(item).status) == ("in_review", "restored")


def test_what_had_its_effect_before_the_trust_was_lost_is_brought_back(
    world: World, orders_land_at_once: None
) -> None:
    grant_id = trust(world)
    item = upheld_by_the_policy(world)
    world.site.fail("hide_after_effect", Unavailable("no answer"))
    run_work()
    suspend(world, grant_id)
    time_passes()
    time_passes()

    assert fresh(item).status == "in_review"
    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert removal_of(item).status == "restored"


def test_one_brand_in_doubt_does_not_stop_another_on_the_same_listing(world: World) -> None:
    grant_id = trust(world)
    trust(world, "kestrel")
    world.site.offer("a1", title="Lumora Kestrel Audio")
    ours, theirs = file(world, "a1"), file(world, "a1", by="charlie", brand="kestrel")
    for kind in (FREEZE, ASSESSED):
        outbox.do(HANDLERS[kind], kind=kind, ids=[row.id for row in pending_work([kind])])
    suspend(world, grant_id)
    run_work()

    assert [items_of(c)[0].status for c in (ours, theirs)] == ["in_review", "removed"]
    with acting_as(SYSTEM):
        assert SellerNotice.objects.get().facts["brand"] == "Kestrel Audio"
