"""A marketplace in memory, and the connector that reaches it without a process or a network in between."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from listings.connectors import registry
from listings.connectors.base import (
    AuthFailed,
    Capabilities,
    Conflict,
    Control,
    Identity,
    Message,
    NotFound,
    Page,
    Rejected,
    RemoteListing,
    RemoteState,
    Result,
    Unsupported,
)

READ, HIDE, MESSAGE = "listings:read", "listings:hide", "sellers:message"
SCOPES = frozenset({READ, HIDE, MESSAGE})
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_CURSOR = "after:"


@dataclass(slots=True)
class Store:
    """What one site offers. `effects`: what really happened to listings, oldest first."""

    host: str
    listings: dict[str, RemoteListing] = field(default_factory=dict)
    effects: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, tuple[str, str, Result]] = field(default_factory=dict)
    # How many messages sellers have got is enough to know of most of them.
    inbox: dict[str, list[Message]] | None = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    changes: Iterator[int] = field(default_factory=lambda: count(1))
    lock: Any = field(default_factory=threading.RLock)

    def put(self, listing: RemoteListing) -> None:
        """On sale, or changed, from a moment after whatever changed before."""
        with self.lock:
            at = _BEGAN + timedelta(seconds=next(self.changes))
            raw = {"id": listing.ref, "state": str(listing.state)}
            self.listings[listing.ref] = replace(listing, updated_at=at, raw=raw)

    def change(self, ref: str, **changes: Any) -> None:
        with self.lock:
            self.put(replace(self.listings[ref], **changes))

    def found(self, ref: str) -> RemoteListing:
        if ref not in self.listings:
            raise NotFound(f"There is no listing {ref}.", status=404)
        return self.listings[ref]

    def order(self, kind: str, ref: str, key: str, act: Callable[[], Result]) -> Result:
        """Carried out once a key, whoever asks how often."""
        with self.lock:
            if key in self.answers:
                earlier_kind, earlier_ref, answer = self.answers[key]
                if (earlier_kind, earlier_ref) != (kind, ref):
                    raise Rejected("This key was used for another order.", status=422)
                return answer
            answer = act()
            self.answers[key] = (kind, ref, answer)
            return answer


class StoreConnector:
    """Implements Connector. `scopes` is what its account may do; None is one whose secret is wrong."""

    capabilities = Capabilities(control=Control.DIRECT, max_page=100, visible_lag_seconds=0.0)

    def __init__(self, store: Store, scopes: frozenset[str] | None = SCOPES) -> None:
        self._store = store
        self._scopes = scopes

    def _known(self) -> frozenset[str]:
        if self._scopes is None:
            raise AuthFailed("The secret is wrong.", status=401)
        return self._scopes

    def _may(self, scope: str) -> None:
        if scope not in self._known():
            raise AuthFailed(f"This account lacks the scope {scope}.", status=403)

    def check(self) -> Identity:
        return Identity(account="simulation", scopes=self._known())

    def ref_from_url(self, url: str) -> str | None:
        here = re.escape(self._store.host.partition("://")[2])
        found = re.fullmatch(rf"(?:https?://)?{here}/item/([\w-]+)", url, re.ASCII)
        return found.group(1) if found else None

    def list(self, *, cursor: str | None, limit: int, since: datetime | None = None) -> Page:
        self._may(READ)
        if cursor is not None and not cursor.startswith(_CURSOR):
            raise Rejected("This cursor did not come from here.", status=400)
        last, limit = (cursor or _CURSOR)[len(_CURSOR) :], min(limit, self.capabilities.max_page)
        with self._store.lock:
            rest = [one for ref, one in sorted(self._store.listings.items()) if ref > last]
        if since is not None:
            rest = [one for one in rest if one.updated_at >= since]
        page = tuple(rest[:limit])
        return Page(listings=page, next_cursor=f"{_CURSOR}{page[-1].ref}" if len(rest) > limit else None)

    def get(self, ref: str) -> RemoteListing:
        self._may(READ)
        return self._store.found(ref)

    def fetch_image(self, url: str) -> bytes:
        if not url.startswith(f"{self._store.host}/"):
            raise Rejected("This picture is not at the marketplace.")
        if url not in self._store.pictures:
            raise NotFound("There is no such picture.", status=404)
        return self._store.pictures[url]

    def hide(self, ref: str, *, key: str, case: str, reason: str, legal_basis: str) -> Result:
        self._may(HIDE)
        return self._store.order(
            "hide", ref, key, lambda: self._carry_out("hide", ref, state=RemoteState.HIDDEN)
        )

    def restore(self, ref: str, *, key: str, case: str, prior: Mapping[str, Any]) -> Result:
        self._may(HIDE)
        state = RemoteState(prior["state"])

        def bring_back() -> Result:
            if self._store.found(ref).state is not RemoteState.HIDDEN:
                raise Conflict("Somebody else has changed it.", status=409)
            return self._carry_out("restore", ref, state=state)

        return self._store.order("restore", ref, key, bring_back)

    def _carry_out(self, kind: str, ref: str, *, state: RemoteState) -> Result:
        prior = self._store.found(ref).state
        self._store.change(ref, state=state)
        self._store.effects.append((ref, kind))
        number = f"order-{len(self._store.effects)}"
        return Result(state=state, changed=state is not prior, prior={"state": str(prior)}, remote_ref=number)

    def message_seller(self, ref: str, *, key: str, case: str, message: Message) -> str:
        self._may(MESSAGE)
        inbox = self._store.inbox
        if inbox is None:
            raise Unsupported("Sellers have no inbox here.", status=501)

        def deliver() -> Result:
            state = self._store.found(ref).state
            inbox.setdefault(ref, []).append(message)
            number = f"message-{ref}-{len(inbox[ref])}"
            return Result(state=state, changed=False, prior={}, remote_ref=number)

        return self._store.order("message", ref, key, deliver).remote_ref

    def public(self, ref: str) -> dict[str, bool]:
        listing = self._store.listings.get(ref)
        shown = listing is not None and listing.state is RemoteState.LIVE
        return {"listing page": shown, "search": shown}

    def close(self) -> None:
        """There are no connections to give back."""


_numbers = count(1)


@contextmanager
def reachable(stores: Mapping[str, Store]) -> Iterator[str]:
    """The kind of connector by which the portal reaches these stores, by their hosts, as long as this lasts."""
    # Another word for each run: the portal keeps its connectors by their kind and address.
    kind = f"simulation-{next(_numbers)}"

    def connector(*, base_url: str, account: str, secret: str, timeout: float) -> StoreConnector:
        return StoreConnector(stores[base_url])

    registry.CONNECTORS[kind] = connector
    try:
        yield kind
    finally:
        del registry.CONNECTORS[kind]
