"""Waits for SIGTERM and writes its name into the journal (see small_stack.py)."""

import os
import signal
import sys
from pathlib import Path

name, kind = sys.argv[1:]
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
if kind == "parent" and os.fork() == 0:
    Path(f"{name}.grandchild").write_text(str(os.getpid()))
    signal.sigwait({signal.SIGUSR1})
Path(f"{name}.ready").touch()
signal.sigwait({signal.SIGUSR1 if kind == "stubborn" else signal.SIGTERM})
with Path("journal").open("a") as journal:
    journal.write(f"{name}\n")
