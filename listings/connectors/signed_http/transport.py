"""Sends one request, once, and turns every way in which it can fail into one of our errors."""

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx

from listings.connectors import exchanges
from listings.connectors.base import (
    AuthFailed,
    Conflict,
    ConnectorError,
    NotFound,
    RateLimited,
    Rejected,
    Unavailable,
    Unsupported,
)

from .signing import Signature

CONNECT_SECONDS = 1.0
POOL_SIZE = 100
LONGEST_RETRY_AFTER = 3600.0

_ERRORS: dict[int, type[ConnectorError]] = {
    401: AuthFailed,
    403: AuthFailed,
    404: NotFound,
    409: Conflict,
    410: NotFound,
    405: Unsupported,
    501: Unsupported,
    408: Unavailable,
    425: Unavailable,
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    def __init__(self, *, account: str, secret: str, timeout: float) -> None:
        self._signature = Signature(account, secret)
        self._timeout = timeout
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout)),
            limits=httpx.Limits(max_connections=POOL_SIZE, max_keepalive_connections=POOL_SIZE),
            follow_redirects=False,
            verify=_tls_context(),
            # No proxy and no .netrc from the environment: a signed request goes to the marketplace itself.
            trust_env=False,
        )

    def close(self) -> None:
        self._client.close()

    def ask(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | None = None,
        order: Mapping[str, Any] | None = None,
        cap: int,
    ) -> dict[str, Any]:
        """A signed request of the API, and its JSON."""
        answer = self._send(method, url, query=query, order=order, auth=self._signature, cap=cap)
        _require_success(answer)
        try:
            value = json.loads(answer.body)
        except ValueError as error:
            raise Unavailable("The answer is not JSON.", status=answer.status) from error
        if not isinstance(value, dict):
            raise Unavailable("The answer is not a JSON object.", status=answer.status)
        return value

    def look(self, url: str, *, query: Mapping[str, str] | None = None, cap: int) -> Answer:
        """What anybody sees at this address, without our signature."""
        return self._send("GET", url, query=query, order=None, auth=None, cap=cap)

    def _send(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | None,
        order: Mapping[str, Any] | None,
        auth: httpx.Auth | None,
        cap: int,
    ) -> Answer:
        request = self._client.build_request(method, url, params=query, json=order)
        began = time.monotonic()
        try:
            answer = self._exchange(request, auth, cap)
        except ConnectorError as error:
            _note(request, began, status=error.status, answered=f"({error})")
            raise
        if exchanges.is_heard():
            media_type = answer.headers.get("Content-Type", "")
            words = exchanges.in_words(answer.body, media_type.partition(";")[0])
            _note(request, began, status=answer.status, answered=words)
        return answer

    def _exchange(self, request: httpx.Request, auth: httpx.Auth | None, cap: int) -> Answer:
        # The read timeout counts from one piece to the next; the deadline ends a trickle.
        deadline = time.monotonic() + CONNECT_SECONDS + self._timeout
        try:
            response = self._client.send(request, auth=auth, stream=True)
            try:
                body = _read(response, cap, deadline)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Unavailable(f"No answer: {type(error).__name__}.") from error
        return Answer(response.status_code, response.headers, body)


def _note(request: httpx.Request, began: float, *, status: int | None, answered: str) -> None:
    exchanges.note(
        exchanges.Exchange(
            method=request.method,
            address=str(request.url),
            sent=exchanges.in_words(request.content, request.headers.get("Content-Type", "")),
            status=status,
            answered=answered,
            seconds=round(time.monotonic() - began, 3),
        )
    )


@cache
def _tls_context() -> ssl.SSLContext:
    # Reading the list of authorities takes longer than a request; once a process is enough.
    return httpx.create_ssl_context(trust_env=False)


def _read(response: httpx.Response, cap: int, deadline: float) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > cap:
            raise Rejected(f"The answer is larger than {cap} bytes.", status=response.status_code)
        if time.monotonic() > deadline:
            raise Unavailable("The answer takes too long.", status=response.status_code)
        pieces.append(piece)
    return b"".join(pieces)


def _require_success(answer: Answer) -> None:
    status = answer.status
    if 200 <= status < 300:
        return
    if status == 429:
        raise RateLimited("Asked too often.", retry_after=_retry_after(answer.headers))
    # A redirect is never followed: an order must not be carried to another address.
    usual = Rejected if 400 <= status < 500 else Unavailable
    body = answer.body.decode("utf-8", "replace")
    raise _ERRORS.get(status, usual)(f"The marketplace answered {status}.", status=status, body=body)


def _retry_after(headers: Mapping[str, str]) -> float:
    text = headers.get("Retry-After", "").strip()
    try:
        seconds = float(text) if text.isascii() and text.isdigit() else _seconds_until(text)
    except ValueError:
        seconds = 1.0
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _seconds_until(date: str) -> float:
    moment = parsedate_to_datetime(date)
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
