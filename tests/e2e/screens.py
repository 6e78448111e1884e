"""Every screen once, as the portal answers it, and a browser that is given these answers instead of a server's.

The pages are asked for first, in one database, and looked at afterwards: so hundreds of looks need no server.
"""

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route

from tests.portal.addresses import ROWS, Things

ORIGIN = "http://localhost:8000"
# Whose eyes a page is looked at with: the first who may, and staff as well where both have it.
BRANDS_PEOPLE, STAFF_PEOPLE = ("alice", "oscar", "vera", "charlie", "nina"), ("rita", "ada", "audrey")
ENTRANCE = ("account_login", "account_signup", "account_reset_password", "company-sign-in")
OWN_ACCOUNT = ("account_email", "account_change_password", "mfa_index", "usersessions_list", "mfa_activate_totp")


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
    yield from _screen("review-item · claimed", client("rita").get(reverse("review-item", args=[stage.waiting.id])))


def _eyes(may: frozenset[str]) -> Iterator[str]:
    if "visitor" in may and may >= {"charlie", "rita"}:
        yield "visitor"
        return
    for people in (BRANDS_PEOPLE, STAFF_PEOPLE):
        yield from [person for person in people if person in may][:1]


def _screen(name: str, answer: Any) -> Iterator[Screen]:
    """Pages only: redirects lead to others of these."""
    if "html" in answer.get("Content-Type", "") and answer.content:
        path = answer.wsgi_request.get_full_path()
        yield Screen(
            name=name, path=path, status=answer.status_code, headers=dict(answer.items()), body=answer.content
        )


@dataclass
class Looking:
    """A page of a browser that gets the screens. `objections` are the browser's own, such as those of the CSP."""

    page: Page
    screen: Screen | None = None
    objections: list[str] = field(default_factory=list)
    sent: dict[str, bytes] = field(default_factory=dict)
    """What the screen has loaded, by its path."""

    def open(self, screen: Screen) -> None:
        self.screen = screen
        self.sent = {}
        self.page.goto(f"{ORIGIN}/{abs(hash(screen.name))}/")

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request() and self.screen is not None:
            # Always 200: a browser shows an error's page as any other.
            route.fulfill(status=200, headers=dict(self.screen.headers), body=self.screen.body)
        elif path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
            with open(str(found), "rb") as file:
                self.sent[path] = file.read()
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            route.fulfill(status=200, content_type=kind, body=self.sent[path])
        elif route.request.resource_type == "image":
            route.fulfill(status=200, content_type="image/svg+xml", body=_GREY)
        else:
            route.fulfill(status=204)


_GREY = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#888"/></svg>'


def looking(browser: Browser) -> Looking:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    look = Looking(page=page)
    page.route("**/*", look.answer)
    page.on(
        "console",
        lambda said: look.objections.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: look.objections.append(str(error)))
    return look
