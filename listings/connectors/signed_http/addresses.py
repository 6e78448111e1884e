"""Which addresses belong to a marketplace, and which listing a buyer's address means."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_USUAL_PORTS = frozenset({None, 80, 443})
_PREFIXES = ("www.", "m.", "mobile.")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_AROUND = " \t\r\n<>()[]{}\"'“”‘’«»„,;.!"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the marketplace at `base_url`."""

    base_url: str

    def ref_in(self, url: str) -> str | None:
        parts = _split(url)
        if parts is None or not self.owns(parts):
            return None
        prefix = re.escape(urlsplit(self.base_url).path.rstrip("/"))
        path = re.sub(r"/{2,}", "/", parts.path)
        match = re.match(prefix + r"/(?:m/)?(?:item|i)/([0-9]{1,12})(?![0-9])", path, re.IGNORECASE)
        return match[1] if match else None

    def owns(self, parts: SplitResult) -> bool:
        base = urlsplit(self.base_url)
        return (
            parts.scheme in {"http", "https"}
            and "@" not in parts.netloc
            and _host(parts) == _host(base)
            and _same_port(parts.port, base.port)
        )

    def owns_url(self, url: str) -> bool:
        parts = _split(url)
        return parts is not None and self.owns(parts)


def _split(url: str) -> SplitResult | None:
    url = url.translate(_INVISIBLE).strip(_AROUND)
    if "\\" in url or len(url) > 4000:
        return None
    if not re.match(r"[a-z][a-z0-9+.-]*://", url, re.IGNORECASE):
        url = "http://" + url.lstrip("/")
    try:
        parts = urlsplit(url)
        # Only looking at the port tells whether it is one.
        _ = parts.port
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    # A marketplace on this machine is reached under any of these names.
    return "localhost" if host in _LOOPBACK else host


def _same_port(one: int | None, other: int | None) -> bool:
    return one == other or (one in _USUAL_PORTS and other in _USUAL_PORTS)
