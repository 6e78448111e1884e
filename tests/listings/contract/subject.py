"""The marketplace under test, seen from behind: where listings are made, sellers act and faults are switched on."""

from typing import Any, Protocol

from listings.connectors.base import Connector

CASE = {"case": "C-1", "reason": "counterfeit_goods", "legal_basis": "trademark"}


class Subject(Protocol):
    unknown_ref: str

    def connector(
        self, *, role: str = "portal", secret: str | None = None, timeout: float = 5.0
    ) -> Connector: ...

    def unreachable(self) -> Connector:
        """A connector to an address where nobody listens."""

    def new_listing(self) -> str: ...

    def seller_republishes(self, ref: str) -> None: ...

    def seller_deletes(self, ref: str) -> None: ...

    def faults(self, **switches: Any) -> None: ...

    def release(self) -> None:
        """Lets requests that hang go on."""

    def effects(self, ref: str) -> list[str]:
        """The kinds of what really happened to the listing, oldest first."""

    def messages(self, ref: str) -> list[tuple[str, str, str]]:
        """Subject, body and language of what the listing's seller was told, oldest first."""

    def has_no_inboxes(self) -> None:
        """From now on the site is one whose sellers have nowhere to read messages."""

    def wait_until(self, holds: Any) -> None: ...


def walk(connector: Connector, limit: int = 60) -> list[str]:
    refs, cursor = [], None
    while True:
        page = connector.list(cursor=cursor, limit=limit)
        refs += [listing.ref for listing in page.listings]
        cursor = page.next_cursor
        if cursor is None:
            return refs
