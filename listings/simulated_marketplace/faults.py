"""The switches for everything that goes wrong with real marketplaces, set per site by the control API."""

import math
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from .dice import dice
from .web import HttpError


class Fault(StrEnum):
    NONE = ""
    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    HANG_BEFORE = "hang_before"
    HANG_AFTER = "hang_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    error_before: float = 0.0
    """Probability of a 500 without any effect; the next three are probabilities as well."""
    error_after: float = 0.0
    """A 500 although the effect took place."""
    hang_before: float = 0.0
    """No answer for a while, and only then the effect: it lands late."""
    hang_after: float = 0.0
    """The effect at once, and no answer for a while."""
    hang_seconds: float = 5.0
    reads_too: bool = False
    """Whether reading fails as well as writing."""
    ignore_keys: bool = False
    no_inbox: bool = False
    """Whether the site is one whose sellers have nowhere to read messages."""
    requests_per_second: float = 0.0
    """More than this is answered with 429; 0 for no limit."""
    burst: int = 10
    delay_ms: float = 0.0
    visible_lag_seconds: float = 0.0
    """How long buyers go on seeing a hidden listing."""
    seed: int = 1

    def changed_by(self, changes: Mapping[str, Any]) -> "Switches":
        known = {field.name: type(field.default) for field in fields(self)}
        for name, value in changes.items():
            if name not in known or not _fits(value, known[name]):
                raise HttpError(422, "bad_switch", f"No switch {name!r} takes {value!r}.")
        switches = replace(self, **changes)
        if sum(switches.probabilities()) > 1 + 1e-9:
            raise HttpError(422, "bad_switch", "The probabilities add up to more than 1.")
        return switches

    def probabilities(self) -> tuple[float, float, float, float]:
        return self.error_before, self.error_after, self.hang_before, self.hang_after


def _fits(value: object, wanted: type) -> bool:
    if isinstance(value, bool) or wanted is bool:
        return isinstance(value, bool) and wanted is bool
    return isinstance(value, int | float) and isinstance(value, int | wanted) and value >= 0


_FAULTS = (Fault.ERROR_BEFORE, Fault.ERROR_AFTER, Fault.HANG_BEFORE, Fault.HANG_AFTER)


@dataclass(slots=True)
class _Gate:
    """What hanging requests wait at."""

    opened: threading.Event
    abandoned: bool = False


class Misbehaviour:
    """The faults of one site."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._gate = _Gate(threading.Event())
        self._tokens = self._filled_at = 0.0
        self._set(Switches())

    def change(self, changes: Mapping[str, Any]) -> Switches:
        self._set(self.switches.changed_by(changes))
        return self.switches

    def reset(self) -> None:
        """Back to good behaviour. Requests that hang are let go, and have no effect any more."""
        self._gate.abandoned = True
        self.release()
        self._set(Switches())

    def release(self) -> None:
        """Lets hanging requests go on at once."""
        with self._lock:
            gate, self._gate = self._gate, _Gate(threading.Event())
        gate.opened.set()

    def draw(self, *, writing: bool) -> Fault:
        switches = self.switches
        if not (writing or switches.reads_too) or not any(switches.probabilities()):
            return Fault.NONE
        with self._lock:
            thrown = self._dice.random()
        for fault, probability in zip(_FAULTS, switches.probabilities(), strict=True):
            thrown -= probability
            if thrown < 0:
                return fault
        return Fault.NONE

    def hang(self) -> None:
        gate = self._gate
        gate.opened.wait(self.switches.hang_seconds)
        if gate.abandoned:
            raise HttpError(503, "reset", "The marketplace was reset.")

    def delay(self) -> None:
        if self.switches.delay_ms:
            threading.Event().wait(self.switches.delay_ms / 1000)

    def limit(self) -> None:
        """A bucket of `burst` tokens that fills at the permitted rate."""
        rate = self.switches.requests_per_second
        if not rate:
            return
        with self._lock:
            now = time.monotonic()
            self._tokens = min(self.switches.burst, self._tokens + (now - self._filled_at) * rate)
            self._filled_at = now
            if self._tokens >= 1:
                self._tokens -= 1
                return
            wait = math.ceil((1 - self._tokens) / rate)
        raise HttpError(429, "too_many_requests", "Too many requests.", {"Retry-After": str(wait)})

    def _set(self, switches: Switches) -> None:
        with self._lock:
            self.switches = switches
            self._dice = dice(switches.seed)
            self._tokens = float(switches.burst)
            self._filled_at = time.monotonic()
