"""The gate of one process alone, for while the shared store is away. Same rules as shared.py, without I/O."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from listings.traffic.pace import (
    FIRST_INTERVAL_SECONDS,
    LONGEST_INTERVAL_SECONDS,
    MOST_FAILURES,
    SHARE_WITHOUT_STORE,
    TRIAL_SECONDS,
    Bucket,
    Line,
    Pace,
)
from listings.traffic.words import Heard, Pass, Sight, Word


@dataclass
class _Level:
    tokens: float
    at: float
    turned: int = 0


@dataclass
class _State:
    pause: float = 0.0
    failures: int = 0
    is_open: bool = False
    opened: float = 0.0
    until: float = 0.0
    interval: float = 0.0
    trial: float = 0.0
    levels: dict[Line, _Level] = field(default_factory=dict)


class Valve:
    """Safe for threads. `clock` gives seconds of any beginning."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, share: float = SHARE_WITHOUT_STORE
    ) -> None:
        self._clock = clock
        self._share = share
        self._lock = threading.Lock()
        self._states: dict[UUID, _State] = {}

    def enter(self, pace: Pace, line: Line, *, cost: float) -> Pass:
        with self._lock:
            now, state = self._clock(), self._states.setdefault(pace.key, _State())
            if state.pause > now:
                return Pass(word=Word.PAUSE, wait=state.pause - now)
            if not state.is_open:
                return self._take(state, pace.buckets[line], line, cost, now)
            if max(state.until, state.trial) > now:
                return Pass(word=Word.OPEN, wait=max(state.until, state.trial) - now)
            state.trial = now + TRIAL_SECONDS
            return Pass(word=Word.TRIAL)

    def _take(self, state: _State, bucket: Bucket, line: Line, cost: float, now: float) -> Pass:
        most = max(1.0, bucket.most * self._share)
        per_second = bucket.per_second * self._share
        level = state.levels.setdefault(line, _Level(most, now))
        level.tokens, level.at = min(most, level.tokens + (now - level.at) * per_second), now
        if level.tokens >= most:
            level.turned = 0
        if level.tokens < cost:
            level.turned += 1
            return Pass(word=Word.BUSY, wait=(level.turned * cost - level.tokens) / per_second)
        level.tokens -= cost
        level.turned = max(level.turned - 1, 0)
        return Pass(word=Word.GO, failures=state.failures)

    def hear(self, pace: Pace, heard: Heard, *, trial: bool, retry_after: float = 0.0) -> bool:
        """Returns whether the marketplace is out of order now."""
        with self._lock:
            now, state = self._clock(), self._states.setdefault(pace.key, _State())
            if heard is Heard.FAILURE:
                self._count_failure(state, now, trial=trial)
                return state.is_open
            if heard is Heard.LIMITED:
                state.pause = max(state.pause, now + retry_after)
            if state.is_open:
                # Those who have waited come one after the other, not all at once.
                for line in pace.buckets:
                    level = state.levels.setdefault(line, _Level(1.0, now))
                    level.tokens, level.at = min(level.tokens, 1.0), now
            state.failures, state.is_open = 0, False
            return False

    @staticmethod
    def _count_failure(state: _State, now: float, *, trial: bool) -> None:
        state.failures += 1
        if state.is_open and trial:
            state.interval = min(state.interval * 2, LONGEST_INTERVAL_SECONDS)
            state.until, state.trial = now + state.interval, 0.0
        elif not state.is_open and state.failures >= MOST_FAILURES:
            state.is_open, state.opened = True, now
            state.interval, state.trial = FIRST_INTERVAL_SECONDS, 0.0
            state.until = now + state.interval

    def see(self, pace: Pace) -> Sight:
        with self._lock:
            now, state = self._clock(), self._states.setdefault(pace.key, _State())
            left = {}
            for line, bucket in pace.buckets.items():
                most = max(1.0, bucket.most * self._share)
                level = state.levels.get(line, _Level(most, now))
                filled = level.tokens + (now - level.at) * bucket.per_second * self._share
                left[line] = min(most, filled) / most
            return Sight(
                is_open=state.is_open,
                open_seconds=now - state.opened if state.is_open else 0.0,
                next_trial_seconds=max(state.until - now, 0.0) if state.is_open else 0.0,
                pause_seconds=max(state.pause - now, 0.0),
                failures=state.failures,
                left=left,
            )
