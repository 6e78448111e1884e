"""What was removed and comes again under another number is shown to a person. Nothing is removed by itself."""

from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from brands.models import AllowedSeller
from complaints.models import Complaint, Item
from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings import feed
from listings.arrivals import hand_on
from listings.connectors.base import Unavailable
from listings.marketplaces import connector_of
from listings.models import Arrivals
from listings.work import ARRIVED
from takedown.models import DailyRecord, KeptSigns
from takedown.programme import rederive
from takedown.staydown.keep import AFTER
from takedown.staydown.look import BITE
from takedown.staydown.rules import Signs, reminder, strongest
from tests.api.program import a_feed_key
from tests.listings.test_feed_requests import NOON, a_line, summary
from tests.past import trust
from tests.recognition.test_likeness import a_bag, encoded
from tests.stories import World, file, items_of, manager_decides, pending_work, run_work
from tests.takedown.delivery import (
    fresh,
    overturned_by,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
)

TITLE = "Lumora handbag with golden clasp"


class Pictures(dict[str, bytes]):
    """By listing; the site shows these instead of one for all."""

    def fetch(self, url: str) -> bytes:
        return self.get(
            url.split("/")[-2], encoded(Image.new("RGB", (64, 64), f"#{abs(hash(url)) % 0xFFFFFF:06x}"))
        )


@pytest.fixture
def pictures(world: World, monkeypatch: pytest.MonkeyPatch) -> Pictures:
    shown = Pictures(a1=encoded(a_bag(), quality=95))
    monkeypatch.setattr(world.site, "fetch_image", shown.fetch)
    return shown


@pytest.fixture
def removed(world: World, pictures: Pictures) -> Item:
    world.site.offer("a1", title=TITLE)
    item = upheld_by_rita(world)
    ten_seconds_pass()
    time_passes(AFTER)
    return fresh(item)


def arrive(world: World, ref: str, *, title: str = "Something else altogether", **offer: Any) -> None:
    world.site.offer(ref, title=title, **({"seller": "s7"} | offer))
    with acting_as(SYSTEM):
        found = feed.record_listings(world.marketplace, [world.site.listings[ref]], now=clock.now())
        hand_on(world.marketplace, list(found.values()), now=clock.now())
    run_work()


def raised() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        rows = Item.objects.filter(complaint__channel=Complaint.Channel.PORTAL).order_by("listing_ref")
        return list(rows.values_list("listing_ref", "status"))


def statement() -> str:
    with acting_as(SYSTEM):
        return Complaint.objects.get(channel=Complaint.Channel.PORTAL).statement


def test_a_listing_that_reminds_of_nothing_is_left_in_peace(world: World, removed: Item) -> None:
    arrive(world, "b1")

    assert raised() == []


def test_the_same_words_from_another_seller_are_shown_to_a_person(world: World, removed: Item) -> None:
    arrive(world, "b1", title="LUMORA Handbag, with golden clasp!")

    assert raised() == [("b1", "in_review")]
    assert "Its title is that of a listing" in statement()
    assert world.site.hides["b1"] == 0


@pytest.mark.parametrize(
    ("picture", "word"),
    [
        (encoded(a_bag(), quality=95), "Its picture is that"),
        (encoded(a_bag(), quality=50), "looks like that"),
    ],
    ids=["same", "alike"],
)
def test_the_same_picture_is_shown_to_a_person(
    world: World, removed: Item, pictures: Pictures, picture: bytes, word: str
) -> None:
    pictures["b1"] = picture
    arrive(world, "b1")

    assert raised() == [("b1", "in_review")]
    assert word in statement()


def test_what_a_feed_brings_is_compared_some_at_a_time_as_one_piece_of_work(
    world: World, removed: Item, pictures: Pictures
) -> None:
    lines = [a_line(f"f{n}", title=f"Handbag number {n}") for n in range(BITE + 3)]
    # On sale already, under our own eyes; the first of the feed and the last.
    for ref in ("f0", f"f{BITE + 2}"):
        lines[int(ref[1:])] |= {"title": TITLE}
        world.site.offer(ref, title=TITLE)
    assert summary(a_feed_key(world), *lines)["stored"] == BITE + 3
    assert len(pending_work([ARRIVED])) == 1

    run_work()

    assert [ref for ref, status in raised() if status == "in_review"] == ["f0", f"f{BITE + 2}"]
    with acting_as(SYSTEM):
        assert not Arrivals.objects.exists()
        assert Outbox.objects.filter(kind=ARRIVED).count() == 1


def test_a_listing_that_becomes_another_offer_by_the_feed_is_compared_again(
    world: World, removed: Item
) -> None:
    feed_of_the_site = a_feed_key(world)
    world.site.offer("f1", title=TITLE)
    summary(feed_of_the_site, a_line(title="Plain leather bag"))
    run_work()
    assert raised() == []
    summary(feed_of_the_site, a_line(title="Plain leather bag", price="1.00", at=NOON + timedelta(minutes=1)))
    assert pending_work([ARRIVED]) == []
    summary(feed_of_the_site, a_line(title=TITLE, at=NOON + timedelta(minutes=2)))
    run_work()

    assert raised() == [("f1", "in_review")]


def test_pictures_that_a_feed_names_are_compared(world: World, removed: Item, pictures: Pictures) -> None:
    pictures["f1"] = encoded(a_bag(), quality=50)
    world.site.offer("f1", title="Another thing")
    summary(a_feed_key(world), a_line(image_urls=["https://bazaar.example/img/f1/1.jpg"]))
    run_work()

    assert raised() == [("f1", "in_review")]


def test_even_a_trusted_brand_s_match_removes_nothing_by_itself(world: World, pictures: Pictures) -> None:
    trust(world)
    world.site.offer("a1", title=TITLE)
    complaint = file(world, "a1")
    run_work()
    assert items_of(complaint)[0].status == "removed"
    time_passes(AFTER)

    arrive(world, "b1", title=TITLE)

    assert raised() == [("b1", "in_review")]


def test_a_listing_is_raised_once_however_often_it_arrives(world: World, removed: Item) -> None:
    for _ in range(3):
        arrive(world, "b1", title=TITLE)

    assert raised() == [("b1", "in_review")]


@pytest.mark.parametrize("outcome", ["refuse", "uphold"])
def test_what_becomes_of_it_is_left_out_of_the_brands_standing(
    world: World, removed: Item, outcome: str
) -> None:
    before = standing_of(removed)
    arrive(world, "b1", title=TITLE)
    with acting_as(SYSTEM):
        item = Item.objects.get(listing_ref="b1")
    manager_decides(world, item, outcome)

    assert before == standing_of(removed) != []
    with acting_as(SYSTEM):
        again = rederive.compare(removed.tenant_id)
    assert (again.decisions, again.days) == ([], [])


def standing_of(item: Item) -> list[tuple[int, int]]:
    with acting_as(SYSTEM):
        return list(DailyRecord.objects.filter(tenant_id=item.tenant_id).values_list("decided", "upheld"))


def test_what_the_brand_has_filed_by_itself_is_not_raised(world: World, removed: Item) -> None:
    world.site.offer("b1", title=TITLE)
    file(world, "b1")
    run_work()
    arrive(world, "b1", title=TITLE)

    assert raised() == []


def test_a_seller_whom_the_brand_has_authorised_is_not_raised(world: World, removed: Item) -> None:
    with acting_as(SYSTEM):
        AllowedSeller.objects.create(
            tenant_id=removed.tenant_id, marketplace_id=world.marketplace.id, seller_ref="s7"
        )
    arrive(world, "b1", title=TITLE)

    assert raised() == []


@pytest.mark.parametrize("how", ["overturned", "withdrawn"])
def test_what_was_put_back_is_not_kept_down(world: World, removed: Item, how: str) -> None:
    if how == "overturned":
        overturned_by(world, "rupert", removed)
    else:
        take_back(world, removed)
    run_work()
    arrive(world, "b1", title=TITLE)

    assert raised() == []


def test_a_site_that_gives_no_picture_is_compared_by_its_words_at_last(
    world: World, removed: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(url: str) -> bytes:
        raise Unavailable("down")

    monkeypatch.setattr(world.site, "fetch_image", down)
    arrive(world, "b1", title=TITLE)
    for _ in range(6):
        # Others are answered: it is no outage.
        connector_of(world.marketplace).check()
        time_passes()

    assert [ref for ref, _ in raised()] == ["b1"]


def test_each_brand_keeps_its_own_signs(world: World, removed: Item) -> None:
    with acting_as(SYSTEM):
        [kept] = KeptSigns.objects.all()
    assert (kept.tenant_id, len(kept.title_key), len(kept.likeness)) == (removed.tenant_id, 64, 16)


# --- the rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "how"),
    [
        (Signs(), Signs(), ""),
        (Signs(title_key="t"), Signs(title_key="t"), "same_title"),
        (Signs(title_key="t"), Signs(title_key="u"), ""),
        (Signs(picture_sha256="p", title_key="t"), Signs(picture_sha256="p", title_key="t"), "same_picture"),
        (Signs(likeness=0b111), Signs(likeness=0), "like_picture"),
        (Signs(likeness=0b1111), Signs(likeness=0), ""),
        (Signs(likeness=None), Signs(likeness=0), ""),
    ],
)
def test_what_reminds_of_what(here: Signs, there: Signs, how: str) -> None:
    assert reminder(here, there) == how


def test_the_strongest_reminder_counts() -> None:
    here = Signs(title_key="t", picture_sha256="p")

    assert strongest(here, [(1, Signs(title_key="t")), (2, Signs(picture_sha256="p"))]) == (2, "same_picture")
    assert strongest(here, [(1, Signs(title_key="x"))]) is None
