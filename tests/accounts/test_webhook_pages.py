"""A brand's webhooks in the browser: the owner's business, with a fresh proof, and a secret that is shown once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import WebhookEndpoint
from core.tenancy import SYSTEM, acting_as
from tests.accounts.hooks import NOWHERE, again, an_endpoint, secret, send_a_test
from tests.accounts.receiver import receiving
from tests.complaints.pages import text_of
from tests.stories import World, run_work

FORM = {"url": NOWHERE, "description": "case system", "mode": "live", "form_key": "f" * 43}


@pytest.fixture
def alice(world: World, client_for: Callable[[Any], Client]) -> Client:
    return client_for(world.alice)


def secrets_in(page: Any) -> list[str]:
    return re.findall(r"whsec_[\w+/=]+", page.content.decode())


def test_an_owner_adds_an_endpoint_and_reads_its_secret_once(world: World, alice: Client) -> None:
    shown = secrets_in(alice.post("/webhooks/new/", FORM))
    with acting_as(SYSTEM):
        row = WebhookEndpoint.objects.get()

    assert shown == [secret(row)]
    for page in ("/webhooks/", f"/webhooks/{row.id}/", f"/webhooks/{row.id}/secret/"):
        assert secrets_in(alice.get(page)) == []


def test_a_second_click_shows_the_same_secret_and_makes_no_second_endpoint(
    world: World, alice: Client
) -> None:
    first, second = alice.post("/webhooks/new/", FORM), alice.post("/webhooks/new/", FORM)

    assert secrets_in(first) == secrets_in(second) != []
    with acting_as(SYSTEM):
        assert WebhookEndpoint.objects.count() == 1


def test_a_second_click_on_a_new_secret_is_one_rotation(world: World, alice: Client) -> None:
    row = an_endpoint(world)
    form = {"generation": "1"}
    first, second = (alice.post(f"/webhooks/{row.id}/secret/", form) for _ in range(2))

    assert secrets_in(first) == secrets_in(second) == [secret(row)]
    assert again(row).generation == 2


def test_an_address_that_we_must_not_reach_comes_back_with_the_reason(world: World, alice: Client) -> None:
    page = alice.post("/webhooks/new/", FORM | {"url": "https://10.0.0.1/x"})

    assert page.status_code == 422
    assert "public host" in text_of(page)
    assert 'value="https://10.0.0.1/x"' in page.content.decode()


@pytest.mark.parametrize("page", ["new/", "{id}/change/", "{id}/switch/", "{id}/secret/", "{id}/removal/"])
def test_changes_ask_for_a_fresh_proof(world: World, alice: Client, page: str) -> None:
    row = an_endpoint(world)
    with acting_as(SYSTEM):
        world.alice.set_password("a long password")
        world.alice.save()
    alice.force_login(world.alice)
    answer = alice.post(f"/webhooks/{page.format(id=row.id)}", FORM | {"generation": "1"})

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert (again(row).generation, again(row).disabled_at, again(row).deleted_at) == (1, None, None)


def test_the_owner_sees_what_was_sent_and_sends_it_again(world: World, alice: Client) -> None:
    with receiving() as receiver:
        receiver.status, receiver.answer = 500, b"<b>out of order</b>"
        row = an_endpoint(world, receiver.url)
        sent = send_a_test(world, row)
        run_work()
        page = alice.get(f"/webhooks/{row.id}/deliveries/{sent.id}/")
        assert "Given up" in text_of(page)
        assert "&lt;b&gt;out of order" in page.content.decode()

        receiver.status = 204
        alice.post(f"/webhooks/{row.id}/redeliveries/")
        run_work()

    assert "Delivered" in text_of(alice.get(f"/webhooks/{row.id}/"))


def test_an_endpoint_is_stopped_started_and_removed(world: World, alice: Client) -> None:
    row = an_endpoint(world)
    alice.post(f"/webhooks/{row.id}/switch/", {})
    assert again(row).disabled_because == "by_hand"
    assert "Start it again" in text_of(alice.get(f"/webhooks/{row.id}/"))

    alice.post(f"/webhooks/{row.id}/switch/", {"on": "1"})
    assert again(row).disabled_at is None

    alice.post(f"/webhooks/{row.id}/removal/")
    assert alice.get(f"/webhooks/{row.id}/").status_code == 404
    assert "No endpoint yet" in text_of(alice.get("/webhooks/"))


def test_a_filer_has_no_business_there(world: World, client_for: Callable[[Any], Client]) -> None:
    assert client_for(world.oscar).get("/webhooks/").status_code == 403
    assert client_for(world.gil).get("/webhooks/").status_code == 403
