"""A program with a key, as the tests use it."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client

from accounts import api_keys
from accounts.api_keys import NewKey
from accounts.models import ApiKey
from accounts.scopes import ONLY_OWN, Scope
from core import clock
from core.tenancy import acting_as
from listings.feed_keys import NewFeedKey, make_feed_key
from tests.stories import World

ALL = tuple(str(scope) for scope in Scope)
FOR_TESTS = tuple(str(scope) for scope in Scope if scope != Scope.RIGHTS_WRITE)


@dataclass
class Program:
    """Sends requests with one key; `row` is None for a program without one."""

    secret: str
    row: ApiKey | None = None
    client: Client = field(default_factory=Client)

    def headers(self, more: dict[str, str]) -> dict[str, str]:
        own = {"authorization": f"Bearer {self.secret}"} if self.secret else {}
        return own | more

    def get(self, path: str, query: dict[str, str] | None = None, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send(path, json.dumps({} if body is None else body).encode(), **headers)

    def send(self, path: str, body: bytes, content_type: str = "application/json", **headers: str) -> Any:
        return self.client.post(
            f"/api/v1/{path}", body, content_type=content_type, headers=self.headers(headers)
        )

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.patch(
            f"/api/v1/{path}",
            json.dumps(body).encode(),
            content_type="application/json",
            headers=self.headers(headers),
        )

    def delete(self, path: str, **headers: str) -> Any:
        return self.client.delete(f"/api/v1/{path}", headers=self.headers(headers))

    def upload(self, body: Any, kind: str = "test_buy", **headers: str) -> Any:
        return self.client.post(
            "/api/v1/evidence/", {"file": body, "kind": kind}, headers=self.headers(headers)
        )


def a_key(
    world: World,
    by: str = "alice",
    *,
    mode: str = "live",
    scopes: tuple[str, ...] | None = None,
    addresses: tuple[str, ...] = (),
    brand: str | None = None,
) -> Program:
    """Made through the service by one of the people of the stories."""
    actor, now = world.actor(by, brand), clock.now()
    usual = ALL if mode == "live" else FOR_TESTS
    if actor.delegate_id is not None:
        usual = tuple(scope for scope in usual if scope not in ONLY_OWN)
    new = NewKey(
        name="watch service",
        mode=mode,
        scopes=scopes if scopes is not None else usual,
        expires_at=now + timedelta(days=90),
        addresses=addresses,
    )
    with acting_as(actor):
        row, secret = api_keys.make_key(new, by=actor, now=now)
    return Program(secret=secret, row=row)


def a_feed_key(world: World, **changes: Any) -> Program:
    """Of the stories' marketplace, made by Ada."""
    ada, now = world.actor("ada"), clock.now()
    new: dict[str, Any] = {
        "marketplace": world.marketplace,
        "name": "catalogue export",
        "expires_at": now + timedelta(days=90),
        **changes,
    }
    with acting_as(ada):
        _, secret = make_feed_key(NewFeedKey(**new), by=ada, now=now)
    return Program(secret=secret)


def a_complaint(world: World, *refs: str, **changes: Any) -> dict[str, Any]:
    """What a program sends to file against these listings, which are put on sale."""
    for ref in refs:
        if ref not in world.site.listings:
            world.site.offer(ref, title=f"Lumora handbag {ref}")
    return {
        "marketplace": world.marketplace.slug,
        "right": str(world.rights["lumora"].id),
        "reason": "counterfeit_goods",
        "statement": "The clasp is not ours.",
        "declared_by": "Oscar Filer",
        "declaration": True,
        "items": [{"url": world.site.listings[ref].url} for ref in refs],
        **changes,
    }
