"""Drives the control API from tests, demos and load runs."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

import httpx

from .credentials import control_credential
from .faults import Switches
from .signing import signed_headers


class ControlClient:
    """`base_url` is where the marketplaces run (http://localhost:8001), `master` its MARKETPLACE_SECRET."""

    def __init__(self, base_url: str, master: str) -> None:
        self._credential = control_credential(master)
        # Adding ten thousand listings takes a second or two.
        self._client = httpx.Client(base_url=base_url, timeout=30, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def faults(self, site: str, **switches: float | bool) -> dict[str, Any]:
        """Changes the switches that are named (see faults.Switches) and returns all of them."""
        return self._ask("POST", f"/control/{site}/faults", switches)

    def behave(self, site: str) -> None:
        """No faults any more, and nobody left hanging. Listings and records stay."""
        self.faults(site, **asdict(Switches()))
        self.release(site)

    def release(self, site: str) -> None:
        """Lets requests that hang go on at once."""
        self._ask("POST", f"/control/{site}/release", {})

    def reset(self) -> None:
        """The first day again: seeded listings, empty records, no faults."""
        self._ask("POST", "/control/reset", {})

    def add_listings(self, site: str, **template: Any) -> list[str]:
        """`count` listings (1) from a template (see additions._DEFAULTS); {n} in the title is counted up."""
        refs: list[str] = self._ask("POST", f"/control/{site}/listings", template)["refs"]
        return refs

    def republish(self, site: str, ref: str) -> None:
        self._ask("POST", f"/control/{site}/listings/{ref}/republish", {})

    def edit(self, site: str, ref: str, **changes: Any) -> None:
        """Any of title, description, price, quantity."""
        self._ask("POST", f"/control/{site}/listings/{ref}/edit", changes)

    def delete(self, site: str, ref: str) -> None:
        self._ask("POST", f"/control/{site}/listings/{ref}/delete", {})

    def truth(self, site: str, **wanted: Any) -> list[dict[str, Any]]:
        """What each listing really is, e.g. truth("bazaar", kind="counterfeit", brand="Lumora")."""
        listings = self._ask("GET", f"/control/{site}/truth")["listings"]
        return [
            truth for truth in listings if all(truth.get(name) == value for name, value in wanted.items())
        ]

    def sellers(self, site: str) -> list[dict[str, Any]]:
        sellers: list[dict[str, Any]] = self._ask("GET", f"/control/{site}/sellers")["sellers"]
        return sellers

    def messages(self, site: str) -> list[dict[str, Any]]:
        """What stands in the inboxes of the site's sellers, the oldest first."""
        messages: list[dict[str, Any]] = self._ask("GET", f"/control/{site}/messages")["messages"]
        return messages

    def summary(self, site: str) -> dict[str, Any]:
        """counts[kind][ref], doubled_hides[ref], and requests by status and fault."""
        return self._ask("GET", f"/control/{site}/summary")

    def log(self, site: str = "") -> Iterator[dict[str, Any]]:
        return self._record("log", site)

    def effects(self, site: str = "") -> Iterator[dict[str, Any]]:
        return self._record("effects", site)

    def _record(self, table: str, site: str) -> Iterator[dict[str, Any]]:
        after = 0
        while True:
            page = self._ask("GET", f"/control/{table}?site={site}&after={after}&limit=1000")
            yield from page["rows"]
            if page["next_after"] is None:
                return
            after = page["next_after"]

    def _ask(self, method: str, target: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        content = b"" if body is None else json.dumps(body).encode()
        headers = signed_headers(self._credential.account, self._credential.secret, method, target, content)
        response = self._client.request(method, target, content=content, headers=headers)
        if response.is_error:
            raise RuntimeError(f"{method} {target} answered {response.status_code}: {response.text}")
        value: dict[str, Any] = response.json()
        return value
