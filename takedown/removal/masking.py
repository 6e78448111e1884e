"""What was said to a marketplace, fit to be kept: secrets, signatures and contact data masked, and of bounded size."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from listings.connectors.exchanges import Exchange

MASK = "•••"
MOST_CHARACTERS = 2_000
MOST_EXCHANGES = 8
_LONGEST_VALUE = 300
_LONGEST_LIST = 20
_DEEPEST = 12

_SECRET_NAME = re.compile(
    r"secret|token|signature|passw|authori[sz]ation|cookie|credential|api_?key|private|session|nonce|"
    r"e_?mail|phone|mobile|^tel|address|street|postcode|postal|^zip|^city|iban|tax|vat|birth|contact|"
    r"first_?name|last_?name|full_?name",
    re.IGNORECASE,
)
_E_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# Eight digits or more that are written like a number to call.
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)\d[\d ()/.-]{6,20}\d(?!\w)")
_BEARER = re.compile(r"\b(Bearer|Basic|HMAC)\s+[\w+/=.~-]{8,}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"([?&][^=&]*(?:token|key|secret|sign|auth|mail)[^=&]*)=[^&#]*", re.IGNORECASE)
_USER_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]+@")


def kept(exchanges: Sequence[Exchange]) -> list[dict[str, Any]]:
    """The last exchanges of an attempt, as they are stored."""
    return [
        {
            "method": e.method[:10],
            "address": masked_address(e.address),
            "sent": masked(e.sent),
            "status": e.status,
            "answered": masked(e.answered),
            "seconds": e.seconds,
        }
        for e in exchanges[-MOST_EXCHANGES:]
    ]


def masked(text: str) -> str:
    """JSON keeps its shape and names; any other text loses what looks like contact data or a credential."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _short(_plain(text))
    if not isinstance(value, dict | list):
        return _short(_plain(text))
    return _short(json.dumps(_value(value, depth=0), ensure_ascii=False, indent=1))


def masked_address(address: str) -> str:
    address = _USER_IN_ADDRESS.sub(f"{MASK}@", address)
    return _plain(_IN_ADDRESS.sub(rf"\1={MASK}", address))[:500]


def _value(value: Any, *, depth: int) -> Any:
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return {
            str(name)[:100]: MASK if _SECRET_NAME.search(str(name)) else _value(inner, depth=depth + 1)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        shown = [_value(inner, depth=depth + 1) for inner in value[:_LONGEST_LIST]]
        return shown if len(value) <= _LONGEST_LIST else [*shown, f"… {len(value) - _LONGEST_LIST} more"]
    if isinstance(value, str):
        return _cut(_plain(value), _LONGEST_VALUE)
    return value


def _plain(text: str) -> str:
    text = _E_MAIL.sub(MASK, text)
    text = _BEARER.sub(rf"\1 {MASK}", text)
    # A database refuses the NUL character.
    return _PHONE.sub(MASK, text).replace("\0", "")


def _short(text: str) -> str:
    return _cut(text, MOST_CHARACTERS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"
