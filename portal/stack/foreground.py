"""A command that has the terminal, while servers run in the background for it."""

import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from portal.stack.service import launcher
from portal.stack.stopping import StopSignals

POLL_SECONDS = 1.0


def run(
    command: tuple[str, ...],
    *,
    environment: Mapping[str, str],
    signals: StopSignals,
    directory: Path | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> int:
    """Its exit code, as a shell would say it. Ctrl-C reaches it from the terminal, without our help.

    `meanwhile` is called about once a second, until it ends or is to end.
    """
    process = subprocess.Popen(
        launcher(command, account="same", death_signal=signal.SIGTERM), env=dict(environment), cwd=directory
    )
    passed_on = False
    while process.poll() is None:
        signals.pause(POLL_SECONDS)
        if meanwhile and not signals.requested:
            meanwhile()
        if signals.received in {signal.SIGTERM, signal.SIGHUP} and not passed_on:
            process.terminate()
            passed_on = True
    return process.returncode if process.returncode >= 0 else 128 - process.returncode
