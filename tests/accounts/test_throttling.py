"""Attempts to sign in are counted for all processes together, per account and per address, and never skipped."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.stories import a_user

EMAIL = "somebody@example.test"
PASSWORD = "a heron stands in the reeds"
TOO_MANY = "Too many failed login attempts"


@pytest.fixture
def somebody(db: None) -> None:
    user = a_user(EMAIL, "Somebody")
    user.set_password(PASSWORD)
    user.save()


def attempt(
    password: str, *, address: str = "192.0.2.1", email: str = EMAIL, host: str = "testserver"
) -> str:
    answer = Client(REMOTE_ADDR=address, HTTP_HOST=host).post(
        reverse("account_login"), {"login": email, "password": password}
    )
    return "in" if answer.status_code == 302 else answer.content.decode()


def test_after_five_wrong_passwords_the_right_one_opens_nothing_either(somebody: None) -> None:
    for guess in range(5):
        attempt(f"guess number {guess}", address=f"192.0.2.{guess}")

    assert TOO_MANY in attempt(PASSWORD, address="192.0.2.77")


@pytest.mark.parametrize("spelling", ["SomeBody@Example.test", " somebody@example.test"])
def test_another_spelling_of_the_account_is_no_other_account(somebody: None, spelling: str) -> None:
    for guess in range(5):
        attempt(f"guess number {guess}", address=f"192.0.2.{guess}")

    assert TOO_MANY in attempt(PASSWORD, address="192.0.2.77", email=spelling)


def test_another_port_in_the_host_gives_no_more_tries(somebody: None) -> None:
    for guess in range(5):
        attempt(f"guess number {guess}", address=f"192.0.2.{guess}", host=f"testserver:{guess + 1}")

    assert TOO_MANY in attempt(PASSWORD, address="192.0.2.77")


def test_other_accounts_are_not_touched(somebody: None) -> None:
    for guess in range(5):
        attempt(f"guess number {guess}", email="another@example.test")

    assert attempt(PASSWORD, address="192.0.2.77") == "in"


def test_one_address_tries_ten_accounts_and_no_more(somebody: None) -> None:
    for account in range(10):
        attempt("a guess for many", email=f"victim{account}@example.test")

    assert TOO_MANY in attempt(PASSWORD)


def test_signing_in_does_not_forget_the_wrong_tries_before(somebody: None) -> None:
    for guess in range(4):
        attempt(f"guess number {guess}")
    assert attempt(PASSWORD) == "in"
    attempt("one more guess")

    assert TOO_MANY in attempt(PASSWORD)


def test_tries_at_the_same_moment_are_counted_one_by_one(committed: None) -> None:
    user = a_user(EMAIL, "Somebody")
    user.set_password(PASSWORD)
    user.save()

    def one(guess: int) -> str:
        try:
            return attempt(f"guess number {guess}", address=f"192.0.2.{guess}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(12)))

    assert sum(TOO_MANY not in answer for answer in answers) <= 5


def test_while_nobody_counts_nobody_tries(somebody: None, settings: Any) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}

    answer = Client().post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})

    assert answer.status_code == 503
    assert "nobody can sign in" in answer.content.decode()


def test_who_is_signed_in_works_on_while_nobody_counts(world: Any, client_for: Any, settings: Any) -> None:
    browser = client_for(world.rita)
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}

    assert browser.get("/queue/").status_code == 200
