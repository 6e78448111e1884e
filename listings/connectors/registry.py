"""Which class speaks to which kind of marketplace."""

from collections.abc import Callable

from .base import Connector
from .signed_http import SignedHttpConnector

CONNECTORS: dict[str, Callable[..., Connector]] = {
    "signed_http": SignedHttpConnector,
}


def connector_for(kind: str, *, base_url: str, account: str, secret: str, timeout: float) -> Connector:
    return CONNECTORS[kind](base_url=base_url, account=account, secret=secret, timeout=timeout)
