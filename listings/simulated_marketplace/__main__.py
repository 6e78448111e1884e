"""Starts the simulated marketplaces: python -m listings.simulated_marketplace --port N --data DIR."""

import argparse
import multiprocessing
import os
import signal
import socket
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from .app import Marketplace

# A hanging request holds its thread; there must be enough left for the others.
THREADS = 64
SECONDS_TO_STOP = 2


def main() -> None:
    arguments = _arguments()
    secret = os.environ.get("MARKETPLACE_SECRET", "")
    if not secret:
        sys.exit("MARKETPLACE_SECRET is not set: without it nobody could sign requests.")
    _require_free_port(arguments.port)
    public_url = (arguments.public_url or f"http://localhost:{arguments.port}").rstrip("/")
    ours, workers = multiprocessing.Pipe()
    server = Granian(
        "the marketplace",
        address="127.0.0.1",
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_level=LogLevels.error,
    )
    sys.stderr.write(f"Simulated marketplaces at {public_url}/\n")
    # Granian calls the loader in its worker process.
    loader = partial(_load, ours, workers, arguments.data, secret, public_url)
    server.serve(target_loader=loader, wrap_loader=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="listings.simulated_marketplace")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder for the database and the pictures")
    parser.add_argument(
        "--public-url", default="", help="how browsers reach it; http://localhost:PORT if left out"
    )
    return parser.parse_args()


def _require_free_port(port: int) -> None:
    # Granian shares its port by SO_REUSEPORT, so a second server would start and take every other request.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used: {error.strerror}.")


def _load(
    parents_end: Connection, own_end: Connection, directory: Path, secret: str, public_url: str
) -> Marketplace:
    parents_end.close()
    threading.Thread(target=_die_with_parent, args=(own_end,), daemon=True).start()
    return Marketplace(directory=directory, secret=secret, public_url=public_url)


def _die_with_parent(own_end: Connection) -> None:
    """Killing the process that was started ends its worker too, however it is killed."""
    try:
        own_end.recv()
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
