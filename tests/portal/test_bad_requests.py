"""Whatever is sent to an address, the answer is a page that says what is wrong, and nothing is written."""

import pytest
from django.conf import settings
from django.test import Client

from tests.complaints.pages import text_of
from tests.portal.addresses import ROWS, Things
from tests.portal.asking import Asking, url_of, who_may
from tests.stories import World

BODIES = {
    "bytes that are no UTF-8": (
        b"answer=\xff\xfe&statement=\xed\xa0\x80",
        "application/x-www-form-urlencoded",
    ),
    "JSON": (b'{"a": 1, "a": "1"}', "application/json"),
    "JSON without end": (b"[" * 100_000, "application/json"),
    "parts without a boundary": (b"x", "multipart/form-data"),
    "parts that are cut off": (
        b'--B\r\nContent-Disposition: form-data; name="a',
        "multipart/form-data; boundary=B",
    ),
    "parts of no sense": (b"\0" * 1000, "multipart/form-data; boundary=\xe9"),
    "an unknown type": (b"x", "text/plain; charset=klingon"),
    "no type": (b"x", ""),
    "UTF-7": (b"answer=+2AA-&statement=+2AA-&name=+2AA-", "multipart/form-data; boundary=B; charset=utf-7"),
    "escapes": (b"answer=%5Cud800", "application/x-www-form-urlencoded; charset=unicode_escape"),
    "no text": (b"answer=00", "multipart/form-data; boundary=B; charset=hex"),
    "thousands of fields": (
        b"&".join(b"a%d=1" % n for n in range(1_001)),
        "application/x-www-form-urlencoded",
    ),
    "a field of four megabytes": (b"answer=" + b"x" * 4_000_000, "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_no_address_breaks_when_it_is_sent(
    body: tuple[bytes, str], stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name in ROWS:
        for person in {who_may(name), "visitor"}:
            url = url_of(name, stage)
            asking.ask(
                f"{person} {name}",
                browsers[person],
                lambda p=person, u=url: browsers[p].generic("POST", u, body[0], content_type=body[1]),
            )


PIECES = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF",
    "-1",
    "9" * 400,
    "..%2F..%2Fetc",
    "%0D%0ASet-Cookie:x",
    "ß",
    "%E2%80%AE",
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_address_breaks_when_an_id_in_it_is(
    piece: str, stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name, row in ROWS.items():
        url = url_of(name, stage)
        for value in dict(row.names(stage)).values():
            for person in {who_may(name), "visitor"}:
                bad = url.replace(str(value), piece)
                asking.ask(f"{person} {bad}", browsers[person], lambda p=person, u=bad: browsers[p].get(u))
                asking.ask(
                    f"{person} POST {bad}", browsers[person], lambda p=person, u=bad: browsers[p].post(u)
                )


HEADERS = {
    "a session that is a NUL": {"HTTP_COOKIE": 'sessionid="\\000aaaaaaaaaa"'},
    "an endless session": {"HTTP_COOKIE": "sessionid=" + "a" * 5_000},
    "a CSRF token that is a NUL": {"HTTP_COOKIE": 'csrftoken="\\000"'},
    "an unknown language": {"HTTP_ACCEPT_LANGUAGE": "\0" * 50, "HTTP_COOKIE": "django_language=%00"},
    "another host": {"HTTP_HOST": "elsewhere.example"},
    "half a host": {"HTTP_HOST": "[::"},
    "half a page it came from": {
        "HTTP_REFERER": "http://[",
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_CURRENT_URL": "http://[",
    },
    "a negative length": {"CONTENT_LENGTH": "-1"},
    "a length that is no number": {"CONTENT_LENGTH": "many"},
    "a huge agent": {"HTTP_USER_AGENT": "x" * 100_000},
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_no_address_breaks_when_the_browser_sends(
    header: dict[str, str], stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name in ROWS:
        for person in ("alice", "visitor"):
            url = url_of(name, stage)
            asking.ask(
                f"{person} {name}", browsers[person], lambda p=person, u=url: browsers[p].get(u, **header)
            )


def test_no_form_is_taken_without_its_csrf_token(world: World, stage: Things, asking: Asking) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.alice, backend=settings.AUTHENTICATION_BACKENDS[0])
    for name in ROWS:
        for token in ({}, {"csrfmiddlewaretoken": "\0"}, {"csrfmiddlewaretoken": "ß" * 64}):
            url = url_of(name, stage)
            asking.ask(name, strict, lambda u=url, t=token: strict.post(u, t), refused=True)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_changes_nothing(
    method: str, stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for name in ROWS:
        url = url_of(name, stage)
        for person in [who_may(name)]:
            asking.ask(
                f"{person} {method} {name}",
                browsers[person],
                lambda p=person, u=url: browsers[p].generic(method, u, b"x"),
                refused=True,
            )


def test_a_method_that_an_address_does_not_take_is_answered_in_words(browsers: dict[str, Client]) -> None:
    answer = browsers["alice"].delete("/rights/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "This address does not take that" in text_of(answer)
