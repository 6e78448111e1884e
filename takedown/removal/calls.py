"""Calls to marketplaces, several at once and outside any transaction, with every failure as a value."""

import logging
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from core import outbox
from core.outbox import Work
from listings.connectors.base import (
    ConnectorError,
    NotFound,
    RateLimited,
    RemoteListing,
    RemoteState,
    Unavailable,
)
from listings.connectors.exchanges import Exchange, recorded
from listings.feed import fingerprint
from listings.marketplaces import connector_of
from listings.traffic.pace import Line
from takedown.models import Removal

logger = logging.getLogger(__name__)

AT_ONCE = 16
# A request without an answer may still have its effect this long afterwards: nothing is repeated before.
LONGEST_IN_FLIGHT_SECONDS = float(settings.MARKETPLACE_IN_FLIGHT_SECONDS)
# How long the first of a handful waits for the others: nothing beside a call, much beside a transaction for each.
GATHERING_SECONDS = 0.05
# Answers of something in between, which knows nothing of what becomes of the request behind it.
_NOT_THE_MARKETPLACES_OWN = frozenset({408, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer[T]:
    """What a call gave: a value, or the connector's typed error."""

    value: T | None = None
    error: ConnectorError | None = None
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where the marketplace says the listing stands. A listing that is gone counts as hidden."""

    hidden: bool
    fingerprint: str = ""
    remote: RemoteListing | None = None


def all_at_once[K: Hashable, T](keys: Iterable[K], call: Callable[[K], T]) -> Iterator[tuple[K, Answer[T]]]:
    """Answers as they come in; a slow site holds up nobody else's."""
    for answers in in_handfuls(keys, call, gathering_seconds=0):
        yield from answers.items()


def in_handfuls[K: Hashable, T](
    keys: Iterable[K], call: Callable[[K], T], *, gathering_seconds: float = GATHERING_SECONDS
) -> Iterator[dict[K, Answer[T]]]:
    """Answers as they come in, those of one moment together, to be written together. A slow site holds up nobody else's."""
    keys = list(keys)
    if not keys:
        return
    with ThreadPoolExecutor(max_workers=min(AT_ONCE, len(keys))) as pool:
        futures = {pool.submit(_caught, call, key): key for key in keys}
        open_ones = set(futures)
        while open_ones:
            _, rest = wait(open_ones, return_when=FIRST_COMPLETED)
            done, rest = wait(open_ones, timeout=gathering_seconds if rest else None)
            open_ones = set(rest)
            yield {futures[future]: future.result() for future in done}


def _caught[K, T](call: Callable[[K], T], key: K) -> Answer[T]:
    with recorded() as exchanges:
        try:
            return Answer(value=call(key), exchanges=tuple(exchanges))
        except ConnectorError as error:
            return Answer(error=error, exchanges=tuple(exchanges))
        except Exception as error:
            # An order may have been given all the same, and nobody may repeat it as if it had not.
            logger.exception("A call to a marketplace failed in a way that connectors must not")
            return Answer(error=Unavailable(repr(error)), exchanges=tuple(exchanges))


def says_nothing_of_the_work(error: ConnectorError) -> bool:
    """The marketplace wanted a pause, or answers nobody at the moment: no attempt of this work was used up."""
    return isinstance(error, RateLimited) or (isinstance(error, Unavailable) and error.in_outage)


def try_later(work: Work, error: ConnectorError, *, most_attempts: int) -> None:
    """Put leased work off, or give it up when it has failed too often by itself."""
    wait = wait_after(error, attempt=work.tries)
    if says_nothing_of_the_work(error):
        outbox.defer(work, error=describe(error), after_seconds=wait)
    elif work.tries >= most_attempts:
        outbox.bury(work, error=describe(error))
    else:
        outbox.retry(work, error=describe(error), after_seconds=wait)


def wait_after(error: ConnectorError, *, attempt: int) -> float:
    """Seconds until the next attempt: what the site named, or a growing time in which an order that may be
    under way has landed."""
    if isinstance(error, RateLimited):
        return error.retry_after
    wait = outbox.wait_before(attempt + 1)
    is_settled = error.status is not None and error.status not in _NOT_THE_MARKETPLACES_OWN
    return wait if is_settled else max(wait, LONGEST_IN_FLIGHT_SECONDS)


def read_before_acting(removal: Removal, traffic: Line = Line.ORDERS) -> Reading:
    """Ask where the listing stands: an earlier call may have had its effect without our hearing of it."""
    try:
        remote = connector_of(removal.marketplace, traffic).get(removal.listing.ref)
    except NotFound:
        return Reading(hidden=True)
    return Reading(
        hidden=remote.state in {RemoteState.HIDDEN, RemoteState.GONE},
        fingerprint=fingerprint(remote),
        remote=remote,
    )


def offer_in_words(remote: RemoteListing | None) -> dict[str, Any]:
    """An offer as a person compares it, before us and now. No contact data."""
    if remote is None:
        return {"state": str(RemoteState.GONE)}
    return {
        "state": str(remote.state),
        "title": remote.title,
        "description": remote.description[:2000],
        "price": f"{remote.price} {remote.currency}",
        "quantity": remote.quantity,
        "pictures": list(remote.image_urls[:20]),
        "seller": remote.seller.name,
        "updated_at": remote.updated_at.isoformat(),
    }


def shown_to_buyers(removal: Removal, traffic: Line = Line.LOOKS) -> bool:
    """Look as a buyer, signed in nowhere: the API's word is not proof."""
    return any(connector_of(removal.marketplace, traffic).public(removal.listing.ref).values())


def describe(error: ConnectorError) -> str:
    return f"{type(error).__name__}: {error}"[:500]
