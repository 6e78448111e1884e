"""What no page can answer to is refused before anything reads it: too long, in another encoding, or with NULs.

PostgreSQL keeps no NUL and no half of a surrogate pair, so neither may come as far as a query. Forms say so about
their own fields; this is for query strings, cookies and the encoding of the whole body.
"""

import codecs
from collections.abc import Mapping
from ipaddress import ip_address

_READ = frozenset({"utf-8", "ascii"})
_NULS = ("\0", "%00")


def is_readable(charset: str) -> bool:
    """UTF-8 alone: other codecs of Python decode to halves of characters, to NULs, or to nothing that is text."""
    try:
        return codecs.lookup(charset).name in _READ
    except (LookupError, ValueError):
        # Django passes over a name that it does not know, and reads UTF-8.
        return True


def has_nul(text: str) -> bool:
    return any(nul in text for nul in _NULS)


def usable_cookies(cookies: Mapping[str, str]) -> dict[str, str]:
    """None of ours holds a NUL; whatever has set one that does, asks for nothing of ours."""
    return {name: value for name, value in cookies.items() if "\0" not in name + value}


def length_of(said: str) -> int | None:
    """How long the body says it is; None if that is no length."""
    if not said:
        return 0
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else None


def address_in(text: str) -> str | None:
    """None for what is no IP address: what stands in a header was written by somebody."""
    try:
        return str(ip_address(text.strip().partition("%")[0]))
    except ValueError:
        return None
