"""The listing as it stood when the complaint arrived: from the feed, from the site, or from nowhere."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from complaints.intake.freeze import FRESH, MOST_LOOKS
from complaints.models import Assessment, Item
from complaints.work import FREEZE
from core import clock
from core.models import StoredFile
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import NotFound, RateLimited, RemoteState, Unavailable
from listings.models import Listing, Snapshot
from tests.fakes import a_picture
from tests.stories import World, file, items_of, let_pass, pending_work, run_work, status_of


def down(times: int = 1) -> list[Unavailable]:
    return [Unavailable("no answer") for _ in range(times)]


def freeze_again() -> None:
    let_pass(timedelta(minutes=10))
    run_work()


def test_the_listing_is_frozen_as_it_stands(world: World) -> None:
    world.site.offer("a1", title="Lumora handbag", price="19.90", seller="s7")
    complaint = file(world, "a1")
    run_work()
    world.site.change("a1", title="Plain handbag")

    snapshot = items_of(complaint)[0].snapshot
    assert snapshot
    assert (snapshot.title, str(snapshot.price), snapshot.seller_ref) == ("Lumora handbag", "19.90", "s7")
    assert snapshot.tenant_id == complaint.tenant_id


def test_the_picture_is_kept_under_the_brands_own_key(world: World) -> None:
    complaint = file(world, "a1")
    run_work()

    with acting_as(world.actor("oscar", "lumora")):
        snapshot = Snapshot.objects.select_related("picture").get()
        assert snapshot.picture
        with default_storage.open(snapshot.picture.key) as kept:
            assert kept.read() == a_picture()
    assert snapshot.picture.key.startswith(str(complaint.tenant_id))


def test_a_listing_fresh_from_the_feed_is_not_asked_for_again(world: World) -> None:
    world.site.offer("a1", image_urls=())
    file(world, "a1")
    run_work()
    asked = world.site.calls["get"]

    complaint = file(world, "a1", by="charlie", brand="kestrel")
    run_work()

    assert world.site.calls["get"] == asked
    assert items_of(complaint)[0].snapshot


def test_a_fresh_listing_with_a_picture_is_asked_for_so_that_each_brand_has_the_picture(world: World) -> None:
    file(world, "a1")
    run_work()

    complaint = file(world, "a1", by="charlie", brand="kestrel")
    run_work()

    assert items_of(complaint)[0].snapshot.picture_id


def test_a_listing_seen_long_ago_is_asked_for_again(world: World) -> None:
    file(world, "a1")
    run_work()
    with acting_as(SYSTEM):
        Listing.objects.update(seen_at=clock.now() - FRESH)
    world.site.change("a1", title="Another title")

    complaint = file(world, "a1", by="charlie", brand="kestrel")
    run_work()

    snapshot = items_of(complaint)[0].snapshot
    assert snapshot
    assert snapshot.title == "Another title"


@pytest.mark.parametrize("state", [RemoteState.HIDDEN, RemoteState.GONE])
def test_a_complaint_about_a_listing_that_is_off_sale_is_closed(world: World, state: RemoteState) -> None:
    world.site.offer("a1", state=state)

    complaint = file(world, "a1")
    run_work()

    (item,) = items_of(complaint)
    assert (item.status, item.cause) == ("closed", "listing_gone")


def test_a_complaint_about_a_listing_that_nobody_knows_is_closed(world: World) -> None:
    world.site.offer("a1")
    world.site.fail("get", NotFound("no listing", status=404))

    complaint = file(world, "a1")
    run_work()

    (item,) = items_of(complaint)
    assert (item.status, item.cause, item.snapshot) == ("closed", "listing_gone", None)


def test_a_site_that_does_not_answer_is_asked_again_later(world: World) -> None:
    world.site.fail("get", *down())

    complaint = file(world, "a1")
    run_work()
    assert status_of(complaint) == ["received"]
    freeze_again()

    assert status_of(complaint) == ["in_review"]


def test_a_site_that_never_answers_is_left_to_a_person(world: World) -> None:
    world.site.fail("get", *down(MOST_LOOKS))

    complaint = file(world, "a1")
    run_work()
    for _ in range(MOST_LOOKS - 1):
        freeze_again()

    (item,) = items_of(complaint)
    assert (item.status, item.unread, item.listing, item.snapshot) == ("in_review", True, None, None)
    with acting_as(SYSTEM):
        codes = [f["code"] for f in Assessment.objects.get().findings]
    assert "listing_could_not_be_read" in codes
    assert "listing_is_gone" not in codes


def test_a_site_that_was_asked_too_often_is_left_alone_for_as_long_as_it_says(world: World) -> None:
    world.site.fail("get", RateLimited("slow down", retry_after=120))

    file(world, "a1")
    run_work()

    (waiting,) = pending_work([FREEZE])
    assert timedelta(seconds=110) < waiting.due_at - clock.now() <= timedelta(seconds=120)


def test_one_listing_that_cannot_be_read_holds_up_no_other(world: World, calls_here: None) -> None:
    world.site.fail("get", *down())

    complaint = file(world, "a1", "a2", "a3")
    run_work()

    assert sorted(status_of(complaint)) == ["in_review", "in_review", "received"]


@pytest.mark.parametrize("trouble", [Unavailable("no picture"), NotFound("no picture")])
def test_a_listing_without_its_picture_is_frozen_all_the_same(world: World, trouble: Exception) -> None:
    world.site.fail("fetch_image", trouble)  # type: ignore[arg-type]

    complaint = file(world, "a1")
    run_work()

    snapshot = items_of(complaint)[0].snapshot
    assert snapshot
    assert snapshot.picture_id is None


def test_a_picture_that_is_no_picture_is_left_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(world.site), "fetch_image", lambda self, url: b"<html>")

    complaint = file(world, "a1", with_evidence=False, reason="mark_in_title")
    run_work()

    assert items_of(complaint)[0].snapshot
    with acting_as(SYSTEM):
        assert not StoredFile.objects.exists()


def test_what_was_withdrawn_before_it_was_frozen_stays_withdrawn(world: World, calls_here: None) -> None:
    complaint = file(world, "a1")

    def meanwhile() -> None:
        with acting_as(SYSTEM):
            Item.objects.update(status="withdrawn")

    world.site.at["get"] = meanwhile
    run_work()

    (item,) = items_of(complaint)
    assert (item.status, item.snapshot) == ("withdrawn", None)
    assert not pending_work([FREEZE])


def test_two_brands_get_a_frozen_copy_each(world: World) -> None:
    ours = file(world, "a1")
    theirs = file(world, "a1", by="charlie", brand="kestrel")
    run_work()

    one, other = items_of(ours)[0], items_of(theirs)[0]
    assert one.listing == other.listing
    assert one.snapshot != other.snapshot
    assert other.snapshot
    assert other.snapshot.tenant_id == theirs.tenant_id
