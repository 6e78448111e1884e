"""The list of where somebody is signed in: what is shown of each session."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.sessions import EXACT_TO, browser_in_words
from core import clock
from tests.complaints.pages import text_of
from tests.stories import World

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


PASSWORD = "a heron stands in the reeds"


def sign_in(user: User, **headers: str) -> Client:
    browser = Client(**headers)
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return browser


@pytest.fixture
def alice(world: World) -> Client:
    world.alice.set_password(PASSWORD)
    world.alice.save()
    return sign_in(world.alice, HTTP_USER_AGENT=WINDOWS)


def session() -> Any:
    [found] = UserSession.objects.all()
    return found


def let_pass(time: timedelta) -> None:
    UserSession.objects.update(last_seen_at=session().last_seen_at - time)


def test_a_page_that_is_opened_is_when_the_session_was_last_seen(alice: Client) -> None:
    let_pass(timedelta(days=3))

    alice.get("/complaints/")

    assert clock.now() - session().last_seen_at < timedelta(minutes=1)


def test_the_next_pages_write_nothing(alice: Client) -> None:
    let_pass(EXACT_TO / 2)
    before = session().last_seen_at

    alice.get("/complaints/")

    assert session().last_seen_at == before


@pytest.mark.parametrize(
    "other", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_USER_AGENT": "curl/8"}], ids=["address", "browser"]
)
def test_another_address_or_browser_with_the_same_cookie_is_seen_at_once(
    alice: Client, other: dict[str, str]
) -> None:
    alice.get("/complaints/", **other)

    assert (session().ip, session().user_agent) in {("203.0.113.9", WINDOWS), ("127.0.0.1", "curl/8")}


def test_an_address_that_is_none_is_not_written(alice: Client, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1

    answer = alice.get("/complaints/", headers={"x-forwarded-for": "somewhere"})

    assert answer.status_code == 200
    assert session().ip == "127.0.0.1"


def test_a_visitor_is_not_looked_for(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        Client().get(reverse("account_login"))

    assert not [query for query in queries if "usersession" in query["sql"]]


def test_the_list_says_where_with_what_and_since_when(world: World, alice: Client) -> None:
    sign_in(world.alice, HTTP_USER_AGENT="curl/8", REMOTE_ADDR="203.0.113.9")

    page = text_of(alice.get(reverse("usersessions_list")))

    assert "This one Firefox on Windows 127.0.0.1" in page
    assert "curl/8 203.0.113.9" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (WINDOWS, "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("watch service 1.2", "watch service 1.2"),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_words(text: str, words: str) -> None:
    assert browser_in_words(text) == words
