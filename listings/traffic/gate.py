"""Through here goes every call: let through, or put off with the time after which it is worth asking again."""

import logging
import random
import threading
import time
from collections.abc import Callable

import redis

from listings.connectors.base import ConnectorError, LeftAlone, OutOfOrder, RateLimited, Unavailable
from listings.traffic.pace import Line, Pace
from listings.traffic.shared import SharedGate
from listings.traffic.valve import Valve
from listings.traffic.words import Heard, Pass, Sight, Word

logger = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 3600.0
# Nobody waits for a store that is away more often than this.
_SECONDS_WITHOUT_STORE = 5.0

_shared = SharedGate()
_alone = Valve()


class _Store:
    """Whether it is worth asking the shared store, remembered for a moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._away_until = 0.0

    def ask[T](self, shared: Callable[[], T], alone: Callable[[], T]) -> T:
        """What the shared gate says; while its store is away, what this process's own, slower gate says."""
        if time.monotonic() < self._away_until:
            return alone()
        try:
            return shared()
        except redis.RedisError as error:
            with self._lock:
                self._away_until = time.monotonic() + _SECONDS_WITHOUT_STORE
            logger.warning("Marketplaces are asked slowly: the store is away (%s)", type(error).__name__)
            return alone()


_store = _Store()


def through[T](pace: Pace, line: Line, call: Callable[[], T], *, cost: float = 1.0) -> T:
    """Make the call if it is its turn. Raises what it raises, LeftAlone or OutOfOrder."""
    given = _store.ask(
        lambda: _shared.enter(pace, line, cost=cost), lambda: _alone.enter(pace, line, cost=cost)
    )
    if not given.allowed:
        raise _put_off(given, line)
    trial = given.word is Word.TRIAL
    try:
        value = call()
    except RateLimited as error:
        _hear(pace, Heard.LIMITED, trial=trial, retry_after=error.retry_after)
        raise
    except Unavailable as error:
        error.in_outage = _hear(pace, Heard.FAILURE, trial=trial)
        raise
    except ConnectorError:
        # A no is an answer, too.
        _answered(pace, given)
        raise
    _answered(pace, given)
    return value


def see(pace: Pace) -> Sight:
    """How this marketplace stands now."""
    return _store.ask(lambda: _shared.see(pace), lambda: _alone.see(pace))


def _answered(pace: Pace, given: Pass) -> None:
    # Most calls are answered, and most of them follow another that was: nothing is new then.
    if given.failures or given.word is Word.TRIAL:
        _hear(pace, Heard.ANSWER, trial=given.word is Word.TRIAL)


def _hear(pace: Pace, heard: Heard, *, trial: bool, retry_after: float = 0.0) -> bool:
    return _store.ask(
        lambda: _shared.hear(pace, heard, trial=trial, retry_after=retry_after),
        lambda: _alone.hear(pace, heard, trial=trial, retry_after=retry_after),
    )


def _put_off(given: Pass, line: Line) -> LeftAlone:
    """Those who wait for the same moment come back one after the other, not all at once."""
    wait = min(given.wait, LONGEST_WAIT_SECONDS)
    if given.word is Word.BUSY:
        # Each has been told a later turn than the one before.
        return LeftAlone(f"as many {line} as this marketplace takes are under way", retry_after=wait)
    spread = wait + random.uniform(0.0, max(2.0, wait / 2))  # noqa: S311 - spreads, hides nothing
    if given.word is Word.PAUSE:
        return LeftAlone("the marketplace wants a pause", retry_after=spread)
    return OutOfOrder("the marketplace does not answer; it is tried again later", retry_after=spread)
