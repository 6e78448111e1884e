"""Codes of an authenticator app, and those that replace it: each is taken once, and guessing comes to an end."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from core.models import Outbox
from tests.accounts.authenticator_app import KEY, Now, code_now, is_signed_in, sign_in, state_of, with_app
from tests.proofs import forget_proofs_in, prove_in
from tests.stories import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LONG_AGO = 3600.0


def test_a_code_works_once(world: World) -> None:
    with_app(world.rita)
    code = code_now()
    sign_in(world.rita).post(reverse("mfa_authenticate"), {"code": code})

    again = sign_in(world.rita)
    again.post(reverse("mfa_authenticate"), {"code": code})

    assert not is_signed_in(again)


@pytest.mark.parametrize(("steps", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phones_clock_may_be_half_a_minute_off_and_no_more(
    world: World, steps: int, is_taken: bool
) -> None:
    browser = sign_in(with_app(world.rita))

    browser.post(reverse("mfa_authenticate"), {"code": code_now(steps=steps)})

    assert is_signed_in(browser) is is_taken


def test_a_code_works_once_for_as_long_as_it_lives(world: World, now: Now) -> None:
    with_app(world.rita)
    code = code_now(steps=1)
    browser = sign_in(world.rita)
    browser.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(browser)

    for typed in (code, f"{code[:3]} {code[3:]}", code):
        again = sign_in(world.rita)
        again.post(reverse("mfa_authenticate"), {"code": typed})
        assert not is_signed_in(again)
        now.half_a_minute_passes()


def test_a_code_that_signed_in_is_no_fresh_proof_later(
    world: World, client_for: Callable[..., Client], letter: Outbox, now: Now
) -> None:
    with_app(world.ada)
    sign_in(world.ada).post(reverse("mfa_authenticate"), {"code": code_now()})
    now.half_a_minute_passes()
    browser = client_for(world.ada)
    prove_in(browser, world.ada, seconds_ago=LONG_AGO)
    address = reverse("delivery-retry", args=[letter.id])
    asked = browser.post(address)

    browser.post(asked["Location"], {"code": code_now(), "next": address})

    assert state_of(letter) == "dead"


def test_a_code_that_was_a_fresh_proof_is_none_again(
    world: World, client_for: Callable[..., Client], letter: Outbox, now: Now
) -> None:
    browser = client_for(with_app(world.ada))
    forget_proofs_in(browser)
    given = browser.post(reverse("mfa_reauthenticate"), {"code": code_now(), "next": "/queue/"})
    assert given["Location"] == "/queue/"
    now.half_a_minute_passes()

    again = sign_in(world.ada)
    again.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert not is_signed_in(again)


def test_an_app_is_read_as_it_shows_its_code(monkeypatch: pytest.MonkeyPatch, now: Now) -> None:
    monkeypatch.setattr(second_factor, "time", now)

    assert second_factor.code_now(KEY) == code_now()


def test_a_recovery_code_replaces_the_app_once(world: World, client_for: Callable[..., Client]) -> None:
    browser = client_for(with_app(world.alice))
    browser.post(reverse("mfa_generate_recovery_codes"))
    page = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r"<li><code>(\d{8})</code></li>", page)[0]

    first, second = sign_in(world.alice), sign_in(world.alice)
    for browser in (first, second):
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert [is_signed_in(first), is_signed_in(second)] == [True, False]


def test_guessing_codes_ends_after_five(world: World) -> None:
    browser = sign_in(with_app(world.rita))
    for guess in range(5):
        browser.post(reverse("mfa_authenticate"), {"code": f"{guess:06}"})

    answer = browser.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_signed_in(browser)
