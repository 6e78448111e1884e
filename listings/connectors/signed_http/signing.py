"""The signature that the marketplace asks for on each request."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Generator

import httpx


class Signature(httpx.Auth):
    """HMAC-SHA256 over method, path with query, time, nonce, and the hash of the body."""

    requires_request_body = True

    def __init__(self, account: str, secret: str) -> None:
        self._account = account
        self._secret = secret.encode()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
        parts = (
            request.method,
            request.url.raw_path.decode("ascii"),
            timestamp,
            nonce,
            hashlib.sha256(request.content).hexdigest(),
        )
        signature = hmac.new(self._secret, "\n".join(parts).encode(), hashlib.sha256).hexdigest()
        request.headers["X-Market-Key"] = self._account
        request.headers["X-Market-Timestamp"] = timestamp
        request.headers["X-Market-Nonce"] = nonce
        request.headers["X-Market-Signature"] = signature
        yield request
