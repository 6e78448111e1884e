"""How requests to the marketplace are signed, and how it checks them."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping

KEY_ID = "X-Market-Key"
TIMESTAMP = "X-Market-Timestamp"
NONCE = "X-Market-Nonce"
SIGNATURE = "X-Market-Signature"

ALLOWED_SKEW_SECONDS = 300


class BadSignature(Exception):
    """The request is not signed as it should be. The message may be shown to the caller."""


def signature(secret: str, method: str, target: str, timestamp: str, nonce: str, body: bytes) -> str:
    """`target` is the path with its query, exactly as it goes over the wire."""
    digest = hashlib.sha256(body).hexdigest()
    message = "\n".join((method.upper(), target, timestamp, nonce, digest))
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def signed_headers(account: str, secret: str, method: str, target: str, body: bytes) -> dict[str, str]:
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    return {
        KEY_ID: account,
        TIMESTAMP: timestamp,
        NONCE: nonce,
        SIGNATURE: signature(secret, method, target, timestamp, nonce, body),
    }


class Verifier:
    """Checks signatures and remembers nonces for as long as a captured request would still be fresh."""

    def __init__(self, secrets_by_account: Mapping[str, str]) -> None:
        self._secrets = dict(secrets_by_account)
        self._lock = threading.Lock()
        self._recent: set[str] = set()
        self._older: set[str] = set()
        self._turned_at = time.monotonic()

    def account_of(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> str:
        account = headers.get(KEY_ID, "")
        secret = self._secrets.get(account)
        if secret is None:
            raise BadSignature("Unknown or missing key.")
        timestamp, nonce = headers.get(TIMESTAMP, ""), headers.get(NONCE, "")
        self._require_fresh(timestamp)
        expected = signature(secret, method, target, timestamp, nonce, body)
        if not hmac.compare_digest(expected.encode(), headers.get(SIGNATURE, "").encode()):
            raise BadSignature("The signature does not fit the request.")
        self._require_unseen(f"{account}/{nonce}")
        return account

    @staticmethod
    def _require_fresh(timestamp: str) -> None:
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise BadSignature("The timestamp is missing or not a number.")
        if abs(time.time() - int(timestamp)) > ALLOWED_SKEW_SECONDS:
            raise BadSignature("The timestamp is more than five minutes off.")

    def _require_unseen(self, nonce: str) -> None:
        with self._lock:
            # A request stays fresh from 300 s before to 300 s after its timestamp, so two
            # generations of 600 s never forget one that could still be replayed.
            if time.monotonic() - self._turned_at > 2 * ALLOWED_SKEW_SECONDS:
                self._older, self._recent = self._recent, set()
                self._turned_at = time.monotonic()
            if nonce in self._recent or nonce in self._older:
                raise BadSignature("This request was received before.")
            self._recent.add(nonce)
