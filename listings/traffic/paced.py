"""A connector that waits its turn: each call goes through the gate on the line it belongs to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from listings.connectors.base import Connector, Identity, Message, Page, RemoteListing, Result
from listings.traffic.gate import through
from listings.traffic.pace import Line, Pace


class PacedConnector:
    """`line` is what its readings and looks count as. An order is paid for by the reading before it."""

    def __init__(self, connector: Connector, *, pace: Pace, line: Line) -> None:
        self.capabilities = connector.capabilities
        self._connector = connector
        self._pace = pace
        self._line = line

    def check(self) -> Identity:
        return through(self._pace, self._line, self._connector.check)

    def ref_from_url(self, url: str) -> str | None:
        return self._connector.ref_from_url(url)

    def list(self, *, cursor: str | None, limit: int, since: datetime | None = None) -> Page:
        return through(
            self._pace, Line.SCANS, lambda: self._connector.list(cursor=cursor, limit=limit, since=since)
        )

    def get(self, ref: str) -> RemoteListing:
        return through(self._pace, self._line, lambda: self._connector.get(ref))

    def fetch_image(self, url: str) -> bytes:
        return through(self._pace, self._line, lambda: self._connector.fetch_image(url))

    def hide(self, ref: str, *, key: str, case: str, reason: str, legal_basis: str) -> Result:
        return through(
            self._pace,
            Line.ORDERS,
            lambda: self._connector.hide(ref, key=key, case=case, reason=reason, legal_basis=legal_basis),
            cost=0.0,
        )

    def restore(self, ref: str, *, key: str, case: str, prior: Mapping[str, Any]) -> Result:
        return through(
            self._pace,
            Line.ORDERS,
            lambda: self._connector.restore(ref, key=key, case=case, prior=prior),
            cost=0.0,
        )

    def message_seller(self, ref: str, *, key: str, case: str, message: Message) -> str:
        return through(
            self._pace,
            self._line,
            lambda: self._connector.message_seller(ref, key=key, case=case, message=message),
        )

    def public(self, ref: str) -> dict[str, bool]:
        return through(self._pace, self._line, lambda: self._connector.public(ref))

    def close(self) -> None:
        self._connector.close()
