"""Every screen once, as the portal answers it, and a server that gives a browser these answers again.

The pages are asked for first, in one database, and looked at afterwards, as often as somebody wants.
"""

import mimetypes
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.portal.addresses import ROWS, Things

# Whose eyes a page is looked at with: the first who may, and staff as well where both have it.
BRANDS_PEOPLE, STAFF_PEOPLE = ("alice", "oscar", "vera", "charlie", "nina"), ("rita", "ada", "audrey")
ENTRANCE = ("account_login", "account_signup", "account_reset_password", "company-sign-in")
OWN_ACCOUNT = (
    "account_email",
    "account_change_password",
    "mfa_index",
    "usersessions_list",
    "mfa_activate_totp",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    name: str
    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def screens(stage: Things, client_of: Callable[[str], Client]) -> Iterator[Screen]:
    clients: dict[str, Client] = {}

    def client(name: str) -> Client:
        return clients.setdefault(name, client_of(name))

    for name, row in ROWS.items():
        if row.post is None:
            for person in _eyes(row.may):
                yield from _screen(
                    f"{name} · {person}", client(person).get(reverse(name, kwargs=dict(row.names(stage))))
                )
    for name in ENTRANCE:
        yield from _screen(f"{name} · visitor", client("visitor").get(reverse(name)))
    for name in OWN_ACCOUNT:
        yield from _screen(f"{name} · alice", client("alice").get(reverse(name)))
    yield from _in_other_states(stage, client)


def _in_other_states(stage: Things, client: Callable[[str], Client]) -> Iterator[Screen]:
    """Empty, full of errors, refused, claimed."""
    for name in ("home", "complaints", "questions", "brand-counter-notices", "standing", "sellers", "team"):
        yield from _screen(f"{name} · new brand", client("nina").get(reverse(name)))
    yield from _screen("search · found", client("alice").get("/search/", {"q": "handbag"}))
    yield from _screen("search · found by staff", client("rita").get("/search/", {"q": "handbag"}))
    yield from _screen("search · nothing", client("alice").get("/search/", {"q": "Quincunx"}))
    yield from _screen("complaints · no match", client("alice").get("/complaints/?status=closed"))
    yield from _screen("try · found", client("alice").get("/try/", {"text": "Lumora and Lum0ra handbags"}))
    yield from _screen("complaint-new · errors", client("alice").post(reverse("complaint-new"), {}))
    yield from _screen("right-new · errors", client("alice").post(reverse("right-new"), {}))
    yield from _screen("account_login · errors", client("visitor").post(reverse("account_login"), {}))
    yield from _screen("item · asked", client("alice").get(reverse("item", args=[stage.asked.id])))
    yield from _screen("item · other's", client("charlie").get(reverse("item", args=[stage.asked.id])))
    yield from _screen("queue · refused", client("alice").get(reverse("queue")))
    client("rita").post(reverse("review-claim", args=[stage.waiting.id]))
    yield from _screen(
        "review-item · claimed", client("rita").get(reverse("review-item", args=[stage.waiting.id]))
    )


def _eyes(may: frozenset[str]) -> Iterator[str]:
    if "visitor" in may and may >= {"charlie", "rita"}:
        yield "visitor"
        return
    for people in (BRANDS_PEOPLE, STAFF_PEOPLE):
        yield from [person for person in people if person in may][:1]


def _screen(name: str, answer: Any) -> Iterator[Screen]:
    """Pages only: redirects lead to others of these, and files are nobody's screen."""
    if answer.streaming:
        # Read to its end: what is left open would be complained of. To close it would close the database, too.
        answer.getvalue()
        return
    if "html" in answer.get("Content-Type", "") and answer.content:
        path = answer.wsgi_request.get_full_path()
        yield Screen(
            name=name, path=path, status=answer.status_code, headers=dict(answer.items()), body=answer.content
        )


class Answers(ThreadingHTTPServer):
    """Serves the screens by their number, and the real static files, which the browser keeps."""

    daemon_threads = True

    def __init__(self, screens: Sequence[Screen]) -> None:
        super().__init__(("localhost", 0), _Answer)
        self.screens = screens

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Answers
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if number := _NUMBER.fullmatch(path):
            # Always 200: a browser shows an error's page as any other, and complains of its status.
            screen = self.server.screens[int(number[1])]
            self._send(screen.headers["Content-Type"], screen.body, screen.headers)
        elif path.startswith("/static/"):
            body = static(path)
            self._send(mimetypes.guess_type(path)[0] or "text/plain", body, {"Cache-Control": "max-age=3600"})
        else:
            self._send("image/svg+xml", _GREY, {"Cache-Control": "max-age=3600"})

    def do_POST(self) -> None:
        self.send_response(204)
        self.end_headers()

    def _send(self, kind: str, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(200)
        told = {name: value for name, value in headers.items() if name not in _OWN}
        for name, value in {**told, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *words: Any) -> None:
        """What is asked is no news."""


_NUMBER = re.compile(r"/screen/(\d+)/")
_OWN = frozenset({"Content-Type", "Content-Length", "Set-Cookie", "X-Frame-Options"})
_GREY = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#888"/></svg>'


def static(path: str) -> bytes:
    found = finders.find(path.removeprefix("/static/"))
    assert found, f"There is no {path}."
    return Path(str(found)).read_bytes()


@contextmanager
def answering(screens: Sequence[Screen]) -> Iterator[Answers]:
    with Answers(screens) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@dataclass
class Looking:
    """A page of a browser. `objections` are the browser's own, such as those of the content policy."""

    page: Page
    objections: list[str] = field(default_factory=list)


def looking(browser: Browser) -> Looking:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    look = Looking(page=page)
    page.on(
        "console",
        lambda said: look.objections.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: look.objections.append(str(error)))
    return look
