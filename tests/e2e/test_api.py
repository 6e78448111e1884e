"""The API on the running portal: requests that are really sent at the same moment, to processes that really end."""

import os
import re
import signal
from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from bench.twins import Answer, Senders, a_right, keys_with_different_answers
from portal.stack.files import read_json
from tests.e2e.running import Stack, wait_until

pytestmark = pytest.mark.stack

KEYS, TWINS, THREADS = 10, 10, 20
NUMBERS = count(1)


@pytest.fixture(scope="module")
def secret(stack: Stack) -> str:
    """A key made on its page by Nina, in whose rights no other story chooses."""
    with httpx.Client(base_url=stack.origin, trust_env=False, timeout=60, follow_redirects=True) as web:
        web.get("/accounts/login/").raise_for_status()
        _send(web, "/accounts/login/", {"login": "nina@demo.example", "password": stack.password})
        # A key wants a fresher proof than the session.
        _send(web, "/accounts/reauthenticate/", {"password": stack.password})
        made = _send(
            web,
            "/keys/new/",
            {"name": "twins", "mode": "live", "days": "30", "scopes": ["rights:read", "rights:write"]},
        )
    [secret] = re.findall(r"jf_live_\w+", made)
    return secret


def _send(web: httpx.Client, path: str, form: dict[str, object]) -> str:
    return web.post(path, data={**form, "csrfmiddlewaretoken": web.cookies["csrftoken"]}).text


@pytest.fixture
def bodies() -> dict[str, dict[str, object]]:
    """Rights that nobody has added yet, each under a key of its own."""
    return {f"key-{number}": a_right(number) for number, _ in zip(NUMBERS, range(KEYS), strict=False)}


def added(stack: Stack, secret: str, bodies: dict[str, dict[str, object]]) -> int:
    """How many of these rights there are, by their numbers."""
    numbers = {str(body["number"]) for body in bodies.values()}
    return sum(right["number"] in numbers for right in _rights(stack, secret))


def _rights(stack: Stack, secret: str) -> Iterator[dict[str, object]]:
    address = f"{stack.origin}/api/v1/rights/?limit=100"
    while address:
        page = httpx.get(address, headers={"Authorization": f"Bearer {secret}"}, trust_env=False, timeout=60)
        yield from page.raise_for_status().json()["results"]
        address = page.json()["next"]


def send(
    stack: Stack, secret: str, bodies: dict[str, dict[str, object]], *, twins: int = TWINS
) -> list[Answer]:
    return Senders(stack.origin, secret, THREADS).send_all(bodies, twins=twins)


def test_of_many_twins_at_once_one_has_its_effect_and_all_have_its_answer(
    stack: Stack, secret: str, bodies: dict[str, dict[str, object]]
) -> None:
    answers = send(stack, secret, bodies)

    assert {answer.status for answer in answers} == {201}
    assert keys_with_different_answers(answers) == []
    assert added(stack, secret, bodies) == KEYS


def test_a_used_key_with_another_body_is_refused_every_time(
    stack: Stack, secret: str, bodies: dict[str, dict[str, object]]
) -> None:
    send(stack, secret, bodies, twins=1)

    answers = send(stack, secret, {key: {**body, "title": "OTHER"} for key, body in bodies.items()})

    assert {answer.status for answer in answers} == {422}
    assert all(b"idempotency_key_reused" in answer.content for answer in answers)


def test_an_answer_outlives_the_process_that_gave_it(
    stack: Stack, secret: str, bodies: dict[str, dict[str, object]]
) -> None:
    first = send(stack, secret, bodies, twins=1)
    before = _web_pid(stack)

    os.kill(before, signal.SIGKILL)
    wait_until(
        lambda: _web_pid(stack) not in {None, before} and _is_healthy(stack),
        seconds=60,
        why="another web process answers",
    )
    again = send(stack, secret, bodies, twins=1)

    assert keys_with_different_answers([*first, *again]) == []
    assert added(stack, secret, bodies) == KEYS


def _web_pid(stack: Stack) -> int:
    return read_json(stack.data / "stack.json")["pids"].get("web")


def _is_healthy(stack: Stack) -> bool:
    try:
        return httpx.get(f"{stack.origin}/healthz", trust_env=False, timeout=5).status_code == 200
    except httpx.TransportError:
        return False
