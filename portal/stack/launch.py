"""Becomes another program: one that ends with its parent and, where it must, is not root.

Run by path as `launch.py PARENT SIGNAL ACCOUNT COMMAND…`; imports nothing of the project, for it runs before
every process of the stack. A program of its own instead of subprocess's preexec_fn, which is not safe in
a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CANNOT_LAUNCH = 126


def main() -> None:
    parent, death_signal, account, *command = sys.argv[1:]
    try:
        change_account(account)
    except (OSError, AttributeError) as error:
        sys.exit(f"launch: cannot become {account}: {error}")
    reset_signals()
    # After the change of account, which would clear it.
    end_with_parent(int(parent), int(death_signal))
    os.execvp(command[0], command)  # noqa: S606 - to become it is the point


def change_account(account: str) -> None:
    kind, *numbers = account.split(":")
    if kind == "namespace":
        enter_namespace(int(numbers[0]))
    elif kind == "user":
        os.setgroups([])
        os.setgid(int(numbers[1]))
        os.setuid(int(numbers[0]))


def enter_namespace(uid: int) -> None:
    """Be `uid` by name and root by right to files: PostgreSQL refuses only the name."""
    outside_uid, outside_gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    for name, content in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {outside_uid} 1"),
        ("gid_map", f"{uid} {outside_gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(content)


def reset_signals() -> None:
    # A shell that starts us in the background, and nohup, leave signals ignored; programs inherit that.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def end_with_parent(parent: int, death_signal: int) -> None:
    """Linux only; elsewhere the next start clears up what a killed supervisor left."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:
        # The parent ended before we asked to be told.
        sys.exit(CANNOT_LAUNCH)


if __name__ == "__main__":
    main()
