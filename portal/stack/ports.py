"""Ports: which are free, and which one a server of ours had the last time."""

import random
import socket
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from portal.stack.console import StackError
from portal.stack.files import read_json, write_json

# Below the range from which systems take the ports of outgoing connections: a server that comes back
# after a crash must find its port free.
CANDIDATES = range(20_000, 32_000)
TRIES = 200


def is_free(port: int) -> bool:
    """Whether nobody listens there, by IPv4 or (a browser tries it first for localhost) by IPv6."""
    return _can_bind(socket.AF_INET, "127.0.0.1", port) and not _answers(socket.AF_INET6, "::1", port)


def remembered(data: Path, server: str) -> int:
    """The server's port, the same one at every start unless somebody else has taken it."""
    path = data / "ports.json"
    known = read_json(path)
    port = known.get(server)
    if not isinstance(port, int) or not is_free(port):
        port = find_free(taken=known.values())
        write_json(path, known | {server: port})
    return port


def find_free(taken: Collection[int] = ()) -> int:
    for port in random.SystemRandom().sample(CANDIDATES, TRIES):
        if port not in taken and is_free(port):
            return port
    raise StackError(f"no free port found between {CANDIDATES.start} and {CANDIDATES.stop}")


def _can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    with closing(socket.socket(family)) as probe:
        # As servers do, so that connections of a former run that are still closing are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _answers(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with closing(socket.socket(family)) as probe:
            probe.settimeout(1)
            return probe.connect_ex((host, port)) == 0
    except OSError:
        return False
