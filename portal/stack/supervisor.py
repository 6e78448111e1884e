"""Keeps a list of services running, and ends them in the opposite order of their start."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from portal.stack.console import StackError, note
from portal.stack.files import write_json
from portal.stack.leftovers import end_leftovers
from portal.stack.service import Child, Service, last_line
from portal.stack.stopping import StopSignals

POLL_SECONDS = 0.05
IDLE_SECONDS = 1.0
CHANCES = 5


class Supervisor:
    """`status_file` always names the processes that live, so that the next start can clear up after a
    supervisor that was killed, and so that others can find the servers."""

    def __init__(self, *, status_file: Path, signals: StopSignals) -> None:
        self.status_file = status_file
        self.signals = signals
        self._children: list[Child] = []
        self._facts: dict[str, Any] = {}

    def __enter__(self) -> Self:
        end_leftovers(self.status_file, self.signals)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop_all()

    def publish(self, **facts: Any) -> None:
        """Add to the status file."""
        self._facts |= facts
        running = [child for child in self._children if child.pid]
        processes = {child.service.name: child.identity() for child in running}
        pids = {child.service.name: child.pid for child in running}
        facts = self._facts | {"supervisor": os.getpid(), "pids": pids, "processes": processes}
        write_json(self.status_file, facts)

    def start(self, service: Service) -> Child:
        child = Child(service)
        self._children.append(child)
        child.start()
        self.publish()
        return child

    def start_and_wait(
        self, service: Service, *, is_ready: Callable[[int | None], bool], seconds: float
    ) -> Child:
        """For a server: return when it answers. It gets a few chances, for a crashed predecessor may still
        hold its memory or files for a moment."""
        child = self.start(service)
        deadline = time.monotonic() + seconds
        while not is_ready(child.pid):
            if time.monotonic() > deadline or child.ends >= CHANCES:
                raise StackError(f"{service.name} does not start: {last_line(service.log)} ({service.log})")
            self._revive(child, quietly=True)
            self.signals.pause_or_raise(POLL_SECONDS)
        return child

    def run_to_end(self, service: Service) -> None:
        """One step of a start, such as the migrations."""
        child = self.start(service)
        while (code := child.exit_code()) is None:
            self.signals.pause_or_raise(IDLE_SECONDS)
        child.note_end()
        self._children.remove(child)
        self.publish()
        if code != 0:
            raise StackError(
                f"{service.name} failed ({describe(code)}): {last_line(service.log)} ({service.log})"
            )

    def run(self, *, until_ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Until somebody asks to stop. `when_ready` is called once, when `until_ready` first says yes."""
        ready = False
        while not self.signals.requested:
            self.revive()
            if not ready and until_ready():
                ready = True
                when_ready()
            self.signals.pause(self._idle_seconds(ready=ready))

    def revive(self) -> None:
        """Start again, each after its pause, whatever has ended by itself."""
        for child in self._children:
            self._revive(child)

    def stop_all(self) -> None:
        # Nobody new may begin to use servers that are about to end.
        self._facts.clear()
        self._publish_if_possible()
        while self._children:
            child = self._children[-1]
            if not child.stop():
                seconds = child.service.stop_seconds
                note(f"{child.service.name} did not stop in {seconds:.0f} s: ended by force")
            self._children.pop()
            self._publish_if_possible()
        self.status_file.unlink(missing_ok=True)

    def _publish_if_possible(self) -> None:
        # Should somebody have removed the data directory, the children must end all the same.
        with suppress(OSError):
            self.publish()

    def _revive(self, child: Child, *, quietly: bool = False) -> None:
        code = child.exit_code()
        if code is not None:
            pause = child.note_end()
            self.publish()
            if not quietly:
                what = f"{child.service.name} ended ({describe(code)}), starts again in {pause:.1f} s"
                note(f"{what}; see {child.service.log}")
        if child.process is None and time.monotonic() >= child.due_at:
            child.start()
            self.publish()

    def _idle_seconds(self, *, ready: bool) -> float:
        due = [child.due_at for child in self._children if child.process is None]
        longest = IDLE_SECONDS if ready else 4 * POLL_SECONDS
        return max(0.0, min([longest, *(at - time.monotonic() for at in due)]))


def describe(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit {code}"
