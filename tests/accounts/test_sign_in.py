"""Coming in: by e-mail and password, with an address that was confirmed, on pages of our own."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db

EMAIL = "new.person@example.test"
PASSWORD = "a heron stands in the reeds"


def sign_up(client: Client, password: str = PASSWORD):
    return client.post(reverse("account_signup"), {"email": EMAIL, "password1": password})


def sign_in(client: Client, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": EMAIL, "password": password})


def link_in_mail() -> str:
    [letter] = mail.outbox
    found = re.search(r"https?://[^/\s]+(/accounts/confirm-email/\S+)", letter.body)
    assert found is not None, letter.body
    return found.group(1)


def confirm(client: Client) -> None:
    client.post(link_in_mail())


def test_whoever_signs_up_confirms_the_address_and_registers_a_brand(client: Client) -> None:
    sign_up(client)
    confirm(client)

    sign_in(client)

    page = client.get(reverse("home"), follow=True)
    assert page.redirect_chain == [(reverse("brand-new"), 302)]
    assert page.status_code == 200


def test_nobody_comes_in_with_an_address_that_is_not_confirmed(client: Client) -> None:
    sign_up(client)

    answer = sign_in(client)

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_opens_nothing_and_says_so(client: Client) -> None:
    sign_up(client)
    confirm(client)
    client.logout()

    answer = sign_in(client, password="a heron stands in the rain")

    assert "not correct" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("password", ["password1234", "short", "1234567890123"])
def test_common_and_short_passwords_are_refused(client: Client, password: str) -> None:
    sign_up(client, password)

    assert not User.objects.filter(email=EMAIL).exists()


def test_signing_up_twice_does_not_tell_that_the_address_is_known(client: Client) -> None:
    first = sign_up(client)

    second = sign_up(Client())

    assert (second.status_code, second["Location"]) == (first.status_code, first["Location"])


def test_signing_out_takes_a_post(client: Client) -> None:
    sign_up(client)
    confirm(client)
    sign_in(client)

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_locked_person_is_nobody(client: Client) -> None:
    sign_up(client)
    confirm(client)
    sign_in(client)

    User.objects.update(is_active=False)

    assert client.get(reverse("complaints")).status_code == 302
