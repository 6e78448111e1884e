"""What is mailed when somebody changes a brand's API keys, and to whom."""

import pytest
from django.core import mail

from accounts import api_keys
from accounts.models import ApiKey
from tests import stories
from tests.api.program import a_key
from tests.brands.teams import do
from tests.complaints.pages import all_of


def the_letter():
    stories.run_work()
    [letter] = mail.outbox
    return letter


def sentence(letter):
    return letter.body.strip().splitlines()[0]


@pytest.fixture
def key(world):
    """Alice's, of which everybody has been told."""
    row = a_key(world).row
    stories.run_work()
    mail.outbox.clear()
    return row


def test_the_owners_are_told_of_a_new_key(world):
    a_key(world)

    letter = the_letter()
    assert letter.to == ["alice@example.test"]
    assert letter.subject == "Lumora: a change of API keys"
    assert sentence(letter) == "Alice Owner made the API key “watch service”."


def test_the_letter_says_which_key_it_is_and_what_it_may(world):
    key = a_key(world, scopes=("rights:read", "standing:read"), addresses=("203.0.113.0/24",)).row

    body = the_letter().body
    assert f"Key: jf_live_{key.prefix}…" in body
    assert f"Ends: {key.expires_at:%Y-%m-%d %H:%M} UTC" in body
    assert "It may: Read rights; Read the brand's standing" in body
    assert "From: 203.0.113.0/24" in body
    assert "http://localhost:8000/keys/" in body


def test_the_letter_does_not_hold_the_key(world):
    secret = a_key(world).secret

    assert secret[-20:] not in the_letter().body


def test_the_owners_are_told_of_a_renewed_key(world, key):
    do(world, api_keys.renew_key, key.id)

    assert sentence(the_letter()).startswith("Alice Owner renewed the API key “watch service”: a new one")


def test_the_owners_are_told_once_of_a_revoked_key(world, key):
    do(world, api_keys.revoke_key, key.id)
    do(world, api_keys.revoke_key, key.id)

    letter = the_letter()
    assert sentence(letter).startswith("Alice Owner revoked the API key “watch service”.")
    assert "Ends:" not in letter.body


def test_a_second_click_sends_no_second_letter(world):
    for _ in range(2):
        new = api_keys.NewKey(
            name="twice",
            mode="test",
            scopes=["rights:read"],
            expires_at=stories.clock.now() + api_keys.OVERLAP,
        )
        do(world, api_keys.make_key, new, form_key="drawn-with-the-form")

    assert "“twice”" in sentence(the_letter())


def test_an_agent_who_makes_a_key_is_told_beside_the_owners(world):
    a_key(world, "gil")

    letter = the_letter()
    assert (letter.to, letter.bcc) == (["charlie@example.test"], ["gil@example.test"])
    assert sentence(letter) == "Gil Agent, by an agency's mandate, made the API key “watch service”."


def test_a_key_that_was_refused_is_told_to_nobody(world):
    with pytest.raises(api_keys.KeyRefused):
        a_key(world, scopes=())
    stories.run_work()

    assert mail.outbox == []
    assert all_of(ApiKey) == []
