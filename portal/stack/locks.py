"""Who owns the servers of a data directory, and who else is using them. The kernel frees a lock when its
holder ends, however it ends."""

import fcntl
import os
from pathlib import Path
from typing import Self


class Lock:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        os.close(self._descriptor)

    def take(self, *, shared: bool = False) -> bool:
        """Whether we have it now; never waits."""
        try:
            fcntl.flock(self._descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def let_go(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def sign(self, who: str) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{who} (pid {os.getpid()})".encode(), 0)

    def signature(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def keep_through_exec(self) -> None:
        """The program that this process becomes keeps the lock until it ends."""
        fcntl.fcntl(self._descriptor, fcntl.F_SETFD, 0)


def owner_lock(data: Path) -> Lock:
    """Held by whoever started the servers."""
    return Lock(data / "owner.lock")


def users_lock(data: Path) -> Lock:
    """Held, shared, by each script/manage whose command uses the servers of another process."""
    return Lock(data / "users.lock")
