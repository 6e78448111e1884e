"""Which addresses webhooks may be sent to: what is typed is not trusted, nor what a name leads to. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

LONGEST = 500
HTTPS_PORTS = frozenset({443})
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class AddressRefused(ValueError):
    """The message says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to send. `on_this_machine` is for development: it must then lead here, as others must not."""

    scheme: str
    host: str
    port: int
    path: str
    on_this_machine: bool = False


type Rule = Callable[[str, SplitResult], str]


def it_can_be_typed(url: str, parts: SplitResult) -> str:
    # Readers of URLs differ over blanks, controls and backslashes: what one of them drops, another one keeps.
    is_plain = _VISIBLE.fullmatch(url) and "\\" not in url and len(url) <= LONGEST
    return "" if is_plain else f"Use at most {LONGEST} plain characters, without blanks and backslashes."


def it_is_encrypted(url: str, parts: SplitResult) -> str:
    return "" if parts.scheme == "https" else "It must begin with https://."


def it_holds_no_password(url: str, parts: SplitResult) -> str:
    return "Leave user name and password out: the signature says who sends." if "@" in parts.netloc else ""


def it_has_no_fragment(url: str, parts: SplitResult) -> str:
    return "Leave out what follows the #." if "#" in url else ""


def its_host_is_a_name(url: str, parts: SplitResult) -> str:
    """Numbers have too many spellings, and certificates are for names."""
    if _NAME.fullmatch(parts.hostname or "") and len(parts.hostname or "") <= 253:
        return ""
    return "It must name a public host, such as hooks.example.com; write other letters in Punycode."


def its_port_is_the_usual_one(url: str, parts: SplitResult) -> str:
    return "" if (parts.port or 443) in HTTPS_PORTS else "It must use port 443."


RULES: Sequence[Rule] = (
    it_can_be_typed,
    it_is_encrypted,
    it_holds_no_password,
    it_has_no_fragment,
    its_host_is_a_name,
    its_port_is_the_usual_one,
)
ON_THIS_MACHINE: Sequence[Rule] = (it_can_be_typed, it_holds_no_password, it_has_no_fragment)


def read(url: str, *, loopback: bool) -> Target:
    """Raises AddressRefused. `loopback`: this machine's own addresses will do, on any port and without TLS."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused("This is no address of the web.") from error
    is_here = loopback and parts.scheme in {"http", "https"} and parts.hostname in _LOOPBACK
    for rule in ON_THIS_MACHINE if is_here else RULES:
        if sentence := rule(url, parts):
            raise AddressRefused(sentence)
    return Target(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=port or (443 if parts.scheme == "https" else 80),
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        on_this_machine=is_here,
    )


# What Python calls global, and what leads to our own or to nobody's machines all the same.
_NOT_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "192.88.99.0/24",  # relays from IPv6 to IPv4, long withdrawn
        "192.0.0.0/24",  # protocol assignments, the dummy address among them
        "64:ff9b:1::/48",  # local translation to IPv4
        "2001::/32",  # Teredo: an IPv4 address inside
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # for documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # what was site-local once
    )
)
_TRANSLATED = ip_network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether an address, as a name server gave it, is out on the internet and nowhere else."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        # An IPv4 address in disguise is what it is underneath.
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return _is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address in network for network in _NOT_PUBLIC)


def may_be_called(text: str, target: Target) -> bool:
    """Whether the address that the target's name led to is one that may be connected to."""
    if target.on_this_machine:
        return ip_address(text.partition("%")[0]).is_loopback
    return is_public(text)
