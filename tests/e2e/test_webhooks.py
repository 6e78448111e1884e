"""Webhooks on the running portal: put out by the web, rung by the relay, sent by the worker that is there for them."""

import re

import httpx
import pytest

from tests.accounts.receiver import receiving
from tests.e2e.running import Stack, wait_until

pytestmark = pytest.mark.stack


def _send(web: httpx.Client, path: str, form: dict[str, object]) -> httpx.Response:
    return web.post(path, data={**form, "csrfmiddlewaretoken": web.cookies["csrftoken"]}).raise_for_status()


def test_a_test_event_arrives_signed_with_the_secret_that_was_shown(stack: Stack) -> None:
    with (
        receiving() as receiver,
        httpx.Client(base_url=stack.origin, trust_env=False, timeout=60, follow_redirects=True) as web,
    ):
        web.get("/accounts/login/").raise_for_status()
        _send(web, "/accounts/login/", {"login": "nina@demo.example", "password": stack.password})
        # An endpoint wants a fresher proof than the session.
        _send(web, "/accounts/reauthenticate/", {"password": stack.password})
        made = _send(web, "/webhooks/new/", {"url": receiver.url, "mode": "live"}).text
        secret = re.search(r"whsec_[\w+/=]+", made)[0]  # type: ignore[index]
        address = re.search(r'href="(/webhooks/[0-9a-f-]{36}/)"', made)[1]  # type: ignore[index]
        _send(web, f"{address}test/", {})

        wait_until(lambda: bool(receiver.got), seconds=30, why="the test event arrives")
        assert receiver.got[0].verified_with(secret)["type"] == "endpoint.test"
