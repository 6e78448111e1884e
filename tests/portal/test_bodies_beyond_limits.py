"""What is too large is refused in words, before it is read."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

from portal.unread import closing_what_was_not_read
from tests.api.program import a_key
from tests.complaints.pages import text_of
from tests.stories import World

NEW = "/complaints/new/"


class Endless:
    """A body of any length that is made only when it is read, and counts how much of it was."""

    def __init__(self) -> None:
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        self.read_bytes += size if size > 0 else 1
        return b"x" * (size if size > 0 else 1)

    readline = read


def through_the_server(body: Endless, **environ: str) -> tuple[str, bytes]:
    """As the web process calls it."""
    said: list[str] = []
    answer = WSGIHandler()(
        RequestFactory()._base_environ(  # type: ignore[attr-defined]
            **{"REQUEST_METHOD": "POST", "PATH_INFO": NEW, "wsgi.input": body} | environ
        ),
        lambda status, headers: said.append(status),
    )
    return said[0], b"".join(answer)


MULTIPART = "multipart/form-data; boundary=B"


@pytest.mark.parametrize("path", [NEW, "/", "/accounts/login/", "/healthz", "/nowhere/"])
def test_a_gigabyte_is_refused_before_a_byte_of_it_is_read(path: str, world: World) -> None:
    body = Endless()

    status, page = through_the_server(
        body, PATH_INFO=path, CONTENT_LENGTH=str(1024**3), CONTENT_TYPE=MULTIPART
    )

    assert status.startswith("413")
    assert b"That is too much at once" in page
    assert body.read_bytes == 0


def test_a_body_that_does_not_say_how_long_it_is_is_not_read_at_all(world: World) -> None:
    body = Endless()

    status, page = through_the_server(body, CONTENT_TYPE=MULTIPART)

    assert status.startswith("403")
    assert b"Nothing was changed" in page
    assert body.read_bytes == 0


def test_a_body_is_never_read_beyond_what_it_says(world: World) -> None:
    body = Endless()

    through_the_server(body, CONTENT_LENGTH="1000", CONTENT_TYPE=MULTIPART)

    assert body.read_bytes <= 1000


# --- what becomes of the connection ----------------------------------------------------------------------


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """A real request closes its connection to the database, and with it the transaction in which this test's rows are."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


def connection_after(path: str, body: bytes, **environ: str) -> tuple[int, str]:
    """The status, and what the answer says of the connection; empty: it stays open."""
    said: list[tuple[int, str]] = []
    portal = closing_what_was_not_read(WSGIHandler())
    answer = portal(
        RequestFactory()._base_environ(  # type: ignore[attr-defined]
            **{"REQUEST_METHOD": "POST", "PATH_INFO": path, "wsgi.input": BytesIO(body)}
            | {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/json"}
            | environ
        ),
        lambda status, headers: said.append((int(status[:3]), dict(headers).get("Connection", ""))),
    )
    b"".join(answer)
    return said[0]


def test_an_answer_to_an_unread_body_says_that_the_connection_ends(db: None, kept_connection: None) -> None:
    assert connection_after("/api/v1/complaints/", b"{}" * 1000) == (401, "close")


def test_an_answer_to_a_body_of_unknown_length_says_so_too(db: None, kept_connection: None) -> None:
    environ = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}

    assert connection_after("/api/v1/complaints/", b"{}", **environ) == (401, "close")


def test_a_connection_goes_on_after_a_body_that_was_read(world: World, kept_connection: None) -> None:
    key = f"Bearer {a_key(world).secret}"

    assert connection_after("/api/v1/complaints/", b"{}", HTTP_AUTHORIZATION=key) == (422, "")


def test_a_connection_goes_on_where_there_was_no_body(db: None, kept_connection: None) -> None:
    assert connection_after("/healthz", b"", REQUEST_METHOD="GET") == (200, "")


def test_in_http_2_no_answer_says_anything_of_the_connection(db: None, kept_connection: None) -> None:
    assert connection_after("/api/v1/complaints/", b"{}" * 1000, SERVER_PROTOCOL="HTTP/2") == (401, "")


# --- many small things -----------------------------------------------------------------------------------


def test_too_many_fields_are_too_much_as_well(world: World, client_for: Callable[[Any], Client]) -> None:
    answer = client_for(world.oscar).post(NEW, {f"f{n}": "1" for n in range(1_001)})

    assert answer.status_code == 413
    assert "That is too much at once" in text_of(answer)
