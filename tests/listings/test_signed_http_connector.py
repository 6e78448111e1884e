"""The connector for signed APIs, against the simulated marketplace and against answers that make no sense."""

import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from listings.connectors.base import Conflict, RateLimited, Rejected, Unavailable, Unsupported
from listings.connectors.registry import connector_for
from listings.connectors.signed_http import SignedHttpConnector
from tests.listings.connector_contract import ConnectorContract
from tests.listings.contract.subject import CASE
from tests.listings.running import free_port, wait_until


class SimulatedSubject:
    unknown_ref = "999999999"

    def __init__(self, marketplace, site):
        self._marketplace, self._site = marketplace, site
        self.wait_until = wait_until

    def connector(self, **options):
        return self._marketplace.connector(self._site, **options)

    def unreachable(self):
        url = f"http://localhost:{free_port()}/{self._site}"
        return connector_for("signed_http", base_url=url, account="a", secret="s", timeout=1)

    def new_listing(self):
        return self._marketplace.control.add_listings(self._site)[0]

    def seller_republishes(self, ref):
        self._marketplace.control.republish(self._site, ref)

    def seller_deletes(self, ref):
        self._marketplace.control.delete(self._site, ref)

    def faults(self, **switches):
        self._marketplace.control.faults(self._site, **switches)

    def release(self):
        self._marketplace.control.release(self._site)

    def effects(self, ref):
        return [effect["kind"] for effect in self._marketplace.effects(self._site, ref)]

    def messages(self, ref):
        found = (m for m in self._marketplace.control.messages(self._site) if str(m["listing"]) == ref)
        return [(m["subject"], m["body"], m["language"]) for m in found]

    def has_no_inboxes(self):
        self.faults(no_inbox=True)


class TestSignedHttpConnector(ConnectorContract):
    @pytest.fixture(params=["bazaar", "harbor"])
    def subject(self, marketplace, request):
        return SimulatedSubject(marketplace, request.param)


class Canned(ThreadingHTTPServer):
    """Answers every request with what the test put there."""

    daemon_threads = True

    def __init__(self):
        self.status, self.headers, self.body, self.seen = 200, {}, b"{}", []
        super().__init__(("127.0.0.1", 0), _CannedHandler)

    def answer(self, status=200, body=b"{}", **headers):
        self.status, self.body = status, body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class _CannedHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.seen.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(server.status)
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(server.body)))
        self.end_headers()
        self.wfile.write(server.body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture
def canned():
    with Canned() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def connector(canned):
    url = f"http://127.0.0.1:{canned.server_port}/shop"
    connector = SignedHttpConnector(base_url=url, account="a", secret="s", timeout=1)
    yield connector
    connector.close()


@pytest.mark.parametrize(
    ("status", "error"), [(400, Rejected), (422, Rejected), (409, Conflict), (405, Unsupported),
                          (408, Unavailable), (302, Unavailable), (502, Unavailable), (503, Unavailable)],
)  # fmt: skip
def test_every_status_is_one_of_our_errors(canned, connector, status, error):
    canned.answer(status, b'{"error": "words of the marketplace"}', Location="/elsewhere")

    with pytest.raises(error) as raised:
        connector.hide("1", key="k", **CASE)

    assert type(raised.value) is error
    assert (raised.value.status, "words" in raised.value.body) == (status, True)
    assert len(canned.seen) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"id": 1}', b'{"state": "vanished"}', b"\xff\xfe"])
def test_an_answer_that_makes_no_sense_leaves_the_outcome_open(canned, connector, body):
    canned.answer(200, body)

    for call in (connector.check, lambda: connector.get("1"), lambda: connector.list(cursor=None, limit=1)):
        with pytest.raises(Unavailable):
            call()
    with pytest.raises(Unavailable):
        connector.hide("1", key="k", **CASE)


def test_retry_after_may_be_a_date(canned, connector):
    canned.answer(429, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True))

    with pytest.raises(RateLimited) as limited:
        connector.check()

    assert 30 < limited.value.retry_after <= 40


@pytest.mark.parametrize(("text", "seconds"), [("", 1), ("soon", 1), ("-5", 1), ("999999", 3600), ("7", 7)])
def test_retry_after_may_be_nonsense(canned, connector, text, seconds):
    canned.answer(429, Retry_After=text)

    with pytest.raises(RateLimited) as limited:
        connector.check()

    assert limited.value.retry_after == seconds


def test_a_picture_that_is_too_large_is_rejected(canned, connector):
    canned.answer(200, b"x" * 10_000_001, Content_Type="image/jpeg")

    with pytest.raises(Rejected):
        connector.fetch_image(f"http://127.0.0.1:{canned.server_port}/big.jpg")


def test_what_is_no_picture_is_rejected(canned, connector):
    canned.answer(200, b"<script>", Content_Type="text/html")

    with pytest.raises(Rejected):
        connector.fetch_image(f"http://127.0.0.1:{canned.server_port}/page.jpg")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x.jpg", "file:///etc/passwd", "http://127.0.0.1@evil.example/x.jpg",
            "http://evil.example#@127.0.0.1/x.jpg", "ftp://127.0.0.1/x.jpg", "http://[::ffff:10.0.0.1]/x.jpg"],
)  # fmt: skip
def test_pictures_come_from_the_marketplaces_own_host_only(canned, connector, url):
    with pytest.raises(Rejected):
        connector.fetch_image(url)

    assert canned.seen == []


def test_a_page_that_only_repeats_the_question_does_not_show_the_listing(canned, connector):
    canned.answer(200, b"<h1>Nothing found for 12</h1> <a href='/shop/item/123-x'>12</a> item/12-", X="y")

    assert connector.public("12") == {"page": True, "search": False}


@pytest.mark.parametrize("status", [302, 500, 429])
def test_a_broken_storefront_proves_nothing(canned, connector, status):
    canned.answer(status)

    with pytest.raises(Unavailable):
        connector.public("12")


def test_a_time_without_a_zone_is_refused(connector):
    with pytest.raises(ValueError, match="zone"):
        connector.list(cursor=None, limit=1, since=datetime(2026, 1, 1))  # noqa: DTZ001


def test_answers_are_kept_as_evidence(canned, connector):
    answer = {"account": "a", "scopes": ["x"]}
    canned.answer(200, json.dumps(answer).encode())

    assert connector.check().scopes == frozenset({"x"})


HERE = "shop.example/bazaar"


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/bazaar/item/123-lumora-bag",
        "http://shop.example/bazaar/item/123",
        "https://www.shop.example/bazaar/item/123-x/",
        "https://m.shop.example/bazaar/item/123-x",
        "HTTPS://WWW.SHOP.EXAMPLE/bazaar/item/123-x",
        "https://shop.example:443/bazaar/item/123-x",
        "https://shop.example./bazaar/item/123-x",
        "https://shop.example/bazaar/item/123-x?utm_source=mail&ref=5#photos",
        "https://shop.example/bazaar/item/123#/item/9",
        "https://shop.example//bazaar//item/123-x",
        "https://shop.example/Bazaar/Item/123-X",
        "https://shop.example/bazaar/m/item/123",
        "https://shop.example/bazaar/i/123",
        "https://shop.example/bazaar/item/123-露梦拉-手提包",
        "https://shop.example/bazaar/item/123-%E9%9C%B2",
        "  <https://shop.example/bazaar/item/123-x>,",
        "(https://shop.example/bazaar/item/123).",
        "“https://shop.example/bazaar/item/123”",
        "https://shop.example/bazaar/item/123,",
        "shop.example/bazaar/item/123",
        "//shop.example/bazaar/item/123",
        "www.shop.example/bazaar/item/123;",
        "https://shop.exa\u200bmple/bazaar/item/123",
    ],
)
def test_any_mess_of_an_address_is_understood(url):
    connector = SignedHttpConnector(base_url=f"https://{HERE}", account="a", secret="s")

    assert connector.ref_from_url(url) == "123"
    connector.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "123",
        "https://shop.example/",
        "https://shop.example/bazaar/",
        "https://shop.example/bazaar/seller/123",
        "https://shop.example/harbor/item/123",
        "https://shop.example/bazaarx/item/123",
        "https://shop.example/bazaar/item/abc",
        "https://shop.example/bazaar/item/1234567890123456",
        "https://shop.example:8443/bazaar/item/123",
        "https://shop.example.evil.example/bazaar/item/123",
        "https://evilshop.example/bazaar/item/123",
        "https://shop.example@evil.example/bazaar/item/123",
        "https://user@shop.example/bazaar/item/123",
        "https://evil.example\\@shop.example/bazaar/item/123",
        "https://evil.example/?u=https://shop.example/bazaar/item/123",
        "ftp://shop.example/bazaar/item/123",
        "javascript:alert(1)",
        "http://[::1/bazaar/item/123",
        "http://shop.example:99999999/bazaar/item/123",
        "https://shop.example/bazaar/item/１２３",
        "x" * 100_000,
    ],
)
def test_other_addresses_are_not_ours(url):
    connector = SignedHttpConnector(base_url=f"https://{HERE}", account="a", secret="s")

    assert connector.ref_from_url(url) is None
    connector.close()


def test_an_unknown_kind_of_marketplace_has_no_connector():
    with pytest.raises(KeyError):
        connector_for("unheard_of", base_url="", account="", secret="", timeout=1)
