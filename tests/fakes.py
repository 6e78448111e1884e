"""A marketplace in memory: the same words and errors as the real connectors, without a process behind it."""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from PIL import ExifTags, Image

from listings.connectors import exchanges
from listings.connectors.base import (
    AuthFailed,
    Capabilities,
    Conflict,
    ConnectorError,
    Control,
    Identity,
    NotFound,
    Page,
    Rejected,
    RemoteListing,
    RemoteSeller,
    RemoteState,
    Result,
)

HOST = "https://bazaar.example"
AT_ONCE = Capabilities(control=Control.DIRECT, max_page=100, visible_lag_seconds=0.0)
READ, HIDE = "listings:read", "listings:hide"
OPENED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def listing_url(ref: str) -> str:
    return f"{HOST}/item/{ref}"


def a_picture(colour: str = "teal") -> bytes:
    body = BytesIO()
    Image.new("RGB", (64, 64), colour).save(body, "JPEG")
    return body.getvalue()


def a_picture_taken(at: datetime | None, *, kind: str = "JPEG", offset: str = "+00:00") -> BytesIO:
    """As a camera writes it: the time of its own clock, and beside it that clock's distance from UTC."""
    body, exif = BytesIO(), Image.Exif()
    if at is not None:
        exif[ExifTags.Base.Make] = "Camera"
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        camera[ExifTags.Base.DateTimeOriginal] = at.strftime("%Y:%m:%d %H:%M:%S")
        if offset:
            camera[ExifTags.Base.OffsetTimeOriginal] = offset
    Image.new("RGB", (64, 64), "teal").save(body, kind, exif=exif)
    body.seek(0)
    return body


@dataclass(frozen=True)
class Answered:
    """An order that was carried out under a key, and what was answered."""

    operation: str
    ref: str
    result: Result


@dataclass
class FakeSite:
    """Implements Connector. `fail_next` are errors for the next calls, by method name.

    `at` are things that happen at the moment of a call, by method name (with the `calls_here` fixture).
    It is marketplace and connector in one: `replace(site, scopes=...)` is another account's connector to it.
    """

    listings: dict[str, RemoteListing] = field(default_factory=dict)
    fail_next: dict[str, list[ConnectorError]] = field(default_factory=dict)
    # What really happened to listings, oldest first: reference and "hide" or "restore".
    effects: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, Answered] = field(default_factory=dict)
    still_shown: set[str] = field(default_factory=set)
    calls: Counter[str] = field(default_factory=Counter)
    keys: dict[str, list[str]] = field(default_factory=dict)
    at: dict[str, Callable[[], object]] = field(default_factory=dict)
    ignores_keys: bool = False
    # What the next hides answer instead of hiding, such as a marketplace that refuses or asks back.
    replies: list[Result] = field(default_factory=list)
    capabilities: Capabilities = AT_ONCE
    host: str = HOST
    # What the account may do; None is one whose secret is wrong.
    scopes: frozenset[str] | None = frozenset({READ, HIDE})
    hidden_by_sellers: set[str] = field(default_factory=set)
    ticks: Iterator[int] = field(default_factory=count, repr=False)
    lock: Any = field(default_factory=threading.RLock, repr=False, compare=False)

    def offer(
        self,
        ref: str,
        *,
        title: str = "Lumora handbag",
        nice_class: int = 18,
        seller: str = "s1",
        price: str = "19.90",
        **changes: Any,
    ) -> str:
        """Put a listing on sale; return its URL."""
        url = f"{self.host}/item/{ref}"
        self.listings[ref] = RemoteListing(
            ref=ref,
            url=url,
            state=RemoteState.LIVE,
            title=title,
            description="A description.",
            language="en",
            category="bags",
            nice_class=nice_class,
            price=Decimal(price),
            currency="EUR",
            quantity=5,
            brand_field="",
            image_urls=(f"{self.host}/img/{ref}/1.jpg",),
            seller=RemoteSeller(ref=seller, name=f"Seller {seller}", email=f"{seller}@sellers.example"),
            updated_at=OPENED_AT,
        )
        self.change(ref, **changes)
        return url

    def change(self, ref: str, **changes: Any) -> None:
        """Have a listing stand there differently, from a second after the change before.

        Hidden like this it is as if by an order of ours that lands late; see also `seller_hides`.
        """
        with self.lock:
            if "state" in changes:
                changes["state"] = RemoteState(changes["state"])
                self.hidden_by_sellers.discard(ref)
            if "price" in changes:
                changes["price"] = Decimal(changes["price"])
            now = OPENED_AT + timedelta(seconds=next(self.ticks))
            listing = replace(self.listings[ref], **{"updated_at": now} | changes)
            raw = {"id": ref, "state": str(listing.state), "title": listing.title}
            self.listings[ref] = replace(listing, raw=raw)

    def seller_hides(self, ref: str) -> None:
        self.change(ref, state=RemoteState.HIDDEN)
        self.hidden_by_sellers.add(ref)

    def fail(self, method: str, *errors: ConnectorError) -> None:
        self.fail_next.setdefault(method, []).extend(errors)

    @property
    def hides(self) -> Counter[str]:
        return Counter(ref for ref, kind in self.effects if kind == "hide")

    @property
    def restores(self) -> Counter[str]:
        return Counter(ref for ref, kind in self.effects if kind == "restore")

    def _called(self, method: str, *, needs: str = "") -> None:
        with self.lock:
            self.calls[method] += 1
            happens = self.at.pop(method, None)
        # Without the lock: it may call us in turn, from any thread.
        if happens is not None:
            happens()
        with self.lock:
            if self.fail_next.get(method):
                raise self.fail_next[method].pop(0)
        if needs:
            self._require(needs)

    def _note(self, ref: str, order: Mapping[str, str]) -> None:
        """What a request would have said, its signature among it, and what a real site would answer."""
        answer = (
            {"id": ref, "seller": {"email": self.listings[ref].seller.email}} if ref in self.listings else {}
        )
        exchanges.note(
            exchanges.Exchange(
                method="POST",
                address=f"{self.host}/api/v1/listings/{ref}/hide?signature=5f3a9c",
                sent=json.dumps(order),
                status=200,
                answered=json.dumps(answer),
                seconds=0.01,
            )
        )

    def _require(self, scope: str) -> None:
        if scope not in self._known():
            raise AuthFailed(f"This account lacks the scope {scope}.", status=403)

    def _known(self) -> frozenset[str]:
        if self.scopes is None:
            raise AuthFailed("The secret is wrong.", status=401)
        return self.scopes

    def _found(self, ref: str) -> RemoteListing:
        if ref not in self.listings:
            raise NotFound(f"no listing {ref}", status=404)
        return self.listings[ref]

    def _not_gone(self, ref: str) -> RemoteListing:
        listing = self._found(ref)
        if listing.state is RemoteState.GONE:
            raise NotFound(f"{ref} is gone", status=410)
        return listing

    def _earlier_answer(self, operation: str, ref: str, key: str) -> Result | None:
        earlier = None if self.ignores_keys else self.answers.get(key)
        if earlier is None:
            return None
        if (earlier.operation, earlier.ref) != (operation, ref):
            raise Rejected("This key was used for another order.", status=422)
        return earlier.result

    def _carry_out(self, operation: str, ref: str, *, key: str, state: RemoteState) -> Result:
        prior = self.listings[ref].state
        self.change(ref, state=state)
        self.effects.append((ref, operation))
        result = Result(
            state=state,
            changed=state is not prior,
            prior={"state": str(prior)},
            remote_ref=f"order-{len(self.effects)}",
        )
        self.answers.setdefault(key, Answered(operation, ref, result))
        return result

    # --- Connector ---------------------------------------------------------------------------------------

    def check(self) -> Identity:
        self._called("check")
        return Identity(account="fake", scopes=self._known())

    def ref_from_url(self, url: str) -> str | None:
        here = re.escape(self.host.partition("://")[2])
        found = re.match(rf"(?:https?://)?{here}/item/([\w-]+)", url)
        return found.group(1) if found else None

    def list(self, *, cursor: str | None, limit: int, since: datetime | None = None) -> Page:
        self._called("list", needs=READ)
        word, _, last = (cursor or "after:").partition(":")
        if word != "after":
            raise Rejected("This cursor did not come from here.", status=400)
        limit = min(limit, self.capabilities.max_page)
        with self.lock:
            wanted = [one for ref, one in sorted(self.listings.items()) if ref > last]
        if since is not None:
            wanted = [one for one in wanted if one.updated_at >= since]
        page = tuple(wanted[:limit])
        return Page(listings=page, next_cursor=f"after:{page[-1].ref}" if len(wanted) > limit else None)

    def get(self, ref: str) -> RemoteListing:
        self._called("get", needs=READ)
        return self._found(ref)

    def fetch_image(self, url: str) -> bytes:
        self._called("fetch_image")
        if not url.startswith(f"{self.host}/"):
            raise Rejected("This picture is not at the marketplace.")
        with self.lock:
            known = any(url in listing.image_urls for listing in self.listings.values())
        if not known:
            raise NotFound("There is no such picture.", status=404)
        return a_picture()

    def hide(self, ref: str, *, key: str, case: str, reason: str, legal_basis: str) -> Result:
        self._called("hide", needs=HIDE)
        self._note(ref, {"key": key, "case": case, "reason": reason, "legal_basis": legal_basis})
        with self.lock:
            self.keys.setdefault(ref, []).append(key)
            if self.replies:
                return self.replies.pop(0)
            if earlier := self._earlier_answer("hide", ref, key):
                return earlier
            self._not_gone(ref)
            result = self._carry_out("hide", ref, key=key, state=RemoteState.HIDDEN)
        self._called("hide_after_effect")
        return result

    def restore(self, ref: str, *, key: str, case: str, prior: Mapping[str, Any]) -> Result:
        self._called("restore", needs=HIDE)
        with self.lock:
            self.keys.setdefault(f"restore {ref}", []).append(key)
            if earlier := self._earlier_answer("restore", ref, key):
                return earlier
            if prior.get("state") not in {RemoteState.LIVE, RemoteState.HIDDEN}:
                raise Rejected("There is no such state to bring back.", status=422)
            listing = self._not_gone(ref)
            if listing.state is not RemoteState.HIDDEN or ref in self.hidden_by_sellers:
                raise Conflict("somebody else changed it", status=409)
            return self._carry_out("restore", ref, key=key, state=RemoteState(prior["state"]))

    def public(self, ref: str) -> dict[str, bool]:
        self._called("public")
        shown = ref in self.still_shown or (
            ref in self.listings and self.listings[ref].state is RemoteState.LIVE
        )
        return {"listing page": shown, "search": shown}

    def close(self) -> None:
        """There are no connections to give back."""


class HereAndNow(Executor):
    """Stands in for a pool of threads: each call runs at once, in the test's own thread and connection."""

    def __init__(self, max_workers: int | None = None) -> None:
        pass

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries any error to whoever asks
            future.set_exception(error)
        return future
