"""Signals as a flag and a wake-up, so that nothing is stopped in the middle of a step."""

import os
import select
import signal
from types import FrameType, TracebackType
from typing import Any, Self

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """Somebody asked the stack to stop while it was still starting."""


class StopSignals:
    """As a context manager it takes the signals over; without that it is a plain, patient `pause`."""

    def __init__(self) -> None:
        self.received: int | None = None
        self._former: dict[int, Any] = {}
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)

    def __enter__(self) -> Self:
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        # A child's end has no effect of its own; it only ends a pause early.
        self._former[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda number, frame: None)
        for number in STOP_SIGNALS:
            # nohup asks for the end of the terminal to be ignored.
            if not (number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN):
                self._former[number] = signal.signal(number, self._request)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._former.items():
            signal.signal(number, handler)

    @property
    def requested(self) -> bool:
        return self.received is not None

    def pause(self, seconds: float) -> None:
        """Until a signal comes, a child ends, or the time is over."""
        if select.select([self._reader], [], [], seconds)[0]:
            os.read(self._reader, 4096)

    def pause_or_raise(self, seconds: float) -> None:
        self.pause(seconds)
        if self.requested:
            raise StopRequested

    def _request(self, number: int, frame: FrameType | None) -> None:
        self.received = number
