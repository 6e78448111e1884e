"""A marketplace's feed by REST: good lines are taken, bad ones named, and nothing older overwrites what is newer."""

import gzip
import json
import resource
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.keys import Key, keys_in
from core import clock
from core.outbox import Order, add
from core.tenancy import SYSTEM, acting_as
from listings import feed_body, feed_keys, feed_taking
from listings.feed import record_listings
from listings.models import FeedKey, FeedRun, Listing, SellerContact
from listings.work import PURGE_FEEDS
from tests.api.program import Program, a_feed_key, a_key
from tests.stories import World, run_work

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def feed(world: World) -> Program:
    return a_feed_key(world)


def a_line(ref: str = "f1", at: datetime = NOON, **changes: Any) -> dict[str, Any]:
    return {
        "ref": ref,
        "state": "live",
        "observed_at": at.isoformat(),
        "url": f"https://bazaar.example/item/{ref}",
        "title": f"Handbag {ref}",
        "price": "129.90",
        "currency": "EUR",
        "seller": {"ref": "s1", "name": "Fine Bags", "email": "shop@fine-bags.example", "country": "FR"},
        **changes,
    }


def ndjson(*lines: Any) -> bytes:
    return b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)


def send(program: Program, body: bytes, content_type: str = "application/x-ndjson", **headers: str) -> Any:
    return program.send("listings/", body, content_type, **headers)


def summary(program: Program, *lines: Any, **headers: str) -> dict[str, Any]:
    answer = send(program, ndjson(*lines), **headers)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def listing(ref: str = "f1") -> Listing:
    with acting_as(SYSTEM):
        return Listing.objects.select_related("seller").get(ref=ref)


def test_a_listing_is_taken_with_all_that_is_said_of_it(world: World, feed: Program) -> None:
    images = ["https://bazaar.example/img/1.jpg", "https://bazaar.example/img/2.jpg"]
    said = summary(feed, a_line(nice_class=18, quantity=3, image_urls=images, description="Never worn."))

    assert said == {
        "lines": 1,
        "stored": 1,
        "unchanged": 0,
        "refused": 0,
        "errors": [],
        "errors_left_out": 0,
    }
    found = listing()
    assert (found.title, str(found.price), found.nice_class, found.image_urls) == (
        "Handbag f1",
        "129.90",
        18,
        images,
    )
    assert (found.seller.name, found.state, found.seen_at) == ("Fine Bags", "live", NOON)


@pytest.mark.parametrize(("said", "kept"), [("FR", "FR"), ("XX", ""), ("ZZ", "")])
def test_a_country_that_is_none_is_not_kept(world: World, feed: Program, said: str, kept: str) -> None:
    summary(feed, a_line(seller={"ref": "s1", "name": "Fine Bags", "country": said}))

    assert listing().seller.country == kept


def test_bad_lines_are_named_and_stop_no_good_one(world: World, feed: Program) -> None:
    said = summary(
        feed,
        a_line("f1"),
        b"{not json",
        b'{"ref": "f2", "ref": "f3"}',
        b"",
        {**a_line("f4"), "price": 12.5},
        {**a_line("f5"), "url": "https://elsewhere.example/item/f5"},
        {**a_line("f6"), "marketplace": "souk"},
        {**a_line("f7"), "observed_at": "2099-01-01T00:00:00Z"},
        {**a_line("f8"), "colour": "red"},
        b'{"ref": "' + b"x" * feed_body.LONGEST_LINE + b'"}',
        {**a_line("f9"), "title": "a\x00b"},
        b"\xff\xfe",
        {k: v for k, v in a_line("f10").items() if k != "seller"},
        {**a_line("f11"), "seller": {"name": "No number"}},
        {**a_line("f12"), "url": "https://bazaar.example/item/f1"},
        a_line("f13"),
    )

    assert (said["lines"], said["stored"], said["refused"]) == (15, 2, 13)
    assert [(e["line"], e["code"], e["field"]) for e in said["errors"]] == [
        (2, "not_json", ""),
        (3, "not_json", ""),
        (5, "invalid", "price"),
        (6, "other_marketplace", "url"),
        (7, "other_marketplace", "marketplace"),
        (8, "in_the_future", "observed_at"),
        (9, "invalid", "colour"),
        (10, "too_long", ""),
        (11, "not_json", ""),
        (12, "not_json", ""),
        (13, "invalid", "seller"),
        (14, "invalid", "seller.ref"),
        (15, "other_marketplace", "url"),
    ]
    assert all(error["message"] for error in said["errors"])


def test_what_was_seen_later_stands_whatever_comes_after(world: World, feed: Program) -> None:
    summary(feed, a_line(title="Now", at=NOON))
    said = summary(feed, a_line(title="Before", at=NOON - timedelta(hours=1)))

    assert (said["stored"], said["unchanged"], listing().title) == (0, 1, "Now")
    assert summary(feed, a_line(title="Later", at=NOON + timedelta(hours=1)))["stored"] == 1
    assert listing().title == "Later"


def test_of_two_lines_about_one_listing_the_newer_counts(world: World, feed: Program) -> None:
    said = summary(feed, a_line(title="Later", at=NOON + timedelta(hours=1)), a_line(title="Before", at=NOON))

    assert (said["stored"], said["unchanged"], listing().title) == (1, 1, "Later")


def test_what_we_have_read_ourselves_later_stands(world: World, feed: Program) -> None:
    world.site.offer("f1", title="As we read it")
    with acting_as(SYSTEM):
        record_listings(world.marketplace, [world.site.listings["f1"]], now=clock.now())

    assert summary(feed, a_line())["unchanged"] == 1
    assert listing().title == "As we read it"


@pytest.mark.parametrize("state", ["hidden", "gone"])
def test_a_short_line_says_that_a_listing_is_off_sale(world: World, feed: Program, state: str) -> None:
    summary(feed, a_line())
    later = (NOON + timedelta(minutes=1)).isoformat()
    said = summary(
        feed,
        {"ref": "f1", "state": state, "observed_at": later},
        {"ref": "unknown", "state": state, "observed_at": later},
    )

    assert (said["stored"], said["unchanged"]) == (1, 1)
    assert (listing().state, listing().title) == (state, "Handbag f1")


def test_a_seller_without_an_address_keeps_the_one_that_we_know(world: World, feed: Program) -> None:
    summary(feed, a_line())
    seller = {"ref": "s1", "name": "Finer Bags"}
    summary(feed, a_line("f2", seller=seller))

    with acting_as(SYSTEM):
        assert SellerContact.objects.get().email == "shop@fine-bags.example"
    assert listing("f2").seller.name == "Finer Bags"


# --- sent again --------------------------------------------------------------------------------------------


def test_a_feed_sent_again_with_its_key_has_the_same_answer(world: World, feed: Program) -> None:
    body = ndjson(a_line(), b"{")
    first = send(feed, body, **{"idempotency-key": "monday"})
    second = send(feed, body, **{"idempotency-key": "monday"})
    other = send(feed, ndjson(a_line("f2")), **{"idempotency-key": "monday"})

    assert second.content == first.content
    assert second["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_while_a_feed_is_being_taken_its_twin_is_told_to_wait_but_not_for_ever(
    world: World, feed: Program
) -> None:
    body = ndjson(a_line())
    send(feed, body, **{"idempotency-key": "monday"})
    with acting_as(SYSTEM):
        FeedRun.objects.update(state="running", touched_at=clock.real_now())
    twin = send(feed, body, **{"idempotency-key": "monday"})
    assert (twin.status_code, twin.json()["code"], twin["Retry-After"]) == (409, "in_progress", "5")

    with acting_as(SYSTEM):
        FeedRun.objects.update(touched_at=clock.real_now() - feed_taking.ABANDONED_AFTER)
    assert send(feed, body, **{"idempotency-key": "monday"}).json()["unchanged"] == 1


def test_a_feed_that_broke_off_can_be_sent_again_at_once(
    world: World, feed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ndjson(a_line())
    with monkeypatch.context() as patch:
        patch.setattr(feed_taking, "record_observed", lambda *_: 1 / 0)
        feed.client.raise_request_exception = False
        assert send(feed, body, **{"idempotency-key": "monday"}).status_code == 500

    assert send(feed, body, **{"idempotency-key": "monday"}).json()["stored"] == 1


def test_old_answers_and_feeds_are_purged(world: World, feed: Program) -> None:
    send(feed, ndjson(a_line()), **{"idempotency-key": "monday"})
    with acting_as(SYSTEM):
        FeedRun.objects.update(started_at=clock.now() - timedelta(days=3))
        add(Order(kind=PURGE_FEEDS, subject_id=world.marketplace.id, tenant_id=None))
    run_work()
    with acting_as(SYSTEM):
        [run] = FeedRun.objects.all()
        assert (run.answer, run.idempotency_key, run.stored) == (None, None, 1)


# --- bodies ------------------------------------------------------------------------------------------------


def test_gzip_is_unpacked(world: World, feed: Program) -> None:
    packed = gzip.compress(ndjson(a_line("f1")) + b"\n") + gzip.compress(ndjson(a_line("f2")))

    assert send(feed, packed, **{"content-encoding": "gzip"}).json()["stored"] == 2


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b"x" * 1000)[:-12]], ids=["none", "cut off"])
def test_a_gzip_body_that_is_none_or_breaks_off_is_malformed(
    world: World, feed: Program, body: bytes
) -> None:
    answer = send(feed, body, **{"content-encoding": "gzip"})

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_bomb_is_cut_off_as_it_grows(world: World, feed: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_body, "MOST_BYTES", 16 * 1024 * 1024)
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(200)) + packer.flush()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = send(feed, bomb, **{"content-encoding": "gzip"})
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert len(bomb) < 1_000_000
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert grown < 50_000


def test_too_many_lines_are_refused_before_any_is_taken(
    world: World, feed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_body, "MOST_LINES", 2)
    answer = send(feed, ndjson(a_line("f1"), a_line("f2"), a_line("f3"), b""))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    with acting_as(SYSTEM):
        assert not Listing.objects.exists()


def test_another_media_type_is_not_read(world: World, feed: Program) -> None:
    assert send(feed, ndjson(a_line()), "application/json").status_code == 415
    assert send(feed, ndjson(a_line()), **{"content-encoding": "br"}).status_code == 415


def test_an_empty_feed_is_malformed(world: World, feed: Program) -> None:
    assert send(feed, b"").json()["code"] in {"malformed", "unsupported_media_type"}


@pytest.mark.thorough
def test_ten_thousand_lines_are_taken_in_bounded_memory(world: World, feed: Program) -> None:
    body = gzip.compress(ndjson(*(a_line(f"f{n}", description="x" * 500) for n in range(10_000))))
    send(feed, ndjson(a_line("warm")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = send(feed, body, **{"content-encoding": "gzip"})
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert answer.json()["stored"] == 10_000
    assert grown < 50_000


# --- keys --------------------------------------------------------------------------------------------------


def test_a_feed_key_is_known_by_its_looks_and_kept_as_a_hash(world: World, feed: Program) -> None:
    assert feed.secret.startswith("jf_feed_")
    assert keys_in(f"KEY={feed.secret}") == [feed.secret]
    with acting_as(SYSTEM):
        [row] = FeedKey.objects.all()
    key = Key.parse(feed.secret)
    assert key is not None
    assert row.digest == key.digest
    assert key.secret not in str(row.__dict__)


def test_a_feed_key_does_nothing_else_and_a_brands_key_sends_no_listings(world: World, feed: Program) -> None:
    for path in ("items/", "rights/", "standing/", "webhook-endpoints/"):
        answer = feed.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "wrong_kind_of_key")

    answer = send(a_key(world), ndjson(a_line()))
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_kind_of_key")


def test_a_revoked_an_expired_and_a_strange_feed_key_are_refused(world: World, feed: Program) -> None:
    ada = world.actor("ada")
    with acting_as(ada):
        key_id = FeedKey.objects.get().id
        feed_keys.revoke_feed_key(key_id, by=ada, now=clock.now())
    assert send(feed, ndjson(a_line())).json()["code"] == "key_revoked"

    with acting_as(SYSTEM):
        FeedKey.objects.update(revoked_at=None, expires_at=clock.now())
    assert send(feed, ndjson(a_line())).json()["code"] == "key_expired"
    assert send(Program(secret=str(Key.new("feed"))), b"").json()["code"] == "key_unknown"


def test_a_feed_key_works_from_its_networks_only_and_says_when_it_was_used(world: World) -> None:
    near, far = a_feed_key(world, addresses=["127.0.0.0/8"]), a_feed_key(world, addresses=["203.0.113.0/24"])

    assert send(far, ndjson(a_line())).json()["code"] == "address_not_allowed"
    assert send(near, ndjson(a_line())).status_code == 200
    with acting_as(SYSTEM):
        key = Key.parse(near.secret)
        assert FeedKey.objects.get(prefix=key.prefix).last_used_at is not None  # type: ignore[union-attr]


def test_a_feed_key_has_a_limit_of_its_own(world: World, feed: Program, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE_OF_FEED_KEY = 1
    send(feed, ndjson(a_line()))
    answer = send(feed, ndjson(a_line()))

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")


def test_only_programme_admins_make_feed_keys(world: World, client_for: Callable[[Any], Client]) -> None:
    form = {"marketplace": str(world.marketplace.id), "name": "export", "days": "90", "form_key": "f" * 43}
    ada = client_for(world.ada)
    first, second = ada.post("/feeds/keys/new/", form), ada.post("/feeds/keys/new/", form)

    assert keys_in(first.content.decode()) == keys_in(second.content.decode()) != []
    with acting_as(SYSTEM):
        assert FeedKey.objects.count() == 1
    assert client_for(world.audrey).post("/feeds/keys/new/", form).status_code == 403
    assert client_for(world.audrey).get("/feeds/").status_code == 200
    assert client_for(world.alice).get("/feeds/").status_code == 403


def test_a_brand_cannot_make_a_feed_key(world: World) -> None:
    with pytest.raises(Exception, match="apikey_mode_known"):
        a_key(world, mode="feed", scopes=("complaints:read",))
