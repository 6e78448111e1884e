"""Secrets and signatures, as the Standard Webhooks specification wants them.

A secret is in no row: it is derived from our own one, the endpoint's id and the number of the secret, so that whoever
reads the database learns nothing, and a second click can be shown the same one.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings

from accounts.models import WebhookEndpoint

PREFIX = "whsec_"


def _key(master: str, endpoint_id: UUID, generation: int) -> bytes:
    """32 bytes; the specification wants 24 to 64."""
    message = endpoint_id.bytes + generation.to_bytes(4, "big")
    return hmac.new(f"accounts.webhooks:{master}".encode(), message, hashlib.sha256).digest()


def secret_of(endpoint_id: UUID, generation: int) -> str:
    """What the receiver keeps: whsec_ and the key in base 64."""
    return PREFIX + base64.b64encode(_key(settings.SECRET_KEY, endpoint_id, generation)).decode()


def keys_of(endpoint: WebhookEndpoint, now: datetime) -> list[bytes]:
    """All that a receiver may hold now: the secret, the one before it for a day, and both as our former own one gave them."""
    generations = [endpoint.generation]
    if endpoint.former_until is not None and now < endpoint.former_until:
        generations.append(endpoint.generation - 1)
    masters = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_key(master, endpoint.id, number) for number in generations for master in masters]


def signature(message_id: str, at: int, body: bytes, keys: Iterable[bytes]) -> str:
    """One `v1,…` for each key, apart by blanks. `at`: seconds since 1970."""
    signed = f"{message_id}.{at}.".encode() + body
    found = (base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in keys)
    return " ".join(f"v1,{one}" for one in found)
