"""Tokens of signed links, and one-time codes: derived from a row's id, so that they can be mailed later and are not stored."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def token_for(purpose: str, id: UUID) -> str:
    """48 hexadecimal digits, the shape that log lines are masked by (portal/logs.py)."""
    return _derived(purpose, id).hex()[:48]


def code_for(purpose: str, id: UUID, *, digits: int) -> str:
    """So many decimal digits. Short enough to be guessed: whoever asks for one counts the tries."""
    number = int.from_bytes(_derived(purpose, id)[:16]) % 10**digits
    return f"{number:0{digits}d}"


def _derived(purpose: str, id: UUID) -> bytes:
    key = f"{purpose}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, id.bytes, hashlib.sha256).digest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
