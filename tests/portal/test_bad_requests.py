"""Whatever is sent to an address, the answer is a page that says what is wrong, and nothing is written."""

import pytest
from django.conf import settings
from django.test import Client

from tests.complaints.pages import text_of
from tests.portal.addresses import ROWS, Things
from tests.portal.asking import Asking, in_turn, url_of, who_may
from tests.stories import World

pytestmark = pytest.mark.thorough

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


def test_no_address_breaks_whatever_it_is_sent(
    stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for turn, name in enumerate(ROWS):
        url = url_of(name, stage)
        for person in {who_may(name), "visitor"}:
            for what, (body, kind) in in_turn(BODIES, turn).items():
                asking.ask(
                    f"{person} {name} {what}",
                    browsers[person],
                    lambda p=person, u=url, b=body, k=kind: browsers[p].generic("POST", u, b, content_type=k),
                )


PIECES = {
    "a NUL": "%00",
    "a NUL between letters": "a%00b",
    "half a letter": "%ED%A0%80",
    "no UTF-8": "%FF",
    "a negative number": "-1",
    "a huge number": "9" * 400,
    "a way out": "..%2F..%2Fetc",
    "a header": "%0D%0ASet-Cookie:x",
    "a letter of its own": "ß",
    "a turned reading direction": "%E2%80%AE",
}


def test_no_address_breaks_whatever_an_id_in_it_is(
    stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for turn, (name, row) in enumerate(ROWS.items()):
        url = url_of(name, stage)
        for value in dict(row.names(stage)).values():
            for piece in in_turn(PIECES, turn).values():
                bad = url.replace(str(value), piece)
                for person in {who_may(name), "visitor"}:
                    browser = browsers[person]
                    asking.ask(f"{person} {bad}", browser, lambda b=browser, u=bad: b.get(u))
                    asking.ask(f"{person} POST {bad}", browser, lambda b=browser, u=bad: b.post(u))


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


def test_no_address_breaks_whatever_the_browser_sends(
    stage: Things, browsers: dict[str, Client], asking: Asking
) -> None:
    for turn, name in enumerate(ROWS):
        url = url_of(name, stage)
        for person in ("alice", "visitor"):
            for what, header in in_turn(HEADERS, turn).items():
                asking.ask(
                    f"{person} {name} {what}",
                    browsers[person],
                    lambda p=person, u=url, h=header: browsers[p].get(u, **h),
                )


TOKENS = {
    "none": None,
    "an empty one": "",
    "a NUL": "\0",
    "letters of another script": "ß" * 64,
    "one of the right length": "x" * 64,
    "an endless one": "x" * 10_000,
}


def test_no_form_is_taken_without_its_csrf_token(world: World, stage: Things, asking: Asking) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.alice, backend=settings.AUTHENTICATION_BACKENDS[0])
    for turn, name in enumerate(ROWS):
        url = url_of(name, stage)
        for what, token in in_turn(TOKENS, turn).items():
            data = {} if token is None else {"csrfmiddlewaretoken": token}
            asking.ask(f"{name} {what}", strict, lambda u=url, d=data: strict.post(u, d), refused=True)


METHODS = {method: method for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")}


def test_another_method_changes_nothing(stage: Things, browsers: dict[str, Client], asking: Asking) -> None:
    for turn, name in enumerate(ROWS):
        person, url = who_may(name), url_of(name, stage)
        for method in in_turn(METHODS, turn):
            asking.ask(
                f"{person} {method} {name}",
                browsers[person],
                lambda p=person, u=url, m=method: browsers[p].generic(m, u, b"x"),
                refused=True,
            )


def test_a_method_that_an_address_does_not_take_is_answered_in_words(browsers: dict[str, Client]) -> None:
    answer = browsers["alice"].delete("/rights/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "This address does not take that" in text_of(answer)
