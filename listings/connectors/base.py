"""The interface every marketplace connector keeps, and the errors callers may branch on.

No marketplace's API can be trusted with "exactly once", so the rules above this interface are:
read, compare, write, read back; after a timeout the outcome is unknown, so read before repeating.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class Control(StrEnum):
    """Who carries a removal out: we do, they do after our notice, or a person does by hand."""

    DIRECT = "direct"
    NOTICE = "notice"
    MANUAL = "manual"


class RemoteState(StrEnum):
    """What the marketplace says of a listing or of an order we gave."""

    LIVE = "live"
    HIDDEN = "hidden"
    GONE = "gone"
    PENDING = "pending"
    REFUSED = "refused"
    NEEDS_INFO = "needs_info"


class Condition(StrEnum):
    """In which condition the goods are offered."""

    UNSAID = ""
    NEW = "new"
    USED = "used"
    REFURBISHED = "refurbished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    control: Control
    max_page: int
    visible_lag_seconds: float
    """How long buyers may still see a listing after the marketplace says that it is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSeller:
    ref: str
    name: str
    email: str = ""
    language: str = "en"
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteListing:
    """One listing as the marketplace shows it, in our words. `raw` is kept as evidence."""

    ref: str
    url: str
    state: RemoteState
    title: str
    description: str
    language: str
    category: str
    nice_class: int | None
    price: Decimal
    currency: str
    quantity: int
    brand_field: str
    image_urls: tuple[str, ...]
    seller: RemoteSeller
    updated_at: datetime
    condition: Condition = Condition.UNSAID
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    listings: tuple[RemoteListing, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer to a write. `prior` is what stood there before: a restore brings exactly that back."""

    state: RemoteState
    changed: bool
    prior: Mapping[str, Any]
    remote_ref: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Plain text for the seller of a listing, in `language`."""

    subject: str
    body: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    account: str
    scopes: frozenset[str]


class ConnectorError(Exception):
    """Base of the errors below; callers branch on the subclass and on nothing else."""

    def __init__(self, message: str, *, status: int | None = None, body: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = body[:2000]


class AuthFailed(ConnectorError):
    """Our credential is refused: stop this marketplace and tell a person."""


class NotFound(ConnectorError):
    """No such listing. For a hide this is success: it is gone."""


class Rejected(ConnectorError):
    """A permanent no, with the marketplace's words."""


class Conflict(ConnectorError):
    """Somebody else changed the listing since: a person decides."""


class Unsupported(ConnectorError):
    """This marketplace cannot do that."""


class RateLimited(ConnectorError):
    """Asked too often; nothing happened. Come back after `retry_after` seconds."""

    def __init__(self, message: str, *, retry_after: float, status: int | None = 429) -> None:
        super().__init__(message, status=status)
        self.retry_after = retry_after


class LeftAlone(RateLimited):
    """We have not asked at all: the marketplace has had as many calls as it takes, or wants a pause."""

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message, retry_after=retry_after, status=None)


class OutOfOrder(LeftAlone):
    """We have not asked at all: the marketplace has stopped answering, and one call at a time tries it."""


class Unavailable(ConnectorError):
    """No usable answer: the outcome is unknown, so read before repeating."""

    in_outage = False
    """The marketplace answers nobody at the moment: this says nothing of this one call."""


class Connector(Protocol):
    """One marketplace account. Every method may raise a ConnectorError; none retries by itself."""

    capabilities: Capabilities

    def check(self) -> Identity:
        """Who we are there and what we may do."""
        ...

    def ref_from_url(self, url: str) -> str | None:
        """The listing's reference in a buyer's URL, or None if the URL is not this marketplace's."""
        ...

    def list(self, *, cursor: str | None, limit: int, since: datetime | None = None) -> Page:
        """Listings in every state, in a stable order. `cursor` is opaque."""
        ...

    def get(self, ref: str) -> RemoteListing:
        """One listing in any state; NotFound if there is none."""
        ...

    def fetch_image(self, url: str) -> bytes:
        """A listing's picture; only from this marketplace's hosts, at most 10 MB."""
        ...

    def hide(self, ref: str, *, key: str, case: str, reason: str, legal_basis: str) -> Result:
        """Take the listing off sale. `key` is the idempotency key of this order."""
        ...

    def restore(self, ref: str, *, key: str, case: str, prior: Mapping[str, Any]) -> Result:
        """Bring back what stood there before us; Conflict if it no longer holds what we wrote."""
        ...

    def message_seller(self, ref: str, *, key: str, case: str, message: Message) -> str:
        """Put a message about the listing where the marketplace's sellers find theirs; its reference there.

        The same key is one message. Unsupported where sellers have no such place.
        """
        ...

    def public(self, ref: str) -> dict[str, bool]:
        """What a buyer sees without signing in: surface → is the listing shown there."""
        ...

    def close(self) -> None:
        """Give back the connections; the connector is of no use afterwards."""
        ...
