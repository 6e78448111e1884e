"""The connector for a marketplace with a signed HTTP API, such as the two simulated ones."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from listings.connectors.base import (
    Capabilities,
    Control,
    Identity,
    Message,
    NotFound,
    Page,
    Rejected,
    RemoteListing,
    Result,
    Unavailable,
)

from . import parse
from .addresses import Addresses
from .transport import Answer, Transport

READ_SECONDS = 2.0
MAX_JSON = 5_000_000
MAX_HTML = 2_000_000
MAX_IMAGE = 10_000_000


class SignedHttpConnector:
    capabilities = Capabilities(control=Control.DIRECT, max_page=200, visible_lag_seconds=5.0)

    def __init__(self, *, base_url: str, account: str, secret: str, timeout: float = READ_SECONDS) -> None:
        self._base_url = base_url.rstrip("/")
        self._addresses = Addresses(self._base_url)
        self._transport = Transport(account=account, secret=secret, timeout=timeout)

    def close(self) -> None:
        self._transport.close()

    def check(self) -> Identity:
        return parse.identity(self._ask("GET", "identity"))

    def ref_from_url(self, url: str) -> str | None:
        return self._addresses.ref_in(url)

    def list(self, *, cursor: str | None, limit: int, since: datetime | None = None) -> Page:
        query = {"limit": str(min(limit, self.capabilities.max_page))}
        if cursor is not None:
            query["cursor"] = cursor
        if since is not None:
            query["since"] = _in_utc(since).isoformat()
        return parse.page(self._ask("GET", "listings", query=query))

    def get(self, ref: str) -> RemoteListing:
        return parse.listing(self._ask("GET", self._path_of(ref)))

    def hide(self, ref: str, *, key: str, case: str, reason: str, legal_basis: str) -> Result:
        order = {"key": key, "case": case, "reason": reason, "legal_basis": legal_basis}
        return parse.result(self._ask("POST", f"{self._path_of(ref)}/hide", order=order))

    def restore(self, ref: str, *, key: str, case: str, prior: Mapping[str, Any]) -> Result:
        order = {"key": key, "case": case, "prior": dict(prior)}
        return parse.result(self._ask("POST", f"{self._path_of(ref)}/restore", order=order))

    def message_seller(self, ref: str, *, key: str, case: str, message: Message) -> str:
        order = {
            "key": key,
            "case": case,
            "subject": message.subject,
            "body": message.body,
            "language": message.language,
        }
        return parse.message(self._ask("POST", f"{self._path_of(ref)}/messages", order=order))

    def public(self, ref: str) -> dict[str, bool]:
        _require_number(ref)
        page = self._transport.look(f"{self._base_url}/item/{ref}", cap=MAX_HTML)
        search = self._transport.look(f"{self._base_url}/search", query={"q": ref}, cap=MAX_HTML)
        if search.status != 200:
            raise Unavailable(f"The search answered {search.status}.", status=search.status)
        return {"page": _is_shown(page), "search": _links_to(ref, search.body)}

    def fetch_image(self, url: str) -> bytes:
        if not self._addresses.owns_url(url):
            raise Rejected("This picture is not at the marketplace.")
        answer = self._transport.look(url, cap=MAX_IMAGE)
        if answer.status in {404, 410}:
            raise NotFound("There is no such picture.", status=answer.status)
        if answer.status != 200:
            raise Unavailable(f"The picture's address answered {answer.status}.", status=answer.status)
        if not answer.headers.get("Content-Type", "").startswith("image/"):
            raise Rejected("What stands at the picture's address is no picture.", status=answer.status)
        return answer.body

    def _ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        order: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        url = f"{self._base_url}/api/v1/{path}"
        return self._transport.ask(method, url, query=query, order=order, cap=MAX_JSON)

    @staticmethod
    def _path_of(ref: str) -> str:
        _require_number(ref)
        return f"listings/{ref}"


def _require_number(ref: str) -> None:
    # Anything else must not get into a path; and a listing of that name cannot exist.
    if not re.fullmatch(r"[0-9]{1,12}", ref):
        raise NotFound(f"{ref!r} is no listing's reference.")


def _is_shown(page: Answer) -> bool:
    if page.status == 200:
        return True
    if page.status in {404, 410}:
        return False
    raise Unavailable(f"The listing's page answered {page.status}.", status=page.status)


def _links_to(ref: str, html: bytes) -> bool:
    # Only a link counts: the page repeats the words that were searched for.
    return re.search(rb'href="[^"]*/item/' + ref.encode() + rb'[-"?]', html) is not None


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A time without its zone would be read as another one.")
    return moment.astimezone(UTC)
