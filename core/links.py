"""Tokens of signed links: derived from a row's id, so that they can be mailed later and are stored as a hash only."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def token_for(purpose: str, id: UUID) -> str:
    """48 hexadecimal digits, the shape that log lines are masked by (portal/logs.py)."""
    key = f"{purpose}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, id.bytes, hashlib.sha256).hexdigest()[:48]


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
