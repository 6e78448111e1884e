"""What only a real connection and a real browser show: a body that is too large, and a session that has ended."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Person
from tests.e2e.running import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def answer_to(stack: Stack, head: str, body: bytes = b"") -> bytes:
    """All that comes until the other side ends the connection."""
    where = urlsplit(stack.origin)
    with socket.create_connection((where.hostname, where.port), timeout=30) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + body)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
            if b"</html>" in part:
                break
    return b"".join(parts)


HEAD = """POST /complaints/new/ HTTP/1.1
Host: localhost
Content-Type: multipart/form-data; boundary=B
"""


def test_a_gigabyte_is_refused_before_it_is_sent(stack: Stack) -> None:
    answer = answer_to(stack, f"{HEAD}Content-Length: {1024**3}\n\n", b"--B\r\n")

    assert answer.startswith(b"HTTP/1.1 413")
    assert b"That is too much at once" in answer


def test_a_body_in_chunks_without_a_length_is_refused(stack: Stack) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

    answer = answer_to(stack, f"{HEAD}Transfer-Encoding: chunked\n\n", chunk * 16 + b"0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 4")


def test_what_was_typed_comes_back_after_signing_in_again(
    stack: Stack, person: Callable[..., Person]
) -> None:
    charlie = person("charlie")
    page = charlie.page
    charlie.go("/complaints/new/")
    page.get_by_label("Links to the listings").fill("http://example.com/half-filled")
    page.get_by_label("In your words").fill("The logo is upside down.")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Send the complaint").click()
    page.fill("[name=login]", "charlie@demo.example")
    page.fill("[name=password]", stack.password)
    page.click("main button[type=submit]")

    expect(page.get_by_label("Links to the listings")).to_have_value("http://example.com/half-filled")
    expect(page.get_by_label("In your words")).to_have_value("The logo is upside down.")
    expect(page.get_by_text("We kept what you had typed here.")).to_be_visible()
